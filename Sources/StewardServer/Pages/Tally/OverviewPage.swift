// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

/// An election at a glance: the map of its constituencies, what is covered, and where the findings are.
struct OverviewPage {
    let election: String
    let atlas: TallyAtlas
    let filter: AreaFilter
    let words: Words
    let shelf: TallyShelf
    let vendor: VendorAssets

    private var view: ElectionView { atlas.view }
    private var language: Language { words.language }
    private func say(_ phrase: Phrase) -> String { phrase.text(language) }

    var body: HTML {
        """
        <h1>\(view.data.state.title)</h1>
        \(TallyTabs(election: election, current: .map, language: language))
        <p class="quiet">\(say(.snapshot)) \(snapshot)</p>
        <ul class="figures">\(figures)</ul>
        <h2>\(say(.allAreas))</h2>
        <div class="atlas">
        \(kept("key") { MapKey(election: election, atlas: atlas, filter: filter, words: words).html })
        \(map)
        \(kept("form") { AreaFilterForm(election: election, atlas: atlas, filter: filter, words: words).html })
        </div>
        \(kept("list") { list })
        \(kept("gravest") { gravest })
        \(kept("provinces") { provinces })
        \(kept("seats") { seats })
        \(credits)
        \(TallyScript.element)
        """
    }

    /// Without a filter nothing here depends on who asks.
    private func kept(_ name: String, _ make: () -> HTML) -> HTML {
        guard filter == AreaFilter() else { return make() }
        return shelf.fragment("overview-" + name, election, atlas, language, make)
    }

    private var snapshot: HTML {
        let feed = view.data.feed
        return
            "\(words.time(written: feed.lastUpdate)), \(words.percent(feed.percentCounted, digits: 2))"
    }

    private var open: [FindingRecord] { view.findings.filter(\.isOpenMatter) }

    private var figures: HTML {
        kept("figures") {
            let winners = open.count { $0.finding.consequence.kind == .winnerChanges }
            let figures = [
                Figure(language.number(view.forms.count), say(.documents)),
                Figure(words.ratio(view.complete, view.areas.count), say(.coverage)),
                Figure(language.number(view.consistent), say(.consistent)),
                Figure(language.number(open.count), say(.openFindings)),
                Figure(language.number(winners), say(.changesWinner)),
            ]
            return HTML(joining: figures.map(\.html))
        }
    }

    private var map: HTML {
        let leaflet = vendor.has(.leaflet) ? vendor.address(.leafletModule) : nil
        let style = leaflet == nil ? nil : vendor.address(.leafletStyle)
        let data = leaflet == nil ? nil : "/api/elections/\(election)/map\(filter.query)"
        return """
            <figure class="map-box"\(HTML.attribute("data-map", data))\(HTML.attribute("data-leaflet", leaflet))\
            \(HTML.attribute("data-leaflet-style", style))\
            \(HTML.attribute("data-zoom", leaflet == nil ? nil : say(.mapZoom)))\
            \(HTML.attribute("data-plain", leaflet == nil ? nil : say(.mapPlain)))\
            \(HTML.attribute("data-name", leaflet == nil ? nil : say(.mapOf)))>
            <a class="skip-map" href="#areas">\(say(.skipMap))</a>
            \(kept("map") { TileMap(election: election, atlas: atlas, filter: filter, words: words).html })
            <figcaption>\(say(atlas.layout.isCountry ? .mapNote : .mapNoteFlow))</figcaption></figure>
            """
    }

    private var list: HTML {
        let found = filter.apply(atlas.areas)
        let pages = ListPages(count: found.count, first: filter.first, length: AreaFilter.pageLength)
        let province: HTML? = filter.province.flatMap { code in
            atlas.name(of: code).map { name in
                "<p><a href=\"\(TallyPages.address(election, province: code))\">\(say(.province)): \(name)</a></p>"
            }
        }
        let head: HTML = """
            <h2 id="areas">\(words.count(found.count, .areas))</h2>
            \(province)
            """
        guard !found.isEmpty else {
            let state = EmptyState(
                title: say(.noAreaMatches), text: "\(say(.noAreaMatchesHelp))",
                action: PageLink(text: say(.showAll), address: "/tally/\(election)"))
            return "\(head)\(state)"
        }
        let table = AreasTable(
            election: election, areas: Array(found[pages.range]), filter: filter, words: words)
        let pagination = pages.pagination(words) { first in
            var other = filter
            other.first = first
            return "/tally/\(election)\(other.query)#areas"
        }
        return "\(head)\(table)\(pagination)"
    }

    private var gravest: HTML {
        guard filter.isOff else { return "" }
        let address = "/tally/\(election)/findings"
        return """
            <h2>\(say(.mostConsequential))</h2>
            \(FindingsTable(election: election, records: Array(open.prefix(8)), view: view, words: words).html)
            <p><a href="\(address)">\(say(.openFindings)): \(language.number(open.count))</a></p>
            """
    }

    private var provinces: HTML {
        guard filter.isOff else { return "" }
        return """
            <h2>\(say(.provinces))</h2>
            \(ProvinceList(election: election, atlas: atlas, language: language))
            """
    }

    private var seats: HTML {
        """
        <h2>\(say(.seats))</h2>
        \(SeatsTable(view: view, words: words).html)
        """
    }

    private var credits: HTML {
        guard !view.credits.isEmpty else { return "" }
        return "<p class=\"quiet small\">\(say(.credit)): \(view.credits.joined(separator: "; "))</p>"
    }
}

/// The parts of an election's pages.
struct TallyTabs: Part {
    enum Tab: CaseIterable { case map, findings, charts }

    let election: String
    let current: Tab?
    let language: Language

    var html: HTML {
        let links = Tab.allCases.map { tab in
            PageLink(text: phrase(tab).text(language), address: address(tab), isCurrent: tab == current)
        }
        return Tabs(label: Phrase.electionParts.text(language), links: links).html
    }

    private func phrase(_ tab: Tab) -> Phrase {
        switch tab {
        case .map: .allAreas
        case .findings: .findings
        case .charts: .charts
        }
    }

    private func address(_ tab: Tab) -> String {
        switch tab {
        case .map: "/tally/\(election)"
        case .findings: "/tally/\(election)/findings"
        case .charts: "/tally/\(election)/charts"
        }
    }
}
