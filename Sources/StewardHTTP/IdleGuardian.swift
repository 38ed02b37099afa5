// SPDX-License-Identifier: Apache-2.0
import NIOCore
import StewardCore
import Synchronization

/// Looks after all waits of one event loop with one timer. A timer for each wait would wake the loop twice for every
/// piece of every body.
final class IdleGuardian: Sendable {
    private struct Wait {
        let watch: IdleWatch
        let began: IdleLimit.Instant
        let cancel: @Sendable () -> Void
        var stall: IdleLimit.Stall?
    }
    private struct State {
        var waits: [UInt64: Wait] = [:]
        var number: UInt64 = 0
        /// When the timer that counts goes off; others were set for later and do nothing.
        var nextLook: IdleLimit.Instant?
    }
    private let loop: any EventLoop
    private let state = Mutex(State())

    init(_ loop: any EventLoop) { self.loop = loop }

    /// Begins a wait; `cancel` is called when it becomes too long.
    /// - Returns: its number, for ``end(_:)``.
    func begin(_ watch: IdleWatch, cancel: @escaping @Sendable () -> Void) -> UInt64 {
        let now = IdleLimit.Instant.now
        let time = watch.remaining(ofWaitSince: now, at: now).time
        let (number, isFirst) = state.withLock { state in
            state.number += 1
            state.waits[state.number] = Wait(watch: watch, began: now, cancel: cancel)
            if let next = state.nextLook, next <= now + time { return (state.number, false) }
            state.nextLook = now + time
            return (state.number, true)
        }
        if isFirst { look(at: now + time, in: time) }
        return number
    }

    /// Ends a wait; what the server failed to do, when it became too long.
    func end(_ number: UInt64) -> IdleLimit.Stall? {
        state.withLock { $0.waits.removeValue(forKey: number)?.stall }
    }

    private func look(at instant: IdleLimit.Instant, in time: Duration) {
        _ = loop.scheduleTask(in: TimeAmount(time)) { [weak self] in self?.look(instant) }
    }

    /// Cancels what waits for too long, and looks again when the next may.
    private func look(_ instant: IdleLimit.Instant) {
        let now = IdleLimit.Instant.now
        let (overdue, next) = state.withLock { state -> ([@Sendable () -> Void], Duration?) in
            guard state.nextLook == instant else { return ([], nil) }
            var overdue: [@Sendable () -> Void] = []
            var next: Duration?
            for (number, wait) in state.waits where wait.stall == nil {
                let (time, stall) = wait.watch.remaining(ofWaitSince: wait.began, at: now)
                if time <= .zero {
                    state.waits[number]?.stall = stall
                    overdue.append(wait.cancel)
                } else {
                    next = min(next ?? time, time)
                }
            }
            // The loop's clock may be a little ahead.
            next = next.map { max($0, .milliseconds(1)) }
            state.nextLook = next.map { now + $0 }
            return (overdue, next)
        }
        for cancel in overdue { cancel() }
        if let next { look(at: now + next, in: next) }
    }
}
