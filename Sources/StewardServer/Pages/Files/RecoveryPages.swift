// SPDX-License-Identifier: Apache-2.0
import Files
import Hummingbird
import StewardCore
import Tally

/// The pages of recoveries.
enum RecoveryPages {
    static let routes: [Route] = [
        Route("/recoveries", "Recoveries, the newest first", scope: .read) { _, context, site in
            let views = try await RecoveryView.list(site)
            let page = RecoveriesPage(views: views, words: context.words(site))
            return FilesPages.page(
                Phrase.recoveries.text(context.language), "/recoveries", .recoveries, page.body, context,
                isLive: page.isLive)
        },
        Route("/recoveries/{recovery}", "A recovery: its plan, and how far each file is", scope: .read) {
            _, context, site in
            let view = try await RecoveryView.one(try FilesPages.parameter("recovery", context), site)
            let page = RecoveryPage(view: view, words: context.words(site))
            return FilesPages.page(
                page.title, view.path, .recoveries, page.body, context, isLive: view.isOpen)
        },
    ]
}

/// The list of recoveries.
struct RecoveriesPage {
    let views: [RecoveryView]
    let words: Words

    private var parts: FilesParts { FilesParts(words: words) }
    var isLive: Bool { views.contains(where: \.isOpen) }

    var body: HTML {
        "<h1>\(parts.say(.recoveries))</h1>\n\(views.isEmpty ? parts.quiet(.noRecoveries) : list)"
    }

    private var list: HTML {
        let live: HTML = isLive ? " data-live=\"/api/recoveries\" data-watch=\"finished_at\"" : ""
        return parts.table(
            [
                (.name, false), (.connection, false), (.state, false), (.progress, false), (.files, true),
                (.begun, false),
            ],
            views.map(row), attributes: live)
    }

    private func row(_ view: RecoveryView) -> HTML {
        let recovery = view.recovery
        let bar = parts.bar(
            Int64(recovery.done), of: Int64(recovery.found), label: parts.say(.progress), isLive: true)
        return """
            <tr data-item="\(recovery.id)"><td><a href="\(view.path)">\(Shown.visible(recovery.name))</a></td>\
            \(parts.cell(.connection, parts.connection(recovery.connection)))\
            <td>\(RecoveryPage.state(recovery, parts))</td>\
            <td>\(bar)</td>\(parts.cell(.files, RecoveryPage.numbers(recovery, words), kind: "n"))\
            <td class="small">\(words.time(recovery.startedAt))</td></tr>
            """
    }
}
