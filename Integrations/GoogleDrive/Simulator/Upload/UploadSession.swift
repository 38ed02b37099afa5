// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// One resumable upload: what has come so far, and what a piece of it leads to.
///
/// Source: Drive API guide "Upload file data", resumable upload, 2026-11.
actor UploadSession {
    /// What a request on the session leads to.
    enum Outcome: Sendable {
        /// So many bytes are stored; more are wanted.
        case more(stored: Int64)
        /// Everything is there.
        case whole(StoredContent)
        /// The file was made before, by a request whose answer may have been lost.
        case done(fileId: String)
        /// The request is wrong.
        case refused(DriveError)
    }

    nonisolated let id: String
    nonisolated let start: UploadStart
    /// Milliseconds since 1970.
    nonisolated let created: Int64
    private let sink: ContentSink
    private let destination: String
    private let folder: TemporaryFolder?
    /// What answers say is stored; may be less than what is.
    private var confirmed: Int64
    private var fileId: String?
    private var content: StoredContent?
    /// Grows with each piece: a newer request on the session ends an older one.
    private var turn = 0

    init(
        id: String, start: UploadStart, created: Int64, sink: sending ContentSink, destination: String,
        in folder: TemporaryFolder?,
        fileId: String? = nil
    ) {
        self.id = id
        self.start = start
        self.created = created
        self.destination = destination
        self.folder = folder
        self.fileId = fileId
        confirmed = sink.count / UploadRange.unit * UploadRange.unit
        self.sink = sink
    }

    /// The state, without a change. An upload whose length is now known to be what is stored is whole.
    func status(total: Int64?) -> Outcome {
        if let fileId { return .done(fileId: fileId) }
        if let content { return .whole(content) }
        guard let total = total ?? start.length else { return .more(stored: confirmed) }
        if let wanted = start.length, wanted != total { return .refused(.otherLength(total, wanted)) }
        guard sink.count == total else { return .more(stored: confirmed) }
        return finished()
    }

    /// Stores a piece as it arrives.
    ///
    /// - Parameters:
    ///   - range: what Content-Range says; `nil` when the body is the whole content.
    ///   - storing: at most so many bytes of the piece are kept; a fault.
    func receive(_ body: ByteStream, _ range: UploadRange?, storing limit: Int64? = nil) async -> Outcome {
        if let fileId { return .done(fileId: fileId) }
        if let content { return .whole(content) }
        if let refusal = refusal(range, body.length) { return .refused(refusal) }
        turn += 1
        if range == nil { sink.reset() }
        let first = range?.bytes?.lowerBound ?? 0
        var known = sink.count - first
        var left = limit ?? .max
        var count: Int64 = 0
        let mine = turn
        do {
            for try await piece in body {
                guard mine == turn else { return .more(stored: confirmed) }
                count += Int64(piece.count)
                if let bytes = range?.bytes, count > Int64(bytes.count) { break }
                let skipped = Int(min(max(known, 0), Int64(piece.count)))
                known -= Int64(skipped)
                let part = piece.dropFirst(skipped).prefix(Int(clamping: left))
                left -= Int64(part.count)
                try sink.append(part.count == piece.count ? piece : Array(part))
            }
        } catch {
            return interrupted(error)
        }
        guard mine == turn else { return .more(stored: confirmed) }
        return received(count, range, isCut: left == 0)
    }

    /// Makes the file of whole content, once: whoever comes later gets the same id.
    ///
    /// - Throws: what `make` throws; then it may be tried again.
    func commit(_ make: @Sendable (StoredContent) throws(DriveError) -> String) throws(DriveError) -> String {
        if let fileId { return fileId }
        guard let content else { throw DriveError(500, "internalError", "The upload is not whole.") }
        let made = try make(content)
        fileId = made
        self.content = nil
        return made
    }

    /// Forgets what came.
    func cancel() {
        turn += 1
        sink.discard()
    }

    private func refusal(_ range: UploadRange?, _ length: Int64?) -> DriveError? {
        let total = range == nil ? length : range?.total
        if let total, let wanted = start.length, total != wanted { return .otherLength(total, wanted) }
        guard let range, let bytes = range.bytes else { return nil }
        let count = Int64(bytes.count)
        if let length, length != count { return .otherCount(length, bytes) }
        if bytes.lowerBound > confirmed, bytes.lowerBound > sink.count {
            return .badRequest(
                "Invalid request.  According to the Content-Range header, the upload offset is \(bytes.lowerBound) "
                    + "byte(s), which exceeds already uploaded size of \(confirmed) byte(s).")
        }
        if !range.isLast, count % UploadRange.unit != 0 {
            return .badRequest(
                "Invalid request.  The number of bytes uploaded is required to be equal or greater than "
                    + "\(UploadRange.unit), except for the final request (it's recommended to be the exact multiple of "
                    + "\(UploadRange.unit)).  The received request contained \(count) bytes, which does not meet this "
                    + "requirement.")
        }
        return nil
    }

    private func received(_ count: Int64, _ range: UploadRange?, isCut: Bool) -> Outcome {
        guard let range, let bytes = range.bytes else {
            if isCut { return stored(sink.count) }
            return start.length.map { sink.count == $0 } ?? true ? finished() : stored(sink.count)
        }
        guard count == Int64(bytes.count) else {
            confirmed = max(confirmed, sink.count / UploadRange.unit * UploadRange.unit)
            return .refused(.otherCount(count, bytes))
        }
        return range.isLast && sink.count == range.total ? finished() : stored(sink.count)
    }

    private func stored(_ count: Int64) -> Outcome {
        confirmed = count
        return .more(stored: count)
    }

    private func interrupted(_ error: any Error) -> Outcome {
        confirmed = max(confirmed, sink.count / UploadRange.unit * UploadRange.unit)
        guard let error = error as? IntegrationError, error.code == .unavailable else {
            return .refused(DriveError(500, "backendError", "The simulator cannot store the content: \(error)"))
        }
        return .more(stored: confirmed)
    }

    private func finished() -> Outcome {
        do {
            let whole = try sink.finish(movingTo: destination, in: folder)
            content = whole
            return .whole(whole)
        } catch {
            return .refused(DriveError(500, "backendError", "The simulator cannot store the content: \(error)"))
        }
    }
}

extension DriveError {
    fileprivate static func otherLength(_ given: Int64, _ wanted: Int64) -> Self {
        .badRequest("Invalid request.  The total is \(given) byte(s) here and was \(wanted) byte(s) at the start.")
    }
    fileprivate static func otherCount(_ given: Int64, _ bytes: ClosedRange<Int64>) -> Self {
        .badRequest(
            "Invalid request.  There were \(given) byte(s) in the request body.  There should have been \(bytes.count) "
                + "byte(s) (starting at offset \(bytes.lowerBound) and ending at offset \(bytes.upperBound)) according "
                + "to the Content-Range header.")
    }
}
