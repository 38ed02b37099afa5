// SPDX-License-Identifier: Apache-2.0
import UnixSignals

/// Work that Ctrl-C and SIGTERM stop in order, so that what was done is kept.
enum Interruptible {
    /// Runs `body` in a task of its own; at a signal it is cancelled and awaited.
    /// - Throws: what `body` throws: `CancellationError` after a signal.
    static func run(_ body: sending @escaping () async throws -> Void) async throws {
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        let work = Task { try await body() }
        let listener = Task {
            for await _ in signals {
                work.cancel()
                break
            }
        }
        defer { listener.cancel() }
        try await work.value
    }
}
