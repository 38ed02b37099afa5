// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

/// Tiles and charts, and the rules that hold for every page.
extension StyleguidePage {
    var charts: HTML {
        let tiles: [(Tone, String)] = [
            (.good, "holds"), (.missing, "no announcement"), (.low, "low"), (.medium, "medium"), (.high, "high"),
            (.critical, "critical"),
        ]
        let row = tiles.enumerated().map { index, tile -> HTML in
            """
            <a class="tile \(tile.0.rawValue)" href="#charts" aria-label="น่าน \(index + 1): \(tile.1)" \
            title="น่าน \(index + 1): \(tile.1)">\(index + 1)</a>
            """
        }
        let legend = tiles.map { tile -> HTML in "<li>\(Badge(tile.1, tile.0))</li>" }
        let rows = libraries.map { entry -> DataTable.Row in
            let state = entry.isThere ? Badge("installed", .good) : Badge("not installed", .missing)
            return .init([
                "<code>\(entry.library.package)</code>", "\(state)",
                "\(entry.library.files.map(\.address).joined(separator: " "))",
            ])
        }
        return """
            <p>A tile says its state by colour, by shape and by name.</p>
            <div class="example"><ul class="legend">\(legend)</ul>
            <ul class="tiles"><li><h3>น่าน</h3><div class="row">\(row)</div></li></ul></div>
            <p>Libraries from Debian’s packages make maps and charts more comfortable. Pages are whole without them.</p>
            \(DataTable(name: "Libraries", columns: [.init("Package"), .init("Here"), .init("Address")], rows: rows))
            """
    }

    var rules: HTML {
        let rules = [
            "One first heading; no level left out below it.",
            "Every field has a label; every button and link has text or a name.",
            "Every table names its columns; every picture says what it shows.",
            "Nothing is said by colour alone.",
            "Everything works with the keyboard, in the order it is read; the ring shows where one is.",
            "The page never scrolls sideways, down to 320 px; wide tables scroll in their box.",
            "Everything that can be read or sent works without a script.",
            "Nothing moves for those who asked their system for less motion.",
            "A failure says what happened, whether something changed, and what to do.",
        ]
        return "<ul>\(rules.map { "<li>\($0)</li>" as HTML })</ul>"
    }
}
