// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logbook
import StewardCore
import StewardStore

/// The broker of the reader: how it goes with it, and its settings for who may change them.
struct BrokerPart: Part {
    let known: (settings: BrokerSettings, health: BrokerHealth)?
    let hasPassword: Bool
    let mayChange: Bool
    var problem: BrokerDraft.Problem?
    var draft: BrokerDraft?
    /// What a test with the draft found, as a notice.
    var tested: NoticeBox?
    let words: Words
    let formField: HTML

    private func say(_ phrase: Phrase) -> String { words.say(phrase) }

    /// What a test found, or what is wrong with what was typed, which leads to its field.
    var notice: HTML? {
        if let tested { return "<div data-tested>\(tested)</div>" }
        guard problem != nil else { return nil }
        return ErrorSummary(title: say(.logbookInvalid), fields: fields).html
    }

    var html: HTML {
        let form: HTML =
            mayChange ? settings : "<p class=\"quiet\">\(say(.brokerOnlyOwners))</p>"
        return """
            <h2 id="broker">\(say(.broker))</h2>
            <p>\(say(.brokerHelp))</p>
            <div id="broker-state" data-part data-every="10">\(state)</div>
            \(form)
            """
    }

    /// What a test found: one sentence.
    /// - Parameter problem: why it does not work; `nil` when it does.
    static func tested(_ settings: BrokerSettings, problem: String?, _ words: Words) -> NoticeBox {
        let place = "\(settings.host):\(settings.port)"
        if let problem {
            return NoticeBox(
                .bad, title: words.say(.brokerTestFailed), isAnswer: true, "<p>\(words.sentence(problem))</p>")
        }
        let sentence = words.say(.brokerTestWorks).replacing("{place}", with: place)
        return NoticeBox(.good, title: words.say(.brokerTestDone), isAnswer: true, "<p>\(sentence)</p>")
    }

    // MARK: how it goes

    private var state: HTML {
        guard let (settings, health) = known else { return "<p class=\"quiet\">\(say(.brokerNone))</p>" }
        var pairs: [(name: String, value: HTML)] = [
            (say(.brokerHost), "<code>\(settings.host):\(settings.port)</code>"),
            (say(.state), badge(health)),
            (say(.brokerHeard), health.heard.map { words.ago(Date(microseconds: $0)) } ?? "\(say(.never))"),
            (say(.brokerMessages), "\(words.number(health.messages))"),
            (say(.brokerRecorded), "\(words.number(health.observations))"),
        ]
        if health.faults > 0 {
            pairs.append((say(.brokerFaults), "\(words.number(health.faults))"))
            pairs.append((say(.brokerLastFault), words.sentence(health.fault)))
        }
        return Facts(pairs: pairs).html
    }

    private func badge(_ health: BrokerHealth) -> HTML {
        let badge =
            switch health.state {
            case .waiting: Badge(say(.brokerWaiting), .info)
            case .listening: Badge(say(.brokerListening), .good)
            case .failing: Badge(say(.brokerFailing), .high)
            }
        let since: HTML = health.since.map { " \(words.ago(Date(microseconds: $0)))" } ?? ""
        let why: HTML = health.sentence.isEmpty ? "" : "<br>\(words.sentence(health.sentence))"
        return "\(badge)\(since)\(why)"
    }

    // MARK: settings

    private var shown: BrokerDraft { draft ?? known.map { BrokerDraft($0.settings) } ?? BrokerDraft() }

    private var fields: [FieldRow] {
        func row(
            _ name: String, _ label: Phrase, _ value: String?, _ help: Phrase, _ kind: FieldRow.Kind = .text,
            isRequired: Bool = false, limit: Int? = nil
        ) -> FieldRow {
            FieldRow(
                name: "broker-\(name)", label: say(label), kind: kind, value: value, help: say(help),
                error: problem.flatMap { $0.field == "broker-\(name)" ? say($0.phrase) : nil },
                isRequired: isRequired, autocomplete: name == "password" ? nil : "off", limit: limit)
        }
        let secret: Phrase =
            tested != nil && draft?.hasPassword == true
            ? .brokerPasswordTested : hasPassword ? .brokerPasswordKept : .secretNeverShown
        return [
            row("host", .brokerHost, shown.host, .brokerHostHelp, isRequired: true, limit: 253),
            row("port", .brokerPort, shown.port, .brokerPortHelp, .number, limit: 5),
            row("user", .deviceUser, shown.user, .brokerUserHelp, limit: 500),
            row("password", .devicePassword, nil, secret, .password(isNew: true)),
        ]
    }

    private var settings: HTML {
        let rows = fields
        let tls = CheckRow(name: "broker-tls", label: say(.brokerTLS), isChecked: shown.usesTLS)
        let isOpen = problem != nil || tested != nil
        var test = Button(say(.brokerTest))
        (test.name, test.value) = ("do", "test")
        let form: HTML = """
            <form class="fields" method="post" action="\(LogbookSourcePages.path)/broker" \
            data-shows="#broker-tested" data-busy="\(say(.brokerTesting))">\(formField)
            \(rows[0])\(rows[1])\(tls)\(rows[2])\(rows[3])
            <p class="field actions">\(Button(say(known == nil ? .brokerNew : .saveDo)))\(test)</p>
            <div id="broker-tested" aria-live="polite"></div></form>
            """
        return """
            <details class="fold" id="broker-settings"\(HTML.flag("open", isOpen))>\
            <summary>\(say(known == nil ? .brokerNew : .brokerChange))</summary>
            \(form)</details>
            \(removal)
            """
    }

    private var removal: HTML {
        guard known != nil else { return "" }
        return """
            <details class="fold"><summary>\(say(.brokerRemove))</summary>
            <form class="fields" method="post" action="\(LogbookSourcePages.path)/broker/remove">\(formField)
            <p>\(say(.brokerRemoveHelp))</p>
            <p class="field">\(Button(say(.brokerRemove), .danger))</p></form></details>
            """
    }
}
