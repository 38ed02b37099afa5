// SPDX-License-Identifier: Apache-2.0
import Files
import Hummingbird
import StewardCore
import Tally

/// The pages of transfers.
enum TransferPages {
    static let routes: [Route] = [
        Route("/transfers", "Transfers, the newest first, and mirrors", scope: .read) { _, context, site in
            let views = try await TransferView.list(site)
            let mirrors = try await MirrorView.list(site)
            let page = TransfersPage(views: views, mirrors: mirrors, words: context.words(site))
            return FilesPages.page(
                Phrase.transfers.text(context.language), "/transfers", .transfers, page.body, context,
                isLive: page.isLive)
        },
        Route("/transfers/{transfer}", "A transfer: how far it is, and what failed", scope: .read) {
            request, context, site in
            let id = try FilesPages.parameter("transfer", context)
            let view = try await TransferView.one(id, site)
            let after = request.uri.queryParameters["after"].flatMap { Int64($0) } ?? 0
            let items = try await TransferItems.of(id, after: after, site)
            let page = TransferPage(view: view, items: items, after: after, words: context.words(site))
            return FilesPages.page(
                page.title, page.address, .transfers, page.body, context, isLive: view.isOpen)
        },
    ]
}

/// The list of transfers, with the mirrors below it.
struct TransfersPage {
    let views: [TransferView]
    let mirrors: [MirrorView]
    let words: Words

    private var language: Language { words.language }
    private var parts: FilesParts { FilesParts(words: words) }
    var isLive: Bool { views.contains(where: \.isOpen) }

    var body: HTML {
        """
        <h1>\(parts.say(.transfers))</h1>
        \(views.isEmpty ? parts.quiet(.noTransfers) : list)
        <h2 id="mirrors">\(parts.say(.mirrors))</h2>
        \(mirrors.isEmpty ? parts.quiet(.noMirrors) : mirrorList)
        """
    }

    private var list: HTML {
        let live: HTML = isLive ? " data-live=\"/api/transfers\" data-watch=\"state job.state\"" : ""
        return parts.table(
            [
                (.kind, false), (.connection, false), (.state, false), (.progress, false), (.files, true),
                (.begun, false),
            ],
            views.map(row), attributes: live)
    }

    private func row(_ view: TransferView) -> HTML {
        let transfer = view.transfer
        let label = TransferPage.place(transfer)
        let counts = view.counts
        let progress = view.progress
        return """
            <tr data-item="\(transfer.id)"><td><a href="\(TransferPage.path(transfer))">\
            \(parts.say(TransferPage.kind(transfer.kind)))</a> \(Shown.name(label, language))</td>\
            \(parts.cell(.connection, parts.connection(transfer.connection)))\
            <td>\(TransferPage.state(view, parts))</td>\
            <td>\(parts.bar(progress.done, of: progress.total, label: parts.say(.progress), isLive: true))</td>\
            \(parts.cell(.files, TransferPage.numbers(counts, words), kind: "n"))\
            <td class="small">\(words.time(transfer.createdAt))</td></tr>
            """
    }

    private var mirrorList: HTML {
        parts.table(
            [(.folder, false), (.connection, false), (.state, false), (.present, true), (.lastRun, false)],
            mirrors.map { view in
                """
                <tr><td><a href="\(view.path)">\(Shown.visible(view.place))</a></td>\
                \(parts.cell(.connection, parts.connection(view.mirror.connection)))\
                <td>\(view.tag(parts))</td>\
                \(parts.cell(.present, "\(words.ratio(view.coverage.present, view.coverage.expected))",
                    kind: "n"))\
                <td class="small">\(words.time(view.mirror.finishedAt))</td></tr>
                """
            })
    }
}
