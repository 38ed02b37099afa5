// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import Tally

/// One connection: whether it works now, what to do when not, what was granted.
struct ConnectionPage {
    let view: ConnectionView
    /// `nil`: it was not asked.
    let health: Health?
    let words: Words

    private var parts: FilesParts { FilesParts(words: words) }

    var body: HTML {
        let facts = ConnectionFacts(view: view, words: words)
        return """
            <nav class="trail"><a href="/connections">\(parts.say(.connections))</a></nav>
            <h1>\(view.saved.name)</h1>
            <p class="links">\(facts.links(.askAgain))</p>
            <h2>\(parts.say(.health))</h2>
            \(healthPart)
            <dl class="pairs card">\(facts.short)</dl>
            \(facts.grant)
            \(troubleshooting)
            """
    }

    private var healthPart: HTML {
        switch health {
        case nil:
            let command: HTML = "<code>steward connections check \(view.saved.name)</code>"
            return "<p class=\"notice\">\(parts.say(.askingNotifies)) \(command)</p>"
        case .ok:
            return "<p>\(parts.tag(.works, "good"))</p>"
        case .degraded(let why):
            return "<p>\(parts.tag(.degraded, "medium"))</p>\n<p class=\"notice warn\">\(why)</p>"
        case .failing(let error):
            return """
                <p>\(parts.tag(.failing, "high")) <code>\(error.code.description)</code></p>
                <div class="notice bad"><p>\(parts.say(action))</p>\(error.message)</div>
                """
        }
    }

    private var action: Phrase {
        switch health?.action ?? .none {
        case .none: .actNone
        case .wait: .actWait
        case .askPerson: .actPerson
        case .giveUp: .actGiveUp
        }
    }

    private var troubleshooting: HTML {
        guard let manifest = view.manifest else { return "" }
        let limits = manifest.limits.map { limit -> HTML in
            // The links stand in the integration's own manifest.
            let link: HTML =
                limit.link.hasPrefix("https://")
                ? " (<a href=\"\(limit.link)\" rel=\"noreferrer\">\(parts.say(.sourceLink))</a>)" : ""
            return "<li><span lang=\"en\">\(limit.summary)</span>\(link)</li>"
        }
        let known: HTML = limits.isEmpty ? "" : "<h3>\(parts.say(.knownLimits))</h3>\n<ul>\(limits)</ul>"
        return """
            <h2>\(parts.say(.troubleshooting))</h2>
            <p>\(parts.say(.guide)) <code>Integrations/\(manifest.id)/README.md</code>, “Troubleshooting”.</p>
            \(known)
            """
    }
}

/// What the card and the page of a connection say alike.
struct ConnectionFacts {
    let view: ConnectionView
    let words: Words

    private var parts: FilesParts { FilesParts(words: words) }

    var fault: HTML { view.fault.map { "<p class=\"notice bad\">\($0)</p>\n" } ?? "" }

    var short: HTML {
        var rows: HTML = parts.pair(.integration, "\(view.manifest?.name ?? view.saved.integration)")
        if let name = view.accountName { rows += parts.pair(.account, parts.connection(name)) }
        rows += accountRows
        if let manifest = view.manifest {
            let abilities = manifest.capabilities.map { parts.say(.capability($0)) }.joined(separator: "; ")
            rows += parts.pair(.capabilities, "<span class=\"small\">\(abilities)</span>")
        }
        rows += parts.pair(.changedAt, "\(words.time(view.saved.changedAt)) · \(view.saved.changedBy)")
        if !view.users.isEmpty {
            rows += parts.pair(.worksFor, HTML(joining: view.users.map(parts.connection), separator: ", "))
        }
        if view.hasFiles { rows += parts.pair(.lastTransfer, words.time(view.lastTransfer)) }
        return rows
    }

    private var accountRows: HTML {
        guard let account = view.account else { return "" }
        guard let grant = account.grant else {
            let name = ConnectionFacts.commandName(view.saved.integration)
            return parts.pair(
                .signedIn,
                "\(parts.say(.notSignedIn)) <code>steward connect \(name) --name \(view.saved.name)</code>")
        }
        var rows: HTML = ""
        if let name = grant.account { rows += parts.pair(.account, "\(name)") }
        rows += parts.pair(.signedIn, signedIn(grant))
        if !grant.scopes.isEmpty {
            let wide = grant.scopes.count { account.meaning($0)?.isWide ?? false }
            let mark: HTML = wide > 0 ? " <span class=\"tag medium\">\(words.count(wide, .wideScopes))</span>" : ""
            rows += parts.pair(.granted, "\(words.count(grant.scopes.count, .scopes))\(mark)")
        }
        if let date = grant.refreshedAt { rows += parts.pair(.lastToken, words.time(date)) }
        return rows
    }

    private func signedIn(_ grant: AccessGrant) -> HTML {
        guard let date = grant.grantedAt, let days = view.age(of: grant, now: words.now) else {
            return "\(parts.say(.serviceKey))"
        }
        let age = words.daysAgo(days)
        let old: HTML =
            days >= ConnectionView.oldestDays
            ? "<br><span class=\"tag medium\">\(parts.say(.oldSignIn))</span>" : ""
        return "\(words.time(date)) (\(age))\(old)"
    }

    /// Every scope, with what it lets Steward do.
    var grant: HTML {
        guard let account = view.account, let grant = account.grant, !grant.scopes.isEmpty else { return "" }
        let rows = grant.scopes.map { scope -> HTML in
            let meaning = account.meaning(scope)
            let wide: HTML =
                meaning?.isWide == true
                ? " <span class=\"tag medium\" title=\"\(parts.say(.wideHelp))\">\(parts.say(.wide))</span>" : ""
            return
                """
                <li><code>\(scope)</code>\(wide)<br>\
                <span class="small" lang="en">\(meaning?.meaning ?? "")</span></li>
                """
        }
        return "<h2>\(parts.say(.granted))</h2>\n<ul class=\"card plain\">\(rows)</ul>"
    }

    /// - Parameter check: what the link is called that asks the service.
    func links(_ check: Phrase) -> HTML {
        var links: [HTML] = []
        if view.hasFiles { links.append("<a href=\"\(view.path)/files\">\(parts.say(.browse))</a>") }
        if view.measures {
            links.append("<a href=\"/quota/\(HTML.pathComponent(view.saved.name))\">\(parts.say(.storage))</a>")
        }
        links.append("<a href=\"\(view.path)\">\(parts.say(check))</a>")
        return HTML(joining: links, separator: " ")
    }

    /// The integration's id as the command line writes it.
    static func commandName(_ id: String) -> String {
        var name = ""
        for character in id {
            if character.isUppercase, !name.isEmpty { name += "-" }
            name += character.lowercased()
        }
        return name
    }
}
