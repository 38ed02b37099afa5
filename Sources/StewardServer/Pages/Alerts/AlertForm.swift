// SPDX-License-Identifier: Apache-2.0
import Automation
import FoundationEssentials
import StewardCore
import StewardJobs

/// When people are told, as somebody fills in the form: what was typed, right or wrong.
struct AlertForm: Sendable {
    /// As `22:00-07:00`; empty for none.
    var quiet: String
    /// 1 for Monday to 7 for Sunday.
    var days: Set<String>
    var zone: String
    var reminder: String
    /// A connection's name; empty for none.
    var heart: String

    /// The form of rules there are; an empty one proposes the person's zone.
    init(_ rules: AlertRules, _ zone: LocalZone) {
        let hours = rules.quiet.first
        quiet = hours?.text ?? ""
        days = Set((hours?.days ?? QuietHours.everyDay).map(String.init))
        self.zone = (hours?.zone ?? (rules.zone == .utc ? zone : rules.zone)).identifier
        reminder = rules.reminder.text
        heart = rules.heartbeat ?? ""
    }

    /// What was sent.
    init(_ form: FormData) {
        func text(_ name: String) -> String { String((form[name] ?? "").prefix(200)).trimmed }
        quiet = text("quiet")
        days = Set((1...7).map(String.init).filter { form["day-\($0)"] != nil })
        zone = text("zone")
        reminder = text("reminder")
        heart = text("heart")
    }

    /// The rules, or what is wrong. Several quiet hours are not the form's to change.
    func rules(changing old: AlertRules) -> (AlertRules?, [FormProblem]) {
        var problems: [FormProblem] = []
        var rules = old
        let zone = try? LocalZone(self.zone)
        if zone == nil { problems.append(FormProblem("zone", .zoneWrong)) }
        rules.zone = zone ?? old.zone
        if old.quiet.count <= 1 {
            let days = Set(days.compactMap { Int($0) })
            if !quiet.isEmpty, days.isEmpty { problems.append(FormProblem("day", .weekdayMissing)) }
            let hours = try? QuietHours(quiet, days: days.isEmpty ? QuietHours.everyDay : days, zone: rules.zone)
            if !quiet.isEmpty, hours == nil { problems.append(FormProblem("quiet", .alertQuietWrong)) }
            rules.quiet = hours.map { [$0] } ?? []
        }
        let span = Duration(parsing: reminder)
        if let span { rules.reminder = span }
        if span.map({ $0 < .seconds(300) }) ?? true { problems.append(FormProblem("reminder", .alertSpanWrong)) }
        rules.heartbeat = heart.isEmpty ? nil : heart
        return (problems.isEmpty ? rules : nil, problems)
    }
}
