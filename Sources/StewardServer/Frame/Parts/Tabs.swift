// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// The parts of a section, each a page of its own.
struct Tabs: Part {
    /// What they are the parts of.
    let label: String
    let links: [PageLink]

    var html: HTML { "<nav class=\"sub\" aria-label=\"\(label)\">\(links)</nav>" }
}

/// What of a list is shown, each choice with its own address.
struct Filters: Part {
    let label: String
    let links: [PageLink]

    var html: HTML { "<nav class=\"filters\" aria-label=\"\(label)\">\(links)</nav>" }
}
