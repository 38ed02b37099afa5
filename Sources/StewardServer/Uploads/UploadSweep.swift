// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Logging
import ServiceLifecycle
import StewardCore
import StewardJobs

/// Removes received files that nobody waits for any more: at the start those of a process that was killed, and then,
/// once a minute, those whose job is over.
struct UploadSweep: Service {
    /// How long a file is kept whose job failed for good, so that it can be run again.
    static let grace: TimeInterval = 7 * 86_400
    private static let interval: Duration = .seconds(60)

    let folder: UploadFolder
    let jobs: JobQueue
    let clock: any Timekeeping
    let logger: Logger

    func run() async throws {
        // The sleep ends with an error when the server stops in order; then the service ends with the others.
        try? await cancelWhenGracefulShutdown {
            while true {
                do { try await sweep() } catch is CancellationError { throw CancellationError() } catch {
                    logger.warning("received files were not looked through", metadata: ["error": "\(error)"])
                }
                try await clock.sleep(for: Self.interval)
            }
        }
    }

    /// Looks once.
    /// - Throws: `DatabaseError`; then nothing was removed.
    func sweep() async throws {
        // Before the jobs: what is received meanwhile may have a job by then, and what has one keeps it.
        let files = folder.files()
        guard !files.isEmpty else { return }
        let waiting = try await sources([.waiting, .running])
        let failed = try await sources([.discarded])
        for file in files where !waiting.contains(file) && !folder.isWaiting(file, now: clock.now) {
            let age = clock.now.timeIntervalSince(folder.time(file) ?? .distantPast)
            if !failed.contains(file) || age > Self.grace { folder.remove(file) }
        }
    }

    /// The files that jobs in these states read.
    private func sources(_ states: Set<JobState>) async throws -> Set<String> {
        var found: Set<String> = []
        var after: String?
        repeat {
            let page = try await jobs.list(
                JobFilter(states: states, kinds: [FolderUpload.kind]), after: after, limit: 200)
            found.formUnion(page.items.compactMap { $0.payload["source"]?.string })
            after = page.next
        } while after != nil
        return found
    }
}
