// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
package import Logging
import StewardCore
import StewardStore
import Synchronization

/// Makes the jobs of schedules when they are due, and forgets finished jobs that are old. Several nodes may each run
/// one: every due time makes one job.
package final class Scheduler: Sendable {
    private let schedules: Schedules
    private let pollInterval: Duration
    private let retention: Duration
    private let logger: Logger
    private let machine: any MachineProbe
    private let isStopped = Mutex(false)

    /// `pollInterval` is how soon a schedule added by another process is noticed; `retention` is how long done jobs are
    /// kept, see ``JobQueue/prune(olderThan:)``; `machine` tells whether there is mains power and a network.
    package init(
        schedules: Schedules, logger: Logger, pollInterval: Duration = .seconds(10),
        retention: Duration = .seconds(90 * 86_400), machine: any MachineProbe = LinuxMachine()
    ) {
        self.schedules = schedules
        self.logger = logger
        self.pollInterval = pollInterval
        self.retention = retention
        self.machine = machine
    }

    /// Works until it is stopped or its task is cancelled. Survives a database that cannot be reached for a while.
    package func run() async {
        let queue = schedules.queue
        var prunedAt: Date?
        var lookedAt: Date?
        var hasFailed = false
        while !isStopped.withLock({ $0 }), !Task.isCancelled {
            let seen = queue.signal.calls
            var pause = pollInterval
            do {
                try await followClock(since: lookedAt)
                lookedAt = queue.clock.now
                let advance = try await schedules.advance(machine.state())
                report(advance)
                if prunedAt.map({ queue.clock.now.timeIntervalSince($0) > 3600 }) ?? true {
                    try await queue.prune(olderThan: retention)
                    prunedAt = queue.clock.now
                }
                if hasFailed { logger.info("schedules are followed again") }
                hasFailed = false
                if let next = advance.next { pause = min(pause, wait(until: next)) }
            } catch {
                if !hasFailed, !Task.isCancelled {
                    logger.warning("schedules cannot be followed", metadata: ["error": "\(error)"])
                }
                hasFailed = true
            }
            await queue.signal.wait(beyond: seen, atMost: pause, clock: queue.clock)
        }
    }

    /// Makes ``run()`` return soon. Nothing is lost: another node, or the next start, goes on.
    package func stop() {
        isStopped.withLock { $0 = true }
        schedules.queue.signal.wake()
    }

    /// At the start, and whenever the clock was put back.
    private func followClock(since before: Date?) async throws {
        let now = schedules.queue.clock.now
        if let before, now >= before.addingTimeInterval(-Schedules.slack) { return }
        for name in try await schedules.followClock() {
            logger.warning(
                "the clock was put back, so the schedule is due by what it shows now",
                metadata: ["schedule": "\(name)"])
        }
    }

    private func wait(until instant: Date) -> Duration {
        let seconds = max(0, instant.timeIntervalSince(schedules.queue.clock.now))
        return .milliseconds(min(Int(seconds * 1000) + 1, 3_600_000))
    }

    private func report(_ advance: Schedules.Advance) {
        for name in advance.started { logger.info("schedule is due", metadata: ["schedule": "\(name)"]) }
        for name in advance.skipped {
            logger.info("schedule skipped", metadata: ["schedule": "\(name)"])
        }
    }
}
