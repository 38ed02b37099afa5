// SPDX-License-Identifier: Apache-2.0
import Automation
import FoundationEssentials
import StewardCore
import StewardIntegration
import StewardJobs
import Tally

/// What is the matter, what was told to whom, and when people are told.
struct AlertsPage: Sendable {
    /// What became of what somebody did.
    enum Answer: Sendable {
        case sent(String)
        case notSent(String, String)
        case saved
    }

    let view: AlertView
    let form: AlertForm
    let answer: Answer?
    let problems: [FormProblem]
    let parts: WorkParts

    private var words: Words { parts.words }
    private func say(_ phrase: Phrase) -> String { words.say(phrase) }
    var title: String { problems.isEmpty ? say(.alerts) : "\(say(.titleProblem)): \(say(.alerts))" }

    var body: HTML {
        parts.frame(
            .alerts, follows: "",
            """
            \(FormParts(language: words.language, problems: problems).summary)<h1>\(say(.alerts))</h1>
            \(answered)
            \(recipients)
            <section id="alerts-now" data-part data-every="30" aria-labelledby="alerts-now-title">
            <h2 id="alerts-now-title">\(say(.alertsNow))</h2>
            \(view.open.isEmpty ? allWell : "<div class=\"cards\">\(view.open.map(card))</div>")
            </section>
            <h2>\(say(.alertHistory))</h2>
            \(view.history.isEmpty ? "<p class=\"quiet\">\(say(.alertHistoryNone))</p>" : history)
            \(AlertSettingsPart(view: view, form: form, problems: problems, parts: parts).html)
            """)
    }

    private var answered: HTML {
        switch answer {
        case nil: ""
        case .saved: NoticeBox(.good, isAnswer: true, "<p>\(say(.alertSaved))</p>").html
        case .sent(let name):
            NoticeBox(.good, isAnswer: true, "<p>\(say(.alertTestSent).replacing("{name}", with: name))</p>").html
        case .notSent(let name, let reason):
            NoticeBox(
                .bad, isAnswer: true,
                """
                <p>\(say(.alertTestFailed).replacing("{name}", with: name))
                <span lang="en">\(Shown.visible(reason))</span></p>
                """
            ).html
        }
    }

    private var recipients: HTML {
        guard !view.channels.isEmpty else {
            return NoticeBox(
                .warn, "<p>\(say(.alertsNobody)) <a href=\"/connections/new\">\(say(.connections))</a></p>"
            ).html
        }
        return "<p>\(say(.alertsGoTo)) \(view.channels.joined(separator: ", "))</p>"
    }

    private var allWell: HTML { EmptyState(title: say(.alertsAllWell), text: "\(say(.alertsAllWellHelp))").html }

    private func card(_ state: AlertedMatter) -> HTML {
        let matter = state.matter
        return """
            <section class="card"><h3>\(Self.badge(matter.severity, words)) \
            <span lang="en">\(Shown.visible(matter.subject))</span></h3>
            <p class="small" lang="en">\(Self.lines(matter.text))</p>
            \(Facts(pairs: [(say(.alertSince), words.ago(state.since)), (say(.alertTold), told(state))], isCard: false))
            \(standing(state))\(buttons(state))</section>
            """
    }

    /// The channels that took it, and when; else what stands in the way.
    private func told(_ state: AlertedMatter) -> HTML {
        let deliveries = view.told(state).flatMap(\.deliveries)
        let taken = Set(deliveries.filter { $0.state == .taken }.map(\.channel)).sorted()
        let waiting = Set(deliveries.filter { $0.state == .waiting || $0.state == .failed }.map(\.channel))
            .subtracting(taken).sorted()
        guard !taken.isEmpty || !waiting.isEmpty else { return "\(say(.alertNotYetTold))" }
        let open = waiting.map { "\($0) (\(say(.deliveryWaiting)))" }
        return "\((taken + open).joined(separator: ", "))"
    }

    private func standing(_ state: AlertedMatter) -> HTML {
        if state.isMuted(at: words.now), let until = state.mutedUntil {
            let text =
                until >= Alerting.everLater
                ? say(.alertMutedForGood) : say(.alertMutedUntil).replacing("{when}", with: words.text(until))
            return "<p>\(Badge(text, .hint))</p>"
        }
        return state.goneAt == nil ? "" : "<p>\(Badge(say(.alertGone), .good))</p>"
    }

    private func buttons(_ state: AlertedMatter) -> HTML {
        guard parts.mayOperate else { return "" }
        let topic: HTML = "<input type=\"hidden\" name=\"topic\" value=\"\(state.topic)\">"
        func form(_ path: String, _ buttons: [HTML]) -> HTML {
            "<form class=\"actions\" method=\"post\" action=\"\(path)\">\(parts.formField)\(topic)\(buttons)</form>"
        }
        func button(_ phrase: Phrase, _ value: String?) -> HTML {
            var button = Button(say(phrase))
            button.fullName = "\(say(phrase)): \(Shown.visible(state.matter.subject))"
            if let value { (button.name, button.value) = ("for", value) }
            return button.html
        }
        return state.isMuted(at: words.now)
            ? form("/alerts/unmute", [button(.alertUnmute, nil)])
            : form("/alerts/mute", [button(.alertMuteDay, "day"), button(.alertMuteOver, "over")])
    }

    private var history: HTML {
        parts.table(
            [.when, .alertMatter, .alertSort, .alertTold],
            view.history.map { told in
                let channels = told.deliveries.map { delivery -> HTML in
                    "\(delivery.channel): \(say(Self.phrase(delivery.state)))"
                }
                let list: HTML =
                    channels.isEmpty ? "\(say(.alertNotYetTold))" : HTML(joining: channels, separator: "<br>")
                return """
                    <tr><td>\(words.time(told.madeAt))</td>\
                    \(parts.cell(.alertMatter, "<span lang=\"en\">\(Shown.visible(told.notice.subject))</span>"))\
                    \(parts.cell(.alertSort, "\(say(Self.phrase(sort: told.sort)))"))\
                    \(parts.cell(.alertTold, list))</tr>
                    """
            }, caption: .alertHistory)
    }
}

/// Words and colours.
extension AlertsPage {
    static func badge(_ severity: Notice.Severity, _ words: Words) -> HTML {
        switch severity {
        case .info: Badge(words.say(.alertInfo), .info).html
        case .warning: Badge(words.say(.alertWarning), .medium).html
        case .critical: Badge(words.say(.alertCritical), .critical).html
        }
    }

    static func phrase(_ state: ToldAlert.Delivery.State) -> Phrase {
        switch state {
        case .taken: .deliveryTaken
        case .waiting: .deliveryWaiting
        case .failed: .deliveryFailed
        case .dropped: .deliveryDropped
        }
    }

    static func phrase(sort: String) -> Phrase {
        switch sort {
        case "started": .alertStarted
        case "worse": .alertWorse
        case "reminder": .alertReminder
        case "over": .alertOver
        case "passed": .alertPassed
        default: .alertDigest
        }
    }

    /// A text of several lines.
    static func lines(_ text: String) -> HTML {
        let lines = text.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline)
        return HTML(joining: lines.map { "\(Shown.visible(String($0)))" as HTML }, separator: "<br>")
    }
}
