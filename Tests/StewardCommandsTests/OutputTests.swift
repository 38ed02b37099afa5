// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import Testing

@testable import StewardCommands

@Suite struct OutputTests {
    @Test("Thai vowels and tone marks above and below take no column")
    func thaiWidth() {
        #expect("กรุงเทพมหานคร".displayWidth == 12)
        #expect("เก้า".displayWidth == 3)
        #expect("abc".displayWidth == 3)
        #expect("漢字".displayWidth == 4)
    }

    @Test("a table aligns columns by what is seen, numbers stand right")
    func table() {
        let listing = Listing(
            [("name", "Name"), ("votes", "Votes"), ("hidden", nil)], empty: "None.",
            rows: [["เก้า", 7, "x"], ["abcdef", 1234, "y"]])
        #expect(listing.text == "Name    Votes\nเก้า         7\nabcdef   1234\n")
    }

    @Test("an empty table is a sentence, and an empty list in JSON")
    func empty() {
        let listing = Listing([("name", "Name")], empty: "No books yet.")
        #expect(listing.text == "No books yet.\n")
        #expect(listing.json == .array([]))
    }

    @Test("a listing that comes in pages is shown as one, its columns only grow")
    func pages() {
        let rows: [[JSON]] = [["a", 1], ["long", 12], ["b", .null], ["longer", 345]]
        for json in [false, true] {
            var shown = ""
            var pages = PagedListing(Listing([("name", "Name"), ("votes", "Votes")], empty: "None."), json: json) {
                shown += $0
            }
            pages.show([])
            pages.show(Array(rows[..<2]))
            pages.show(Array(rows[2...]))
            pages.finish()
            let whole = Listing([("name", "Name"), ("votes", "Votes")], empty: "None.", rows: rows)
            #expect(
                shown
                    == (json
                        ? PrettyJSON.text(whole.json) + "\n"
                        : "Name  Votes\na         1\nlong     12\nb           –\nlonger    345\n"))
        }
    }

    @Test("pages without a row are an empty list", arguments: [(false, "None.\n"), (true, "[]\n")])
    func noPages(json: Bool, expected: String) {
        var shown = ""
        var pages = PagedListing(Listing([("name", "Name")], empty: "None."), json: json) { shown += $0 }
        pages.finish()
        #expect(shown == expected)
    }

    @Test("JSON output parses back to the same value, whatever the text holds")
    func roundTrip() throws {
        let value: JSON = [
            "text": "quote \" backslash \\ newline \n tab \t bell \u{7} ำ", "list": [1, .number(2.5), nil, true],
            "none": [],
            "nested": ["empty": .object([])],
        ]
        #expect(try JSON(parsing: Array(PrettyJSON.text(value).utf8)) == value)
    }

    @Test("a progress bar never goes over its end")
    func progress() {
        let bar = ProgressBar(label: "Importing", total: 794, isOn: true, isTerminal: true)
        #expect(bar.line(0) == "Importing  [--------------------]  0 %  0/794")
        #expect(bar.line(397) == "Importing  [##########----------]  50 %  397/794")
        #expect(bar.line(900) == "Importing  [####################]  100 %  900/794")
    }
}
