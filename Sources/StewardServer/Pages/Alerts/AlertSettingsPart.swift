// SPDX-License-Identifier: Apache-2.0
import Automation
import FoundationEssentials
import StewardCore
import StewardJobs
import Tally

/// Trying a channel, and the form of when people are told; for those who may change it.
struct AlertSettingsPart: Part {
    let view: AlertView
    let form: AlertForm
    let problems: [FormProblem]
    let parts: WorkParts

    private var words: Words { parts.words }
    private var fields: FormParts { FormParts(language: words.language, problems: problems) }
    private func say(_ phrase: Phrase) -> String { words.say(phrase) }
    private func fault(_ name: String) -> String? { problems.first { $0.field == name }.map { say($0.phrase) } }

    var html: HTML {
        guard parts.mayOperate else { return heartbeat }
        return "\(test)\n\(settings)"
    }

    private var test: HTML {
        guard !view.channels.isEmpty else { return "" }
        let choice = FieldRow(
            name: "channel", label: say(.alertChannel),
            kind: .choice(view.channels.map { FieldRow.Choice(value: $0, text: $0) }), help: say(.alertTestHelp),
            autocomplete: "off")
        return """
            <h2>\(say(.alertTest))</h2>
            \(fields.form("/alerts/test", token: parts.formField, .alertTestDo, [choice.html]))
            """
    }

    private var settings: HTML {
        """
        <h2>\(say(.alertSettings))</h2>
        \(fields.form(
            "/alerts/settings", token: parts.formField, .saveSchedule, [quiet, zone, reminder, heart]))
        \(heartbeat)
        """
    }

    private var quiet: HTML {
        guard view.rules.quiet.count <= 1 else {
            let list = view.rules.quiet.map { "\($0.text) \($0.zone.identifier)" }.joined(separator: "; ")
            return "<p>\(say(.alertQuietSeveral).replacing("{list}", with: list))</p>\n"
        }
        let row = FieldRow(
            name: "quiet", label: say(.alertQuiet), value: form.quiet, help: say(.alertQuietHelp),
            error: fault("quiet"), autocomplete: "off", limit: 20)
        // The first day of the week as the language has it; Sunday is 0 there and 7 in the rules.
        let order = (0..<7).map { ($0 + words.language.firstWeekday) % 7 }
        let choices = order.map { day in
            FieldRow.Choice(value: "\(day == 0 ? 7 : day)", text: words.language.weekday(day))
        }
        return "\(row)\n\(fields.boxes("day", .alertQuietDays, choices, chosen: form.days))"
    }

    private var zone: HTML {
        let isKnown = (try? LocalZone(form.zone)) != nil
        let own = TimeZoneNames.all.contains(form.zone) || form.zone == "UTC" || !isKnown ? [] : [form.zone]
        let choices = (own + ["UTC"] + TimeZoneNames.all).map { FieldRow.Choice(value: $0, text: $0) }
        return FieldRow(
            name: "zone", label: say(.alertZone), kind: .choice(choices), value: form.zone, error: fault("zone"),
            autocomplete: "off"
        ).html
    }

    private var reminder: HTML {
        FieldRow(
            name: "reminder", label: say(.alertReminderField), value: form.reminder, help: say(.alertReminderHelp),
            error: fault("reminder"), isRequired: true, autocomplete: "off", limit: 20
        ).html
    }

    private var heart: HTML {
        let own = view.hearts.contains(form.heart) || form.heart.isEmpty ? [] : [form.heart]
        let choices = (view.hearts + own).map { FieldRow.Choice(value: $0, text: $0) }
        return FieldRow(
            name: "heart", label: say(.alertHeart),
            kind: .choice([FieldRow.Choice(value: "", text: say(.alertHeartNone))] + choices), value: form.heart,
            help: say(.alertHeartHelp), autocomplete: "off"
        ).html
    }

    private var heartbeat: HTML {
        guard view.rules.heartbeat != nil, let last = view.heartbeat else { return "" }
        let failure: HTML = last.failure.map { " <span lang=\"en\">\(Shown.visible($0))</span>" } ?? ""
        return "<p class=\"small\">\(say(.alertHeartLast)) \(words.ago(last.at))\(failure)</p>"
    }
}
