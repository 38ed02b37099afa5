// SPDX-License-Identifier: Apache-2.0
import Crypto
import Hummingbird
import NIOCore
import StewardCore

/// Receives one form with one file, piece by piece: memory holds a piece, never the file.
struct UploadReader {
    private static let mostField = 4096
    /// What is written to the disk at once.
    private static let portion = 256 * 1024

    let limit: Int64
    let clock: any Timekeeping
    /// Whether the fields that came first show that the form is from one of our pages.
    let isOurs: ([String: String]) -> Bool
    /// Makes the file to keep it in; `nil` when only its hash is wanted.
    let keeping: ((String) throws -> TemporaryFile)?

    private var fields: [String: String] = [:]
    private var current: MultipartHead?
    private var field: [UInt8] = []
    private var fileName: String?
    private var size: Int64 = 0
    private var hash = SHA256()
    private var waiting: [UInt8] = []
    private(set) var file: TemporaryFile?

    init(
        limit: Int64, clock: any Timekeeping, isOurs: @escaping ([String: String]) -> Bool,
        keeping: ((String) throws -> TemporaryFile)?
    ) {
        self.limit = limit
        self.clock = clock
        self.isOurs = isOurs
        self.keeping = keeping
    }

    /// Reads the whole form.
    /// - Throws: `UploadError`; then ``file`` may have been begun.
    mutating func read<Body: AsyncSequence>(_ body: Body, contentType: String) async throws -> ReceivedFile
    where Body.Element == ByteBuffer {
        var parser = try MultipartParser(contentType: contentType)
        var pace = UploadPace(clock: clock)
        var total: Int64 = 0
        for try await piece in body {
            total += Int64(piece.readableBytes)
            // Fields and boundaries come on top; a form without a file has no more than any other.
            guard total <= limit + Int64(RequestGuard.bodyLimit) else { throw UploadError.tooLarge(limit) }
            try pace.count(piece.readableBytes)
            for event in try parser.read(piece.readableBytesView) { try await take(event) }
        }
        guard parser.isComplete else { throw UploadError.malformed("it ended early") }
        return try await result()
    }

    private mutating func take(_ event: MultipartParser.Event) async throws {
        switch event {
        case .part(let head): try begin(head)
        case .bytes(let bytes):
            if current?.fileName == nil { try addToField(bytes) } else { try await addToFile(bytes) }
        case .endOfPart:
            guard let head = current, head.fileName == nil else { return }
            guard fields[head.name] == nil, let text = String(validating: field, as: UTF8.self) else {
                throw UploadError.malformed("a field comes twice or is no text")
            }
            fields[head.name] = text
        }
    }

    private mutating func begin(_ head: MultipartHead) throws {
        current = head
        field = []
        guard let name = head.fileName else { return }
        guard fileName == nil else { throw UploadError(.badRequest, "Send one file at a time.") }
        // Before anything of the file is taken; so the field has to come first.
        guard isOurs(fields) else { throw UploadError.foreign }
        guard !name.isEmpty else { return }
        fileName = name
        file = try keeping?(name)
    }

    private mutating func addToField(_ bytes: ArraySlice<UInt8>) throws {
        field.append(contentsOf: bytes)
        guard field.count <= Self.mostField else { throw UploadError.malformed("a field is too long") }
    }

    private mutating func addToFile(_ bytes: ArraySlice<UInt8>) async throws {
        guard fileName != nil else { throw UploadError.noFile }
        size += Int64(bytes.count)
        guard size <= limit else { throw UploadError.tooLarge(limit) }
        bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
        guard file != nil else { return }
        waiting.append(contentsOf: bytes)
        if waiting.count >= Self.portion { try await store() }
    }

    private mutating func store() async throws {
        guard let file, !waiting.isEmpty else { return }
        let portion = waiting
        waiting = []
        try await Blocking.run { try file.write(portion) }
    }

    private mutating func result() async throws -> ReceivedFile {
        guard isOurs(fields) else { throw UploadError.foreign }
        guard let fileName else { throw UploadError.noFile }
        try await store()
        if let file { try await Blocking.run { try file.flush() } }
        return ReceivedFile(
            name: fileName, size: size, sha256: Hexadecimal.text(Array(hash.finalize())), fields: fields,
            file: file)
    }
}
