// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// A file's content as a stream that goes on by itself after a break, and that ends with an error when what came is not
/// what the service describes.
final class VerifiedStream: @unchecked Sendable {
    // Unchecked: one reader reads it, one piece after the other; the digests are asked for after the end.
    private let download: Download
    private let file: StoredFile
    private let progress: @Sendable (Int64) -> Void
    private var pieces: ByteStream.Iterator?
    private var digest: ContentDigest
    private var patience: Patience

    init(_ file: StoredFile, _ download: Download, _ progress: @escaping @Sendable (Int64) -> Void) {
        self.download = download
        self.file = file
        self.progress = progress
        digest = ContentDigest(toCompareWith: file.checksums)
        patience = Patience(attempts: download.settings.attempts)
    }

    /// The stream; to be read once.
    var bytes: ByteStream { ByteStream(length: file.size) { { try await self.next() } } }

    /// Size and digests of all that was read.
    var content: DigestedContent { digest.finish() }

    private func next() async throws -> [UInt8]? {
        while true {
            do {
                if file.size == digest.size { return try end() }
                if pieces == nil {
                    pieces = try await download.store.read(file, from: digest.size, to: nil).makeAsyncIterator()
                }
                guard let piece = try await pieces?.next() else { return try end() }
                digest.add(piece)
                patience.progressed()
                progress(digest.size)
                return piece
            } catch {
                try Task.checkCancellation()
                guard let wait = patience.wait(after: error) else { throw error }
                pieces = nil
                try await download.clock.sleep(for: wait)
            }
        }
    }

    private func end() throws -> [UInt8]? {
        pieces = nil
        if let difference = content.difference(from: file) {
            throw IntegrationError(
                .malformedReply, "What came for “\(file.name)” is not the file: \(difference). Try again later.")
        }
        return nil
    }
}
