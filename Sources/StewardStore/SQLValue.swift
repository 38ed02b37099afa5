// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials

/// A value going into or coming out of a statement.
package enum SQLValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case bytes([UInt8])
}

extension SQLValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral {
    package init(stringLiteral value: String) { self = .text(value) }
    package init(integerLiteral value: Int64) { self = .integer(value) }
    package init(nilLiteral: ()) { self = .null }
    /// A whole number.
    package init(_ value: some BinaryInteger) { self = .integer(Int64(value)) }
    /// Text.
    package init(_ value: String) { self = .text(value) }
    /// Text or null.
    package init(_ value: String?) { self = value.map(SQLValue.text) ?? .null }
    /// An instant, as microseconds since 1970.
    package init(_ value: Date) { self = .integer(value.microseconds) }
    /// An instant or null.
    package init(_ value: Date?) { self = value.map { .integer($0.microseconds) } ?? .null }
    /// A truth value, as 0 or 1.
    package init(_ value: Bool) { self = .integer(value ? 1 : 0) }
}

extension Date {
    /// Microseconds since 1970, rounded; what the database keeps.
    package var microseconds: Int64 { Int64((timeIntervalSince1970 * 1_000_000).rounded()) }
    /// The instant that many microseconds after 1970.
    package init(microseconds: Int64) { self.init(timeIntervalSince1970: Double(microseconds) / 1_000_000) }
}
