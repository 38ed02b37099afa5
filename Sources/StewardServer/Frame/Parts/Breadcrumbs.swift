// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

/// Where a page stands: the pages above it, the nearest last.
struct Breadcrumbs: Part {
    let language: Language
    let links: [PageLink]

    var html: HTML {
        let items = links.map { link -> HTML in "<li>\(link)</li>" }
        return "<nav class=\"trail\" aria-label=\"\(Phrase.breadcrumbs.text(language))\"><ol>\(items)</ol></nav>"
    }
}
