// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs

/// A schedule as somebody fills in the form: what was typed, right or wrong.
struct ScheduleDraft: Sendable {
    var name = ""
    /// A subject's value.
    var what = ""
    var timing = ScheduleTiming()
    var zone: String
    /// What the times were that the page showed last; saving asks that they are still these.
    var seen = ""

    /// An empty form.
    init(zone: LocalZone) { self.zone = zone.identifier }

    /// The form of a schedule there is.
    init(_ schedule: Schedule, _ subjects: ScheduleSubjects) {
        name = schedule.name
        what = subjects.subject(of: schedule)?.value ?? ScheduleSubjects.unchanged
        timing = ScheduleTiming(schedule.trigger)
        zone = schedule.zone.identifier
    }

    /// What was sent.
    init(_ form: FormData) {
        func text(_ name: String) -> String { String((form[name] ?? "").prefix(Self.longest)) }
        name = text("name").trimmed
        what = text("what")
        zone = text("zone").trimmed
        seen = text("seen")
        timing.form = ScheduleTiming.Form(rawValue: text("when")) ?? .daily
        timing.minute = text("minute").trimmed
        timing.time = text("time").trimmed
        timing.weekdays = Set(ScheduleTiming.weekdayNames.filter { form["weekday-\($0)"] != nil })
        timing.day = text("day")
        timing.text = text("text").trimmed
    }

    private static let longest = 1000

    /// The schedule, or what is wrong.
    /// - Parameter old: the one that is changed, which keeps its name and what the form does not ask for.
    func schedule(_ subjects: ScheduleSubjects, changing old: Schedule?) -> (Schedule?, [FormProblem]) {
        var problems: [FormProblem] = []
        if old == nil, let problem = Self.problem(name: name) { problems.append(problem) }
        let subject = subjects.subject(what)
        let isKept = what == ScheduleSubjects.unchanged && old != nil
        if subject == nil, !isKept { problems.append(FormProblem("what", .whatMissing)) }
        var trigger: Trigger?
        switch timing.trigger() {
        case .success(let read): trigger = read
        case .failure(let wrong): problems.append(wrong.problem)
        }
        let local = try? LocalZone(zone)
        if local == nil { problems.append(FormProblem("zone", .zoneWrong)) }
        guard problems.isEmpty, let trigger, let local, let kind = subject?.kind ?? old?.kind,
            let payload = subject?.payload ?? old?.payload
        else { return (nil, problems) }
        var made = old ?? Schedule(name: name, kind: kind, payload: payload, trigger: trigger, zone: local)
        (made.kind, made.payload, made.trigger, made.zone) = (kind, payload, trigger, local)
        return (made, [])
    }

    private static func problem(name: String) -> FormProblem? {
        let isGood = (1...100).contains(name.count) && Shown.visible(name) == name
        return isGood ? nil : FormProblem("name", .scheduleNameWrong)
    }

    /// What a page shows of a schedule's times.
    static func signature(_ schedule: Schedule) -> String {
        "\(schedule.trigger.description) | \(schedule.zone.identifier)"
    }
}
