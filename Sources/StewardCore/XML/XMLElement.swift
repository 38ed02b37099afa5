// SPDX-License-Identifier: Apache-2.0

/// An element of an XML text with what it holds: attributes, inner elements, and text where it has no inner elements.
///
/// Names are without their prefixes, and declarations of namespaces are no attributes. Two elements are equal when they
/// say the same; where they stood is not compared.
package struct XMLElement: Sendable, Hashable {
    package struct Attribute: Sendable, Hashable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package let name: String
    package var attributes: [Attribute]
    package var children: [XMLElement]
    /// Without the blanks around it; empty for an element with inner elements.
    package var text: String
    /// The line it began on, from 1; 0 when it came from no text.
    package let line: Int

    package init(
        _ name: String, attributes: [Attribute] = [], children: [XMLElement] = [], text: String = "", line: Int = 0
    ) {
        self.name = name
        self.attributes = attributes
        self.children = children
        self.text = text
        self.line = line
    }

    /// The first inner element of a name.
    package subscript(name: String) -> XMLElement? { children.first { $0.name == name } }

    /// The value of an attribute.
    package func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

    package static func == (left: Self, right: Self) -> Bool {
        left.name == right.name && left.attributes == right.attributes && left.children == right.children
            && left.text == right.text
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(attributes)
        hasher.combine(children)
        hasher.combine(text)
    }
}

extension XMLElement {
    /// The element as text, indented, without a declaration before it.
    package var xml: String {
        var text = ""
        write(into: &text, depth: 0)
        return text
    }

    private func write(into out: inout String, depth: Int) {
        let indent = String(repeating: "  ", count: depth)
        out += "\(indent)<\(name)"
        for attribute in attributes { out += " \(attribute.name)=\"\(Self.escaped(attribute.value, quoted: true))\"" }
        guard !children.isEmpty else {
            out += text.isEmpty ? " />\n" : ">\(Self.escaped(text, quoted: false))</\(name)>\n"
            return
        }
        out += ">\n"
        for child in children { child.write(into: &out, depth: depth + 1) }
        out += "\(indent)</\(name)>\n"
    }

    /// Text in which nothing can be taken for markup. What XML 1.0 cannot hold becomes U+FFFD.
    private static func escaped(_ text: String, quoted: Bool) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"" where quoted: result += "&quot;"
            case "\n", "\t", "\r": result += quoted || scalar == "\r" ? "&#\(scalar.value);" : String(scalar)
            default: result.unicodeScalars.append(scalar.value < 0x20 ? "\u{FFFD}" : scalar)
            }
        }
        return result
    }
}
