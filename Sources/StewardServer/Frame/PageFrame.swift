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
        case home, tally, findings, review, files, connections, jobs, ledger, people

        var path: String {
            switch self {
            case .home: "/"
            case .tally: "/tally"
            case .findings: "/findings"
            case .review: "/review"
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
    let body: HTML

    var html: HTML {
        """
        <!doctype html>
        <html lang="\(language.rawValue)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(title) · Steward</title>
        <link rel="stylesheet" href="/assets/steward.css">
        <link rel="icon" href="data:,">\(script)
        </head>
        <body>
        <a class="skip" href="#main">\(Phrase.skipToContent.text(language))</a>
        <header class="site"><div>
        <strong><a href="/">Steward</a></strong>
        <nav aria-label="\(Phrase.navigation.text(language))">\(navigation)</nav>
        <div class="small">\(account)\(languages)</div>
        </div></header>
        <main id="main">
        \(body)
        </main>
        <footer class="site">\(footer.text(language))</footer>
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

    private var navigation: HTML {
        HTML(
            joining: Section.allCases.map { entry -> HTML in
                let current: HTML = entry == section ? " aria-current=\"page\"" : ""
                return "<a href=\"\(entry.path)\"\(current)>\(entry.phrase.text(language))</a>"
            }, separator: " ")
    }

    /// Who is signed in, and the way out; for nobody, the way in.
    private var account: HTML {
        guard let reader = Reader.current else { return "" }
        guard let name = reader.name else {
            return path == "/sign-in" ? "" : "<a href=\"/sign-in\">\(Phrase.signInTitle.text(language))</a> · "
        }
        return """
            <a href="/account">\(name)</a> <form class="inline" method="post" action="/sign-out">\(reader.formField)\
            <button class="link">\(Phrase.signOutDo.text(language))</button></form> · 
            """
    }

    private var languages: HTML {
        HTML(
            joining: Language.allCases.map { other -> HTML in
                guard other != language else { return "<span aria-current=\"true\">\(other.ownName)</span>" }
                let name = other.ownName
                let address = path + (path.contains("?") ? "&" : "?") + "lang=" + other.rawValue
                return "<a href=\"\(address)\" lang=\"\(other.rawValue)\">\(name)</a>"
            }, separator: " · ")
    }
}
