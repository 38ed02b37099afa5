// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// A progress bar that work on other threads moves, and whose total is known when the work is under way.
final class SharedProgressBar: Sendable {
    private struct State {
        var bar: ProgressBar
        var done = 0
    }
    private let state: Mutex<State>

    init(_ bar: ProgressBar) { state = Mutex(State(bar: bar)) }

    func update(_ done: Int, of total: Int) {
        state.withLock { state in
            if state.bar.total != total { state.bar = state.bar.with(total: total) }
            state.done = done
            state.bar.update(done)
        }
    }

    /// Ends the line, if one was begun.
    func finish() { state.withLock { state in if state.bar.total != nil { state.bar.finish(state.done) } } }
}

extension ProgressBar {
    /// The same bar with another total.
    fileprivate func with(total: Int) -> ProgressBar {
        ProgressBar(label: label, total: total, isOn: isOn, isTerminal: isTerminal)
    }
}
