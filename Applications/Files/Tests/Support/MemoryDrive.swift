// SPDX-License-Identifier: Apache-2.0
import Crypto
import FoundationEssentials
import StewardCore
import StewardIntegration
import Synchronization

/// Files in memory, with everything a drive can do, and faults on request.
final class MemoryDrive: FileStoring, FileTrashing, FileSearching, StorageMeasuring, ChangeFollowing,
    DocumentExporting
{
    struct Stored: Sendable {
        var file: StoredFile
        var bytes: [UInt8] = []
    }
    struct State: Sendable {
        var files: [String: Stored] = [:]
        var made = 0
        var order: [String] = []
        var changes: [String] = []
        var calls: [String: Int] = [:]
        var sessions: [String: (id: String, bytes: [UInt8])] = [:]
        var use = StorageUse(limit: 100, used: 0)
        /// Creations that made something; more than one for an id would be a double.
        var created: [String] = []
    }
    /// Asked before every operation (`read`, `write`, `list`, …) with the id or name; what it throws is thrown.
    typealias Fault = @Sendable (_ operation: String, _ subject: String) throws -> Void

    let state = Mutex(State())
    /// In a box of its own: a bare function in a `Mutex` is wrapped once more each time it is looked at.
    private struct Faults {
        let fault: Fault
    }
    private let faults = Mutex(Faults { _, _ in })
    /// Content is handed out in pieces of this size.
    let piece: Int
    /// From this size on, an upload goes up in a session, in pieces of this size.
    let sessionFrom: Int
    let givesIDs: Bool
    /// How many files are in a page of a list.
    let pageSize: Int
    let rootFolder = "root"

    init(piece: Int = 1 << 16, sessionFrom: Int = 1 << 20, givesIDs: Bool = true, pageSize: Int = 3) {
        self.pageSize = pageSize
        self.piece = piece
        self.sessionFrom = sessionFrom
        self.givesIDs = givesIDs
        state.withLock { $0.files["ROOT"] = Stored(file: StoredFile(id: "ROOT", name: "My Drive", kind: .folder)) }
    }

    func calls(_ operation: String) -> Int { state.withLock { $0.calls[operation] ?? 0 } }
    func failing(_ fault: @escaping Fault) { faults.withLock { $0 = Faults(fault: fault) } }
    func healed() { failing { _, _ in } }

    private func begin(_ operation: String, _ subject: String) throws {
        try Task.checkCancellation()
        state.withLock { $0.calls[operation, default: 0] += 1 }
        try faults.withLock { $0 }.fault(operation, subject)
    }

    private func real(_ id: String) -> String { id == "root" ? "ROOT" : id }

    /// Puts a file there as somebody else would.
    @discardableResult
    func put(
        _ name: String, _ bytes: [UInt8], in folder: String = "ROOT", id: String? = nil,
        kind: StoredFile.Kind = .file, owned: Bool? = nil, denied: StoredFile.Denied = []
    ) -> String {
        state.withLock { state in
            state.made += 1
            let id = id ?? "id-\(state.made)"
            var file = StoredFile(
                id: id, name: name, kind: kind, modifiedAt: Date(timeIntervalSince1970: 1_700_000_000),
                parents: [folder], isOwned: owned, denied: denied)
            if kind == .file { Self.describe(&file, bytes) }
            if kind == .document { file.revision = "r\(state.made)" }
            if state.files[id] == nil { state.order.append(id) }
            state.files[id] = Stored(file: file, bytes: bytes)
            state.changes.append(id)
            return id
        }
    }

    func folder(_ name: String, in folder: String = "ROOT") -> String { put(name, [], in: folder, kind: .folder) }

    func change(_ id: String, _ body: (inout StoredFile) -> Void) {
        state.withLock { state in
            guard var stored = state.files[id] else { return }
            body(&stored.file)
            state.files[id] = stored
            state.changes.append(id)
        }
    }

    func bytes(_ id: String) -> [UInt8]? { state.withLock { $0.files[id]?.bytes } }

    static func describe(_ file: inout StoredFile, _ bytes: [UInt8]) {
        file.size = Int64(bytes.count)
        file.checksums = .init(md5: Hex.text(Insecure.MD5.hash(data: bytes)), sha256: nil)
        file.revision = String(Hex.text(SHA256.hash(data: bytes)).prefix(12))
    }

    // MARK: FileStoring

    func file(_ id: String) async throws -> StoredFile {
        try begin("file", id)
        guard let stored = state.withLock({ $0.files[real(id)] }) else {
            throw IntegrationError(.notFound, "There is no file \(id).")
        }
        return stored.file
    }

    private func children(_ folder: String, _ state: State) -> [StoredFile] {
        state.order.compactMap { state.files[$0]?.file }.filter { $0.parents == [real(folder)] && !$0.isTrashed }
    }

    func files(in folder: String, after page: String?) async throws -> Page<StoredFile> {
        try begin("list", folder)
        let all = state.withLock { children(folder, $0) }
        let start = page.flatMap(Int.init) ?? 0
        let part = Array(all.dropFirst(start).prefix(pageSize))
        return Page(items: part, next: start + pageSize < all.count ? String(start + pageSize) : nil)
    }

    func read(_ file: StoredFile, from start: Int64, to end: Int64?) async throws -> ByteStream {
        try begin("read", file.id)
        guard let stored = state.withLock({ $0.files[file.id] }) else {
            throw IntegrationError(.notFound, "There is no file \(file.id).")
        }
        guard stored.file.revision == file.revision || file.revision == nil else {
            throw IntegrationError(.conflict, "The file changed.")
        }
        let bytes = Array(stored.bytes[Int(start)..<Int(min(end ?? .max, Int64(stored.bytes.count)))])
        let piece = piece
        return ByteStream(length: Int64(bytes.count)) { [self] in
            let place = Mutex(0)
            return {
                let at = place.withLock { $0 }
                guard at < bytes.count else { return nil }
                try self.begin("piece", "\(file.id) \(Int(start) + at)")
                place.withLock { $0 = at + piece }
                return Array(bytes[at..<min(at + piece, bytes.count)])
            }
        }
    }

    func write(_ content: FileContent, to target: FileTarget, keeper: any UploadKeeping) async throws -> StoredFile {
        if (content.length ?? 0) >= Int64(sessionFrom) { return try await resumable(content, target, keeper) }
        let bytes = try await content.stream(0).collect(upTo: 1 << 28)
        return try commit(bytes, target)
    }

    private func resumable(
        _ content: FileContent, _ target: FileTarget, _ keeper: any UploadKeeping
    ) async throws -> StoredFile {
        var session = try await keeper.load()?.reveal()
        if session == nil || state.withLock({ $0.sessions[session ?? ""] }) == nil {
            let made = "session-\(state.withLock { state in state.made += 1; return state.made })"
            state.withLock { $0.sessions[made] = ("", []) }
            try await keeper.keep(Secret(made))
            session = made
        }
        let name = session ?? ""
        let start = state.withLock { $0.sessions[name]?.bytes.count ?? 0 }
        for try await piece in try await content.stream(Int64(start)) {
            try begin("chunk", name)
            let count = state.withLock { state in
                state.sessions[name]?.bytes += piece
                return state.sessions[name]?.bytes.count ?? 0
            }
            await keeper.confirmed(Int64(count))
        }
        let file = try commit(state.withLock { $0.sessions[name]?.bytes ?? [] }, target)
        state.withLock { $0.sessions[name] = nil }
        try begin("reply", file.id)
        try await keeper.keep(nil)
        return file
    }

    private func commit(_ bytes: [UInt8], _ target: FileTarget) throws -> StoredFile {
        switch target {
        case .replacing(let id):
            try begin("replace", id)
            return try state.withLock { state in
                guard var stored = state.files[id] else { throw IntegrationError(.notFound, "Nothing to replace.") }
                Self.describe(&stored.file, bytes)
                stored.bytes = bytes
                state.files[id] = stored
                state.changes.append(id)
                return stored.file
            }
        case .new(let name, let folder, let wanted):
            try begin("create", name)
            let file: StoredFile = try state.withLock { state in
                guard state.files[real(folder)] != nil else { throw IntegrationError(.notFound, "No such folder.") }
                state.made += 1
                let id = wanted ?? "own-\(state.made)"
                var file = StoredFile(id: id, name: name, kind: .file, parents: [real(folder)])
                Self.describe(&file, bytes)
                if let there = state.files[id] {
                    guard there.file.checksums == file.checksums else {
                        throw IntegrationError(.conflict, "The id is taken.")
                    }
                    return there.file
                }
                state.files[id] = Stored(file: file, bytes: bytes)
                state.order.append(id)
                state.created.append(id)
                state.changes.append(id)
                return file
            }
            try begin("created", name)
            return file
        }
    }

    func makeFolder(named name: String, in folder: String, id: String?) async throws -> StoredFile {
        try begin("makeFolder", name)
        return state.withLock { state in
            state.made += 1
            let id = id ?? "own-\(state.made)"
            if let there = state.files[id] { return there.file }
            let file = StoredFile(id: id, name: name, kind: .folder, parents: [real(folder)])
            state.files[id] = Stored(file: file)
            state.order.append(id)
            state.created.append(id)
            return file
        }
    }

    func delete(_ id: String) async throws -> Bool {
        try begin("delete", id)
        return state.withLock { state in
            state.changes.append(id)
            return state.files.removeValue(forKey: id) != nil
        }
    }

    func newIDs(_ count: Int) async throws -> [String] {
        try begin("newIDs", "\(count)")
        guard givesIDs else { return [] }
        return state.withLock { state in
            (0..<count).map { _ in
                state.made += 1
                return "new-\(state.made)"
            }
        }
    }

    // MARK: The rest

    func setTrashed(_ trashed: Bool, _ ids: [String]) async throws -> [IntegrationError?] {
        try begin("trash", "\(ids.count)")
        return ids.map { id in
            do { try begin("trash one", id) } catch { return error as? IntegrationError }
            return state.withLock { state in
                guard let stored = state.files[id] else { return IntegrationError(.notFound, "Gone.") }
                if stored.file.isOwned == false { return IntegrationError(.forbidden, "Not yours.") }
                state.files[id]?.file.isTrashed = trashed
                state.changes.append(id)
                return nil
            }
        }
    }

    func emptyTrash() async throws {
        try begin("emptyTrash", "")
        state.withLock { $0.files = $0.files.filter { !$0.value.file.isTrashed } }
    }

    func search(_ query: FileQuery, after page: String?) async throws -> Page<StoredFile> {
        try begin("search", query.folder ?? "")
        let found = state.withLock { state in
            query.folder.map { children($0, state) } ?? state.order.compactMap { state.files[$0]?.file }
        }
        return Page(items: found, next: nil)
    }

    func children(of folders: [String]) -> AsyncThrowingStream<[StoredFile], any Error> {
        AsyncThrowingStream { continuation in
            do {
                for folder in folders {
                    try begin("children", folder)
                    continuation.yield(state.withLock { children(folder, $0) })
                }
                continuation.finish()
            } catch {
                continuation.finish(throwing: error)
            }
        }
    }

    func storageUse() async throws -> StorageUse {
        try begin("storageUse", "")
        return state.withLock { $0.use }
    }

    func changeToken() async throws -> String {
        try begin("changeToken", "")
        return "\(state.withLock { $0.changes.count })"
    }

    func changes(since token: String) async throws -> ChangePage {
        try begin("changes", token)
        return state.withLock { state in
            let changed = state.changes.dropFirst(Int(token) ?? 0).prefix(2)
            let next = (Int(token) ?? 0) + changed.count
            let list = changed.map { ChangePage.Change(id: $0, file: state.files[$0]?.file) }
            return ChangePage(changes: list, next: "\(next)", isLast: next == state.changes.count)
        }
    }

    func exportTypes(of file: StoredFile) async throws -> [String] { ["application/pdf"] }
    func export(_ file: StoredFile, as mediaType: String) async throws -> ByteStream {
        try begin("export", file.id)
        return ByteStream(Array("exported \(file.name)".utf8))
    }
}

enum Hex {
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
