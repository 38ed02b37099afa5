// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// A small part of a page: a value that gives its markup, with the names and roles that screen readers need. Every
/// part stands on `/styleguide` in each of its states.
protocol Part: Sendable {
    var html: HTML { get }
}

extension HTML.StringInterpolation {
    /// A part is its markup.
    mutating func appendInterpolation(_ part: some Part) { appendInterpolation(part.html) }
    /// Parts one after another.
    mutating func appendInterpolation(_ parts: [some Part]) { appendInterpolation(parts.map(\.html)) }
    /// Nothing for `nil`.
    mutating func appendInterpolation(_ part: (some Part)?) {
        if let part { appendInterpolation(part.html) }
    }
}

extension HTML {
    /// ` name="value"` with the blank before it, or nothing for `nil`.
    static func attribute(_ name: StaticString, _ value: String?) -> HTML {
        guard let value else { return "" }
        return " \(HTML(trusted: name.description))=\"\(value)\""
    }

    /// ` name` when it is on.
    static func flag(_ name: StaticString, _ isOn: Bool) -> HTML {
        isOn ? " \(HTML(trusted: name.description))" : ""
    }
}

/// A way to another page, or to another part of this one.
struct PageLink: Part, Hashable {
    let text: String
    let address: String
    /// Whether it is where one is.
    var isCurrent = false

    var html: HTML { "<a href=\"\(address)\"\(HTML.attribute("aria-current", isCurrent ? "page" : nil))>\(text)</a>" }
}
