// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import StewardCore
import StewardJobs

/// What the pages of jobs and schedules show, as JSON.
enum WorkRoutes {
    static let all: [Route] =
        [
            Route(
                .get, "/api/jobs", "Jobs, the newest first, 50 at a time", isData: true, scope: .read,
                queries: JobsFilter.described, gives: WorkSchemas.jobs
            ) { request, context, site in
                let filter = JobsFilter(request)
                let page = try await WorkPages.found {
                    try await site.installation.jobs.list(
                        filter.filter(in: WorkPages.zone(context)), after: filter.after, limit: JobsPage.limit)
                }
                return JSONAnswer.response([
                    "jobs": .array(page.items.map(WorkJSON.job)), "next": page.next.map(JSON.string) ?? .null,
                ])
            },
            Route(
                .get, "/api/jobs/{job}", "A job with its attempts and its result", isData: true, scope: .read,
                gives: WorkSchemas.history
            ) {
                _, context, site in
                let history = try await WorkPages.history(of: context, site)
                let logged = try await site.installation.jobs.loggedAttempts(of: history.job.id)
                return JSONAnswer.response(WorkJSON.history(history, logged: logged))
            },
            Route(
                .get, "/api/jobs/{job}/log", "The lines kept of a run, oldest first", isData: true, scope: .read,
                queries: [
                    Query(
                        "attempt", "The number of the attempt; the last one when it is left out",
                        .integer(min: 0, max: 1_000_000)),
                    Query(
                        "after", "Only lines with a higher number",
                        .integer(min: 0, max: 9_007_199_254_740_991).standard(0)
                    ),
                ], gives: WorkSchemas.log
            ) { request, context, site in
                let job = try await WorkPages.history(of: context, site).job
                let query = request.uri.queryParameters
                let attempt = query["attempt"].flatMap { Int($0) } ?? job.attempt
                let lines = try await site.installation.jobs.log(
                    of: job.id, attempt: attempt, after: query["after"].flatMap { Int64($0) } ?? 0)
                return JSONAnswer.response([
                    "attempt": .integer(Int64(attempt)), "lines": .array(lines.map(WorkJSON.line)),
                ])
            },
            Route(
                .get, "/api/schedules", "Schedules, and a month of them", isData: true, scope: .read,
                queries: [Query("month", "The month of the calendar; this one when it is left out", .string(.month))],
                gives: WorkSchemas.schedules
            ) { request, context, site in
                let month = request.uri.queryParameters["month"].flatMap { CalendarMonth($0) }
                let (items, calendar) = try await ScheduleView.load(site, month, WorkPages.zone(context))
                return JSONAnswer.response([
                    "schedules": .array(items.map(WorkJSON.schedule)), "calendar": WorkJSON.calendar(calendar),
                ])
            },
        ] + AlertPages.data
}
