// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardHTTP
import Synchronization

/// Streams a part of content as the body of one request, without holding it in memory.
final class ChunkBody: Sendable {
    private struct State {
        var remaining: Int64
        var isTaken = false
    }
    private let reader: ContentReader
    private let count: Int64
    private let isLast: Bool
    private let state: Mutex<State>

    /// `count` bytes from where `reader` is; when they are the last, nothing may follow them.
    init(_ reader: ContentReader, count: Int64, isLast: Bool) {
        self.reader = reader
        self.count = count
        self.isLast = isLast
        state = Mutex(State(remaining: count))
    }

    /// Whether every byte was handed over, so that nobody reads any more.
    var isConsumed: Bool { state.withLock { $0.remaining == 0 } }

    /// The body; it can be sent once.
    var body: HTTPBody {
        HTTPBody(length: count) { [self] in
            let isFirst = state.withLock { state in
                defer { state.isTaken = true }
                return !state.isTaken
            }
            return isFirst ? ByteStream(length: count) { [self] in { [self] in try await next() } } : nil
        }
    }

    private func next() async throws -> [UInt8]? {
        let remaining = state.withLock { $0.remaining }
        guard remaining > 0 else { return nil }
        guard let piece = try await reader.next(remaining) else { throw Self.changed("fewer") }
        let left = remaining - Int64(piece.count)
        // The last piece is held back until it is certain that it is the last: else the beginning of longer content
        // would be stored as the whole.
        if left == 0, isLast, try await !reader.isAtEnd() { throw Self.changed("more") }
        state.withLock { $0.remaining = left }
        return piece
    }

    static func changed(_ what: String) -> IntegrationError {
        IntegrationError(
            .conflict, "The content to upload has \(what) bytes than was said; it was changed. Upload it again.")
    }
}
