// SPDX-License-Identifier: Apache-2.0
import StewardIntegration
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Stands between what opens a backup and what restores it: counts and hashes the dump as it passes.
struct DumpPump: Sendable {
    /// Told how many bytes of the dump have passed, every few megabytes.
    let progress: @Sendable (Int64) -> Void

    /// Hands `body` a descriptor with the same bytes.
    /// - Returns: what `body` gave, and size and digest of the whole dump, of which `body` may have left the end.
    /// - Throws: what `body` throws; `BackupsError` when the dump cannot be read.
    func run<Value: Sendable>(
        from source: Int32, _ body: @Sendable (Int32) async throws -> Value
    ) async throws -> (Value, DigestedContent) {
        _ = ignoreBrokenPipes
        let pipe = try Pipe()
        let stop = Flag()
        return try await withThrowingTaskGroup(of: DigestedContent.self) { group in
            group.addTask { try await offThread { try pass(source, pipe.writing, stop) } }
            let value: Value
            do { value = try await body(pipe.reading.number) } catch {
                stop.set()
                pipe.reading.close()
                _ = try? await group.next()
                throw error
            }
            // What restores need not read what stands behind the end of the dump; the pump does.
            pipe.reading.close()
            guard let digest = try await group.next() else { throw CancellationError() }
            return (value, digest)
        }
    }

    private func pass(_ source: Int32, _ target: Descriptor, _ stop: Flag) throws -> DigestedContent {
        defer { target.close() }
        var digest = ContentDigest(hasMD5: false)
        var told: Int64 = 0
        var isRead = true
        try ByteRoom().forEach(of: source, named: "The dump") { piece in
            if stop.isSet { throw CancellationError() }
            digest.take(piece)
            if isRead, writeAll(piece, to: target.number) != 0 { isRead = false }
            guard digest.bytes - told >= 4 << 20 else { return }
            told = digest.bytes
            progress(told)
        }
        progress(digest.bytes)
        return digest.finish()
    }
}
