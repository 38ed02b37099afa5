// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import StewardCore
import StewardHTTP
import StewardIntegration
import Synchronization

extension Shelf {
    func write(_ content: FileContent, to target: FileTarget, keeper: any UploadKeeping) async throws -> StoredFile {
        let target = try await adjusted(target)
        let digest = try await digest(of: content)
        let session: String
        do {
            session = try await begin(content, target, keeper)
        } catch let error as IntegrationError where error.code == .conflict {
            return try await taken(target, digest)
        }
        if done(session) == nil { try await send(content, session, keeper) }
        let file = try await self.file(done(session) ?? session)
        try await keeper.keep(nil)
        let sum = store.state.withLock { $0.items[file.id]?.file.checksums.sha256 }
        guard sum == digest || flaw == .trustsService || flaw.changesContent else {
            _ = try await delete(file.id)
            throw IntegrationError(.malformedReply, "It arrived damaged.")
        }
        return file
    }

    /// The file that an upload has become.
    private func done(_ session: String) -> String? { store.state.withLock { $0.uploads[session]?.done } }

    /// The target as a flaw takes it.
    private func adjusted(_ target: FileTarget) async throws -> FileTarget {
        switch target {
        case .new(let name, let folder, let id):
            guard name != "refused" || flaw == .takesEveryName else {
                throw IntegrationError(.invalidRequest, "No such name.")
            }
            let same = store.state.withLock { $0.all.first { $0.name == name && $0.parents == [folder] } }
            if flaw == .mergesNames, let same { return .replacing(id: same.id) }
            let kept = flaw == .changesNames ? name.replacing("/", with: "_") : name
            return .new(name: kept, folder: folder, id: flaw == .ignoresID ? nil : id)
        case .replacing(let id):
            guard flaw == .overwriteMakesNew else { return target }
            return .new(name: try await file(id).name, folder: try await file(id).parents[0], id: nil)
        }
    }

    private func digest(of content: FileContent) async throws -> String? {
        var hash = SHA256()
        var count: Int64 = 0
        do {
            for try await piece in try await content.stream(0) {
                hash.update(data: piece)
                count += Int64(piece.count)
            }
        } catch {
            guard flaw == .storesShort else { throw error }
        }
        guard content.length == nil || count == content.length || flaw == .storesShort else {
            throw IntegrationError(.invalidRequest, "The content is shorter than it was said to be.")
        }
        if flaw == .storesShort { return nil }
        return hash.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The session to send to: a kept one, or a new one that is kept first.
    private func begin(
        _ content: FileContent, _ target: FileTarget, _ keeper: any UploadKeeping
    ) async throws -> String {
        if flaw != .startsOver, let kept = try await keeper.load()?.reveal() { return kept }
        let upload = ShelfStore.Upload(target: target, type: content.mediaType, modifiedAt: content.modifiedAt)
        let session = try store.begin(upload)
        if flaw != .keepsLate { try await keeper.keep(Secret(session)) }
        return session
    }

    private func send(_ content: FileContent, _ session: String, _ keeper: any UploadKeeping) async throws {
        var place = store.state.withLock { $0.uploads[session]?.bytes.count ?? 0 }
        if flaw == .repeatsLastChunk, place > 0 {
            place = max(0, place - Self.chunk)
            store.state.withLock { $0.uploads[session]?.bytes.removeLast(min(Self.chunk, place)) }
        }
        if place > 0 { await keeper.confirmed(Int64(place)) }
        var chunk: [UInt8] = []
        do {
            for try await piece in try await content.stream(Int64(place)) {
                chunk += piece
                while chunk.count > Self.chunk {
                    try await put(Array(chunk.prefix(Self.chunk)), to: session, at: place, isLast: false)
                    chunk.removeFirst(Self.chunk)
                    place += Self.chunk
                    await keeper.confirmed(Int64(place))
                    if flaw == .keepsLate { try await keeper.keep(Secret(session)) }
                }
                if flaw == .stopsAtUnknown, content.length == nil { break }
            }
        } catch {
            guard flaw == .storesShort, !(error is IntegrationError) else { throw error }
        }
        if flaw == .losesEdge, chunk.count == Self.chunk { chunk.removeLast() }
        if flaw == .padsEmpty, place + chunk.count == 0 { chunk = [0] }
        try await put(chunk, to: session, at: place, isLast: true)
        await keeper.confirmed(Int64(place + chunk.count))
    }

    /// What a taken id means: the same file, or another.
    private func taken(_ target: FileTarget, _ digest: String?) async throws -> StoredFile {
        guard case .new(_, _, let id?) = target else { throw ShelfStore.taken }
        let file = try await file(id)
        let sum = store.state.withLock { $0.items[file.id]?.file.checksums.sha256 }
        guard sum == digest || flaw == .ignoresTaken else { throw ShelfStore.taken }
        return file
    }
}

extension ShelfFlaw {
    /// Whether the flaw itself changes what is sent.
    fileprivate var changesContent: Bool {
        [.padsEmpty, .losesEdge, .stopsAtUnknown, .storesShort, .repeatsLastChunk].contains(self)
    }
}
