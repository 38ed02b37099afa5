// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import StewardCore
import Tally

/// The pages of the files and of the connections that they lie behind.
enum FilesPages {
    static let routes: [Route] =
        TransferPages.routes + MirrorPages.routes + RecoveryPages.routes + QuotaPages.routes + [browse]

    private static let browse = Route(
        "/connections/{connection}/files", "A folder of a connection; asks its service", scope: .read
    ) { request, context, site in
        let asked = try BrowseView.Place(request, context)
        _ = try await site.installation.connections.show(asked.connection)
        let outcome = try await BrowseView.outcome(asked, site)
        let page = BrowsePage(place: asked, outcome: outcome, words: context.words(site))
        let sending: HTML =
            page.status == .ok ? FolderUpload.form(asked.connection, folder: asked.folder, context, site) : ""
        return FilesPages.page(
            page.title, asked.path, .connections, "\(page.body)\n\(sending)", context, status: page.status)
    }

    /// The parts of this section, in the order of its own navigation.
    enum Part: CaseIterable {
        case transfers, recoveries, storage, connections

        var path: String {
            switch self {
            case .transfers: "/transfers"
            case .recoveries: "/recoveries"
            case .storage: "/quota"
            case .connections: "/connections"
            }
        }
        var phrase: Phrase {
            switch self {
            case .transfers: .transfers
            case .recoveries: .recoveries
            case .storage: .storage
            case .connections: .connections
            }
        }
    }

    /// A page of this section, with the navigation of its parts.
    static func page(
        _ title: String, _ path: String, _ part: Part, _ body: HTML, _ context: PageContext, isLive: Bool = false,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        let language = context.language
        let links = Part.allCases.map { entry -> HTML in
            let current: HTML = entry == part ? " aria-current=\"page\"" : ""
            return "<a href=\"\(entry.path)\"\(current)>\(entry.phrase.text(language))</a>"
        }
        let lost: HTML =
            isLive ? "<p class=\"notice warn\" data-lost hidden>\(Phrase.stale.text(language))</p>\n" : ""
        let whole: HTML = """
            <nav class="sub" aria-label="\(Phrase.filesNavigation.text(language))">\(links)</nav>
            \(lost)\(body)
            """
        return PageFrame(
            title: title, language: language, section: .files, path: path, isLive: isLive, body: whole
        ).response(status: status)
    }

    /// A part of an address as it was written.
    static func parameter(_ name: String, _ context: PageContext) throws -> String {
        let text = try context.parameters.require(name)
        return text.removingPercentEncoding ?? text
    }
}

/// Small parts that the pages of files share.
struct FilesParts {
    let words: Words

    func say(_ phrase: Phrase) -> String { words.say(phrase) }

    /// One number with its name, for `ul.figures`. With `value`, the script keeps it fresh.
    func figure(_ number: String, _ phrase: Phrase, value: String? = nil, form: String = "number") -> HTML {
        let live: HTML = value.map { " data-value=\"\($0)\" data-form=\"\(form)\"" } ?? ""
        return "<li><b\(live)>\(number)</b><span>\(say(phrase))</span></li>"
    }

    /// A bar with its text for those who do not see it.
    func bar(_ done: Int64, of total: Int64, label: String, isLive: Bool = false, isAbove: Bool = false) -> HTML {
        let live: HTML = isLive ? " data-value=\"progress.done\" data-whole=\"progress.total\"" : ""
        let kind: HTML = isAbove ? " class=\"above\"" : ""
        return """
            <progress\(kind) max="\(max(total, 1))" value="\(max(0, min(done, max(total, 1))))" \
            aria-label="\(label)"\(live)></progress>
            """
    }

    /// A row of a `dl.pairs`.
    func pair(_ phrase: Phrase, _ value: HTML) -> HTML { "<dt>\(say(phrase))</dt><dd>\(value)</dd>" }

    /// A cell that names itself where the table's head is not shown.
    func cell(_ phrase: Phrase, _ value: HTML, kind: String = "") -> HTML {
        let named: HTML = kind.isEmpty ? "" : " class=\"\(kind)\""
        return "<td\(named) data-label=\"\(say(phrase))\">\(value)</td>"
    }

    /// A table that becomes a list on a narrow screen.
    func table(_ heads: [(Phrase, isNumber: Bool)], _ rows: [HTML], attributes: HTML = "") -> HTML {
        let cells = heads.map { head -> HTML in
            let kind: HTML = head.isNumber ? " class=\"n\"" : ""
            return "<th scope=\"col\"\(kind)>\(say(head.0))</th>"
        }
        return """
            <div class="card"><table class="stack"\(attributes)><thead><tr>\(cells)</tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }

    func tag(_ phrase: Phrase, _ color: String) -> HTML { "<span class=\"tag \(color)\">\(say(phrase))</span>" }

    func quiet(_ phrase: Phrase) -> HTML { "<p class=\"quiet\">\(say(phrase))</p>" }

    func connection(_ name: String) -> HTML { "<a href=\"/connections/\(HTML.pathComponent(name))\">\(name)</a>" }
}
