// SPDX-License-Identifier: Apache-2.0
import Dispatch
import Synchronization

/// Has the records of a redo log reach the disk, beside the thread that writes them: while some are on their way, the
/// next are written, and then go together.
final class RedoFlush: Sendable {
    private struct Waiting: Sendable {
        let count: UInt32
        let then: @Sendable ((any Error)?) -> Void
    }
    private struct State: Sendable {
        var waiting: [Waiting] = []
        var flushed: UInt32 = 0
        var failure: (any Error)?
    }
    private let state = Mutex(State())
    private let work = DispatchQueue(label: "steward.redo")
    private let flush: @Sendable () throws -> Void

    /// - Parameter flush: returns when what is written is on disk.
    init(_ flush: @escaping @Sendable () throws -> Void) { self.flush = flush }

    /// Whether something did not reach the disk. Nothing counts as being there from then on.
    var hasFailed: Bool { state.withLock { $0.failure != nil } }
    /// How many records of the row are on disk.
    var flushed: UInt32 { state.withLock { $0.flushed } }

    /// Begins a row; nothing may be under way.
    func begin() { state.withLock { $0.flushed = 0 } }

    /// Tells when the first records of the row are on disk, or why they never will be.
    func add(_ count: UInt32, then: @escaping @Sendable ((any Error)?) -> Void) {
        state.withLock { $0.waiting.append(Waiting(count: count, then: then)) }
        work.async { [self] in next() }
    }

    /// Returns when nothing is under way.
    func wait() throws {
        work.sync {}
        if let failure = state.withLock({ $0.failure }) { throw failure }
    }

    private func next() {
        let (waiting, earlier) = state.withLock { state in
            defer { state.waiting.removeAll(keepingCapacity: true) }
            return (state.waiting, state.failure)
        }
        guard let last = waiting.last else { return }
        let failure: (any Error)?
        do {
            if let earlier { throw earlier }
            try flush()
            failure = nil
            state.withLock { $0.flushed = last.count }
        } catch {
            failure = DatabaseError(.storage, "The database's redo log did not reach the disk: \(error)")
            state.withLock { $0.failure = $0.failure ?? failure }
        }
        for one in waiting { one.then(failure) }
    }
}
