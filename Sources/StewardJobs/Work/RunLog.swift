// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
import StewardCore
import Synchronization

/// One line of what a run said.
package struct RunLine: Sendable, Hashable {
    /// From 1 within an attempt; where it does not begin with 1, the lines before were not kept.
    package let number: Int64
    package let at: Date
    package let level: Level
    package let text: String

    /// How grave a line is.
    package enum Level: String, Sendable, CaseIterable { case info, warning, error }
}

/// The newest lines of one attempt, between the handler that says them and the database that keeps them.
///
/// Bounded however much a handler says: the oldest lines go first.
final class RunLog: Sendable {
    /// How many lines of an attempt are kept, and how many bytes they may have together.
    static let lineLimit = 400
    static let byteLimit = 128 * 1024
    /// How many bytes one line may have; the rest is cut off.
    static let lineBytes = 2_000
    /// Lines of so many attempts of a job are kept.
    static let attemptLimit = 5

    /// What is to be written, and the number of the oldest line to keep.
    struct Batch: Sendable {
        let lines: [RunLine]
        let first: Int64
    }

    private struct State {
        var next: Int64 = 1
        /// The sizes of the lines that are kept, oldest first; written or not.
        var sizes: [Int] = []
        var bytes = 0
        var unwritten: [RunLine] = []
        var lastNote: String?
        var first: Int64 { next - Int64(sizes.count) }
    }
    private let state = Mutex(State())
    private let clock: any Timekeeping
    private let redact: @Sendable (String) -> String

    /// `redact` takes credentials out of a line before it is kept.
    init(clock: any Timekeeping, redact: @escaping @Sendable (String) -> String) {
        self.clock = clock
        self.redact = redact
    }

    func add(_ text: String, _ level: RunLine.Level = .info) {
        let kept = Self.cut(redact(text).replacing("\0", with: "\u{FFFD}"))
        let now = clock.now
        state.withLock { state in
            state.unwritten.append(RunLine(number: state.next, at: now, level: level, text: kept))
            state.next += 1
            state.sizes.append(kept.utf8.count)
            state.bytes += kept.utf8.count
            while state.sizes.count > Self.lineLimit || state.bytes > Self.byteLimit {
                state.bytes -= state.sizes.removeFirst()
            }
            while let oldest = state.unwritten.first, oldest.number < state.first { state.unwritten.removeFirst() }
        }
    }

    /// Adds what progress says of itself, once as long as it stays the same.
    func note(_ message: String?) {
        guard let message, !message.isEmpty else { return }
        let isNew = state.withLock { state in
            defer { state.lastNote = message }
            return state.lastNote != message
        }
        if isNew { add(message) }
    }

    /// What is not written yet; empty when nothing is.
    var pending: Batch { state.withLock { Batch(lines: $0.unwritten, first: $0.first) } }

    /// Says that a batch is on disk.
    func written(_ batch: Batch) {
        guard let last = batch.lines.last?.number else { return }
        state.withLock { $0.unwritten.removeAll { $0.number <= last } }
    }

    /// At most so many bytes, cut between characters.
    private static func cut(_ text: String) -> String {
        guard text.utf8.count > lineBytes else { return text }
        var kept = ""
        var bytes = 0
        for character in text {
            bytes += character.utf8.count
            if bytes > lineBytes - 3 { break }
            kept.append(character)
        }
        return kept + "…"
    }
}
