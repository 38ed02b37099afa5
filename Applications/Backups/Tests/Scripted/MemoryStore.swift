// SPDX-License-Identifier: Apache-2.0
import Crypto
import FoundationEssentials
import StewardCore
import StewardIntegration
import Synchronization

/// A store in memory, whose uploads may break off.
final class MemoryStore: FileStoring {
    private struct State {
        var files: [String: (file: StoredFile, bytes: [UInt8])] = [:]
        var sessions: [String: [UInt8]] = [:]
        var nextID = 0
        /// Breaks off after so many more bytes.
        var tearsAfter: Int?
        var refusal: IntegrationError?
        var damages = false
        var isAway = false
        var keepsAll = false
        var streamed = 0
    }
    private let state = Mutex(State())
    let rootFolder = "root"

    /// The next upload breaks off after so many bytes.
    func tear(after bytes: Int) { state.withLock { $0.tearsAfter = bytes } }
    /// Everything is refused, or nothing any more.
    func refuse(_ error: IntegrationError?) { state.withLock { $0.refusal = error } }
    /// What is stored is not what was sent.
    func damage(_ damages: Bool) { state.withLock { $0.damages = damages } }
    /// Nothing there can be reached, or everything again.
    func leave(_ isAway: Bool) { state.withLock { $0.isAway = isAway } }
    /// Nothing there can be deleted, or everything again.
    func keepAll(_ keepsAll: Bool) { state.withLock { $0.keepsAll = keepsAll } }
    /// Somebody puts other content into every file.
    func overwrite() {
        state.withLock { state in
            for id in state.files.keys { state.files[id]?.file.checksums.md5 = String(repeating: "0", count: 32) }
        }
    }
    private func reach() throws {
        if state.withLock({ $0.isAway }) { throw IntegrationError(.unavailable, "The drive is away.") }
    }
    var contents: [String: [UInt8]] {
        state.withLock { state in Dictionary(uniqueKeysWithValues: state.files.values.map { ($0.file.name, $0.bytes) })
        }
    }
    var count: Int { state.withLock { $0.files.count } }
    /// How many bytes were sent in all.
    var streamed: Int { state.withLock { $0.streamed } }

    func file(_ id: String) async throws -> StoredFile {
        try reach()
        guard let file = state.withLock({ $0.files[id]?.file }) else {
            throw IntegrationError(.notFound, "There is no file \(id).")
        }
        return file
    }

    func files(in folder: String, after page: String?) async throws -> Page<StoredFile> {
        Page(items: state.withLock { $0.files.values.map(\.file) }, next: nil)
    }

    func read(_ file: StoredFile, from start: Int64, to end: Int64?) async throws -> ByteStream {
        throw IntegrationError(.unsupported, "It is not read.")
    }

    func write(
        _ content: FileContent, to target: FileTarget, keeper: any UploadKeeping
    ) async throws -> StoredFile {
        if let refusal = state.withLock({ $0.refusal }) { throw refusal }
        guard case .new(let name, let folder, let given) = target else {
            throw IntegrationError(.unsupported, "Nothing is replaced.")
        }
        let id = given ?? "own-\(name)"
        if let there = state.withLock({ $0.files[id]?.file }) { return there }
        var session = try await keeper.load()?.reveal()
        if session == nil {
            session = "session-\(id)"
            try await keeper.keep(session.map { Secret($0) })
        }
        let key = session ?? ""
        let start = state.withLock { $0.sessions[key]?.count ?? 0 }
        for try await piece in try await content.stream(Int64(start)) {
            try state.withLock { state in
                state.sessions[key, default: []] += piece
                state.streamed += piece.count
                if let left = state.tearsAfter {
                    state.tearsAfter = left - piece.count
                    if left <= piece.count {
                        state.tearsAfter = nil
                        state.refusal = IntegrationError(.unavailable, "The connection broke.")
                        throw IntegrationError(.unavailable, "The connection broke.")
                    }
                }
            }
            await keeper.confirmed(Int64(state.withLock { $0.sessions[key]?.count ?? 0 }))
        }
        return state.withLock { state in
            var bytes = state.sessions.removeValue(forKey: key) ?? []
            if state.damages, !bytes.isEmpty { bytes[0] ^= 1 }
            let md5 = Insecure.MD5.hash(data: bytes).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
            var file = StoredFile(id: id, name: name, kind: .file, size: Int64(bytes.count), parents: [folder])
            file.checksums.md5 = md5.joined()
            state.files[id] = (file, bytes)
            return file
        }
    }

    func makeFolder(named name: String, in folder: String, id: String?) async throws -> StoredFile {
        throw IntegrationError(.unsupported, "There are no folders.")
    }
    func delete(_ id: String) async throws -> Bool {
        try reach()
        if state.withLock({ $0.keepsAll }) { throw IntegrationError(.forbidden, "Nothing may be deleted there.") }
        return state.withLock { $0.files.removeValue(forKey: id) != nil }
    }
    func newIDs(_ count: Int) async throws -> [String] {
        state.withLock { state in
            (0..<count).map { _ in
                state.nextID += 1
                return "id-\(state.nextID)"
            }
        }
    }
}
