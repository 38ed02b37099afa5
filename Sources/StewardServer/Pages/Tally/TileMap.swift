// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

/// The constituencies of an election as squares, each a link that says its name and state. It is drawn by the server
/// and needs no script; ``TallyScript`` offers a map to zoom in beside it.
struct TileMap: Part {
    let election: String
    let atlas: TallyAtlas
    let filter: AreaFilter
    let words: Words

    private static let pitch = 28
    private static let side = 25

    private var language: Language { words.language }
    private var layout: TileLayout { atlas.layout }

    var html: HTML {
        let (width, height) = (layout.columns * Self.pitch, layout.rows * Self.pitch)
        let name = Phrase.mapOf.text(language)
        return """
            <svg class="map" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" role="group" \
            aria-label="\(name)" xmlns="http://www.w3.org/2000/svg">
            \(titles)\(tiles)\(borders)</svg>
            """
    }

    private var tiles: HTML {
        var html: HTML = ""
        for facts in atlas.areas { html += tile(facts) }
        return html
    }

    private func tile(_ facts: AreaFacts) -> HTML {
        guard let cell = layout.places[facts.area] else { return "" }
        let state = filter.state(of: facts)
        let isOff = !filter.isOff && !filter.matches(facts)
        let (x, y) = (cell.column * Self.pitch + 1, cell.row * Self.pitch + 1)
        // The first square of a province carries its letters; at this size no name would fit.
        let letters =
            layout.isCountry && facts.area.constituency == 1 ? letters(facts.area.province) : nil
        let text: HTML =
            letters.map { "<text class=\"key\"\(place(x, y))>\($0)</text>" } ?? number(facts, x, y)
        return """
            <a class="\(state.code)\(isOff ? " off" : "")" href="\(TallyPages.address(election, facts.area))">\
            <title>\(label(facts, state))</title>\
            <rect x="\(x)" y="\(y)" width="\(Self.side)" height="\(Self.side)" rx="4"/>\(text)</a>

            """
    }

    private func number(_ facts: AreaFacts, _ x: Int, _ y: Int) -> HTML {
        "<text\(place(x, y))>\(facts.area.constituency)</text>"
    }

    private func place(_ x: Int, _ y: Int) -> HTML {
        " x=\"\(x + Self.side / 2)\" y=\"\(y + Self.side / 2)\""
    }

    private func letters(_ province: Int) -> String? {
        atlas.view.data.register.provinces[province]?.letters
    }

    private func label(_ facts: AreaFacts, _ state: AreaState) -> String {
        let count = filter.findings(of: facts)
        let findings = count > 0 ? ", \(words.count(count, .findings))" : ""
        return "\(facts.name): \(state.label(language))\(findings)"
    }

    private var titles: HTML {
        HTML(
            joining: layout.titles.map { title -> HTML in
                let (x, y) = (
                    title.cell.column * Self.pitch + 1, title.cell.row * Self.pitch + Self.pitch - 8
                )
                return "<text class=\"place\" x=\"\(x)\" y=\"\(y)\">\(title.text)</text>"
            })
    }

    private var borders: HTML {
        guard !layout.borders.isEmpty else { return "" }
        let path = layout.borders.map { line in
            let (x, y) = (line.from.column * Self.pitch, line.from.row * Self.pitch)
            return line.from.row == line.to.row ? "M\(x) \(y)h\(Self.pitch)" : "M\(x) \(y)v\(Self.pitch)"
        }.joined()
        // Between two squares there are three units; the line lies in the middle of them.
        return "<path class=\"border\" transform=\"translate(-.5 -.5)\" d=\"\(path)\"/>"
    }
}

/// What the colours of the map mean, with how many of each there are; each is the way to those alone.
struct MapKey: Part {
    let election: String
    let atlas: TallyAtlas
    let filter: AreaFilter
    let words: Words

    private var language: Language { words.language }

    var html: HTML {
        let open = filter.with { $0.state = nil }
        let matching = atlas.areas.filter(open.matches)
        var counts: [AreaState: Int] = [:]
        for facts in matching { counts[open.state(of: facts), default: 0] += 1 }
        let all = entry(nil, Phrase.all.text(language), matching.count, open)
        let entries = AreaState.all.map { state in
            entry(state, state.label(language), counts[state] ?? 0, open)
        }
        return """
            <nav class="map-key" aria-label="\(Phrase.mapKey.text(language))"><ul>\(all)\(entries)</ul></nav>
            """
    }

    private func entry(_ state: AreaState?, _ label: String, _ count: Int, _ open: AreaFilter) -> HTML {
        let address = "/tally/\(election)\(open.with { $0.state = state }.query)"
        let current = HTML.attribute("aria-current", filter.state == state ? "true" : nil)
        let swatch: HTML = state.map { "<span class=\"swatch \($0.code)\"></span>" } ?? ""
        return
            "<li><a href=\"\(address)\"\(current)>\(swatch)<span>\(label)</span> <b>\(words.number(count))</b></a></li>"
    }
}
