// SPDX-License-Identifier: Apache-2.0

/// A JSON value (RFC 8259) that keeps the order of its members.
///
/// Whole numbers within ±(2^53 − 1) are `.integer`; every other number is `.number`. `JSONReader` makes values from
/// bytes; `canonicalBytes()` writes them by RFC 8785.
public enum JSON: Sendable, Hashable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A whole number.
    case integer(Int64)
    /// Any other number.
    case number(Double)
    /// Text.
    case string(String)
    /// A list.
    case array([JSON])
    /// Members in order. Keys are unique in values that were read; the writer refuses duplicates.
    case object([Member])

    /// One member of an object.
    public struct Member: Sendable, Hashable {
        /// The name.
        public let key: String
        /// The value.
        public let value: JSON
        /// Makes a member.
        public init(_ key: String, _ value: JSON) {
            self.key = key
            self.value = value
        }
    }
}

extension JSON {
    /// The member with this key, or `nil` when there is none or this is no object.
    public subscript(key: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }
    /// The text, or `nil`.
    public var string: String? { if case .string(let text) = self { text } else { nil } }
    /// The whole number, or `nil`.
    public var integer: Int64? { if case .integer(let value) = self { value } else { nil } }
    /// The truth value, or `nil`.
    public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    /// The elements, or `nil`.
    public var array: [JSON]? { if case .array(let elements) = self { elements } else { nil } }
    /// The members, or `nil`.
    public var members: [Member]? { if case .object(let members) = self { members } else { nil } }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// Text.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A whole number.
    public init(integerLiteral value: Int64) { self = .integer(value) }
    /// A truth value.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// `null`.
    public init(nilLiteral: ()) { self = .null }
    /// A list.
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }
    /// An object.
    public init(dictionaryLiteral elements: (String, JSON)...) { self = .object(elements.map { Member($0.0, $0.1) }) }
}
