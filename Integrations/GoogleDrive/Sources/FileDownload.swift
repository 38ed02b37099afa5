// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration

/// Reads a part of a file, and makes sure that it is exactly that part of exactly that content.
struct FileDownload: Sendable {
    private let client: GoogleDriveClient
    private let file: StoredFile

    /// Whole files up to this size are compared by their digest; for larger ones one small call is cheaper.
    private static let digestLimit: Int64 = 1 << 20

    init(_ client: GoogleDriveClient, _ file: StoredFile) {
        self.client = client
        self.file = file
        if let key = file.resourceKey { client.resourceKeys.put(key, of: file.id) }
    }

    func stream(from start: Int64, to end: Int64?) async throws(IntegrationError) -> ByteStream {
        try checkKind()
        let end = try checked(start, end)
        // Nothing is asked for; an empty file is asked for all the same, since it may be gone.
        if file.size != 0, end == start || start == file.size { return ByteStream([]) }
        if start > 0 { try await checkUnchanged() }
        let isWhole = start == 0 && (end == nil || end == file.size)
        // An empty file has no range that could be asked for.
        let reply = try await client.content(of: file.id, from: isWhole ? nil : start, to: end)
        let length = try isWhole ? wholeLength(reply) : partLength(reply, start, end)
        return ByteStream(length: length) {
            let reader = DownloadReader(reply.body, length: length, subject: "the file \(file.id)", ending(start, end))
            return { try await reader.next() }
        }
    }

    private func checkKind() throws(IntegrationError) {
        switch file.kind {
        case .file: return
        case .folder: throw IntegrationError(.unsupported, "The folder \(file.id) has no content; list it instead.")
        case .document:
            throw IntegrationError(
                .unsupported, "The document \(file.id) has no content of its own; export it instead.")
        case .shortcut(let target):
            throw IntegrationError(
                .unsupported, "The shortcut \(file.id) has no content; read what it points at, \(target).")
        }
    }

    private func checked(_ start: Int64, _ end: Int64?) throws(IntegrationError) -> Int64? {
        let isBehind = file.size.map { start > $0 } ?? false
        guard start >= 0, !isBehind, end.map({ $0 >= start }) ?? true else {
            throw IntegrationError(
                .invalidRequest,
                "The bytes from \(start) to \(end.map(String.init) ?? "the end") are no part of the file \(file.id), "
                    + "which has \(file.size.map(String.init) ?? "an unknown number of") bytes.")
        }
        guard let end, let size = file.size else { return end }
        return min(end, size)
    }

    /// The length that a whole file's reply announces, or the file's when it announces none.
    private func wholeLength(_ reply: HTTPReply) throws(IntegrationError) -> Int64? {
        guard reply.response.status.code == 200 else {
            throw malformed("answered \(reply.response.status.code) instead of 200")
        }
        guard let length = reply.body.length, let size = file.size else { return reply.body.length ?? file.size }
        guard length == size else { throw changed }
        return length
    }

    private func partLength(_ reply: HTTPReply, _ start: Int64, _ end: Int64?) throws(IntegrationError) -> Int64 {
        guard reply.response.status.code == 206 else { throw malformed("sent the whole file instead of a part") }
        guard let text = reply.response.headerFields[.contentRange], let found = ByteRangeField.parse(text),
            let range = found.range, range.lowerBound == start
        else { throw malformed("sent another part than was asked for") }
        if let size = file.size, let total = found.total, total != size { throw changed }
        let wanted = end ?? file.size ?? found.total
        guard wanted == nil || range.upperBound == wanted else {
            throw malformed("sent another part than was asked for")
        }
        return Int64(range.count)
    }

    /// What is checked when every byte came: that a file read from its beginning was not replaced.
    private func ending(_ start: Int64, _ end: Int64?) -> DownloadReader.Ending {
        guard start == 0 else { return .nothing }
        let isWhole = end == nil || end == file.size
        if isWhole, let size = file.size, size <= Self.digestLimit {
            if let sha256 = file.checksums.sha256 {
                return .sha256(sha256) { () throws(IntegrationError) in try await differs("SHA-256", sha256) }
            }
            if let md5 = file.checksums.md5 {
                return .md5(md5) { () throws(IntegrationError) in try await differs("MD5", md5) }
            }
        }
        return .check { () throws(IntegrationError) in try await checkUnchanged() }
    }

    private func differs(_ name: String, _ digest: String) async throws(IntegrationError) {
        try await checkUnchanged()
        throw IntegrationError(
            .malformedReply, "The content of the file \(file.id) came damaged: its \(name) is not \(digest).")
    }

    private func checkUnchanged() async throws(IntegrationError) {
        guard file.revision != nil || file.checksums.md5 != nil else { return }
        let now = try await client.file(file.id).stored
        guard now.revision == file.revision, now.checksums.md5 == file.checksums.md5, now.size == file.size else {
            throw changed
        }
    }

    private var changed: IntegrationError {
        IntegrationError(
            .conflict, "The content of the file \(file.id) was changed since it was listed; list it again.")
    }

    private func malformed(_ what: String) -> IntegrationError {
        IntegrationError(.malformedReply, "Google Drive \(what) for the file \(file.id); try again later.")
    }
}
