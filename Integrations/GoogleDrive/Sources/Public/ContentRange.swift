// SPDX-License-Identifier: Apache-2.0

/// Which bytes a partial reply holds: `bytes 100-199/200` (RFC 9110, 14.4).
package struct ContentRange: Sendable, Hashable {
    /// The first byte.
    package let start: Int64
    /// The last byte.
    package let last: Int64
    /// Bytes of the whole.
    package let total: Int64

    /// Reads the field; `nil` when it is of another form, or says no whole length.
    package init?(_ field: String?) {
        guard let field, field.hasPrefix("bytes ") else { return nil }
        let parts = field.dropFirst(6).split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let total = Self.number(parts[1]) else { return nil }
        let ends = parts[0].split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let start = Self.number(ends[0]), let last = Self.number(ends[1]) else { return nil }
        guard start <= last, last < total else { return nil }
        (self.start, self.last, self.total) = (start, last, total)
    }

    private static func number(_ text: Substring) -> Int64? {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int64(text) : nil
    }
}
