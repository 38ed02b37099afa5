// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardSimulation

/// Uploads in one request, and the beginning of those in several.
///
/// Source: Drive API guide "Upload file data", 2026-11.
struct DriveUpload: Sendable {
    let simulator: GoogleDriveSimulator

    /// `files.create` or `files.update` under `/upload`.
    func receive(_ call: DriveCall, _ body: ByteStream) async throws(DriveError) -> SimulatedReply {
        switch call.text("uploadType") {
        case "media":
            let content: StoredContent
            do { content = try await sessions.content(of: body.makeAsyncIterator().next) } catch {
                throw Self.refusal(error)
            }
            return try finish(call, DriveMetadata(), content, type: call.request.headerFields[.contentType])
        case "multipart": return try await multipart(call, body)
        case "resumable": return try await begin(call, body)
        case let other:
            throw .invalid("uploadType", "Invalid upload type '\(other ?? "")': media, multipart or resumable.")
        }
    }

    /// Makes or changes the file that the upload is for, and answers with it.
    func finish(
        _ call: DriveCall, _ metadata: DriveMetadata, _ content: StoredContent, type: String?
    ) throws(DriveError) -> SimulatedReply {
        try call.reply(try store(call, metadata, content, type: type))
    }

    /// Makes or changes the file that the upload is for.
    func store(
        _ call: DriveCall, _ metadata: DriveMetadata, _ content: StoredContent, type: String?
    ) throws(DriveError) -> DriveFile {
        var metadata = metadata
        let write = try write(call, content)
        let type = type.flatMap { $0.isEmpty || $0 == "*/*" ? nil : $0 }
        return try call.state.locked { storage throws(DriveError) in
            guard !call.fileId.isEmpty else {
                metadata.mimeType = metadata.mimeType ?? type
                return try storage.create(metadata, write)
            }
            let isDocument = storage.entry(call.fileId)?.file.isDocument ?? false
            if metadata.mimeType == nil, !isDocument { metadata.mimeType = type }
            return try storage.update(call.fileId, metadata, write)
        }
    }

    private var sessions: UploadSessions { simulator.transfers.sessions }

    private func write(_ call: DriveCall, _ content: StoredContent) throws(DriveError) -> DriveWrite {
        var write = DriveWrite(viewer: call.viewer, content: try call.state.kept(content))
        write.addParents = call.list("addParents")
        write.removeParents = call.list("removeParents")
        write.keepRevisionForever = try call.truth("keepRevisionForever")
        write.storageLimit = simulator.storageLimit(for: call)
        return write
    }

    private func multipart(_ call: DriveCall, _ body: ByteStream) async throws(DriveError) -> SimulatedReply {
        guard let boundary = MultipartReader.boundary(in: call.request.headerFields[.contentType]) else {
            throw .badRequest("Missing end boundary in multipart body.")
        }
        let parts = MultipartReader(body, boundary: boundary)
        let first: [UInt8]
        var type: String?
        let content: StoredContent
        do {
            guard try await parts.nextPart() != nil else { throw DriveError.badRequest("The body has no parts.") }
            first = try await parts.wholePart(upTo: 1 << 20)
            guard let fields = try await parts.nextPart() else {
                throw DriveError.badRequest("The body has a part for metadata only.")
            }
            if let encoding = fields["content-transfer-encoding"], encoding.lowercased() == "base64" {
                throw DriveError.badRequest("Content-Transfer-Encoding base64 is not simulated.")
            }
            type = fields["content-type"]
            content = try await sessions.content(of: parts.nextPiece)
        } catch { throw Self.refusal(error) }
        return try finish(call, try DriveMetadata(parsing: first), content, type: type)
    }

    private func begin(_ call: DriveCall, _ body: ByteStream) async throws(DriveError) -> SimulatedReply {
        let bytes: [UInt8]
        do { bytes = try await body.collect(upTo: 1 << 20) } catch { throw Self.refusal(error) }
        let metadata = try DriveMetadata(parsing: bytes)
        let fields = call.request.headerFields
        let length = fields[UploadHeader.length].flatMap { Int64($0) }
        try check(call, metadata, length)
        let start = UploadStart(
            target: call.request.target, account: call.grant.account, fileId: call.fileId.isEmpty ? nil : call.fileId,
            resourceKeys: fields[DriveHeader.resourceKeys], metadata: bytes, mediaType: fields[UploadHeader.type],
            length: length)
        let session = try sessions.begin(start, now: call.now)
        var reply = SimulatedReply(.ok)
        let path = "/upload/drive/v3/files?uploadType=resumable&upload_id=\(session.id)"
        reply.headerFields[.location] = call.viewer.origin.address(.api, path)
        reply.headerFields[UploadHeader.id] = session.id
        return reply
    }

    /// Refuses an upload that must fail before its bytes are sent.
    private func check(_ call: DriveCall, _ metadata: DriveMetadata, _ length: Int64?) throws(DriveError) {
        let limit = simulator.storageLimit(for: call, counting: false)
        try call.state.locked { storage throws(DriveError) in
            guard call.fileId.isEmpty else {
                _ = try storage.allowed(.writer, call.fileId, call.viewer)
                return
            }
            if let id = metadata.id, storage.entry(id) != nil {
                throw DriveError(
                    409, "fileIdInUse", "A file already exists with the provided ID.", locationType: "other",
                    location: "file.id")
            }
            var driveId: String?
            if metadata.parents != ["appDataFolder"] {
                driveId = try storage.folder(metadata.parents?.first ?? "root", call.viewer).file.driveId
            }
            guard let length else { return }
            var file = DriveFile(
                id: "", name: "", mimeType: "", parent: nil, driveId: driveId, owner: call.viewer.account,
                createdTime: 0, modifiedTime: 0)
            file.content = StoredContent(.generated(seed: 0, size: length), digests: nil, readLater: ())
            var write = DriveWrite(viewer: call.viewer)
            write.storageLimit = limit
            try storage.checkSpace(for: file, replacing: 0, write)
        }
    }

    /// What a body that cannot be read is answered with; the client may be gone.
    private static func refusal(_ error: any Error) -> DriveError {
        switch error {
        case let error as DriveError: error
        case let error as MultipartReader.Malformed: .badRequest("Malformed multipart body: \(error.message)")
        case let error as IntegrationError where error.code == .unavailable: .badRequest(error.message)
        default: .cannotStore(error)
        }
    }
}

/// Header fields of resumable uploads.
enum UploadHeader {
    static let type = field("X-Upload-Content-Type")
    static let length = field("X-Upload-Content-Length")
    static let id = field("X-GUploader-UploadID")

    private static func field(_ name: String) -> HTTPField.Name {
        HTTPField.Name(name) ?? .userAgent
    }
}
