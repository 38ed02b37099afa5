// SPDX-License-Identifier: Apache-2.0
import Crypto
import Files
import FoundationEssentials
import StewardCore
import StewardIntegration
import Synchronization

/// A few files in memory, for pages that show them. What its list of refusals names is refused.
final class SmallDrive: FileTrashing, FileSearching, StorageMeasuring {
    private let state = Mutex<(files: [StoredFile], contents: [String: [UInt8]], use: StorageUse)>(
        ([], [:], StorageUse(limit: 1000, used: 0)))
    private let refused = Mutex<[String: IntegrationError]>([:])
    let rootFolder = "root"
    let pageSize: Int

    init(pageSize: Int = 50) {
        self.pageSize = pageSize
        add("root", "My Drive", kind: .folder, in: nil)
    }

    func add(
        _ id: String, _ name: String, _ content: [UInt8] = [], kind: StoredFile.Kind = .file,
        in folder: String? = "root", isTrashed: Bool = false
    ) {
        var file = StoredFile(
            id: id, name: name, kind: kind, modifiedAt: Date(timeIntervalSince1970: 1_763_740_800),
            parents: folder.map { [$0] } ?? [], isTrashed: isTrashed)
        if kind == .file {
            file.size = Int64(content.count)
            file.checksums.md5 = Insecure.MD5.hash(data: content).map { byte in
                byte < 16 ? "0" + String(byte, radix: 16) : String(byte, radix: 16)
            }.joined()
        }
        let added = file
        state.withLock {
            $0.files.append(added)
            $0.contents[id] = content
        }
    }

    /// Makes every call about this id or name fail.
    func refuse(_ subject: String, _ error: IntegrationError) { refused.withLock { $0[subject] = error } }
    func use(_ use: StorageUse) { state.withLock { $0.use = use } }

    private func check(_ subject: String) throws {
        if let error = refused.withLock({ $0[subject] }) { throw error }
    }

    private func page(_ page: String?, _ isIn: (StoredFile) -> Bool) -> Page<StoredFile> {
        let all = state.withLock { $0.files.filter(isIn) }
        let start = page.flatMap { Int($0.dropFirst("from/".count)) } ?? 0
        let part = Array(all.dropFirst(start).prefix(pageSize))
        return Page(items: part, next: start + pageSize < all.count ? "from/\(start + pageSize)" : nil)
    }

    func file(_ id: String) async throws -> StoredFile {
        try check(id)
        guard let file = state.withLock({ $0.files.first { $0.id == id } }) else {
            throw IntegrationError(.notFound, "There is no file “\(id)”; look at the folder again.")
        }
        return file
    }

    func files(in folder: String, after page: String?) async throws -> Page<StoredFile> {
        try check("list \(folder)")
        return self.page(page) { $0.parents == [folder] && !$0.isTrashed }
    }

    func search(_ query: FileQuery, after page: String?) async throws -> Page<StoredFile> {
        self.page(page) { query.isTrashed == nil || $0.isTrashed == query.isTrashed }
    }

    func children(of folders: [String]) -> AsyncThrowingStream<[StoredFile], any Error> {
        let found = page(nil) { $0.parents.contains(where: folders.contains) && !$0.isTrashed }.items
        return AsyncThrowingStream { stream in
            stream.yield(found)
            stream.finish()
        }
    }

    func read(_ file: StoredFile, from start: Int64, to end: Int64?) async throws -> ByteStream {
        try check("read \(file.id)")
        let bytes = state.withLock { $0.contents[file.id] ?? [] }
        return ByteStream(Array(bytes[Int(start)..<Int(end ?? Int64(bytes.count))]))
    }

    func write(
        _ content: FileContent, to target: FileTarget, keeper: any UploadKeeping
    ) async throws -> StoredFile {
        guard case .new(let name, let folder, _) = target else {
            throw IntegrationError(.unsupported, "Nothing is replaced here.")
        }
        try check(name)
        let bytes = try await content.stream(0).collect(upTo: 1 << 20)
        let id = "made-\(name.utf8.count)-\(bytes.count)"
        add(id, name, bytes, in: folder)
        return try await file(id)
    }

    func makeFolder(named name: String, in folder: String, id: String?) async throws -> StoredFile {
        add("folder-\(name)", name, kind: .folder, in: folder)
        return try await file("folder-\(name)")
    }

    func setTrashed(_ trashed: Bool, _ ids: [String]) async throws -> [IntegrationError?] {
        ids.map { id in
            if let error = refused.withLock({ $0["restore \(id)"] }) { return error }
            state.withLock { state in
                for place in state.files.indices where state.files[place].id == id {
                    state.files[place].isTrashed = trashed
                }
            }
            return nil
        }
    }

    func delete(_ id: String) async throws -> Bool { false }
    func newIDs(_ count: Int) async throws -> [String] { [] }
    func emptyTrash() async throws {}
    func storageUse() async throws -> StorageUse { state.withLock { $0.use } }
}

/// A clock that goes on by an hour whenever it is told to, and on which waiting takes no time.
final class HourClock: Timekeeping {
    private let instant = Mutex(Date(timeIntervalSince1970: 1_763_700_000))
    var now: Date { instant.withLock { $0 } }
    func tick() { instant.withLock { $0 += 3600 } }
    func sleep(for duration: Duration) async throws { try Task.checkCancellation() }
}

/// A service that answers one thing about its health, or nothing for ever.
struct SteadyIntegration: Integration {
    static let manifest = Manifest(
        id: "Steady", name: "Steady", summary: "Is made.", serviceVersion: "1", hosts: [], credential: .none,
        capabilities: [], limits: [], tier: .experimental, settings: [])

    var answer: Health?

    init(_ answer: Health?) { self.answer = answer }
    init(configuration: Configuration, context: IntegrationContext) throws(IntegrationError) { answer = .ok }

    func health() async -> Health {
        if let answer { return answer }
        let (stream, _) = AsyncStream<Health>.makeStream()
        for await health in stream { return health }
        return .failing(IntegrationError(.cancelled, "Nobody waited."))
    }
}
