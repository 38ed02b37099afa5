// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Hummingbird
import StewardCore
import StewardJobs
import Tally

/// One schedule with its rules, its next runs and what came of the last ones.
enum ScheduleHistory {
    /// How many runs are shown.
    private static let limit = 50

    static let routes: [Route] = [
        Route("/schedules/{schedule}", "A schedule: its rules, next runs and what came of the last ones", scope: .read)
        {
            _, context, site in
            let (item, runs) = try await load(context, site)
            let page = ScheduleHistoryPage(item: item, runs: runs, work: WorkPages.parts(context, site))
            let path = WorkParts.path(item.status.schedule.name)
            return TallyPages.frame(Shown.visible(item.status.schedule.name), path, .jobs, page.body, context)
        },
        Route(
            .get, "/api/schedules/{schedule}", "A schedule with its last runs", isData: true, scope: .read,
            gives: WorkSchemas.scheduleHistory
        ) { _, context, site in
            let (item, runs) = try await load(context, site)
            let members = (WorkJSON.schedule(item).members ?? []) + [.init("runs", .array(runs.map(WorkJSON.job)))]
            return JSONAnswer.response(.object(members))
        },
    ]

    private static func load(_ context: PageContext, _ site: Site) async throws -> (SchedulesPage.Item, [Job]) {
        let status = try await ScheduleRoutes.schedule(context, site)
        let queue = site.installation.jobs
        let name = status.schedule.name
        let runs = try await queue.list(JobFilter(schedule: name), limit: limit).items
        let missing = try await Schedules(queue: queue).missing().first { $0.schedule == name }
        return (SchedulesPage.Item(status: status, last: runs.first, missing: missing), runs)
    }
}

/// The page of one schedule.
struct ScheduleHistoryPage: Sendable {
    let item: SchedulesPage.Item
    /// The newest first.
    let runs: [Job]
    let work: WorkParts

    private var words: Words { work.words }
    private func say(_ phrase: Phrase) -> String { words.say(phrase) }

    var body: HTML {
        let status = item.status
        let schedule = status.schedule
        let times = status.pausedAt == nil ? schedule.trigger.upcoming(10, after: words.now, in: schedule.zone) : []
        let next: HTML =
            times.isEmpty
            ? "\(say(status.pausedAt == nil ? .neverAgain : .nonePaused))"
            : HTML(joining: times.map { words.time($0) }, separator: "<br>")
        let list = SchedulesPage(items: [item], calendar: nil, parts: work)
        return """
            <link rel="stylesheet" href="/assets/work.css">
            \(Breadcrumbs(language: words.language, links: [PageLink(text: say(.schedules), address: "/schedules")]))
            <h1>\(Shown.visible(schedule.name))</h1>
            <p class="quiet small">\(say(.timesIn).replacing("{zone}", with: words.zone.identifier))</p>
            <div class="cards">\(list.card(item))</div>
            <section aria-labelledby="runs-next"><h2 id="runs-next">\(say(.nextRuns))</h2><p>\(next)</p></section>
            <section aria-labelledby="runs-last"><h2 id="runs-last">\(say(.runs))</h2>\(history)</section>
            """
    }

    private var history: HTML {
        guard !runs.isEmpty else { return "<p>\(say(.neverRan))</p>" }
        let rows = runs.map { job -> HTML in
            let took = job.finishedAt.map { words.duration(.seconds($0.timeIntervalSince(job.runAt))) } ?? "–"
            return """
                <tr>\(work.cell(.dueAt, words.time(job.dueAt ?? job.createdAt)))\
                \(work.cell(.result, "\(work.tag(job.state)) \(job.reason.map(Shown.visible) ?? "")"))\
                \(work.cell(.duration, "\(took)"))\(work.cell(.job, work.link(job)))</tr>
                """
        }
        return work.table([.dueAt, .result, .duration, .job], rows, caption: .runs)
    }
}
