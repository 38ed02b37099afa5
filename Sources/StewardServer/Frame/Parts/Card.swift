// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Things that belong together, with a heading that is their name.
struct Card: Part {
    let title: String
    /// The heading's level, one below that of the heading it stands under.
    var level = 2
    /// Unique on the page; other parts may point at `#id`.
    let id: String
    var badge: Badge?
    let content: HTML
    /// Links and buttons.
    var actions: HTML?

    var html: HTML {
        let heading = HTML(trusted: "h\(min(max(level, 2), 6))")
        let footer: HTML = actions.map { "\n<footer class=\"links\">\($0)</footer>" } ?? ""
        return """
            <section class="card" aria-labelledby="\(id)">
            <header><\(heading) id="\(id)">\(title)</\(heading)>\(badge)</header>
            \(content)\(footer)
            </section>
            """
    }
}

/// Cards side by side, as many as fit.
struct CardGrid: Part {
    let cards: [Card]

    var html: HTML { "<div class=\"cards\">\(cards)</div>" }
}
