// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import StewardCore
import Tally

/// The pages of connections: what is connected, whether it works, and the files that lie behind it.
enum ConnectionPages {
    static let routes: [Route] = [
        Route("/connections", "The connections; asks no service", scope: .read) { _, context, site in
            let views = try await ConnectionView.list(site)
            let page = ConnectionsPage(views: views, words: context.words(site))
            return FilesPages.page(
                Phrase.connections.text(context.language), "/connections", .connections, page.body, context)
        },
        Route("/connections/{connection}", "A connection; asks its service whether it works", scope: .read) {
            _, context, site in
            let name = try FilesPages.parameter("connection", context)
            let view = try await ConnectionView.one(name, site)
            let page = ConnectionPage(
                view: view, health: try await ConnectionView.health(name, site), words: context.words(site))
            return FilesPages.page(name, view.path, .connections, page.body, context)
        },
        Route("/connections/{connection}/files", "A folder of a connection; asks its service", scope: .read) {
            request, context, site in
            let asked = try BrowseView.Place(request, context)
            _ = try await site.installation.connections.show(asked.connection)
            let outcome = try await BrowseView.outcome(asked, site)
            let page = BrowsePage(place: asked, outcome: outcome, words: context.words(site))
            return FilesPages.page(
                page.title, asked.path, .connections, page.body, context, status: page.status)
        },
    ]
}

/// The list of connections, one card each.
struct ConnectionsPage {
    let views: [ConnectionView]
    let words: Words

    private var parts: FilesParts { FilesParts(words: words) }

    var body: HTML {
        let cards: HTML =
            views.isEmpty ? parts.quiet(.noConnections) : "<div class=\"cards\">\(views.map(card))</div>"
        return "<h1>\(parts.say(.connections))</h1>\n\(cards)"
    }

    private func card(_ view: ConnectionView) -> HTML {
        let facts = ConnectionFacts(view: view, words: words)
        return """
            <section class="card"><h2><a href="\(view.path)">\(view.saved.name)</a></h2>
            \(facts.fault)<dl class="pairs">\(facts.short)</dl>
            <p class="links">\(facts.links(.check))</p></section>
            """
    }
}
