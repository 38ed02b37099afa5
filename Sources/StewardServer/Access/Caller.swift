// SPDX-License-Identifier: Apache-2.0

/// Where a request came from.
package struct Caller: Sendable, Hashable {
    /// The network address, without port; what a trusted proxy says when there is one.
    package let address: String
    /// What the program calls itself; never believed, only shown.
    package let userAgent: String

    /// Takes both, without control characters and at most 200 characters of each.
    package init(address: String, userAgent: String) {
        self.address = Self.shown(address)
        self.userAgent = Self.shown(userAgent)
    }

    private static func shown(_ text: String) -> String {
        // Nearly always there is nothing to take out.
        if text.utf8.count <= 200, text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
        let scalars = text.unicodeScalars.prefix(200).map { scalar in
            let isShown = scalar.properties.generalCategory != .control && scalar.properties.generalCategory != .format
            return isShown ? scalar : " "
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
