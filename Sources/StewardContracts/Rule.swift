// SPDX-License-Identifier: Apache-2.0

/// One promise of a contract, as data: a rule added once is checked for every subject and reported by its name.
///
/// ```swift
/// @Test(arguments: IntegrationContract.rules)
/// func `keeps the contract`(rule: Rule<IntegrationSubject>) async throws {
///     try await withSubject { try await rule.check($0, waivers: [:]) }
/// }
/// ```
public struct Rule<Subject: Sendable>: Sendable, CustomStringConvertible {
    /// The rule's stable name, as `init-makes-no-request`: the key in `quality.json` and in waivers.
    public let name: String
    /// What is promised, in one sentence.
    public let summary: String
    private let exemption: @Sendable (Subject) -> String?
    private let body: @Sendable (Subject) async throws -> Void

    /// Makes a rule.
    ///
    /// - Parameters:
    ///   - name: the stable name.
    ///   - summary: what is promised, in one sentence.
    ///   - exemption: why the rule cannot apply to this subject; `nil` when it applies.
    ///   - body: throws ``RuleViolation`` when the promise is broken.
    public init(
        _ name: String, _ summary: String, exemption: @escaping @Sendable (Subject) -> String? = { _ in nil },
        _ body: @escaping @Sendable (Subject) async throws -> Void
    ) {
        self.name = name
        self.summary = summary
        self.exemption = exemption
        self.body = body
    }

    /// Why the rule cannot apply to this subject; `nil` when it applies.
    public func exemption(of subject: Subject) -> String? { exemption(subject) }

    /// Checks the rule.
    ///
    /// A waiver names a rule that is known to be broken, with a reason and a link. It must be true: the check fails
    /// when a waived rule holds, so that a waiver cannot outlive its reason.
    /// - Throws: ``RuleViolation`` when the rule is broken and not waived, or waived and not broken; ``RuleViolation``
    ///   with the error's text for any other error the subject throws.
    @discardableResult
    public func check(_ subject: Subject, waivers: [String: String] = [:]) async throws -> RuleOutcome {
        if let reason = exemption(subject) { return .exempt(reason) }
        let waiver = waivers[name]
        do {
            try await body(subject)
        } catch {
            let violation = error as? RuleViolation ?? RuleViolation("an unexpected error: \(error)")
            guard let waiver else { throw RuleViolation("\(name): \(violation.message)") }
            return .waived(waiver)
        }
        guard waiver == nil else {
            throw RuleViolation("\(name): the rule holds now, so its waiver is no longer true; remove it.")
        }
        return .held
    }

    /// The name, so that a test run reports it.
    public var description: String { name }
}

/// How a rule's check ended without failing.
public enum RuleOutcome: Sendable, Hashable {
    /// The promise was kept.
    case held
    /// The rule cannot apply, for this reason.
    case exempt(String)
    /// The rule is broken, as its waiver says.
    case waived(String)
}

/// A broken promise, in one sentence with what was expected and what was found.
public struct RuleViolation: Error, Sendable, Hashable, CustomStringConvertible {
    /// The sentence.
    public let message: String
    /// Makes a violation.
    public init(_ message: String) { self.message = message }
    /// The sentence.
    public var description: String { message }
}

/// Throws a violation unless the condition holds.
func expect(_ condition: Bool, _ message: @autoclosure () -> String) throws(RuleViolation) {
    guard condition else { throw RuleViolation(message()) }
}
