// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardHTTP
import StewardIntegration
import Synchronization

/// Uploads small content of known length in one request.
struct SingleUpload: Sendable {
    let client: GoogleDriveClient
    let content: FileContent
    let target: UploadTarget
    let length: Int64

    /// Content up to this size is put together with its metadata in memory, larger content is streamed.
    private static let inMemory: Int64 = 256 << 10

    func run() async throws -> DriveFile {
        let boundary = Multipart.boundary()
        let head = try head(boundary)
        let tail = Array("\r\n--\(boundary)--\r\n".utf8)
        return length <= Self.inMemory
            ? try await inMemory(boundary, head, tail) : try await streamed(boundary, head, tail)
    }

    private func head(_ boundary: String) throws -> [UInt8] {
        let mark = "--\(boundary)\r\n"
        var head = Array("\(mark)Content-Type: application/json; charset=UTF-8\r\n\r\n".utf8)
        head += try GoogleDriveClient.bytes(of: target.metadata)
        head += Array("\r\n\(mark)Content-Type: \(target.contentType)\r\n\r\n".utf8)
        return head
    }

    private func inMemory(_ boundary: String, _ head: [UInt8], _ tail: [UInt8]) async throws -> DriveFile {
        var bytes: [UInt8] = []
        for try await piece in try await content.stream(0) {
            guard Int64(bytes.count + piece.count) <= length else { throw ChunkBody.changed("more") }
            if bytes.isEmpty { bytes = piece } else { bytes += piece }
        }
        guard bytes.count == length else { throw ChunkBody.changed("fewer") }
        var message: [UInt8] = []
        message.reserveCapacity(head.count + bytes.count + tail.count)
        message += head
        message += bytes
        message += tail
        return try await send(boundary, HTTPBody(message)) { [bytes] in UploadedContent(bytes) }
    }

    private func streamed(_ boundary: String, _ head: [UInt8], _ tail: [UInt8]) async throws -> DriveFile {
        let last = LastReader()
        let whole = Int64(head.count + tail.count) + length
        let body = HTTPBody(length: whole) {
            // Each try reads the content from its beginning.
            let reader = ContentReader(content)
            last.set(reader)
            let chunk = ChunkBody(reader, count: length, isLast: true)
            return ByteStream(length: whole) {
                let parts = FramedPieces(head: head, chunk.body.stream(), tail: tail)
                return { try await parts.next() }
            }
        }
        do {
            return try await send(boundary, body) {
                try await (last.reader ?? ContentReader(content)).wholeDigest()
            }
        } catch let error as IntegrationError where error.code == .invalidRequest {
            // A transport wraps what reading the content threw.
            throw last.reader?.failure ?? error
        }
    }

    private func send(
        _ boundary: String, _ body: HTTPBody, _ content: () async throws -> UploadedContent
    ) async throws -> DriveFile {
        let file: DriveFile
        do throws(IntegrationError) {
            file = try await client.uploadMultipart(target, boundary: boundary, body)
        } catch {
            guard error.refusal?.status == 409, let id = target.newID else { throw error }
            return try await StoredDigest.existing(id, client, try await content())
        }
        try await StoredDigest.check(file, try await content())
        return file
    }
}

/// The reader of the last try.
private final class LastReader: Sendable {
    private let held = Mutex<ContentReader?>(nil)
    var reader: ContentReader? { held.withLock { $0 } }
    func set(_ reader: ContentReader) { held.withLock { $0 = reader } }
}

/// Content between a beginning and an end. Read by one reader.
private final class FramedPieces: @unchecked Sendable {
    private var head: [UInt8]?
    private let content: ByteStream.Iterator?
    private var tail: [UInt8]?

    init(head: [UInt8], _ content: ByteStream?, tail: [UInt8]) {
        self.head = head
        self.content = content?.makeAsyncIterator()
        self.tail = tail
    }

    func next() async throws -> [UInt8]? {
        if let head {
            self.head = nil
            return head
        }
        if let piece = try await content?.next() { return piece }
        defer { tail = nil }
        return tail
    }
}
