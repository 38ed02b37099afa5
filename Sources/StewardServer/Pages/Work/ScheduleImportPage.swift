// SPDX-License-Identifier: Apache-2.0
import Automation
import HTTPTypes
import StewardCore
import StewardJobs
import Tally

/// What is filled in beside the file.
struct ScheduleImportFields: Sendable {
    var zone: String
    var root = ""
    var programs = ""

    init(zone: String) { self.zone = zone }

    init(_ fields: [String: String]) {
        func text(_ name: String) -> String { String((fields[name] ?? "").prefix(1000)).trimmed }
        zone = text("zone")
        root = text("root")
        programs = text("programs")
    }

    /// The programs by the names that they stand for; `nil` when they are not written as pairs.
    var pairs: [String: String]? {
        var found: [String: String] = [:]
        for pair in programs.split(separator: ",") {
            let parts = pair.split(separator: "=", maxSplits: 1).map(\.trimmed)
            guard parts.count == 2, parts[1].hasPrefix("/") else { return nil }
            found[parts[0].lowercased()] = parts[1]
        }
        return found
    }
}

/// Taking in a file of schedules: what is asked for, and what it would become.
struct ScheduleImportPage: Sendable {
    enum Stage: Sendable {
        /// A file is asked for, perhaps because there was something wrong with one.
        case asked(FormProblem?)
        case found(ScheduleImport)
    }

    let stage: Stage
    let fields: ScheduleImportFields
    let work: WorkParts

    private var words: Words { work.words }
    private func say(_ phrase: Phrase) -> String { words.say(phrase) }

    var title: String {
        if case .asked(.some) = stage { return "\(say(.titleProblem)): \(say(.importSchedules))" }
        return say(.importSchedules)
    }

    var status: HTTPResponse.Status {
        if case .asked(.some) = stage { return .unprocessableContent }
        return .ok
    }

    var body: HTML {
        let trail = Breadcrumbs(
            language: words.language, links: [PageLink(text: say(.schedules), address: "/schedules")])
        switch stage {
        case .asked(let problem):
            let parts = FormParts(language: words.language, problems: problem.map { [$0] } ?? [])
            return """
                \(trail)
                \(parts.summary)<h1>\(say(.importSchedules))</h1>
                \(form(problem))
                """
        case .found(let found):
            return """
                \(trail)
                <h1>\(say(.importSchedules))</h1>
                \(preview(found))
                """
        }
    }

    // MARK: what is asked for

    private func form(_ problem: FormProblem?) -> HTML {
        func fault(_ name: String) -> String? { problem?.field == name ? problem.map { say($0.phrase) } : nil }
        let zones = ["UTC"] + TimeZoneNames.all
        let zone = FieldRow(
            name: "zone", label: say(.zoneOfMachine),
            kind: .choice(
                (zones.contains(fields.zone) ? zones : [fields.zone] + zones).map { .init(value: $0, text: $0) }),
            value: fields.zone, error: fault("zone"), autocomplete: "off")
        let root = FieldRow(
            name: "root", label: say(.scriptsFolder), value: fields.root, help: say(.scriptsFolderHelp),
            autocomplete: "off", limit: 1000)
        let programs = FieldRow(
            name: "programs", label: say(.programsHere), value: fields.programs, help: say(.programsHereHelp),
            error: fault("programs"), autocomplete: "off", limit: 1000)
        let file = FieldRow(
            name: "file", label: say(.oneFile), kind: .file(accept: ".xml,.json,.template"),
            help: say(.importSchedulesHelp), error: fault("file"), isRequired: true)
        return """
            <form class="fields" method="post" action="\(ScheduleImportRoutes.path)" enctype="multipart/form-data">\
            \(work.formField)
            \(zone)
            \(root)
            \(programs)
            \(file)
            <p class="field">\(Button(say(.lookAtIt), .primary))</p>
            </form>
            """
    }

    // MARK: what was found

    private func preview(_ found: ScheduleImport) -> HTML {
        """
        \(list(.toRepair, found.faults, kind: .bad))\(list(.doneOtherwise, found.notes, kind: .info))
        <h2>\(say(.whatItBecomes))</h2>
        \(found.planned.isEmpty ? "<p>\(say(.nothingInFile))</p>" : cards(found))
        \(buttons(found))
        """
    }

    private func cards(_ found: ScheduleImport) -> HTML {
        let cards = found.planned.map { plan -> HTML in
            let schedule = plan.schedule
            let when = TriggerWords(words: words).text(schedule.trigger)
            let next = schedule.trigger.upcoming(3, after: words.now, in: schedule.zone).map { words.time($0) }
            let state: HTML = plan.isPaused ? " <span class=\"tag missing\">\(say(.paused))</span>" : ""
            return """
                <article class="card"><header><h3>\(Shown.visible(schedule.name))</h3>\(state)</header>
                <dl class="pairs">\(work.pair(.does, ScheduleFacts.what(schedule, words)))\
                \(work.pair(.when, "\(when) (\(schedule.zone.identifier))"))\
                \(ScheduleFacts(schedule: schedule, work: work).rules)\
                \(work.pair(.nextRuns, HTML(joining: next, separator: "<br>")))</dl></article>
                """
        }
        return "<div class=\"cards\">\(cards)</div><p class=\"quiet small\">\(say(.sameNameReplaced))</p>"
    }

    private func list(_ title: Phrase, _ sentences: [String], kind: NoticeBox.Kind) -> HTML {
        guard !sentences.isEmpty else { return "" }
        let items = sentences.map { sentence -> HTML in "<li lang=\"en\">\(Shown.visible(sentence))</li>" }
        return NoticeBox(kind, title: say(title), isAnswer: true, "<ul>\(items)</ul>").html
    }

    private func buttons(_ found: ScheduleImport) -> HTML {
        let another: HTML = "<a class=\"button\" href=\"\(ScheduleImportRoutes.path)\">\(say(.anotherFile))</a>"
        guard !found.planned.isEmpty else { return "<p>\(another)</p>" }
        let list = JSON.array(
            found.planned.map { plan in
                .object((plan.schedule.json.members ?? []) + [.init("paused", .bool(plan.isPaused))])
            })
        var take = Button(say(.takeIn), .primary)
        (take.name, take.value) = ("do", "take")
        var paused = Button(say(.takeInPaused), found.faults.isEmpty ? .plain : .primary)
        (paused.name, paused.value) = ("do", "paused")
        return """
            <form method="post" action="\(ScheduleImportRoutes.path)/take">\(work.formField)\
            <input type="hidden" name="schedules" value="\(WorkJSON.text(list))">
            <div class="actions">\(found.faults.isEmpty ? "\(take)" : "" as HTML) \(paused) \(another)</div></form>
            """
    }
}
