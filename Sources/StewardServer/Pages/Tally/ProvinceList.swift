// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

/// The ways to the provinces, by region where there are regions: large enough for a thumb where the map's squares are
/// not.
struct ProvinceList: Part {
    let election: String
    let atlas: TallyAtlas
    let language: Language

    private struct Entry {
        let code: Int
        let name: String
        let state: AreaState
        let count: Int
    }

    var html: HTML {
        let entries = entries
        guard atlas.layout.isCountry else { return list(entries) }
        return HTML(
            joining: Region.allCases.map { region -> HTML in
                let own = entries.filter { Region(province: $0.code) == region }
                return own.isEmpty ? "" : "<h3>\(region.phrase.text(language))</h3>\(list(own))"
            })
    }

    private var entries: [Entry] {
        let byProvince = Dictionary(grouping: atlas.areas, by: \.area.province)
        return byProvince.map { code, areas in
            let worst = areas.max { $0.state.weight < $1.state.weight }
            return Entry(
                code: code, name: areas.first?.provinceName ?? String(code), state: worst?.state ?? .missing,
                count: areas.count)
        }.sorted { ($0.name, $0.code) < ($1.name, $1.code) }
    }

    private func list(_ entries: [Entry]) -> HTML {
        let items = entries.map { entry -> HTML in
            """
            <li><a href="\(TallyPages.address(election, province: entry.code))">\
            <span class="swatch \(entry.state.code)"></span><span>\(entry.name)</span> \
            <span class="quiet small">\(entry.count)<span class="unseen">, \
            \(Phrase.worst.text(language)): \(entry.state.label(language))</span></span></a></li>

            """
        }
        return "<ul class=\"provinces\">\(items)</ul>"
    }
}
