// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// Reads the parts of one file at once, each from where it stopped.
struct PartsReader: Sendable {
    private let download: Download
    private let partial: PartialFile
    private let file: StoredFile
    private let progress: @Sendable (Int64) -> Void

    init(
        _ download: Download, _ partial: PartialFile, _ file: StoredFile,
        _ progress: @escaping @Sendable (Int64) -> Void
    ) {
        self.download = download
        self.partial = partial
        self.file = file
        self.progress = progress
    }

    /// Reads what is missing and gives the digests of all.
    func read() async throws -> DigestedContent {
        let parts = partial.state.parts
        if parts.count == 1, parts[0].read == 0 {
            var digest = ContentDigest(toCompareWith: file.checksums)
            try await read(0) { digest.add($0) }
            return digest.finish()
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for place in parts.indices where !parts[place].isDone {
                group.addTask { try await read(place) { _ in } }
            }
            try await group.waitForAll()
        }
        return try await ContentDigest.of(partial.file, toCompareWith: file.checksums)
    }

    /// Reads one part to its end, again and again from the place it has reached.
    private func read(_ place: Int, _ passing: ([UInt8]) -> Void) async throws {
        var patience = Patience(attempts: download.settings.attempts)
        var isComplete = false
        while !isComplete {
            let part = partial.state.parts[place]
            if part.isDone { return }
            do {
                let isLast = place == partial.state.parts.count - 1
                let stream = try await download.store.read(file, from: part.read, to: isLast ? nil : part.end)
                for try await piece in stream {
                    try await partial.write(piece, part: place)
                    passing(piece)
                    patience.progressed()
                    progress(partial.state.bytes)
                }
                isComplete = true
            } catch {
                try Task.checkCancellation()
                guard let wait = patience.wait(after: error) else { throw error }
                try await download.clock.sleep(for: wait)
            }
        }
        guard file.size == nil || partial.state.parts[place].isDone else {
            throw IntegrationError(
                .malformedReply, "The service sent less of “\(file.name)” than it has; try again later.")
        }
    }
}
