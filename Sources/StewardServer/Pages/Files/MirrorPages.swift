// SPDX-License-Identifier: Apache-2.0
import Files
import Hummingbird
import StewardCore
import StewardLedger
import Tally

/// The pages of mirrors; their list stands on the page of transfers.
enum MirrorPages {
    static let routes: [Route] = [
        Route("/mirrors/{mirror}", "A mirror: how complete it is, and what is missing or changed", scope: .read) {
            request, context, site in
            let (view, files) = try await load(request, context, site)
            let page = MirrorPage(view: view, files: files, words: context.words(site))
            return FilesPages.page(page.title, page.path, .transfers, page.body, context)
        }
    ]

    static func load(
        _ request: Request, _ context: PageContext, _ site: Site
    ) async throws -> (MirrorView, MirrorFiles) {
        let id = try FilesPages.parameter("mirror", context)
        let view = try await MirrorView.one(id, site)
        let query = request.uri.queryParameters
        let status = query["status"].flatMap { MirrorFiles.Status(rawValue: String($0)) }
        let files = try await MirrorFiles.of(id, status: status, after: query["after"].map(String.init), site)
        return (view, files)
    }
}

/// One mirror.
struct MirrorPage {
    let view: MirrorView
    let files: MirrorFiles
    let words: Words

    private var language: Language { words.language }
    private var parts: FilesParts { FilesParts(words: words) }
    private var mirror: Mirror { view.mirror }

    var title: String { parts.say(.mirrors) + " · " + Shown.visible(view.place) }
    /// With what was chosen.
    var path: String { address(files.status, after: files.after) }

    private func address(_ status: MirrorFiles.Status?, after: String? = nil) -> String {
        let query = [status.map { "status=\($0.rawValue)" }, after.map { "after=\(HTML.pathComponent($0))" }]
            .compactMap(\.self).joined(separator: "&")
        return query.isEmpty ? view.path : "\(view.path)?\(query)"
    }

    var body: HTML {
        let coverage = view.coverage
        return """
            <nav class="trail"><a href="/transfers#mirrors">\(parts.say(.mirrors))</a></nav>
            <h1>\(Shown.name(view.place, language))</h1>
            <p>\(view.tag(parts)) \(words.number(coverage.present)) \(parts.say(.ofTotal)) \
            \(words.number(coverage.expected))</p>
            \(parts.bar(coverage.present, of: coverage.expected, label: parts.say(.present)))
            <ul class="figures">\(figures)</ul>
            <dl class="pairs card">\(facts)</dl>
            \(unread)
            <h2>\(parts.say(.files))</h2>
            \(filters)
            \(list)
            """
    }

    private var figures: [HTML] {
        let coverage = view.coverage
        return [
            parts.figure(words.number(coverage.expected), .expected),
            parts.figure(words.number(coverage.missing), .missing),
            parts.figure(words.number(coverage.changed), .changed),
            parts.figure(words.number(coverage.skipped), .skipped),
            parts.figure(words.number(coverage.vanished), .vanished),
            parts.figure(words.bytes(coverage.bytes), .kept),
        ]
    }

    private var facts: HTML {
        var rows: HTML = parts.pair(.connection, parts.connection(mirror.connection))
        let shared: HTML = mirror.options.isPublic ? " (\(parts.say(.shared)))" : ""
        rows += parts.pair(.from, "<code>\(mirror.folder)</code>\(shared)")
        switch mirror.options.target {
        case .blobs: rows += parts.pair(.keptIn, "\(parts.say(.asBlobs))")
        case .folder(let path): rows += parts.pair(.keptIn, Shown.name(path, language))
        }
        rows += parts.pair(
            .book, "<a href=\"\(LedgerPages.address(mirror.book.name))\">\(mirror.book.name)</a>")
        rows += parts.pair(.lastLook, words.time(mirror.listedAt))
        rows += parts.pair(.lastRun, words.time(mirror.finishedAt))
        return rows
    }

    private var unread: HTML {
        guard !files.unread.isEmpty else { return "" }
        let rows = files.unread.map { folder -> HTML in
            "<tr><td>\(Shown.name(folder.path, language))</td><td class=\"small\">\(folder.reason)</td></tr>"
        }
        return """
            <h2>\(parts.say(.unreadFolders))</h2>
            \(parts.table([(.folder, false), (.reason, false)], rows))
            """
    }

    private var filters: HTML {
        let choices: [MirrorFiles.Status?] = [nil] + MirrorFiles.Status.allCases
        let links = choices.map { choice -> HTML in
            let current: HTML = choice == files.status ? " aria-current=\"true\"" : ""
            return "<a href=\"\(address(choice))\"\(current)>\(parts.say(choice.map(Self.phrase) ?? .missingFirst))</a>"
        }
        return "<nav class=\"filters\" aria-label=\"\(parts.say(.state))\">\(links)</nav>"
    }

    private var list: HTML {
        guard !files.files.isEmpty else { return "<p class=\"quiet\">\(parts.say(.none))</p>" }
        let more: HTML =
            files.next.map { next in
                "<p><a href=\"\(address(files.status, after: next))\">\(parts.say(.nextPage)) →</a></p>"
            } ?? ""
        let table = parts.table(
            [(.file, false), (.state, false), (.size, true), (.versions, true), (.modified, false), (.reason, false)],
            files.files.map(row))
        return "\(table)\(more)"
    }

    private func row(_ file: CoveredFile) -> HTML {
        """
        <tr><td>\(Shown.name(file.path, language))</td><td>\(tag(file.status))</td>\
        \(parts.cell(.size, "\(words.bytes(file.size))", kind: "n"))\
        \(parts.cell(.versions, "\(words.number(file.versions))", kind: "n"))\
        <td class="small">\(words.time(file.modifiedAt))</td><td class="small">\(file.reason ?? "")</td></tr>
        """
    }

    private func tag(_ status: MirrorFiles.Status) -> HTML {
        switch status {
        case .present: parts.tag(.present, "good")
        case .missing: parts.tag(.missing, "high")
        case .changed: parts.tag(.changed, "medium")
        case .skipped, .vanished: parts.tag(Self.phrase(status), "missing")
        }
    }

    private static func phrase(_ status: MirrorFiles.Status) -> Phrase {
        switch status {
        case .present: .present
        case .missing: .missing
        case .changed: .changed
        case .skipped: .skipped
        case .vanished: .vanished
        }
    }
}
