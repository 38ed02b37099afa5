// SPDX-License-Identifier: Apache-2.0
import Logging
import StewardCore
package import StewardJobs

extension Handlers {
    /// Does a job in this process, and returns it when it is over or waits for another attempt.
    /// - Parameter extra: one more channel for alerts.
    package static func perform(
        _ job: Job, _ installation: Installation, also extra: Alerts.Channel? = nil
    ) async throws -> Job {
        try await perform(job, installation, by: all(installation, also: extra).filter { $0.kind == job.kind })
    }

    /// Does a job with these handlers.
    static func perform(
        _ job: Job, _ installation: Installation, by handlers: [any JobHandler]
    ) async throws -> Job {
        var configuration = Worker.Configuration.redacting(
            node: "\(ProcessName.host)-\(ProcessName.identifier)-here")
        configuration.pollInterval = .milliseconds(50)
        let worker = Worker(
            queue: installation.jobs, handlers: handlers, configuration: configuration,
            logger: Logger(label: "steward", factory: { _ in SwiftLogNoOpLogHandler() }))
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await worker.run() }
            var last = job
            while !last.state.isFinal, last.failures == job.failures {
                try await installation.clock.sleep(for: .milliseconds(20))
                last = try await installation.jobs.show(job.id)?.job ?? last
            }
            worker.stop()
            try await group.waitForAll()
            return last
        }
    }
}
