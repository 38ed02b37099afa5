// SPDX-License-Identifier: Apache-2.0

/// The two header fields that say which bytes are meant (RFC 9110, 14.1.2 and 14.4).
package enum ByteRangeField {
    /// `bytes 0-99/1000`, `bytes 0-99/*` or `bytes */1000`.
    package struct Value: Sendable, Hashable {
        /// The first byte and the one behind the last; `nil` when none are sent.
        package var range: Range<Int64>?
        /// The whole length; `nil` when unknown.
        package var total: Int64?

        package init(range: Range<Int64>?, total: Int64?) {
            self.range = range
            self.total = total
        }
    }

    /// Reads a Content-Range; `nil` for anything that is none.
    package static func parse(_ text: String) -> Value? {
        guard let rest = afterUnit(text) else { return nil }
        let halves = rest.split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count == 2 else { return nil }
        let total = number(halves[1])
        guard total != nil || halves[1] == "*" else { return nil }
        if halves[0] == "*" { return total.map { Value(range: nil, total: $0) } }
        guard let range = range(halves[0]), total.map({ range.upperBound <= $0 }) ?? true else { return nil }
        return Value(range: range, total: total)
    }

    /// How many bytes from the start a 308's `Range` (`bytes=0-99`) confirms; `nil` for anything else.
    package static func confirmed(_ text: String) -> Int64? {
        let parts = text.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].lowercased() == "bytes", let range = range(parts[1]), range.lowerBound == 0
        else { return nil }
        return range.upperBound
    }

    /// Writes what an upload says: these bytes of so many, the total `nil` while it is unknown.
    package static func text(_ range: Range<Int64>?, total: Int64?) -> String {
        let bytes = range.map { "\($0.lowerBound)-\($0.upperBound - 1)" } ?? "*"
        return "bytes \(bytes)/" + (total.map(String.init) ?? "*")
    }

    private static func afterUnit(_ text: String) -> Substring? {
        guard text.utf8.count > 6, text.prefix(6).lowercased() == "bytes " else { return nil }
        return text.dropFirst(6)
    }

    private static func range(_ text: Substring) -> Range<Int64>? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let first = number(ends[0]), let last = number(ends[1]), first <= last, last < .max
        else { return nil }
        return first..<last + 1
    }

    private static func number(_ text: Substring) -> Int64? {
        guard !text.isEmpty, text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
        return Int64(text)
    }
}
