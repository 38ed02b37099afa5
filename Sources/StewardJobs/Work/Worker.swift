// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
package import Logging
import StewardCore
import StewardStore
import Synchronization

/// Does jobs: claims what is due, runs a handler for each, keeps the leases alive.
///
/// ```swift
/// let worker = Worker(queue: queue, handlers: [ImportHandler()], configuration: .init(node: "cellar"), logger: logger)
/// await worker.run()
/// ```
///
/// Two ways to stop. ``stop()`` begins nothing new, lets what runs finish for `stopGrace`, then cancels it and gives
/// it back. Cancelling the task of ``run()`` cancels what runs and gives it back at once. A process that is killed
/// does neither; its jobs are taken over when their leases end.
package final class Worker: Sendable {
    /// How a worker works.
    package struct Configuration: Sendable {
        /// Who holds the leases; different for each process.
        package var node: String
        /// How many jobs run at once here.
        package var slots = 4
        /// How long a job is ours without a sign of life. A heartbeat goes out every third of it.
        package var lease: Duration = .seconds(30)
        /// How often to look for work when nobody says that there is some.
        package var pollInterval: Duration = .seconds(1)
        /// Progress is written at most this often.
        package var progressInterval: Duration = .seconds(1)
        /// Takes credentials out of the lines of runs' logs before they are kept.
        package var redact: @Sendable (String) -> String = { $0 }
        /// How long ``Worker/stop()`` waits for what runs.
        package var stopGrace: Duration = .seconds(20)

        package init(node: String) { self.node = node }
    }

    private let queue: JobQueue
    private let handlers: [String: any JobHandler]
    private let configuration: Configuration
    private let logger: Logger
    private let state = Mutex(State())

    private struct State {
        var isStopping = false
        var running: [JobID: StopRequest] = [:]
    }

    /// - Precondition: no two handlers are for one kind.
    package init(queue: JobQueue, handlers: [any JobHandler], configuration: Configuration, logger: Logger) {
        self.queue = queue
        self.handlers = Dictionary(uniqueKeysWithValues: handlers.map { ($0.kind, $0) })
        self.configuration = configuration
        var logger = logger
        logger[metadataKey: "node"] = "\(configuration.node)"
        self.logger = logger
    }

    /// Works until it is stopped or its task is cancelled. Survives a database that cannot be reached for a while.
    package func run() async {
        await withTaskGroup(of: Void.self) { background in
            background.addTask { await self.listen() }
            await withDiscardingTaskGroup { attempts in
                await self.claimUntilStopped(&attempts)
                await self.waitForRunning()
            }
            background.cancelAll()
        }
    }

    /// Begins nothing new, and makes ``run()`` return once what runs has finished or `stopGrace` is over.
    package func stop() {
        state.withLock { $0.isStopping = true }
        queue.signal.wake()
    }

    private var isStopping: Bool { state.withLock { $0.isStopping } || Task.isCancelled }

    private func claimUntilStopped(_ attempts: inout DiscardingTaskGroup) async {
        var failures = 0
        while !isStopping {
            let seen = queue.signal.calls
            var pause = configuration.pollInterval
            do {
                let (jobs, next) = try await claim()
                if failures > 0 { logger.info("the database answers again") }
                failures = 0
                for job in jobs { start(job, &attempts) }
                if !jobs.isEmpty { continue }
                if let next { pause = min(pause, next) }
            } catch {
                if isStopping { return }
                if failures == 0 { logger.warning("no jobs can be claimed", metadata: ["error": "\(error)"]) }
                failures += 1
                pause = min(configuration.pollInterval * (1 << min(failures - 1, 5)), .seconds(30))
            }
            await queue.signal.wait(beyond: seen, atMost: pause, clock: queue.clock)
        }
    }

    /// What this worker can begin now, or how long until there may be something.
    private func claim() async throws -> ([Job], next: Duration?) {
        let free = configuration.slots - state.withLock { $0.running.count }
        guard free > 0 else { return ([], nil) }
        let kinds = Set(handlers.keys)
        let outlook = try await queue.outlook(kinds: kinds)
        guard outlook.isDue else {
            let seconds = outlook.next.map { max(0, $0.timeIntervalSince(queue.clock.now)) }
            return ([], seconds.map { .milliseconds(min(Int($0 * 1000) + 1, 3_600_000)) })
        }
        return (
            try await queue.claim(kinds: kinds, limit: free, node: configuration.node, lease: configuration.lease), nil
        )
    }

    private func start(_ job: Job, _ attempts: inout DiscardingTaskGroup) {
        guard let handler = handlers[job.kind] else { return }
        let attempt = Attempt(job, handler, queue, configuration, logger)
        state.withLock { $0.running[job.id] = attempt.stop }
        attempts.addTask {
            await attempt.run()
            self.state.withLock { $0.running[job.id] = nil }
            self.queue.signal.wake()
        }
    }

    /// Waits for what runs; when the grace is over, asks it to stop.
    private func waitForRunning() async {
        let clock = queue.clock
        let end = clock.now.addingTimeInterval(configuration.stopGrace.inSeconds)
        while !Task.isCancelled {
            let seen = queue.signal.calls
            let running = state.withLock { Array($0.running.values) }
            let left = end.timeIntervalSince(clock.now)
            guard !running.isEmpty else { return }
            guard left > 0 else {
                for stop in running { stop.ask(.nodeStops) }
                return
            }
            await queue.signal.wait(
                beyond: seen, atMost: .milliseconds(Int(left * 1000) + 1), clock: clock)
        }
    }

    /// Listens for other processes' announcements, again and again when the connection breaks.
    private func listen() async {
        while !Task.isCancelled {
            do {
                try await queue.engine.listen(to: queue.database) { [signal = queue.signal] in signal.wake() }
                return
            } catch {
                logger.debug("listening for jobs ended", metadata: ["error": "\(error)"])
                try? await queue.clock.sleep(for: .seconds(5))
            }
        }
    }
}
