// SPDX-License-Identifier: Apache-2.0
public import StewardCore

/// What is wrong with the settings that were given: every problem at once, not the first.
public struct ConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The problems, in the order of the fields; unknown settings last, by name.
    public let problems: [Problem]

    /// One setting that cannot be used.
    public struct Problem: Sendable, Hashable {
        /// The setting.
        public let key: String
        /// What is wrong.
        public let kind: Kind
        /// One sentence with the repair. Never holds the value of a secret.
        public let message: String
    }
    /// What can be wrong with a setting.
    public enum Kind: String, Sendable {
        /// A required setting was not given.
        case missing
        /// No such setting exists.
        case unknown
        /// The value is not of the field's kind.
        case invalid
    }

    /// The problems' sentences.
    public var description: String { problems.map(\.message).joined(separator: " ") }

    /// The same as an error of the integration: `invalidRequest`.
    public var integrationError: IntegrationError { IntegrationError(.invalidRequest, description, cause: self) }
}
