// SPDX-License-Identifier: Apache-2.0
public import StewardCore

/// The settings of one connection, checked and typed. Secrets come as `Secret` and never print.
public struct Configuration: Sendable, CustomStringConvertible {
    /// A setting's value.
    public enum Value: Sendable, Hashable {
        /// Text, or a choice.
        case text(String)
        /// Text that must not be seen.
        case secret(Secret)
        /// A service's address.
        case address(ServiceAddress)
        /// A whole number.
        case integer(Int)
        /// A truth value.
        case boolean(Bool)
        /// A time span.
        case duration(Duration)
    }

    private let values: [String: Value]
    /// One sentence for each deprecated setting that was given.
    public let warnings: [String]

    /// Checks what was given against the fields and fills in defaults.
    ///
    /// - Throws: ``ConfigurationError`` with every missing, unknown and invalid setting.
    public init(_ given: [String: String], fields: [ConfigurationField]) throws(ConfigurationError) {
        var values: [String: Value] = [:]
        var problems: [ConfigurationError.Problem] = []
        for field in fields {
            switch Self.value(of: field, given: given[field.key]) {
            case .success(let value): values[field.key] = value
            case .failure(let error): problems += error.problems
            }
        }
        let known = fields.map(\.key)
        for key in given.keys.sorted() where !known.contains(key) {
            let message = "There is no setting \(key); known settings are \(known.sorted().joined(separator: ", "))."
            problems.append(.init(key: key, kind: .unknown, message: message))
        }
        guard problems.isEmpty else { throw ConfigurationError(problems: problems) }
        self.values = values
        warnings = fields.compactMap { field in
            guard let instead = field.deprecated, given[field.key] != nil else { return nil }
            return "The setting \(field.key) is deprecated: \(instead)"
        }
    }

    /// The value of a setting; `nil` when it was not given and has no default.
    public func value(_ key: String) -> Value? { values[key] }

    /// The secrets that were given, for redaction.
    public var secrets: [Secret] {
        values.values.compactMap { if case .secret(let secret) = $0 { secret } else { nil } }
    }

    /// Every setting that has a value, secrets redacted, in the order of the names.
    public var description: String {
        values.keys.sorted().map { key in "\(key)=\(values[key].map(Self.shown) ?? "")" }.joined(separator: ", ")
    }

    private static func shown(_ value: Value) -> String {
        switch value {
        case .text(let text): text
        case .secret(let secret): secret.description
        case .address(let address): address.description
        case .integer(let number): String(number)
        case .boolean(let truth): String(truth)
        case .duration(let span): span.description
        }
    }

    private static func value(
        of field: ConfigurationField, given: String?
    ) -> Result<Value?, ConfigurationError> {
        func problem(_ kind: ConfigurationError.Kind, _ message: String) -> Result<Value?, ConfigurationError> {
            .failure(ConfigurationError(problems: [.init(key: field.key, kind: kind, message: message)]))
        }
        guard let text = given ?? field.defaultValue else {
            guard field.required else { return .success(nil) }
            return problem(.missing, "The setting \(field.key) is missing: \(field.help)")
        }
        if let value = field.parse(text) { return .success(value) }
        let shown = field.secret ? "its value" : "“\(text)”"
        return problem(.invalid, "The setting \(field.key) must be \(field.kind.wanted); \(shown) is not.")
    }
}

extension Configuration {
    /// An address that is given or has a default.
    /// - Throws: `invalidRequest` when there is none of that name and kind.
    public func address(_ key: String) throws(IntegrationError) -> ServiceAddress {
        if case .address(let address)? = values[key] { return address }
        throw missing(key, "address")
    }
    /// Text or a choice that is given or has a default.
    /// - Throws: `invalidRequest` when there is none of that name and kind.
    public func text(_ key: String) throws(IntegrationError) -> String {
        if case .text(let text)? = values[key] { return text }
        throw missing(key, "text")
    }
    /// A secret that is given.
    /// - Throws: `unauthorized` when there is none: a person has to hand it over.
    public func secret(_ key: String) throws(IntegrationError) -> Secret {
        if case .secret(let secret)? = values[key] { return secret }
        throw IntegrationError(.unauthorized, "The secret \(key) is missing; give it to the connection.")
    }
    /// A whole number that is given or has a default.
    /// - Throws: `invalidRequest` when there is none of that name and kind.
    public func integer(_ key: String) throws(IntegrationError) -> Int {
        if case .integer(let number)? = values[key] { return number }
        throw missing(key, "whole number")
    }
    /// A truth value that is given or has a default.
    /// - Throws: `invalidRequest` when there is none of that name and kind.
    public func boolean(_ key: String) throws(IntegrationError) -> Bool {
        if case .boolean(let truth)? = values[key] { return truth }
        throw missing(key, "true or false")
    }
    /// A time span that is given or has a default.
    /// - Throws: `invalidRequest` when there is none of that name and kind.
    public func duration(_ key: String) throws(IntegrationError) -> Duration {
        if case .duration(let span)? = values[key] { return span }
        throw missing(key, "time span")
    }
    private func missing(_ key: String, _ kind: String) -> IntegrationError {
        IntegrationError(.invalidRequest, "The setting \(key) (\(kind)) is missing.")
    }
}

extension ConfigurationField {
    /// Reads a value of this field's kind; `nil` for anything else.
    func parse(_ text: String) -> Configuration.Value? {
        if secret {
            let isWrong = text.isEmpty || (kind == .address && ServiceAddress(withoutQuery: Secret(text)) == nil)
            return isWrong ? nil : .secret(Secret(text))
        }
        switch kind {
        case .text: return text.isEmpty ? nil : .text(text)
        case .address: return ServiceAddress(text).map { .address($0) }
        case .integer(let range): return Int(text).flatMap { range.contains($0) ? .integer($0) : nil }
        case .boolean: return Bool(text).map { .boolean($0) }
        case .duration: return Self.duration(text).map { .duration($0) }
        case .choice(let words): return words.contains(text) ? .text(text) : nil
        }
    }

    private static func duration(_ text: String) -> Duration? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let count = Int(digits), count <= 1_000_000_000 else { return nil }
        switch text.dropFirst(digits.count) {
        case "ms": return .milliseconds(count)
        case "s": return .seconds(count)
        case "m": return .seconds(count * 60)
        case "h": return .seconds(count * 3600)
        case "d": return .seconds(count * 86400)
        default: return nil
        }
    }
}
