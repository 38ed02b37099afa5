// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import Tally

/// One connection: how it does, what repairs it, what was granted, how it is set, and what each error means.
struct ConnectionPage {
    let view: ConnectionView
    let words: Words
    /// The hidden field of its forms, for who may change it.
    let change: HTML?

    private var facts: ConnectionFacts { ConnectionFacts(view: view, words: words) }
    private func say(_ phrase: Phrase) -> String { words.say(phrase) }

    var body: HTML {
        """
        \(Breadcrumbs(
            language: words.language, links: [PageLink(text: say(.connections), address: "/connections")]))
        <h1>\(view.saved.name)</h1>
        \(links)<h2>\(say(.connectionHealth))</h2>
        \(health)
        <dl class="pairs card">\(facts.short)\(facts.more)</dl>
        \(facts.grant)
        \(ConnectionSettings(view: view, words: words).html)
        \(actions)\(troubleshooting)
        """
    }

    private var links: HTML {
        let links = facts.links(isList: false)
        return links.markup.isEmpty ? "" : "<p class=\"links\">\(links)</p>\n"
    }

    private var health: HTML {
        let checked: HTML =
            view.state.check.map { check -> HTML in
                " \(say(.checkedAt)) \(words.time(check.at)) \(say(.checkedBy)) \(check.by)"
            } ?? ""
        return """
            <p>\(facts.badge)\(checked)</p>
            \(facts.fault)\(facts.reason)\(test)
            """
    }

    private var test: HTML {
        guard view.manifest != nil else { return NoticeBox(.warn, "\(say(.noSuchIntegration))").html }
        let sends = view.manifest?.capabilities.contains(.notifying) ?? false
        let form: HTML =
            change.map { token -> HTML in
                """
                <form method="post" action="\(view.path)/test">\(token)<p>\(Button(say(.testNow), .primary))</p></form>

                """
            } ?? ""
        return """
            \(form)<p class="small quiet">\(say(sends ? .testSendsNotice : .testAsks)) \(say(.testOnCommandLine)) \
            <code>steward connections check \(view.saved.name)</code></p>
            """
    }

    private var actions: HTML {
        guard change != nil else { return "" }
        var links: [(Phrase, String)] = []
        if view.manifest != nil { links.append((.changeSettings, "/edit")) }
        if view.account?.canSignIn ?? false {
            links.append((view.account?.grant == nil ? .signInAccountDo : .signInAgainDo, "/sign-in"))
        }
        links.append((.removeConnection, "/remove"))
        let shown = links.map { link -> HTML in "<a href=\"\(view.path)\(link.1)\">\(say(link.0))</a>" }
        return "<p class=\"links\">\(HTML(joining: shown, separator: " "))</p>\n"
    }

    private var troubleshooting: HTML {
        guard let manifest = view.manifest else { return "" }
        let failing: IntegrationError.Code? =
            if case .failing(let error)? = view.state.check?.health { error.code } else { nil }
        let rows = manifest.remedies.map { remedy in
            DataTable.Row(
                [
                    HTML(joining: remedy.codes.map { "<code>\($0.description)</code>" }, separator: " "),
                    "<span lang=\"en\">\(ConnectionFacts.marked(remedy.text))</span>",
                ], mark: failing.map { remedy.codes.contains($0) } ?? false ? .differs : nil)
        }
        let columns = [DataTable.Column(say(.errorCode)), .init(say(.whatToDo))]
        let table: HTML =
            rows.isEmpty ? "" : DataTable(name: say(.troubleshooting), columns: columns, rows: rows).html
        return """
            <h2>\(say(.troubleshooting))</h2>
            <details><summary>\(say(.guide))</summary>
            \(table)</details>
            \(limits(manifest))
            """
    }

    private func limits(_ manifest: Manifest) -> HTML {
        guard !manifest.limits.isEmpty else { return "" }
        let limits = manifest.limits.map { limit -> HTML in
            // The links stand in the integration's own manifest.
            let link: HTML =
                limit.link.hasPrefix("https://")
                ? " (<a href=\"\(limit.link)\" rel=\"noreferrer\">\(say(.sourceLink))</a>)" : ""
            return "<li><span lang=\"en\">\(limit.summary)</span>\(link)</li>"
        }
        return "<h3>\(say(.knownLimits))</h3>\n<ul>\(limits)</ul>"
    }
}

/// The settings as they are kept: each with its value, a secret only with the date that it was given.
struct ConnectionSettings {
    let view: ConnectionView
    let words: Words

    var html: HTML {
        guard let manifest = view.manifest, !manifest.settings.isEmpty else { return "" }
        let given = manifest.settings.filter(isGiven)
        let usual = manifest.settings.filter { !isGiven($0) }
        let rest: HTML =
            usual.isEmpty
            ? ""
            : "<details><summary>\(words.say(.usualSettings))</summary>\n\(table(.usualSettings, usual))</details>\n"
        return """
            <h2>\(words.say(.settingsTitle))</h2>
            \(given.isEmpty ? "" : table(.settingsTitle, given).html)
            \(rest)
            """
    }

    private func isGiven(_ field: ConfigurationField) -> Bool {
        field.secret ? view.secretDates[field.key] != nil : view.saved.settings[field.key] != nil
    }

    private func table(_ name: Phrase, _ fields: [ConfigurationField]) -> DataTable {
        DataTable(
            name: words.say(name), columns: [.init(words.say(.settingName)), .init(words.say(.settingValue))],
            rows: fields.map { DataTable.Row(["<code>\($0.key)</code>", value($0)]) })
    }

    private func value(_ field: ConfigurationField) -> HTML {
        if field.secret {
            guard let date = view.secretDates[field.key] else { return quiet(.notGiven) }
            return "\(words.say(.secretKept)) \(words.time(date))"
        }
        if let value = view.saved.settings[field.key] { return "\(Shown.visible(value))" }
        guard let usual = field.defaultValue else { return quiet(.notGiven) }
        return "\(usual)"
    }

    private func quiet(_ phrase: Phrase) -> HTML { "<span class=\"quiet\">\(words.say(phrase))</span>" }
}
