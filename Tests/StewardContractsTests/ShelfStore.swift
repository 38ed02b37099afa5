// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration
import Synchronization

/// The service of a shelf, in memory: content comes and goes over ``HTTPTransport``, the rest by plain calls.
final class ShelfStore: HTTPTransport {
    struct Item {
        var file: StoredFile
        var bytes: [UInt8]
    }
    struct Upload {
        var target: FileTarget
        var type: String
        var modifiedAt: Date?
        var bytes: [UInt8] = []
        var done: String?
    }
    struct State {
        var items: [String: Item] = [:]
        var order: [String] = []
        var uploads: [String: Upload] = [:]
        var changes: [String] = []
        var count = 0
    }

    static let shelves = Mutex<[String: ShelfStore]>([:])
    let flaw: ShelfFlaw
    let state = Mutex(State())

    init(_ flaw: ShelfFlaw) {
        self.flaw = flaw
        state.withLock { state in
            let document = StoredFile(
                id: "document", name: "Plan", kind: .document, mediaType: "application/x-document", parents: ["root"])
            state.items["root"] = Item(file: StoredFile(id: "root", name: "", kind: .folder), bytes: [])
            state.items["document"] = Item(file: document, bytes: [])
            state.order = ["root", "document"]
        }
    }

    static let missing = IntegrationError(.notFound, "It is not on the shelf.")
    static let taken = IntegrationError(.conflict, "The id is taken.")

    func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        let parts = (call.request.path ?? "").split(separator: "/").map(String.init)
        do {
            switch (parts[0], call.body?.stream()) {
            case ("content", nil): return try content(parts[1], from: Int(parts[2]) ?? 0, to: Int(parts[3]) ?? 0)
            case ("upload", let body?):
                try await receive(body, parts[1], at: Int(parts[2]) ?? 0)
                if parts.last == "last" { try finish(parts[1]) }
            default: throw IntegrationError(.invalidRequest, "No such call.")
            }
            return HTTPReply(HTTPResponse(status: .ok), body: ByteStream([]))
        } catch let error as IntegrationError { throw error } catch {
            throw IntegrationError(.cancelled, "The call was cancelled.")
        }
    }

    private func content(_ id: String, from start: Int, to end: Int) throws -> HTTPReply {
        let bytes = try state.withLock { state in
            guard let item = state.items[id] else { throw Self.missing }
            return Array(item.bytes[start..<end])
        }
        return HTTPReply(HTTPResponse(status: .ok), body: ByteStream(bytes))
    }

    private func receive(_ body: ByteStream, _ id: String, at offset: Int) async throws {
        for try await piece in body {
            state.withLock { state in
                if state.uploads[id]?.bytes.count ?? 0 >= offset { state.uploads[id]?.bytes += piece }
                guard flaw == .showsPartial || flaw == .overwritesAtOnce, let upload = state.uploads[id] else { return }
                if case .replacing(let id) = upload.target, flaw == .overwritesAtOnce {
                    state.items[id]?.bytes = upload.bytes
                    state.items[id]?.file.size = Int64(upload.bytes.count)
                }
                if case .new(let name, let folder, _) = upload.target, flaw == .showsPartial {
                    state.put(StoredFile(id: "partial", name: name, kind: .file, parents: [folder]), upload.bytes)
                }
            }
        }
    }

    /// Begins an upload and gives its session.
    func begin(_ upload: Upload) throws(IntegrationError) -> String {
        try state.withLock { state throws(IntegrationError) in
            switch upload.target {
            case .new(_, let folder, let id):
                guard state.items[folder] != nil else { throw Self.missing }
                if let id, state.items[id] != nil { throw Self.taken }
            case .replacing(let id): guard state.items[id] != nil else { throw Self.missing }
            }
            state.count += 1
            state.uploads["u\(state.count)"] = upload
            return "u\(state.count)"
        }
    }

    /// Makes an upload's bytes a file.
    private func finish(_ session: String) throws(IntegrationError) {
        _ = try state.withLock { state throws(IntegrationError) in
            guard var upload = state.uploads[session] else { throw Self.missing }
            var file: StoredFile
            switch upload.target {
            case .new(let name, let folder, let id):
                if let id, state.items[id] != nil { throw Self.taken }
                state.count += 1
                file = StoredFile(id: id ?? "f\(state.count)", name: name, kind: .file, parents: [folder])
            case .replacing(let id):
                guard let old = state.items[id] else { throw Self.missing }
                file = old.file
            }
            file.mediaType = upload.type
            file.modifiedAt = upload.modifiedAt ?? Date(timeIntervalSince1970: 1_800_000_000)
            state.count += 1
            file.revision = "r\(state.count)"
            upload.done = file.id
            state.uploads[session] = upload
            return state.put(file, upload.bytes)
        }
    }
}

extension ShelfStore.State {
    @discardableResult
    mutating func put(_ file: StoredFile, _ bytes: [UInt8]) -> StoredFile {
        var file = file
        file.size = file.kind == .file ? Int64(bytes.count) : nil
        file.checksums = .init(
            md5: hex(Insecure.MD5.hash(data: bytes)), sha256: hex(SHA256.hash(data: bytes)))
        if items[file.id] == nil { order.append(file.id) }
        items[file.id] = .init(file: file, bytes: bytes)
        changes.append(file.id)
        return file
    }

    private func hex(_ digest: some Sequence<UInt8>) -> String {
        digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    mutating func remove(_ id: String, withContent: Bool) -> Bool {
        guard items.removeValue(forKey: id) != nil else { return false }
        order.removeAll { $0 == id }
        changes.append(id)
        guard withContent else { return true }
        for child in order where items[child]?.file.parents == [id] { _ = remove(child, withContent: true) }
        return true
    }

    var all: [StoredFile] { order.compactMap { items[$0]?.file } }
}
