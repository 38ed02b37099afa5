// SPDX-License-Identifier: Apache-2.0

/// One piece of a page.
package enum HTMLToken: Sendable, Hashable {
    /// `<name attribute="value">`; names in lower case, values with their character references undone. Of several
    /// attributes with one name the first counts (HTML Living Standard, 13.2.5.33).
    case start(String, [String: String])
    /// `</name>`.
    case end(String)
    /// Text between tags; what stands in `script` and `style` is as it is, other text has its references undone.
    case text(String)
}

extension HTMLToken {
    /// The value of an attribute of a start tag.
    subscript(attribute: String) -> String? {
        if case .start(_, let attributes) = self { attributes[attribute] } else { nil }
    }

    /// Whether this is a start tag of this name.
    func starts(_ name: String) -> Bool { if case .start(name, _) = self { true } else { false } }

    /// Whether the start tag is of this class, among others.
    func isOf(class name: String) -> Bool {
        self["class"]?.split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "\t" }).contains { $0 == name } ?? false
    }
}
