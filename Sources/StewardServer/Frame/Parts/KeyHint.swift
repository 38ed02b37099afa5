// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Keys that are pressed one after another, or together.
struct KeyHint: Part, Hashable {
    let keys: [String]

    init(_ keys: String...) { self.keys = keys }

    var html: HTML { HTML(joining: keys.map { "<kbd>\($0)</kbd>" }, separator: " ") }
}

/// What each key does.
struct KeyList: Part {
    let entries: [(keys: KeyHint, meaning: String)]

    var html: HTML {
        let rows = entries.map { entry -> HTML in "<dt>\(entry.keys)</dt><dd>\(entry.meaning)</dd>" }
        return "<dl class=\"keys\">\(rows)</dl>"
    }
}
