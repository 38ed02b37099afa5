// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration
import StewardLedger
import Synchronization

/// Brings files back out of the trash, downloads them, and acts on them only after their copy was verified.
///
/// Every step is noted before the next begins, so a run that was killed goes on, and no file is uploaded, trashed or
/// removed that is not here, whole.
package struct Recovery: Sendable {
    package let files: Files
    package let connection: FileConnection
    package let request: RecoveryRequest
    /// Who does it, for the book.
    package let actor: String
    let owner: LockOwner
    let records: RecoveryRecords
    let pace: RecoveryPace

    /// - Parameter owner: who holds the connection's lock while it runs.
    package init(
        _ files: Files, _ connection: FileConnection, _ request: RecoveryRequest, owner: LockOwner, actor: String
    ) {
        self.files = files
        self.connection = connection
        self.request = request
        self.owner = owner
        self.actor = actor
        records = RecoveryRecords(database: files.database, clock: files.clock)
        pace = RecoveryPace(callsPerSecond: request.callsPerSecond, burst: request.burst, clock: files.clock)
    }

    /// What the limiter let through until now: `120 calls, waited 23.8 s`.
    package var limiterStatistics: String {
        let (calls, seconds) = pace.statistics
        return "\(calls) calls, waited \((seconds * 10).rounded() / 10) s"
    }

    /// What a run tells while it works.
    package enum Event: Sendable {
        /// So many files were found until now.
        case found(Int)
        /// So many files are done, of all.
        case done(Int, of: Int)
        /// One file failed, with the sentence that says why; it can be tried again.
        case failed(FailedFile, String)
        /// Something was left out.
        case skipped(SkippedFile)
        /// A remark for the person.
        case warning(String)
    }

    /// Takes over what an old state file says was done, once.
    /// - Throws: ``ScopeMismatch``, ``OldRecoveryState/Malformed``, `JSONError`.
    package func importState(_ bytes: [UInt8], tell: @Sendable (Event) -> Void) async throws {
        let old = try OldRecoveryState(parsing: bytes)
        if let scope = old.scope, scope != request.scope { throw ScopeMismatch(kept: scope, asked: request.scope) }
        let run = try await records.open(request, of: connection.name, makingID: owner.run)
        let digest = NameDigits.of(String(decoding: bytes, as: UTF8.self), count: 64)
        guard run.imported != digest else { return }
        if let warning = old.warning { tell(.warning(warning)) }
        try await records.take(old, digest: digest, into: run)
    }

    /// Runs to the end, or to what stops all of it.
    ///
    /// - Parameters:
    ///   - lockTimeout: how long to wait for the connection's lock.
    ///   - forced: takes the lock from whoever has it.
    /// - Throws: `FilesError` with `held`; ``ScopeMismatch``; `IntegrationError` when listing fails, or when the grant
    ///   ended; `CancellationError`. What was done until then is kept.
    package func run(
        lockTimeout: Duration = .zero, forced: Bool = false, tell: @escaping @Sendable (Event) -> Void
    ) async throws -> RecoverySummary {
        var lock = try await lock(waiting: lockTimeout, forced: forced)
        do {
            let summary = try await work(&lock, tell)
            try await files.releaseLock(lock)
            return summary
        } catch {
            let held = lock
            // In a task of its own: a cancelled one would not reach the database.
            await Task { try? await files.releaseLock(held) }.value
            throw error
        }
    }

    private func lock(waiting: Duration, forced: Bool) async throws -> RecoveryLock {
        var left = waiting
        while true {
            do {
                return try await files.takeLock(connection.name, for: .recovery, owner: owner, forced: forced)
            } catch let error as FilesError where error.code == .held {
                if try await releaseOfDead() { continue }
                guard left > .zero else { throw error }
                try await files.clock.sleep(for: .milliseconds(500))
                left -= .milliseconds(500)
            }
        }
    }

    /// Gives back a lock whose holder on this machine is gone, so that a run that was killed goes on at once.
    private func releaseOfDead() async throws -> Bool {
        guard let held = try await files.lock(of: connection.name), held.owner.node == owner.node,
            held.owner.pid != owner.pid, !ProcessLife.isAlive(held.owner.pid)
        else { return false }
        try await files.releaseLock(held)
        return true
    }

    private func work(
        _ lock: inout RecoveryLock, _ tell: @escaping @Sendable (Event) -> Void
    ) async throws -> RecoverySummary {
        let started = files.clock.now
        let folder = try request.folder.map { path throws(FilesError) in try LocalFolder(path) }
        try folder?.probe()
        var run = try await records.open(request, of: connection.name, makingID: owner.run)
        let (listed, isComplete) = try await list(run, tell)
        run = listed
        let before = try await records.counts(of: run)
        var worker = RecoveryWorker(self, run, folder, tell)
        // What a limit leaves for later is not counted.
        let open = before.all - before.done
        worker.summary.found = before.done + (request.limit > 0 ? min(request.limit, open) : open)
        worker.summary.doneBefore = before.done
        worker.summary.errors = isComplete ? 0 : 1
        var last: Int64 = .min
        while case let items = try await records.next(batchSize(worker), after: last, of: run), let end = items.last {
            last = end.number
            lock = try await files.renewLock(lock)
            try await worker.perform(items)
            tell(.done(worker.doneNow, of: before.all))
        }
        worker.summary.seconds = files.clock.now.timeIntervalSince(started)
        try await records.mark(run, isListed: false, summary: worker.summary)
        return worker.summary
    }

    private func batchSize(_ worker: RecoveryWorker) -> Int {
        let batch = max(request.batch, 1)
        return request.limit > 0 ? min(batch, max(0, request.limit - worker.tried)) : batch
    }

    /// Finds what there is and keeps it, so that restoring does not shift the pages of the list.
    private func list(
        _ run: RecoveryRun, _ tell: @escaping @Sendable (Event) -> Void
    ) async throws -> (RecoveryRun, isComplete: Bool) {
        let finder = RecoveryFinder(connection: connection, pace: pace, clock: files.clock) { tell(.skipped($0)) }
        var count = 0
        let isComplete = try await finder.find(request.selection) { page in
            try await records.add(page, to: run)
            count += page.count
            tell(.found(count))
        }
        try await records.mark(run, isListed: true)
        return (run, isComplete)
    }
}
