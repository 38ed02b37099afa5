// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import NIOCore
import StewardCore
import Tally

/// The frame around every page: head, navigation, language, footer.
struct PageFrame {
    /// The entries of the navigation.
    enum Section: CaseIterable {
        case home, tally, findings, review, logbook, backups, files, connections, jobs, ledger, people

        var path: String {
            switch self {
            case .home: "/"
            case .tally: "/tally"
            case .findings: "/findings"
            case .review: "/review"
            case .logbook: "/logbook"
            case .backups: "/backups"
            case .files: "/transfers"
            case .connections: "/connections"
            case .jobs: "/jobs"
            case .ledger: "/ledger"
            case .people: "/people"
            }
        }
        var phrase: Phrase {
            switch self {
            case .home: .home
            case .tally: .tallySection
            case .findings: .findings
            case .review: .review
            case .logbook: .logbook
            case .backups: .backups
            case .files: .files
            case .connections: .connections
            case .jobs: .jobs
            case .ledger: .ledger
            case .people: .people
            }
        }
        /// What somebody needs to be shown the entry.
        var scope: Scope {
            switch self {
            case .review: .review
            case .logbook: .drive
            case .people: .administer
            default: .read
            }
        }
        /// Whether its pages tell results of elections, under which a sentence must stand.
        var tellsResults: Bool { [.home, .tally, .findings, .review].contains(self) }
    }

    let title: String
    let language: Language
    let section: Section?
    /// The page's own path, with its query, for the language links.
    let path: String
    /// Whether the page has figures that change while it is looked at; without a script a reload shows them.
    var isLive = false
    /// What this page's head has besides, each part on a line of its own.
    var head: HTML = ""
    let body: HTML

    private var reader: Reader? { Reader.current }

    var html: HTML {
        """
        <!doctype html>
        <html lang="\(language.rawValue)"\(theme)>
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(title) · Steward</title>
        <link rel="stylesheet" href="/assets/steward.css">
        <link rel="icon" href="data:,">\(script)\(head)
        </head>
        <body>
        <a class="skip" href="#main">\(Phrase.skipToContent.text(language))</a>
        <header class="site"><div>
        <strong><a href="/">Steward</a></strong>
        \(navigation)
        <div class="small">\(account)\(languages)</div>
        </div></header>
        <main id="main">
        \(body)
        </main>
        <footer class="site"><p>\(footer.text(language))</p>\(themes)</footer>
        </body>
        </html>

        """
    }

    func response(status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: html.markup)))
    }

    /// What must stand below results of elections has no place below files.
    private var footer: Phrase {
        section?.tellsResults ?? false ? .footer : .plainFooter
    }

    private var script: HTML { isLive ? "\n<script type=\"module\" src=\"/assets/live.js\"></script>" : "" }

    /// What a system asks for is said by no attribute: the style sheet follows it by itself.
    private var theme: HTML {
        guard let theme = reader?.theme, theme != .system else { return "" }
        return " data-theme=\"\(theme.rawValue)\""
    }

    /// Whom nothing is shown needs no ways there.
    private var navigation: HTML {
        let scopes = reader?.scopes ?? Role.viewer.scopes
        let links = Section.allCases.filter { scopes.contains($0.scope) }.map { entry -> HTML in
            let current = HTML.attribute("aria-current", entry == section ? "page" : nil)
            let waiting: HTML =
                switch entry {
                case .review: count(reader?.waiting, .casesWait)
                case .logbook: count(reader?.questions, .logbookQuestionsWait)
                default: ""
                }
            return "<a href=\"\(entry.path)\"\(current)>\(entry.phrase.text(language))\(waiting)</a>"
        }
        guard !links.isEmpty else { return "" }
        return """
            <nav aria-label="\(Phrase.navigation.text(language))">\(HTML(joining: links, separator: " "))</nav>
            """
    }

    /// How much waits for the reader.
    private func count(_ waiting: Int?, _ meaning: Plural) -> HTML {
        guard let waiting, waiting > 0 else { return "" }
        return """
             <span class="count" aria-hidden="true">\(language.number(waiting))</span>\
            <span class="unseen">, \(meaning.text(waiting, language))</span>
            """
    }

    /// Who is signed in, and the way out; for nobody, the way in.
    private var account: HTML {
        guard let reader else { return "" }
        guard let name = reader.name else {
            return path == "/sign-in" ? "" : "<a href=\"/sign-in\">\(Phrase.signInTitle.text(language))</a> · "
        }
        return """
            <a href="/account">\(name)</a> <form class="inline" method="post" action="/sign-out">\(reader.formField)\
            <button class="link">\(Phrase.signOutDo.text(language))</button></form> · 
            """
    }

    /// Whoever is signed in changes their account, so their choices are sent; others only look at another address.
    private var languages: HTML {
        let isKnown = reader?.name != nil
        let choices = Language.allCases.map { other -> HTML in
            let (code, name) = (other.rawValue, other.ownName)
            guard other != language else { return "<span lang=\"\(code)\" aria-current=\"true\">\(name)</span>" }
            return isKnown
                ? "<button class=\"link\" name=\"language\" value=\"\(code)\" lang=\"\(code)\">\(name)</button>"
                : "<a href=\"\(address(with: "lang", code))\" lang=\"\(code)\">\(name)</a>"
        }
        let list = HTML(joining: choices, separator: " · ")
        guard isKnown, let reader else { return list }
        return """
            <form class="inline languages" method="post" action="/account/language">\(reader.formField)\
            <input type="hidden" name="to" value="\(path)">\(list)</form>
            """
    }

    /// Light or dark, for who is not signed in; others choose on the page of their account.
    private var themes: HTML {
        guard let reader, reader.name == nil else { return "" }
        let choices = Theme.allCases.map { theme -> HTML in
            let name = theme.phrase.text(language)
            guard theme != reader.theme else { return "<span aria-current=\"true\">\(name)</span>" }
            return "<a href=\"\(address(with: "theme", theme.rawValue))\">\(name)</a>"
        }
        return """

            <p class="themes">\(Phrase.themeName.text(language)): \(HTML(joining: choices, separator: " · "))</p>
            """
    }

    /// The page's own address with one more query, which stands before a place on the page.
    private func address(with name: String, _ value: String) -> String {
        let page = path.prefix { $0 != "#" }
        return page + (page.contains("?") ? "&" : "?") + name + "=" + value + path.dropFirst(page.count)
    }
}
