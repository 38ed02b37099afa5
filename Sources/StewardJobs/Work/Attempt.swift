// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Logging
import StewardCore
import StewardStore

/// One attempt at one claimed job: runs the handler, keeps the lease alive meanwhile, and records how it ended.
struct Attempt: Sendable {
    let job: Job
    let handler: any JobHandler
    let queue: JobQueue
    let configuration: Worker.Configuration
    let logger: Logger
    let stop = StopRequest()
    private let board: ProgressBoard
    private let log: RunLog
    private let startedAt: Date

    init(
        _ job: Job, _ handler: any JobHandler, _ queue: JobQueue, _ configuration: Worker.Configuration,
        _ logger: Logger
    ) {
        self.job = job
        self.handler = handler
        self.queue = queue
        self.configuration = configuration
        var logger = logger
        logger[metadataKey: "job"] = "\(job.id)"
        logger[metadataKey: "kind"] = "\(job.kind)"
        self.logger = logger
        board = ProgressBoard(interval: configuration.progressInterval)
        log = RunLog(clock: queue.clock, redact: configuration.redact)
        startedAt = queue.clock.now
    }

    func run() async {
        let ended = await withTaskGroup(of: AttemptEnding.Handler?.self) { group in
            group.addTask {
                await keepLease()
                return nil
            }
            group.addTask { await runHandler() }
            var ended: AttemptEnding.Handler?
            for await value in group {
                guard let value else { continue }
                ended = value
                group.cancelAll()
            }
            return ended
        }
        if Task.isCancelled { stop.ask(.nodeStops) }
        let ending = AttemptEnding(
            ended ?? .threw(CancellationError()), stop: stop.reason, timeLimit: job.timeLimit)
        // A cancelled task could not reach the database any more, but what was done must still be recorded.
        await Task { await record(ending) }.value
    }

    /// Runs the handler and cancels it when the attempt is asked to stop.
    private func runHandler() async -> AttemptEnding.Handler {
        let spoken = Logger(label: "job") { _ in RunLogHandler(log, passingOnTo: logger) }
        let context = JobContext(
            clock: queue.clock, job: job, queue: queue, board: board, log: log, logger: spoken)
        return await withTaskGroup(of: AttemptEnding.Handler?.self) { group in
            group.addTask {
                await stop.wait()
                return nil
            }
            group.addTask {
                do { return .gave(try await handler.perform(job, context)) } catch { return .threw(error) }
            }
            var ended: AttemptEnding.Handler?
            for await value in group {
                ended = value ?? ended
                group.cancelAll()
            }
            return ended ?? .threw(CancellationError())
        }
    }

    /// Beats until it is cancelled or the lease is lost, and asks the handler to stop when it must.
    private func keepLease() async {
        let clock = queue.clock
        var watch = LeaseWatch(
            heldUntil: job.leaseUntil ?? startedAt, startedAt: startedAt, timeLimit: job.timeLimit)
        let beat = configuration.lease / 3
        var last = startedAt
        while true {
            do { try await clock.sleep(for: min(beat, configuration.progressInterval)) } catch { return }
            let progress = board.takeDue()
            var event = LeaseWatch.Event.tick
            if progress != nil || clock.now.timeIntervalSince(last) >= beat.inSeconds {
                do {
                    event = .answered(try await queue.heartbeat(job, lease: configuration.lease, progress: progress))
                    last = clock.now
                } catch {
                    if Task.isCancelled { return }
                    logger.debug("heartbeat failed", metadata: ["error": "\(error)"])
                    event = .failed
                }
            }
            if let reason = watch.handle(event, at: clock.now) {
                if stop.reason == nil { log.add("Asked to stop: \(reason.sentence)", .warning) }
                stop.ask(reason)
                if reason == .leaseLost { return }
            }
            await writeLog()
        }
    }

    /// Keeps the lines said since the last time; what cannot be kept now is tried with the next ones.
    private func writeLog() async {
        let batch = log.pending
        guard !batch.lines.isEmpty else { return }
        do {
            try await queue.keep(batch, of: job)
            log.written(batch)
        } catch {
            if !Task.isCancelled { logger.debug("the run's log cannot be kept", metadata: ["error": "\(error)"]) }
        }
    }

    /// Records the ending, trying again while the lease lasts.
    private func record(_ ending: AttemptEnding) async {
        if ending == .nothing || ending == .giveBack { await writeLog() }
        guard ending != .nothing else {
            logger.info("lease lost; the attempt does not count")
            return
        }
        var wait = Duration.milliseconds(50)
        let end = queue.clock.now.addingTimeInterval(configuration.lease.inSeconds)
        var ending = ending
        while true {
            do {
                if try await write(ending) == nil { logger.info("lease lost; the attempt does not count") }
                return
            } catch let error as JobsError {
                ending = .record(.discard(reason: error.message))
            } catch {
                guard queue.clock.now < end else {
                    logger.warning("the outcome could not be recorded", metadata: ["error": "\(error)"])
                    return
                }
            }
            try? await queue.clock.sleep(for: wait)
            wait = min(wait * 2, .seconds(2))
        }
    }

    private func write(_ ending: AttemptEnding) async throws -> JobState? {
        switch ending {
        case .record(let outcome): try await queue.finish(job, outcome, progress: board.takeAll(), log: log.pending)
        case .giveBack: try await queue.giveBack(job)
        case .nothing: nil
        }
    }
}
