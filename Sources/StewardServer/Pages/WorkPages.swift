// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import StewardCore
import StewardJobs
import Tally

/// The pages of jobs and schedules.
enum WorkPages {
    static let routes: [Route] = [
        Route("/jobs", "Jobs, the newest first, and schedules") { _, context, site in
            let queue = site.installation.jobs
            let page = try await queue.list(limit: 50)
            let schedules = try await Schedules(queue: queue).list()
            let body: HTML = """
                <h1>\(Phrase.jobs.text(context.language))</h1>
                \(jobs(page.items, context))
                <h2>\(Phrase.schedules.text(context.language))</h2>
                \(table(schedules, context))
                """
            let title = Phrase.jobs.text(context.language)
            return PageFrame(
                title: title, language: context.language, section: .jobs, path: "/jobs", isLive: true, body: body
            ).response()
        },
        Route("/jobs/{job}", "A job and its attempts") { _, context, site in
            let id = JobID(try context.parameters.require("job"))
            guard let history = try await site.installation.jobs.show(id) else {
                throw HTTPError(.notFound, message: "There is no such job, or it is older than the history.")
            }
            return TallyPages.frame(history.job.kind, "/jobs/\(id)", .jobs, one(history, context), context)
        },
    ]

    private static func jobs(_ jobs: [Job], _ context: PageContext) -> HTML {
        let language = context.language
        guard !jobs.isEmpty else { return "<p class=\"quiet\">\(Phrase.noJobs.text(language))</p>" }
        return """
            <p class="notice warn" data-lost hidden>\(Phrase.stale.text(language))</p>
            <div class="card"><table class="stack" data-live="/api/jobs" data-watch="state"><thead><tr>\
            <th>\(Phrase.kind.text(language))</th>\
            <th>\(Phrase.state.text(language))</th>\
            <th>\(Phrase.time.text(language))</th><th class="n">\(Phrase.attempts.text(language))</th>\
            <th>\(Phrase.progress.text(language))</th></tr></thead>
            <tbody>\(jobs.map { row($0, language) })</tbody></table></div>
            """
    }

    private static func row(_ job: Job, _ language: Language) -> HTML {
        """
        <tr data-item="\(job.id.description)"><td><a href="/jobs/\(job.id.description)">\(job.kind)</a></td>\
        <td><span class="tag \(color(job.state))">\(job.state.rawValue)</span></td>\
        <td class="small">\(Shown.time(job.createdAt))</td>\
        <td class="n" data-label="\(Phrase.attempts.text(language))">\(job.attempt)</td>\
        <td class="small" data-value="progress_text">\(progress(job))</td></tr>
        """
    }

    private static func color(_ state: JobState) -> String {
        switch state {
        case .done: "good"
        case .running: "low"
        case .waiting: "hint"
        case .cancelled: "missing"
        case .discarded: "high"
        }
    }

    static func progress(_ job: Job) -> String {
        guard let progress = job.progress else { return job.reason ?? "" }
        let percent = progress.fraction.map { "\(Int($0 * 100)) %" }
        let items = progress.items.map { done in progress.totalItems.map { "\(done)/\($0)" } ?? "\(done)" }
        return [percent, items, progress.message].compactMap(\.self).joined(separator: " · ")
    }

    private static func one(_ history: JobHistory, _ context: PageContext) -> HTML {
        let language = context.language
        let job = history.job
        let attempts = history.attempts.map { attempt -> HTML in
            """
            <tr><td class="n">\(attempt.number)</td><td>\(attempt.node)</td>\
            <td class="small">\(Shown.time(attempt.startedAt))</td><td>\(attempt.ending ?? "…")</td>\
            <td>\(attempt.reason ?? "")</td></tr>
            """
        }
        return """
            <nav class="trail"><a href="/jobs">\(Phrase.jobs.text(language))</a></nav>
            <h1>\(job.kind)</h1>
            <p><span class="tag \(color(job.state))">\(job.state.rawValue)</span> \(progress(job))</p>
            <p>\(job.reason ?? "")</p>
            <h2>\(Phrase.attempts.text(language))</h2>
            <div class="card"><table class="stack"><tbody>\(attempts)</tbody></table></div>
            <p class="small quiet"><code>\(job.id.description)</code></p>
            """
    }

    private static func table(_ schedules: [ScheduleStatus], _ context: PageContext) -> HTML {
        let language = context.language
        guard !schedules.isEmpty else { return "<p class=\"quiet\">\(Phrase.noSchedules.text(language))</p>" }
        let rows = schedules.map { status -> HTML in
            let zone = TimeZone(identifier: status.schedule.zone.identifier) ?? .gmt
            let next = status.nextAt.map { $0.formatted(Date.ISO8601FormatStyle(timeZone: zone)) } ?? "–"
            return """
                <tr><td>\(status.schedule.name)</td><td>\(status.schedule.kind)</td>\
                <td>\(status.schedule.trigger.description)</td><td>\(next) \(status.schedule.zone.identifier)</td></tr>
                """
        }
        return """
            <div class="card"><table class="stack"><thead><tr><th>\(Phrase.name.text(language))</th>\
            <th>\(Phrase.kind.text(language))</th>\
            <th></th><th>\(Phrase.nextRun.text(language))</th></tr></thead><tbody>\(rows)</tbody></table></div>
            """
    }
}
