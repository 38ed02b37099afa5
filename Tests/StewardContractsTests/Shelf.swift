// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration
import Synchronization

/// A store of files that keeps every rule; or, with a flaw, breaks one. It shows what the contracts ask for.
struct Shelf: Integration, FileStoring {
    static let chunk = 16_384
    static let pageSize = 4
    static let manifest = Manifest(
        id: "Shelf", name: "Shelf", summary: "Keeps files.", serviceVersion: "1",
        hosts: [.init("shelf.example", setting: "address")], credential: .none,
        capabilities: [
            .fileStoring, .fileTrashing, .fileSearching, .storageMeasuring, .changeFollowing, .documentExporting,
        ], limits: [], tier: .experimental,
        settings: [
            ConfigurationField(
                "address", .address, help: "Where it is.", default: "https://shelf.example", since: "0.1"),
            ConfigurationField("shelf", .text, help: "Which.", required: true, since: "0.1"),
        ])

    let store: ShelfStore
    let flaw: ShelfFlaw
    private let transport: any HTTPTransport
    private let address: ServiceAddress

    init(configuration: Configuration, context: IntegrationContext) throws(IntegrationError) {
        let name = try configuration.text("shelf")
        guard let store = ShelfStore.shelves.withLock({ $0[name] }) else { throw ShelfStore.missing }
        self.store = store
        flaw = store.flaw
        transport = context.transport
        address = try configuration.address("address")
    }

    func health() async -> Health { .ok }
    var rootFolder: String { "root" }

    func file(_ id: String) async throws -> StoredFile {
        let found = store.state.withLock { $0.items[id]?.file }
        guard var file = found else {
            throw flaw == .missingIsForbidden ? IntegrationError(.forbidden, "No.") : ShelfStore.missing
        }
        if flaw == .wrongDigest { file.checksums.md5 = String(repeating: "0", count: 32) }
        if flaw == .forgetsType { file.mediaType = "application/octet-stream" }
        return file
    }

    func files(in folder: String, after page: String?) async throws -> Page<StoredFile> {
        let files = store.state.withLock { state in
            state.all.filter { $0.parents == [folder] && (!$0.isTrashed || flaw == .listsTrash) }
        }
        return self.page(of: files, after: page)
    }

    func page(of files: [StoredFile], after page: String?) -> Page<StoredFile> {
        let start = page.flatMap { Int($0) } ?? 0
        let items = files.dropFirst(start).prefix(Self.pageSize)
        let next = start + Self.pageSize
        let isLast = next >= files.count || flaw == .firstPageOnly && start > 0
        return Page(items: Array(items), next: isLast ? nil : String(next))
    }

    func read(_ file: StoredFile, from start: Int64, to end: Int64?) async throws -> ByteStream {
        let now = try await self.file(file.id)
        guard now.revision == file.revision || flaw == .ignoresRevision else {
            throw IntegrationError(.conflict, "It changed.")
        }
        let size = Int(now.size ?? 0)
        guard start <= size else { throw IntegrationError(.invalidRequest, "Behind the end.") }
        let last = min(size, end.map(Int.init) ?? size)
        let until = flaw == .rangeOffByOne && last < size ? last + 1 : last
        let call = HTTPCall(address.request(.get, "/content/\(file.id)/\(start)/\(until)"))
        let body = try await transport.send(call).body
        let expected = until - Int(start)
        guard flaw != .endsEarly else { return Self.counted(body, nil) }
        return Self.counted(body, expected)
    }

    /// The same bytes, and an error when they are fewer.
    private static func counted(_ body: ByteStream, _ length: Int?) -> ByteStream {
        ByteStream(
            pieces: AsyncThrowingStream<[UInt8], any Error> { continuation in
                let task = Task {
                    var count = 0
                    do {
                        for try await piece in body {
                            count += piece.count
                            continuation.yield(piece)
                        }
                        let isWhole = length == nil || count == length
                        continuation.finish(throwing: isWhole ? nil : IntegrationError(.unavailable, "It broke off."))
                    } catch { continuation.finish(throwing: length == nil ? nil : error) }
                }
                continuation.onTermination = { _ in task.cancel() }
            })
    }

    func makeFolder(named name: String, in folder: String, id: String?) async throws -> StoredFile {
        try store.state.withLock { state in
            guard state.items[folder] != nil else { throw ShelfStore.missing }
            if let id, let made = state.items[id]?.file { return made }
            state.count += 1
            return state.put(StoredFile(id: id ?? "d\(state.count)", name: name, kind: .folder, parents: [folder]), [])
        }
    }

    func delete(_ id: String) async throws -> Bool {
        store.state.withLock { $0.remove(id, withContent: flaw != .keepsOrphans) } || flaw == .deletesTwice
    }

    func newIDs(_ count: Int) async throws -> [String] {
        store.state.withLock { state in
            (0..<count).map { number in
                if flaw != .repeatsIDs || number == 0 { state.count += 1 }
                return "id\(state.count)"
            }
        }
    }

    func put(_ bytes: [UInt8], to session: String, at offset: Int, isLast: Bool) async throws {
        let body = HTTPBody(Int64(bytes.count)) { bytes }
        _ = try await transport.send(
            HTTPCall(address.request(.put, "/upload/\(session)/\(offset)" + (isLast ? "/last" : "")), body: body))
    }
}

extension HTTPBody {
    /// A body in small pieces, as a network sends it.
    init(_ length: Int64, _ bytes: @escaping @Sendable () -> [UInt8]) {
        self.init(length: length) {
            ByteStream(
                length: length,
                pieces: AsyncStream<[UInt8]> { continuation in
                    var rest = bytes()[...]
                    while !rest.isEmpty {
                        continuation.yield(Array(rest.prefix(16)))
                        rest = rest.dropFirst(16)
                    }
                    continuation.finish()
                })
        }
    }
}
