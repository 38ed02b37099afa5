// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import Tally

/// What the card and the page of a connection say alike.
struct ConnectionFacts {
    let view: ConnectionView
    let words: Words

    private var parts: FilesParts { FilesParts(words: words) }

    /// How it does, in a word.
    var badge: Badge {
        if view.fault != nil { return Badge(words.say(.failing), .high) }
        switch view.state.verdict {
        case .good: return Badge(words.say(.works), .good)
        case .restricted: return Badge(words.say(.degraded), .medium)
        case .failing: return Badge(words.say(.failing), .high)
        case .unknown: return Badge(words.say(.neverChecked), .missing)
        }
    }

    var fault: HTML { view.fault.map { "\(NoticeBox(.bad, "<span lang=\"en\">\($0)</span>"))\n" } ?? "" }

    /// Why it does not work, or not quite, and what repairs it.
    var reason: HTML {
        guard let check = view.state.check, view.fault == nil else { return "" }
        switch check.health {
        case .ok: return ""
        case .degraded(let why): return "\(NoticeBox(.warn, "<span lang=\"en\">\(why)</span>"))\n"
        case .failing(let error):
            let sentence: HTML = "<p lang=\"en\">\(error.message)</p>"
            guard view.state.verdict == .failing else {
                return "\(NoticeBox(.info, "<p>\(words.say(.worksAgain))</p>\(sentence)"))\n"
            }
            let action: HTML = "<p>\(words.say(Self.action(check.health)))</p>"
            return "\(NoticeBox(.bad, "\(sentence)\(action)\(remedy(error.code))"))\n"
        }
    }

    private func remedy(_ code: IntegrationError.Code) -> HTML {
        guard let remedy = view.manifest?.remedy(for: code) else { return "" }
        return "<p class=\"small\">\(words.say(.repair)): <span lang=\"en\">\(Self.marked(remedy.text))</span></p>"
    }

    /// What has to happen next.
    static func action(_ health: Health) -> Phrase {
        switch health.action {
        case .none: .actNone
        case .wait: .actWait
        case .askPerson: .actPersonFull
        case .giveUp: .actGiveUp
        }
    }

    /// A text of a manifest, in which backticks mark code.
    static func marked(_ text: String) -> HTML {
        let pieces = text.split(separator: "`", omittingEmptySubsequences: false)
        return HTML(
            joining: pieces.enumerated().map { index, piece -> HTML in
                // A last backtick without its partner is a backtick.
                let isCode = index % 2 == 1 && index < pieces.count - 1
                return isCode ? "<code>\(piece)</code>" : (index % 2 == 1 ? "`\(piece)" : "\(piece)")
            }, separator: "")
    }

    var short: HTML {
        var rows = parts.pair(.integration, "\(view.manifest?.name ?? view.saved.integration)")
        rows += parts.pair(.checkedAt, checked)
        rows += parts.pair(.lastUse, used)
        if let name = view.accountName { rows += parts.pair(.worksInNameOf, parts.connection(name)) }
        rows += accountRows
        if let manifest = view.manifest {
            let abilities = manifest.capabilities.map { words.say(.capability($0)) }.joined(separator: "; ")
            rows += parts.pair(.capabilities, "<span class=\"small\">\(abilities)</span>")
        }
        if !view.users.isEmpty {
            rows += parts.pair(.worksFor, HTML(joining: view.users.map(parts.connection), separator: ", "))
        }
        return rows
    }

    /// What only the page of the connection says.
    var more: HTML {
        var rows: HTML = ""
        if view.hasFiles { rows += parts.pair(.lastTransfer, words.time(view.lastTransfer)) }
        rows += parts.pair(.changedAt, "\(words.time(view.saved.changedAt)) · \(view.saved.changedBy)")
        return rows
    }

    private var checked: HTML {
        guard let check = view.state.check else { return "\(words.say(.neverChecked))" }
        return "\(words.ago(check.at))"
    }

    private var used: HTML {
        guard let use = view.state.use else { return "\(words.say(.neverUsed))" }
        let outcome = use.hasWorked ? words.say(.callWorked) : words.say(.callFailed)
        let code: HTML = use.hasWorked ? "" : " <code>\(use.outcome)</code>"
        return "\(words.ago(use.at)), \(outcome)\(code)"
    }

    private var accountRows: HTML {
        guard let account = view.account else { return "" }
        guard let grant = account.grant else {
            return parts.pair(.signedIn, "\(words.say(.notSignedIn))")
        }
        var rows: HTML = ""
        if let name = grant.account { rows += parts.pair(.account, "\(name)") }
        rows += parts.pair(.signedIn, signedIn(grant))
        if !grant.scopes.isEmpty {
            let wide = grant.scopes.count { account.meaning($0)?.isWide ?? false }
            let mark: HTML = wide > 0 ? " \(Badge(words.count(wide, .wideScopes), .medium))" : ""
            rows += parts.pair(.granted, "\(words.count(grant.scopes.count, .scopes))\(mark)")
        }
        if let date = grant.refreshedAt { rows += parts.pair(.lastToken, words.time(date)) }
        return rows
    }

    private func signedIn(_ grant: AccessGrant) -> HTML {
        guard let date = grant.grantedAt, let days = view.age(of: grant, now: words.now) else {
            return "\(words.say(.serviceKey))"
        }
        let old: HTML =
            days >= ConnectionView.oldestDays ? "<br>\(Badge(words.say(.oldSignIn), .medium))" : ""
        return "\(words.time(date)) (\(words.daysAgo(days)))\(old)"
    }

    /// Every scope, with what it lets Steward do.
    var grant: HTML {
        guard let account = view.account, let grant = account.grant, !grant.scopes.isEmpty else { return "" }
        let rows = grant.scopes.map { scope -> HTML in
            let meaning = account.meaning(scope)
            let wide: HTML =
                meaning?.isWide == true
                ? " <span class=\"tag medium\" title=\"\(words.say(.wideHelp))\">\(words.say(.wide))</span>" : ""
            return
                """
                <li><code>\(scope)</code>\(wide)<br>\
                <span class="small" lang="en">\(meaning?.meaning ?? "")</span></li>
                """
        }
        return "<h2>\(words.say(.granted))</h2>\n<ul class=\"card plain\">\(rows)</ul>"
    }

    /// - Parameter isList: whether the connection's own page is another one; the links then say whose they are.
    func links(isList: Bool) -> HTML {
        var links: [(text: Phrase, address: String)] = []
        if isList { links.append((.details, view.path)) }
        if view.hasFiles { links.append((.browse, view.path + "/files")) }
        if view.measures { links.append((.storage, "/quota/" + HTML.pathComponent(view.saved.name))) }
        return HTML(
            joining: links.map { link -> HTML in
                let name = words.say(link.text)
                let full = HTML.attribute("aria-label", isList ? "\(name): \(view.saved.name)" : nil)
                return "<a href=\"\(link.address)\"\(full)>\(name)</a>"
            }, separator: " ")
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
