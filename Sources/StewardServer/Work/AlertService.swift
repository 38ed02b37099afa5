// SPDX-License-Identifier: Apache-2.0
import Automation
import Logging
import ServiceLifecycle
import StewardCore
import StewardJobs

/// Sees to it that the alerts have their schedule, on every server that can do their job.
struct AlertService: Service {
    private let queue: JobQueue
    private let isOn: Bool
    private let logger: Logger

    init(_ queue: JobQueue, isOn: Bool, logger: Logger) {
        self.queue = queue
        self.isOn = isOn
        self.logger = logger
    }

    /// Puts it in once; a database that cannot be reached is asked again.
    func run() async throws {
        if isOn {
            await cancelWhenGracefulShutdown {
                while await !keep() {
                    do { try await queue.clock.sleep(for: .seconds(60)) } catch { return }
                }
            }
        }
        try? await gracefulShutdown()
    }

    private func keep() async -> Bool {
        do {
            try await Alerting.keepSchedule(queue)
            return true
        } catch is CancellationError {
            return false
        } catch {
            logger.warning("the schedule of the alerts cannot be kept", metadata: ["error": "\(error)"])
            return false
        }
    }
}
