// SPDX-License-Identifier: Apache-2.0
import Crypto
import FoundationEssentials
import StewardCore

/// Passes a body on to its reader and keeps a copy, which is stored when the body came whole.
///
/// A body that breaks off, that its reader drops, that is longer than allowed or not as long as announced leaves
/// nothing behind. A disk that can't be written loses the copy, never the reply. A body has one reader, so the
/// unchecked box holds.
final class CacheTee: @unchecked Sendable {
    /// Gets the whole body, its length and its SHA-256.
    typealias Save = @Sendable (CachedBody, Int, String) async -> Void

    private let pieces: ByteStream.Iterator
    private let announced: Int64?
    private let limits: CacheLimits
    private let makeFile: @Sendable () async -> TemporaryFile?
    private let save: Save
    private var bytes: [UInt8] = []
    private var file: TemporaryFile?
    private var hash = SHA256()
    private var count = 0
    private var isKeeping = true

    init(
        _ body: ByteStream, limits: CacheLimits, file makeFile: @escaping @Sendable () async -> TemporaryFile?,
        save: @escaping Save
    ) {
        pieces = body.makeAsyncIterator()
        announced = body.length
        self.limits = limits
        self.makeFile = makeFile
        self.save = save
    }

    func next() async throws -> [UInt8]? {
        do {
            guard let piece = try await pieces.next() else {
                await finish()
                return nil
            }
            if isKeeping { await keep(piece) }
            return piece
        } catch {
            drop()
            throw error
        }
    }

    private func keep(_ piece: [UInt8]) async {
        count += piece.count
        guard count <= limits.entry else { return drop() }
        hash.update(data: piece)
        if let file {
            if !file.file.write(piece) { drop() }
        } else if count <= limits.inMemory {
            bytes += piece
        } else {
            guard let file = await makeFile(), file.file.write(bytes), file.file.write(piece) else { return drop() }
            self.file = file
            bytes = []
        }
    }

    private func finish() async {
        defer { drop() }
        guard isKeeping, announced == nil || announced == Int64(count) else { return }
        await save(file.map { .file($0) } ?? .memory(bytes), count, hexadecimal(hash.finalize()))
    }

    private func drop() {
        isKeeping = false
        bytes = []
        file = nil
    }
}
