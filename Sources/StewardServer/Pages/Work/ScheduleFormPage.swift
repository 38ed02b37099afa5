// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardJobs
import Tally

/// The form of a schedule. What it would do is shown in words, with its next runs, before anything is saved.
///
/// Only the fields of the form that is chosen are shown where the browser can hide the others by style alone; the rest
/// are simply not read.
struct ScheduleFormPage: Sendable {
    let draft: ScheduleDraft
    /// The schedule that is changed; `nil` for a new one.
    let old: Schedule?
    /// What the form makes; `nil` while something is wrong, or nothing was filled in.
    let made: Schedule?
    let subjects: ScheduleSubjects
    let problems: [FormProblem]
    /// Whether somebody wanted to save before the times were seen.
    var isUnseen = false
    let work: WorkParts

    private var words: Words { work.words }
    private var parts: FormParts { FormParts(language: words.language, problems: problems) }
    func say(_ phrase: Phrase) -> String { words.say(phrase) }

    private var action: String { old.map { WorkParts.path($0.name) + "/edit" } ?? "/schedules/new" }
    var path: String { action }

    private var heading: String {
        old.map { say(.changeSchedule).replacing("{name}", with: Shown.visible($0.name)) } ?? say(.newSchedule)
    }
    var title: String { problems.isEmpty ? heading : "\(say(.titleProblem)): \(heading)" }

    var body: HTML {
        let trail = Breadcrumbs(
            language: words.language, links: [PageLink(text: say(.schedules), address: "/schedules")])
        guard !subjects.all.isEmpty || old != nil else {
            return """
                \(trail)
                <h1>\(heading)</h1>
                \(EmptyState(title: say(.nothingToSchedule), text: "\(say(.nothingToScheduleHelp))"))
                """
        }
        return """
            <link rel="stylesheet" href="/assets/work.css">
            \(trail)
            \(parts.summary)<h1>\(heading)</h1>
            <form class="fields timing" method="post" action="\(action)">\(work.formField)\
            <input type="hidden" name="seen" value="\(made.map(ScheduleDraft.signature) ?? "")">
            \(old == nil ? nameField.html : "")\(whatField)
            \(timing)
            \(preview)
            <div class="actions">\(buttons)</div>
            </form>
            """
    }

    /// Saving is offered once the times are shown.
    private var buttons: HTML {
        var show = Button(say(.showRuns), made == nil ? .primary : .plain)
        (show.name, show.value) = ("do", "show")
        guard made != nil else { return "\(show)" }
        var save = Button(say(.saveSchedule), .primary)
        (save.name, save.value) = ("do", "save")
        return "\(save)\n\(show)"
    }

    // MARK: fields

    private func fault(_ name: String) -> String? {
        problems.first { $0.field == name }.map { say($0.phrase) }
    }

    private var nameField: FieldRow {
        FieldRow(
            name: "name", label: say(.scheduleName), value: draft.name, help: say(.scheduleNameHelp),
            error: fault("name"), isRequired: true, autocomplete: "off", limit: 100)
    }

    private var whatField: FieldRow {
        var choices = subjects.all.map { subject in
            FieldRow.Choice(
                value: subject.value, text: "\(KindWords.text(subject.kind, words)) – \(Shown.visible(subject.name))")
        }
        if let old, subjects.subject(of: old) == nil {
            let text = say(.whatUnchanged).replacing("{what}", with: KindWords.text(old.kind, words))
            choices.insert(FieldRow.Choice(value: ScheduleSubjects.unchanged, text: text), at: 0)
        }
        return FieldRow(
            name: "what", label: say(.whatDone), kind: .choice(choices), value: draft.what, error: fault("what"),
            autocomplete: "off")
    }

    private var timing: HTML {
        let timing = draft.timing
        let forms: [(ScheduleTiming.Form, Phrase)] = [
            (.hourly, .hourly), (.daily, .everyDay), (.weekly, .weekly), (.monthly, .monthly), (.other, .otherwise),
        ]
        let choices = forms.map { FieldRow.Choice(value: $0.0.rawValue, text: say($0.1)) }
        return """
            \(ChoiceGroup(name: "when", label: say(.howOften), choices: choices, chosen: [timing.form.rawValue]))
            <div class="when hourly">\(line("minute", .minuteOfHour, timing.minute, limit: 2))</div>
            <div class="when weekly">\(weekdays)</div>
            <div class="when monthly">\(day)</div>
            <div class="when daily weekly monthly">\
            \(line("time", .timeOfDay, timing.time, help: .timeOfDayHelp, limit: 5))</div>
            <div class="when other">\(line("text", .triggerText, timing.text, help: .triggerTextHelp, limit: 200))</div>
            \(zone)
            """
    }

    private func line(
        _ name: String, _ label: Phrase, _ value: String, help: Phrase? = nil, limit: Int
    ) -> FieldRow {
        FieldRow(
            name: name, label: say(label), value: value, help: help.map(say), error: fault(name), autocomplete: "off",
            limit: limit)
    }

    private var weekdays: HTML {
        let order = (0..<7).map { ($0 + words.language.firstWeekday) % 7 }
        let choices = order.map { day in
            FieldRow.Choice(value: ScheduleTiming.weekdayNames[day], text: words.language.weekday(day))
        }
        return parts.boxes("weekday", .weekdays, choices, chosen: draft.timing.weekdays)
    }

    private var day: FieldRow {
        let choices = ScheduleTiming.dayNames.map { name in
            FieldRow.Choice(value: name, text: name == "last" ? say(.theLastDay) : name)
        }
        return FieldRow(
            name: "day", label: say(.dayOfMonth), kind: .choice(choices), value: draft.timing.day,
            help: say(.dayOfMonthHelp), error: fault("day"), autocomplete: "off")
    }

    private var zone: FieldRow {
        // A zone that stands for no place may be chosen by the command line, and then stays.
        let names = TimeZoneNames.all.contains(draft.zone) || draft.zone == "UTC" ? [] : [draft.zone]
        let isKnown = (try? LocalZone(draft.zone)) != nil
        let choices = ((isKnown ? names : []) + ["UTC"] + TimeZoneNames.all).map {
            FieldRow.Choice(value: $0, text: $0)
        }
        return FieldRow(
            name: "zone", label: say(.zoneOfTimes), kind: .choice(choices), value: draft.zone, error: fault("zone"),
            autocomplete: "off")
    }

    private var preview: HTML {
        guard let made else { return "" }
        return SchedulePreview(schedule: made, words: words, isUnseen: isUnseen, isSaved: isSaved).html
    }

    /// Whether what is shown is what is kept already.
    private var isSaved: Bool { old.map { ScheduleDraft.signature($0) == made.map(ScheduleDraft.signature) } ?? false }
}

/// What a schedule would do: in words, its next runs in the person's zone, and the days on which clocks are moved.
struct SchedulePreview: Part {
    let schedule: Schedule
    let words: Words
    var isUnseen = false
    var isSaved = false

    private func say(_ phrase: Phrase) -> String { words.say(phrase) }

    var html: HTML {
        let when = TriggerWords(words: words).text(schedule.trigger)
        let zone = schedule.zone == words.zone ? "" : " (\(schedule.zone.identifier))"
        let times = schedule.trigger.upcoming(5, after: words.now, in: schedule.zone)
        let list: HTML =
            times.isEmpty ? "<p>\(say(.neverRuns))</p>" : "<ol>\(times.map { "<li>\(time($0))</li>" as HTML })</ol>"
        let unsaved: HTML = isSaved ? "" : "<p><strong>\(say(.notSavedYet))</strong></p>"
        return NoticeBox(
            isUnseen ? .warn : .info, isAnswer: true,
            """
            \(unsaved)<p>\(say(.willRun).replacing("{when}", with: when + zone))</p>
            <h2>\(say(.nextFive))</h2>
            <p class="small">\(say(.timesIn).replacing("{zone}", with: words.zone.identifier))</p>
            \(list)\(changes)
            """
        ).html
    }

    /// The time for the person, and on the wall of the schedule's zone where that is another.
    private func time(_ date: Date) -> HTML {
        guard schedule.zone != words.zone else { return words.time(date) }
        let there = say(.inZone).replacing("{time}", with: WallTime(date, in: schedule.zone).clock)
            .replacing("{zone}", with: schedule.zone.identifier)
        return "\(words.time(date)) <span class=\"quiet\">(\(there))</span>"
    }

    /// A year ahead, as the clocks of most zones that move are moved twice in it.
    private var changes: HTML {
        let found = schedule.trigger.clockChanges(after: words.now, days: 400, in: schedule.zone)
        guard !found.isEmpty else { return "" }
        let items = found.prefix(4).map { change -> HTML in
            let wall = WallTime(change.at, in: schedule.zone)
            let (hour, minute) = (change.timeOfDay / 3600, change.timeOfDay / 60 % 60)
            let time = [hour, minute].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
            let text = say(change.kind == .skipped ? .clockSkips : .clockRepeats)
                .replacing("{day}", with: words.date(wall.day)).replacing("{time}", with: time)
                .replacing("{at}", with: wall.clock)
            return "<li>\(text)</li>"
        }
        return "<ul>\(items)</ul>"
    }
}
