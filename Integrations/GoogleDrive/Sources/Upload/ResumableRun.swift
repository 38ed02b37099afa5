// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration

/// Carries out what ``ResumableUpload`` decides, for one file.
///
/// When its task is cancelled it sends nothing more. The session stays kept: nothing of it is visible, a later call
/// goes on with it, and the service forgets it after a week.
struct ResumableRun {
    private let client: GoogleDriveClient
    private let content: FileContent
    private let target: UploadTarget
    private let place: FileTarget
    private let keeper: any UploadKeeping
    private var session: KeptSession?
    private var upload: ResumableUpload
    private var reader: ContentReader
    private var file: DriveFile?
    /// Why the last try came to nothing, for the person who is told that the upload was given up.
    private var trouble = ""

    /// `session` is what an earlier call kept for the same content and place.
    init(
        _ client: GoogleDriveClient, _ content: FileContent, to place: FileTarget, _ target: UploadTarget,
        session: KeptSession?, keeper: any UploadKeeping
    ) {
        self.client = client
        self.content = content
        self.place = place
        self.target = target
        self.session = session
        self.keeper = keeper
        let chunk = Int64(client.configuration.chunkSize)
        upload = ResumableUpload(length: content.length, chunk: chunk, tries: client.configuration.tries)
        reader = ContentReader(content)
    }

    mutating func run() async throws -> DriveFile {
        var actions = upload.begin(resuming: session != nil)[...]
        while let action = actions.popFirst() {
            let event: ResumableUpload.Event?
            switch action {
            case .wait(let wait):
                try await client.pause(wait)
                event = nil
            case .open: event = try await open()
            case .query: event = try await query()
            case .send(let start, let count): event = try await send(from: start, count)
            case .finish: return try await finish()
            case .fail(let failure): throw await give(up: failure)
            }
            if let event { actions = upload.handle(event, jitter: client.jitter)[...] }
        }
        throw IntegrationError(.unavailable, "The upload of \(target.subject) ended without a result.")
    }

    private mutating func open() async throws -> ResumableUpload.Event {
        let address: Secret
        do throws(IntegrationError) {
            address = try await client.openUpload(target, length: content.length)
        } catch {
            return try await takenID(error)
        }
        try await keep(address)
        return .opened
    }

    /// An id that is taken means that an earlier try stored the file and its reply was lost, or a mistake.
    private mutating func takenID(_ error: IntegrationError) async throws -> ResumableUpload.Event {
        guard error.refusal?.status == 409, let id = target.newID else { throw error }
        file = try await StoredDigest.existing(id, client, try await reader.wholeDigest())
        return .complete
    }

    private mutating func keep(_ address: Secret) async throws {
        let session = KeptSession(address: address, id: target.newID, content: content, target: place)
        try await keeper.keep(try session.secret())
        self.session = session
    }

    private mutating func query() async throws -> ResumableUpload.Event {
        // Without a length and without content nothing but the end can be told.
        let range = ByteRangeField.text(nil, total: content.length)
        return try await exchange(range, HTTPBody([]), isQuestion: true)
    }

    private mutating func send(from start: Int64, _ count: Int64) async throws -> ResumableUpload.Event {
        try await reader.seek(start)
        if let length = content.length {
            let end = start + count
            let chunk = ChunkBody(reader, count: count, isLast: end == length)
            let checkpoint = reader.checkpoint
            let event = try await exchange(ByteRangeField.text(start..<end, total: length), chunk.body)
            if !chunk.isConsumed { reader = ContentReader(content, from: checkpoint) }
            return event
        }
        let (pieces, taken) = try await collect(count)
        let end = start + taken
        let total = try await reader.isAtEnd() ? end : nil
        let body = HTTPBody(length: taken) { ByteStream(length: taken, pieces: PieceList(pieces)) }
        // An empty file is told by an empty request without a range.
        let range =
            taken > 0
            ? ByteRangeField.text(start..<end, total: total) : end == 0 ? nil : ByteRangeField.text(nil, total: end)
        return try await exchange(range, body)
    }

    /// Of content whose length is unknown a chunk's length must be known before it is sent.
    private func collect(_ count: Int64) async throws -> (pieces: [[UInt8]], taken: Int64) {
        var pieces: [[UInt8]] = []
        var taken: Int64 = 0
        while taken < count, let piece = try await reader.next(count - taken) {
            pieces.append(piece)
            taken += Int64(piece.count)
        }
        return (pieces, taken)
    }

    private mutating func exchange(
        _ range: String?, _ body: HTTPBody, isQuestion: Bool = false
    ) async throws -> ResumableUpload.Event {
        guard let session else { return .gone }
        let reply: HTTPReply
        do throws(IntegrationError) {
            reply = try await client.sendChunk(to: session.address, range, body, subject: target.subject)
        } catch {
            if let failure = reader.failure { throw failure }
            guard error.code.isTransient else { throw error }
            trouble = " " + error.message
            return .interrupted(retryAfter: error.retryAfter)
        }
        switch reply.response.status.code {
        case 200, 201: return try await stored(reply)
        case 308: return try await continued(reply)
        case 404, 410: return try await lost()
        default: return try await refused(reply, isQuestion: isQuestion)
        }
    }

    private mutating func stored(_ reply: HTTPReply) async throws -> ResumableUpload.Event {
        do throws(IntegrationError) {
            file = try await client.decoded(reply, about: target.subject) { reader throws(JSONError) in
                try DriveFile(&reader)
            }
        } catch {
            // The file is there; the session tells it again.
            guard error.code.isTransient else { throw error }
            return .interrupted(retryAfter: nil)
        }
        return .complete
    }

    private mutating func continued(_ reply: HTTPReply) async throws -> ResumableUpload.Event {
        if reply.response.headerFields[.location] != nil {
            try await keep(try client.session(reply, target.subject))
        }
        var confirmed: Int64 = 0
        if let range = reply.response.headerFields[.range] {
            guard let count = ByteRangeField.confirmed(range) else {
                throw IntegrationError(
                    .malformedReply,
                    "Google Drive said that it has \"\(range.prefix(40))\" of \(target.subject), which is no range "
                        + "from its start.")
            }
            confirmed = count
        }
        await keeper.confirmed(confirmed)
        return .stored(confirmed)
    }

    private mutating func lost() async throws -> ResumableUpload.Event {
        session = nil
        try await keeper.keep(nil)
        return .gone
    }

    private mutating func refused(_ reply: HTTPReply, isQuestion: Bool) async throws -> ResumableUpload.Event {
        let error = await client.refusal(of: target.subject, reply)
        if error.code.isTransient {
            client.noteRefusal(error, of: target.call("resumable", client: client))
            trouble = " " + error.message
            return .interrupted(retryAfter: error.retryAfter)
        }
        switch error.code {
        // A chunk cannot be sent again with a fresh token; the question after it gets one, or fails.
        case .unauthorized where reply.response.status == .unauthorized && !isQuestion:
            return .interrupted(retryAfter: nil)
        case .conflict: return try await takenID(error)
        case .invalidRequest: return try await lost()
        default: throw error
        }
    }

    private func finish() async throws -> DriveFile {
        guard let file else {
            throw IntegrationError(.malformedReply, "The upload of \(target.subject) ended without a file.")
        }
        let whole = try await reader.wholeDigest()
        try await keeper.keep(nil)
        try await StoredDigest.check(file, whole)
        await keeper.confirmed(whole.length)
        return file
    }

    private func give(up failure: ResumableUpload.Failure) async -> IntegrationError {
        if failure == .beyondSent { try? await keeper.keep(nil) }
        return error(of: failure)
    }

    private func error(of failure: ResumableUpload.Failure) -> IntegrationError {
        switch failure {
        case .noProgress:
            IntegrationError(
                .unavailable,
                "Google Drive took nothing more of \(target.subject) in \(client.configuration.tries) tries; the "
                    + "upload goes on from there when it is tried again.\(trouble)")
        case .lostTooOften:
            IntegrationError(
                .unavailable,
                "Google Drive lost the upload of \(target.subject) \(client.configuration.tries) times; try later."
            )
        case .beyondSent:
            IntegrationError(
                .malformedReply,
                "Google Drive says it has more of \(target.subject) than was ever sent; upload it anew.")
        }
    }
}
