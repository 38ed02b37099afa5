// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// One number with its name.
struct Figure: Part {
    let value: String
    let name: String
    /// The path of the value in the JSON beside the page, so that the script keeps it fresh.
    var live: String?

    init(_ value: String, _ name: String, live: String? = nil) {
        self.value = value
        self.name = name
        self.live = live
    }

    var html: HTML {
        let form = live == nil ? nil : "number"
        return """
            <li><b\(HTML.attribute("data-value", live))\(HTML.attribute("data-form", form))>\(value)</b>\
            <span>\(name)</span></li>
            """
    }
}

/// The numbers that a page is about.
struct Figures: Part {
    let figures: [Figure]

    var html: HTML { "<ul class=\"figures\">\(figures)</ul>" }
}
