// SPDX-License-Identifier: Apache-2.0

/// One setting as data. Command-line flags, the web form, the README's table and redaction derive from it.
///
/// A key is deprecated when it is no longer wanted, never removed or reused.
public struct ConfigurationField: Sendable, Hashable {
    /// The setting's name: lower-case words joined by dashes, as `stats-address`.
    public let key: String
    /// What kind of value it takes.
    public let kind: Kind
    /// What it is for, in one sentence.
    public let help: String
    /// Whether a value must be given. A field with a default is never required.
    public let required: Bool
    /// Whether the value must not be seen.
    public let secret: Bool
    /// Whether its value is the content of a file, so that a form gives it room.
    public let isFile: Bool
    /// The value taken when none is given, as text.
    public let defaultValue: String?
    /// The version of Steward that first knew it.
    public let since: String
    /// What to use instead, when the setting is no longer wanted.
    public let deprecated: String?

    /// Makes a field. A secret has no default. It is of kind `text`, or of kind `address` when the address itself is
    /// what gives access (it may have a query then, and comes out as a secret).
    public init(
        _ key: String, _ kind: Kind, help: String, required: Bool = false, secret: Bool = false,
        isFile: Bool = false, default defaultValue: String? = nil, since: String, deprecated: String? = nil
    ) {
        self.key = key
        self.kind = kind
        self.help = help
        self.required = required && defaultValue == nil
        self.secret = secret
        self.isFile = isFile
        self.defaultValue = defaultValue
        self.since = since
        self.deprecated = deprecated
    }

    /// What kind of value a setting takes.
    public enum Kind: Sendable, Hashable {
        /// Any text that is not empty.
        case text
        /// A service's address: `https://host[:port][/prefix]`.
        case address
        /// A whole number within limits.
        case integer(ClosedRange<Int>)
        /// `true` or `false`.
        case boolean
        /// A time span: a whole number and `ms`, `s`, `m`, `h` or `d`.
        case duration
        /// One of several words.
        case choice([String])

        /// The kind's stable name.
        public var name: String {
            switch self {
            case .text: "text"
            case .address: "address"
            case .integer: "integer"
            case .boolean: "boolean"
            case .duration: "duration"
            case .choice: "choice"
            }
        }

        /// What a value must look like, for people.
        var wanted: String {
            switch self {
            case .text: "text that is not empty"
            case .address: "an address like https://example.org (plain http only for this machine)"
            case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
            case .boolean: "true or false"
            case .duration: "a time span like 500ms, 30s, 15m, 24h or 7d"
            case .choice(let words): "one of " + words.joined(separator: ", ")
            }
        }
    }
}
