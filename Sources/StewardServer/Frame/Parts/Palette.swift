// SPDX-License-Identifier: Apache-2.0

/// The colours of the pages, named by what they mean. The style sheet uses no other colour.
enum Palette {
    /// One colour, light and dark: the custom property `--name`.
    struct Color: Sendable {
        let name: String
        let light: String
        let dark: String
        let meaning: String

        init(_ name: String, _ light: String, _ dark: String, _ meaning: String) {
            self.name = name
            self.light = light
            self.dark = dark
            self.meaning = meaning
        }
    }

    /// Two colours that meet, and how well they must be told apart.
    struct Pair: Sendable, Hashable {
        let front: String
        let back: String
        let level: Contrast.Level
    }

    static let colors = grounds + inks + meanings

    private static let grounds = [
        Color("ground", "#fbfaf8", "#171614", "the page"),
        Color("raised", "#ffffff", "#201f1c", "cards, tables, fields"),
        Color("sunken", "#f1eee8", "#2a2825", "code, keys, what waits"),
        Color("line", "#dedad2", "#3a3833", "lines that only separate"),
        Color("edge", "#837e74", "#8b877d", "edges of what can be operated"),
    ]

    private static let inks = [
        Color("text", "#1d1c1a", "#efece6", "text"),
        Color("quiet", "#5f5b53", "#b5b1a7", "text that matters less"),
        Color("link", "#0b5c8f", "#7fc4ef", "links"),
        Color("focus", "#0b5c8f", "#7fc4ef", "the ring around what has the focus"),
        Color("action", "#0b5c8f", "#7fc4ef", "the button one came for"),
        Color("on-action", "#ffffff", "#10222e", "text on it"),
        Color("on-high", "#ffffff", "#2b0d0d", "text on what destroys, and on the gravest"),
    ]

    private static let meanings = [
        Color("good", "#14694a", "#5fcb9f", "works, holds, done"),
        Color("good-soft", "#e0f2ea", "#17352a", "behind it"),
        Color("info", "#0b5c8f", "#7fc4ef", "under way, news"),
        Color("info-soft", "#e1eff8", "#12303f", "behind it"),
        Color("hint", "#505b69", "#a9b4c2", "a remark, waiting"),
        Color("hint-soft", "#eceff3", "#262c34", "behind it"),
        Color("low", "#725900", "#e2c14b", "look when there is time"),
        Color("low-soft", "#fbf3d3", "#37300f", "behind it"),
        Color("medium", "#9a4600", "#f2a056", "needs a person"),
        Color("medium-soft", "#fdeadb", "#3b2611", "behind it"),
        Color("high", "#b3261e", "#f79a93", "failed, grave, destroys"),
        Color("high-soft", "#fbe4e2", "#40191a", "behind it"),
        Color("missing", "#858075", "#8b877d", "not there: shapes only, its text is quiet"),
        Color("missing-soft", "#efece6", "#2a2825", "behind it"),
    ]

    /// Every pair that the style sheet may use.
    static let pairs: [Pair] = {
        let softs = ["good", "info", "hint", "low", "medium", "high", "missing"].map { $0 + "-soft" }
        let surfaces = ["ground", "raised", "sunken"]
        var pairs: [Pair] = []
        for ink in ["text", "quiet", "link"] {
            pairs += (surfaces + softs).map { Pair(front: ink, back: $0, level: .text) }
        }
        for tone in ["good", "info", "hint", "low", "medium", "high"] {
            pairs += ["ground", "raised", tone + "-soft"].map { Pair(front: tone, back: $0, level: .text) }
        }
        pairs += [
            Pair(front: "on-action", back: "action", level: .text), Pair(front: "on-high", back: "high", level: .text),
        ]
        for edge in ["edge", "focus"] { pairs += surfaces.map { Pair(front: edge, back: $0, level: .edge) } }
        pairs += ["good", "info", "high"].map { Pair(front: $0, back: "line", level: .edge) }
        pairs.append(Pair(front: "missing", back: "raised", level: .edge))
        return pairs
    }()

    static func color(_ name: String) -> Color? { colors.first { $0.name == name } }

    /// The custom properties: light, and dark where the reader chose that, or their system asks for it and they chose
    /// nothing. Paper is always light. `:where` adds no weight, so that what a reader prefers besides still wins.
    static let properties = """
        :root { color-scheme: light; \(list(\.light)) }
        @media screen { :root:where([data-theme=dark]) { \(dark) } }
        @media screen and (prefers-color-scheme: dark) { :root:where(:not([data-theme=light])) { \(dark) } }

        """

    private static let dark = "color-scheme: dark; " + list(\.dark)

    private static func list(_ value: (Color) -> String) -> String {
        colors.map { "--\($0.name): \(value($0));" }.joined(separator: " ")
    }
}
