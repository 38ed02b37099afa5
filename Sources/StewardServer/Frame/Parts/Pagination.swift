// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

/// The ways to the pages of a long list before and after this one.
struct Pagination: Part {
    let language: Language
    /// What is shown, as “101–200 of 3,100”.
    var text: String?
    var previous: String?
    var next: String?

    /// Nothing when everything stands on one page and there is nothing to say.
    var html: HTML {
        guard text != nil || previous != nil || next != nil else { return "" }
        return """
            <nav class="pages" aria-label="\(Phrase.pagesOfList.text(language))">\
            \(link(previous, "prev", .previousPage))\
            \(text.map { "<span>\($0)</span>" as HTML })\(link(next, "next", .followingPage))</nav>
            """
    }

    private func link(_ address: String?, _ relation: StaticString, _ phrase: Phrase) -> HTML {
        guard let address else { return "" }
        let name = phrase.text(language)
        return "<a href=\"\(address)\"\(HTML.attribute("rel", relation.description))>\(name)</a>"
    }
}
