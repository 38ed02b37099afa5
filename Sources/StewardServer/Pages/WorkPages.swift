// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import StewardCore
import StewardJobs
import Tally

/// The pages of jobs and schedules.
enum WorkPages {
    static let routes: [Route] =
        [
            Route(.get, "/jobs", "What runs, waits, needs a person, and was", scope: .read, queries: JobsFilter.queries)
            {
                request, context, site in
                try await jobs(request, context, site)
            },
            Route(
                .get, "/jobs/{job}", "A job: its state, attempts, result and log", scope: .read,
                queries: [("attempt", "The number of the attempt whose log is shown")]
            ) { request, context, site in
                try await job(request, context, site)
            },
            Route(
                .get, "/schedules", "Schedules, and a month of them", scope: .read,
                queries: [("month", "The month of the calendar, as 2026-11")]
            ) { request, context, site in
                try await schedules(request, context, site)
            },
            Route(.get, "/assets/work.css", "The style of the pages of jobs", scope: .open) { _, _, _ in
                var response = Routes.text(WorkStyle.text, type: "text/css; charset=utf-8")
                response.headers[.cacheControl] = "max-age=300"
                return response
            },
        ] + WorkActions.routes + ScheduleRoutes.routes + AlertPages.routes

    /// How the pages speak to whoever asked: in the person's zone, else the server's.
    static func words(_ context: PageContext, _ site: Site) -> Words {
        Words(context.language, zone: zone(context), now: site.installation.clock.now)
    }

    static func zone(_ context: PageContext) -> LocalZone {
        Words.zone(named: context.visitor?.account.timeZone ?? ServerZone.name)
    }

    static func parts(_ context: PageContext, _ site: Site) -> WorkParts {
        WorkParts(
            words: words(context, site), mayOperate: context.visitor?.scopes.contains(.operate) ?? false,
            formField: context.formField())
    }

    private static func jobs(_ request: Request, _ context: PageContext, _ site: Site) async throws -> Response {
        let queue = site.installation.jobs
        let filter = JobsFilter(request)
        let limit = JobsPage.limit
        let page = JobsPage(
            running: filter.isPlain ? try await queue.running(limit: limit) : [],
            waiting: filter.isPlain ? try await queue.waiting(limit: limit) : [],
            failed: filter.isPlain ? try await queue.list(JobFilter(needsPerson: true), limit: limit).items : [],
            history: try await found { try await history(filter, zone(context), queue) },
            filter: filter, kinds: try await queue.kinds(), parts: parts(context, site))
        return TallyPages.frame(
            Phrase.jobs.text(context.language), filter.address(after: filter.after), .jobs, page.body, context)
    }

    /// One page of the history; on the plain page what is over.
    static func history(_ filter: JobsFilter, _ zone: LocalZone, _ queue: JobQueue) async throws -> Page<Job> {
        var wanted = filter.filter(in: zone)
        if filter.isPlain { wanted.states = Set(JobState.allCases.filter(\.isFinal)) }
        return try await queue.list(wanted, after: filter.after, limit: JobsPage.limit)
    }

    private static func job(_ request: Request, _ context: PageContext, _ site: Site) async throws -> Response {
        let history = try await self.history(of: context, site)
        let queue = site.installation.jobs
        let logged = try await queue.loggedAttempts(of: history.job.id)
        let asked = request.uri.queryParameters["attempt"].flatMap { Int($0) }
        let running = history.job.state == .running ? history.job.attempt : nil
        let attempt = asked ?? running ?? logged.first ?? history.job.attempt
        let page = JobPage(
            history: history, logged: logged, attempt: attempt,
            lines: try await queue.log(of: history.job.id, attempt: attempt), parts: parts(context, site))
        return TallyPages.frame(page.title, WorkParts.path(history.job.id), .jobs, page.body, context)
    }

    /// The job that an address names.
    static func history(of context: PageContext, _ site: Site) async throws -> JobHistory {
        let id = JobID(try FilesPages.parameter("job", context))
        guard let history = try await site.installation.jobs.show(id) else {
            throw HTTPError(.notFound, message: "There is no such job, or it is older than the history.")
        }
        return history
    }

    private static func schedules(_ request: Request, _ context: PageContext, _ site: Site) async throws -> Response {
        let zone = zone(context)
        let month = request.uri.queryParameters["month"].flatMap { CalendarMonth($0) }
        let (items, calendar) = try await ScheduleView.load(site, month, zone)
        let page = SchedulesPage(
            items: items, calendar: calendar, parts: parts(context, site),
            mayImport: context.visitor?.scopes.contains(.administer) ?? false)
        let path = "/schedules" + (month.map { "?month=\($0)" } ?? "")
        return TallyPages.frame(Phrase.schedules.text(context.language), path, .jobs, page.body, context)
    }

    /// A request that cannot be is told as such, not as a failure of ours.
    static func found<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as JobsError {
            throw HTTPError(error.code == .notFound ? .notFound : .badRequest, message: error.message)
        }
    }
}

/// Reads what the page and the JSON of schedules show.
enum ScheduleView {
    static func load(
        _ site: Site, _ month: CalendarMonth?, _ zone: LocalZone
    ) async throws -> ([SchedulesPage.Item], RunCalendar) {
        let queue = site.installation.jobs
        let now = queue.clock.now
        let schedules = Schedules(queue: queue)
        let all = try await schedules.list()
        let missing = Dictionary(try await schedules.missing().map { ($0.schedule, $0) }) { first, _ in first }
        var items: [SchedulesPage.Item] = []
        for status in all {
            let last = try await queue.list(JobFilter(schedule: status.schedule.name), limit: 1).items.first
            items.append(
                SchedulesPage.Item(status: status, last: last, missing: missing[status.schedule.name]))
        }
        let month = month ?? CalendarMonth(now, in: zone)
        let runs = try await queue.scheduledRuns(
            of: all.map(\.schedule.name), from: month.start(in: zone), to: month.next.start(in: zone))
        return (items, RunCalendar(month, zone: zone, schedules: all, runs: runs, now: now))
    }
}
