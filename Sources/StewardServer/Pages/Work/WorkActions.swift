// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import Logging
import StewardCore
import StewardJobs

/// What people do to jobs and schedules. Each form leads back to a page that shows what became of it.
enum WorkActions {
    static let routes: [Route] = [
        job("run", "Run a job now or again") { id, queue in
            guard let job = try await queue.runAgain(id) else {
                throw HTTPError(.conflict, message: "This job runs already.")
            }
            return job.id
        },
        job("cancel", "Stop a job") { id, queue in
            switch try await queue.cancel(id) {
            case .cancelled, .requested, .alreadyOver: return id
            case .notFound: throw HTTPError(.notFound, message: "There is no such job.")
            }
        },
        job("settle", "Leave a failed job as it is: it needs nobody any more") { id, queue in
            try await queue.settle(id)
            return id
        },
        schedule("pause", "Pause a schedule") { name, schedules in
            guard try await schedules.pause(name) else { throw missing }
            return nil
        },
        schedule("resume", "Resume a schedule") { name, schedules in
            guard try await schedules.resume(name) else { throw missing }
            return nil
        },
        schedule("run", "Run a schedule's job now") { name, schedules in
            guard let job = try await WorkPages.found({ try await schedules.runNow(name) }) else {
                throw HTTPError(.conflict, message: "Its job before is not over yet; wait for it or cancel it.")
            }
            return job.id
        },
    ]

    private static let missing = HTTPError(.notFound, message: "There is no such schedule.")

    /// A change of one job; it gives the job to show.
    private static func job(
        _ name: String, _ summary: String, _ change: @escaping @Sendable (JobID, JobQueue) async throws -> JobID
    ) -> Route {
        Route(.post, "/jobs/{job}/\(name)", summary, scope: .operate) { request, context, site in
            let form = try await FormData.read(request, context)
            let history = try await WorkPages.history(of: context, site)
            let id = try await change(history.job.id, site.installation.jobs)
            log(name, "job", history.job.id.description, context)
            return Routes.seeOther(["/", "/jobs"].first { $0 == form["back"] } ?? WorkParts.path(id))
        }
    }

    private static func schedule(
        _ name: String, _ summary: String, _ change: @escaping @Sendable (String, Schedules) async throws -> JobID?
    ) -> Route {
        Route(.post, "/schedules/{schedule}/\(name)", summary, scope: .operate) { request, context, site in
            _ = try await FormData.read(request, context)
            let schedule = try FilesPages.parameter("schedule", context)
            let job = try await change(schedule, Schedules(queue: site.installation.jobs))
            log(name, "schedule", schedule, context)
            return Routes.seeOther(job.map(WorkParts.path) ?? "/schedules#" + SchedulesPage.anchor(schedule))
        }
    }

    /// Who did it stands in the log.
    private static func log(_ name: String, _ kind: String, _ id: String, _ context: PageContext) {
        context.logger.info(
            "work was steered",
            metadata: [
                "action": "\(name)", kind: "\(id)", "actor": "\(context.visitor?.actor ?? "")",
                "request": "\(context.requestID)",
            ])
    }
}
