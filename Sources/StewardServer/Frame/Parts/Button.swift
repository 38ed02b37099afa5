// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// A button that sends its form.
struct Button: Part {
    enum Kind: String, Sendable, CaseIterable {
        /// What one came for: one on a page.
        case primary
        case plain = ""
        /// It destroys or ends something.
        case danger
        case dangerPrimary = "danger primary"
        /// Looks like a link, and still sends.
        case bare
    }

    let text: String
    var kind: Kind = .plain
    var name: String?
    var value: String?
    var isDisabled = false
    /// Said by screen readers instead of the text, where the text alone is not enough: “Revoke” of which?
    var fullName: String?
    /// The keys that do the same, as `j` or `Shift+U`.
    var keys: String?

    init(_ text: String, _ kind: Kind = .plain) {
        self.text = text
        self.kind = kind
    }

    var html: HTML {
        var attributes = HTML.attribute("class", kind == .plain ? nil : kind.rawValue)
        attributes += HTML.attribute("name", name)
        attributes += HTML.attribute("value", value)
        attributes += HTML.attribute("aria-label", fullName)
        attributes += HTML.attribute("aria-keyshortcuts", keys)
        attributes += HTML.flag("disabled", isDisabled)
        return "<button type=\"submit\"\(attributes)>\(text)</button>"
    }
}
