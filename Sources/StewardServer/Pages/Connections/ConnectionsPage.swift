// SPDX-License-Identifier: Apache-2.0
import StewardCatalog
import StewardCore
import StewardIntegration
import Tally

/// The list of connections, one card each, and below it everything that can be connected.
struct ConnectionsPage {
    let views: [ConnectionView]
    let words: Words
    let mayChange: Bool

    var body: HTML {
        """
        <h1>\(words.say(.connections))</h1>
        <p class="lead">\(words.say(.connectionsIntro))</p>
        \(connections)
        <h2 id="catalog">\(words.say(.catalog))</h2>
        \(mayChange ? "" : "<p class=\"quiet\">\(words.say(.onlyOwners))</p>\n")\
        \(CardGrid(cards: Catalog.entries.map { catalogCard($0.manifest) }))
        """
    }

    private var connections: HTML {
        guard !views.isEmpty else {
            return EmptyState(
                title: words.say(.nothingConnected), text: "\(words.say(.nothingConnectedHelp))"
            ).html
        }
        return CardGrid(cards: views.map(card)).html
    }

    private func card(_ view: ConnectionView) -> Card {
        let facts = ConnectionFacts(view: view, words: words)
        return Card(
            title: view.saved.name, id: "connection-\(view.saved.name)", badge: facts.badge,
            content: "\(facts.fault)\(facts.reason)<dl class=\"pairs\">\(facts.short)</dl>",
            actions: facts.links(isList: true))
    }

    private func catalogCard(_ manifest: Manifest) -> Card {
        let abilities = manifest.capabilities.map { words.say(.capability($0)) }.joined(separator: "; ")
        let badge = manifest.tier == .experimental ? Badge(words.say(.experimental), .hint) : nil
        let name = ConnectionFacts.commandName(manifest.id)
        let link: HTML = """
            <a href="/connections/new/\(name)" aria-label="\(words.say(.setUpService)): \(manifest.name)">\
            \(words.say(.setUpService))</a>
            """
        return Card(
            title: manifest.name, level: 3, id: "catalog-\(name)", badge: badge,
            content: """
                <p lang="en">\(manifest.summary)</p>
                <p class="small quiet">\(abilities)</p>
                """, actions: mayChange ? link : nil)
    }
}
