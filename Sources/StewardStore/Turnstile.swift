// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Lets a number of tasks in at once, the others in the order they came. A task that is cancelled stops waiting.
final class Turnstile: Sendable {
    private typealias Continuation = CheckedContinuation<Bool, Never>
    private struct State {
        var free: Int
        var next = 0
        var waiting: [(ticket: Int, continuation: Continuation)] = []
        var cancelled: Set<Int> = []
    }
    private let state: Mutex<State>
    private let places: Int

    init(places: Int) {
        self.places = places
        state = Mutex(State(free: places))
    }

    /// How many are in, and how many wait.
    var load: DatabaseLoad {
        state.withLock { DatabaseLoad(places: places, busy: places - $0.free, waiting: $0.waiting.count) }
    }

    /// Returns when it is this task's turn. Whoever entered must leave.
    /// - Throws: `DatabaseError` with `interrupted` when the task is cancelled while it waits.
    func enter() async throws(DatabaseError) {
        let ticket = state.withLock { state in
            state.next += 1
            return state.next
        }
        let isIn = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in wait(ticket, continuation) }
        } onCancel: {
            giveUp(ticket)
        }
        // A cancellation that came after the turn left its ticket behind.
        state.withLock { _ = $0.cancelled.remove(ticket) }
        guard isIn else { throw .cancelled }
    }

    /// Makes room for the one that waits longest.
    func leave() {
        let next = state.withLock { state -> Continuation? in
            if state.waiting.isEmpty {
                state.free += 1
                return nil
            }
            return state.waiting.removeFirst().continuation
        }
        next?.resume(returning: true)
    }

    private func wait(_ ticket: Int, _ continuation: Continuation) {
        let answer = state.withLock { state -> Bool? in
            if state.cancelled.remove(ticket) != nil { return false }
            if state.free > 0 {
                state.free -= 1
                return true
            }
            state.waiting.append((ticket, continuation))
            return nil
        }
        if let answer { continuation.resume(returning: answer) }
    }

    private func giveUp(_ ticket: Int) {
        let continuation = state.withLock { state -> Continuation? in
            if let place = state.waiting.firstIndex(where: { $0.ticket == ticket }) {
                return state.waiting.remove(at: place).continuation
            }
            // Either it is in already, or it has not begun to wait.
            state.cancelled.insert(ticket)
            return nil
        }
        continuation?.resume(returning: false)
    }
}
