// SPDX-License-Identifier: Apache-2.0

/// A path with its query, escaped as it goes over the wire (RFC 3986): only letters, digits and `-._~` stand plainly.
package struct DrivePath: Sendable, Hashable {
    /// The text so far.
    package private(set) var text: String
    private var hasQuery = false

    /// Begins with a path that is already escaped.
    package init(_ path: String) { text = path }

    /// Adds one part of the path: an id.
    package func part(_ part: String) -> Self {
        var path = self
        path.text += "/"
        path.append(part)
        return path
    }

    /// Adds a fixed end of the path.
    package func fixed(_ end: String) -> Self {
        var path = self
        path.text += end
        return path
    }

    /// Adds one member of the query; `nil` adds nothing.
    package func query(_ key: String, _ value: String?) -> Self {
        guard let value else { return self }
        var path = self
        path.text += path.hasQuery ? "&" : "?"
        path.hasQuery = true
        path.text += key
        path.text += "="
        path.append(value)
        return path
    }

    /// Adds `key=true` when it holds.
    package func flag(_ key: String, _ holds: Bool = true) -> Self { holds ? query(key, "true") : self }

    private mutating func append(_ value: String) {
        for byte in value.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                text.unicodeScalars.append("%")
                text.unicodeScalars.append(Self.digit(byte >> 4))
                text.unicodeScalars.append(Self.digit(byte & 15))
            }
        }
    }

    private static func digit(_ value: UInt8) -> Unicode.Scalar {
        Unicode.Scalar(value < 10 ? 0x30 + value : 0x37 + value)
    }
}
