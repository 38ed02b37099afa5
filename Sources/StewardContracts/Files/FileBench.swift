// SPDX-License-Identifier: Apache-2.0
import Crypto
import FoundationEssentials
import StewardCore
import StewardHTTP
import StewardIntegration
import Synchronization

/// A store under test, with a folder of its own for one rule.
struct FileBench: Sendable {
    let subject: IntegrationSubject
    /// What the subject says of the store.
    let traits: FileStoringSubject
    /// The store, over an undisturbed line.
    let store: any FileStoring
    /// The rule's own folder.
    let folder: String

    init(_ subject: IntegrationSubject) async throws {
        guard let traits = subject.files else {
            throw RuleViolation("The subject does not describe \(subject.type) as a store of files (files: …).")
        }
        self.subject = subject
        self.traits = traits
        store = try Self.store(of: subject, over: subject.transport)
        folder = try await store.makeFolder(named: "bench", in: store.rootFolder, id: nil).id
    }

    /// The store as a new process makes it, over this line.
    func store(over transport: any HTTPTransport) throws -> any FileStoring {
        try Self.store(of: subject, over: transport)
    }

    private static func store(
        of subject: IntegrationSubject, over transport: any HTTPTransport
    ) throws -> any FileStoring {
        guard let store = try subject.make(over: transport) as? any FileStoring else {
            throw RuleViolation("\(subject.type) does not conform to FileStoring.")
        }
        return store
    }

    /// Writes bytes as a new file in the rule's folder.
    @discardableResult
    func write(
        _ bytes: [UInt8], named name: String = "file.bin", in folder: String? = nil, id: String? = nil,
        type: String = "application/octet-stream", modifiedAt: Date? = nil
    ) async throws -> StoredFile {
        try await store.write(
            .bytes(bytes, type: type, modifiedAt: modifiedAt),
            to: .new(name: name, folder: folder ?? self.folder, id: id), keeper: UploadMemory())
    }

    /// All of a file's content.
    func content(of file: StoredFile) async throws -> [UInt8] {
        try await store.read(file, from: 0, to: nil).collect(upTo: 256 << 20)
    }

    /// Checks that a file, as the service describes it now, holds these bytes.
    func expectContent(_ bytes: [UInt8], of id: String, called name: String) async throws {
        let file = try await store.file(id)
        try expect(file.size == Int64(bytes.count), "\(name) has \(bytes.count) bytes, its size is \(file.size.shown).")
        let found = try await content(of: file)
        try expect(found.count == bytes.count, "\(name) was read as \(found.count) bytes, not \(bytes.count).")
        try expect(found == bytes, "\(name) was read with other bytes than were written.")
    }

    /// Everything in a folder, page after page.
    func list(_ folder: String? = nil) async throws -> [StoredFile] {
        var found: [StoredFile] = []
        var next: String?
        var pages = 0
        repeat {
            let page = try await store.files(in: folder ?? self.folder, after: next)
            found += page.items
            next = page.next
            pages += 1
            try expect(pages <= 1000, "A list did not end after 1,000 pages.")
        } while next != nil
        return found
    }

    /// Checks that nothing with this name can be seen.
    func expectNothing(named name: String, after event: String) async throws {
        let names = try await list().map(\.name)
        try expect(!names.contains(name), "After \(event) a file \(name) can be seen.")
    }
}

extension FileContent {
    /// Bytes in memory, handed over in pieces of an odd size.
    static func bytes(
        _ bytes: [UInt8], length: Int64?? = nil, type: String = "application/octet-stream", modifiedAt: Date? = nil
    ) -> Self {
        let said = length ?? Int64(bytes.count)
        return Self(length: said, mediaType: type, modifiedAt: modifiedAt) { offset in
            bytes[min(Int(offset), bytes.count)...].inPieces(of: 4_999)
        }
    }
}

extension ArraySlice<UInt8> {
    /// The bytes as a stream of small pieces; with `failure`, which is thrown at the end.
    func inPieces(of size: Int, failure: (any Error)? = nil) -> ByteStream {
        let whole = self
        return ByteStream(length: failure == nil ? Int64(count) : nil) {
            let place = Mutex(whole.startIndex)
            return {
                let piece = place.withLock { place in
                    let piece = whole[place...].prefix(size)
                    place = piece.endIndex
                    return piece
                }
                if piece.isEmpty, let failure { throw failure }
                return piece.isEmpty ? nil : Array(piece)
            }
        }
    }
}

/// Keeps an upload's session in memory, and what was heard of its progress.
final class UploadMemory: UploadKeeping {
    private struct State {
        var session: Secret?
        var confirmed: [Int64] = []
        var sentWhenKept: Int?
    }
    private let state = Mutex(State())
    private let sent: @Sendable () -> Int

    /// `sent` tells how many bytes of content have gone out by now.
    init(session: Secret? = nil, sent: @escaping @Sendable () -> Int = { 0 }) {
        self.sent = sent
        state.withLock { $0.session = session }
    }

    var session: Secret? { state.withLock { $0.session } }
    /// What was confirmed, in the order it was heard.
    var confirmed: [Int64] { state.withLock { $0.confirmed } }
    /// How many bytes had gone out when a session was first kept.
    var sentWhenKept: Int? { state.withLock { $0.sentWhenKept } }

    func load() async throws -> Secret? { session }
    func keep(_ session: Secret?) async throws {
        let sent = sent()
        state.withLock { state in
            state.session = session
            if session != nil, state.sentWhenKept == nil { state.sentWhenKept = sent }
        }
    }
    func confirmed(_ bytes: Int64) async { state.withLock { $0.confirmed.append(bytes) } }
}

/// Bytes that look random and are the same in every run.
func made(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    return (0..<count).map { _ in
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return UInt8(truncatingIfNeeded: state)
    }
}

/// A digest in lower-case hexadecimal.
func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
    digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

/// The code of an integration's error that `body` throws; `nil` when it succeeds. Other errors are passed on.
func code(of body: () async throws -> Void) async throws -> IntegrationError.Code? {
    do { try await body() } catch let error as IntegrationError { return error.code }
    return nil
}

extension Optional where Wrapped: CustomStringConvertible {
    /// The value, or that there is none.
    var shown: String { map(\.description) ?? "none" }
}
