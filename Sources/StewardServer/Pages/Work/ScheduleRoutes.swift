// SPDX-License-Identifier: Apache-2.0
import Automation
import HTTPTypes
import Hummingbird
import Logging
import StewardCore
import StewardJobs
import Tally

/// Making, changing and removing schedules.
enum ScheduleRoutes {
    static let routes: [Route] = editing + ScheduleImportRoutes.routes + ScheduleHistory.routes + [ScheduleWeek.route]

    private static let editing: [Route] = [
        Route("/schedules/new", "The form of a new schedule", scope: .operate) { _, context, site in
            let subjects = try await ScheduleSubjects(site, context.visitor)
            let draft = ScheduleDraft(zone: WorkPages.zone(context))
            return page(draft, old: nil, made: nil, subjects, [], context, site)
        },
        Route(.post, "/schedules/new", "Show what a new schedule would do, or make it", scope: .operate) {
            request, context, site in
            try await take(try await FormData.read(request, context), changing: nil, context, site)
        },
        Route("/schedules/{schedule}/edit", "The form of a schedule", scope: .operate) { _, context, site in
            let old = try await schedule(context, site).schedule
            let subjects = try await ScheduleSubjects(site, context.visitor)
            return page(ScheduleDraft(old, subjects), old: old, made: old, subjects, [], context, site)
        },
        Route(.post, "/schedules/{schedule}/edit", "Show what a change would do, or change it", scope: .operate) {
            request, context, site in
            let form = try await FormData.read(request, context)
            return try await take(form, changing: try await schedule(context, site).schedule, context, site)
        },
        Route("/schedules/{schedule}/remove", "What removing a schedule means", scope: .operate) { _, context, site in
            let status = try await schedule(context, site)
            let page = ScheduleRemovePage(status: status, work: WorkPages.parts(context, site))
            let path = WorkParts.path(status.schedule.name) + "/remove"
            return TallyPages.frame(page.title, path, .jobs, page.body, context)
        },
        Route(.post, "/schedules/{schedule}/remove", "Remove a schedule; its jobs stay", scope: .operate) {
            request, context, site in
            _ = try await FormData.read(request, context)
            let name = try await schedule(context, site).schedule.name
            try await Schedules(queue: site.installation.jobs).remove(name)
            log("remove", name, context)
            return Routes.seeOther("/schedules")
        },
    ]

    /// The schedule that an address names.
    static func schedule(_ context: PageContext, _ site: Site) async throws -> ScheduleStatus {
        let name = try FilesPages.parameter("schedule", context)
        guard let status = try await Schedules(queue: site.installation.jobs).show(name) else {
            throw HTTPError(.notFound, message: "There is no such schedule.")
        }
        return status
    }

    /// Shows what was filled in with what it would do. Saves it when that was asked and just this was seen.
    private static func take(
        _ form: FormData, changing old: Schedule?, _ context: PageContext, _ site: Site
    ) async throws -> Response {
        let schedules = Schedules(queue: site.installation.jobs)
        let subjects = try await ScheduleSubjects(site, context.visitor)
        var draft = ScheduleDraft(form)
        if let old { draft.name = old.name }
        var (made, problems) = draft.schedule(subjects, changing: old)
        if old == nil, problems.isEmpty, try await schedules.show(draft.name) != nil {
            problems = [FormProblem("name", .scheduleNameTaken)]
            made = nil
        }
        guard let made else { return page(draft, old: old, made: nil, subjects, problems, context, site) }
        let wantsSaving = form["do"] == "save"
        guard wantsSaving, draft.seen == ScheduleDraft.signature(made) else {
            return page(draft, old: old, made: made, subjects, [], context, site, isUnseen: wantsSaving)
        }
        do {
            try await site.installation.automation.check(kind: made.kind, payload: made.payload)
            try await schedules.put(made)
        } catch let error as JobsError {
            throw HTTPError(.badRequest, message: error.message)
        } catch let error as AutomationError {
            throw HTTPError(.badRequest, message: error.description)
        }
        log(old == nil ? "add" : "change", made.name, context)
        return Routes.seeOther("/schedules#" + SchedulesPage.anchor(made.name))
    }

    private static func page(
        _ draft: ScheduleDraft, old: Schedule?, made: Schedule?, _ subjects: ScheduleSubjects,
        _ problems: [FormProblem], _ context: PageContext, _ site: Site, isUnseen: Bool = false
    ) -> Response {
        let page = ScheduleFormPage(
            draft: draft, old: old, made: made, subjects: subjects, problems: problems, isUnseen: isUnseen,
            work: WorkPages.parts(context, site))
        var response = TallyPages.frame(page.title, page.path, .jobs, page.body, context)
        if !problems.isEmpty { response.status = .unprocessableContent }
        return response
    }

    /// Who did it stands in the log.
    private static func log(_ action: String, _ name: String, _ context: PageContext) {
        context.logger.info(
            "work was steered",
            metadata: [
                "action": "\(action)", "schedule": "\(name)", "actor": "\(context.visitor?.actor ?? "")",
                "request": "\(context.requestID)",
            ])
    }
}

/// Asks once more before a schedule is removed, and says what that means.
struct ScheduleRemovePage: Sendable {
    let status: ScheduleStatus
    let work: WorkParts

    private var words: Words { work.words }
    private func say(_ phrase: Phrase) -> String { words.say(phrase) }
    private var schedule: Schedule { status.schedule }

    var title: String { say(.removeSchedule).replacing("{name}", with: Shown.visible(schedule.name)) }

    var body: HTML {
        let facts = Facts(pairs: [
            (say(.does), ScheduleFacts.what(schedule, words)),
            (say(.when), "\(TriggerWords(words: words).text(schedule.trigger)) (\(schedule.zone.identifier))"),
            (say(.triggerText), "<code>\(schedule.trigger.description)</code>"),
            (say(.lastSuccess), words.time(status.lastSuccessAt)),
        ])
        return """
            \(Breadcrumbs(language: words.language, links: [PageLink(text: say(.schedules), address: "/schedules")]))
            <h1>\(title)</h1>
            <p>\(say(.removeWhat))</p>
            \(facts)
            <p>\(say(.removeUndo))</p>
            <div class="actions"><form method="post" action="\(WorkParts.path(schedule.name))/remove">\
            \(work.formField)\(Button(say(.removeScheduleDo), .dangerPrimary))</form>
            <a class="button" href="/schedules#\(SchedulesPage.anchor(schedule.name))">\(say(.keepIt))</a></div>
            """
    }
}
