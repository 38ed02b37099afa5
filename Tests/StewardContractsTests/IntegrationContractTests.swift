// SPDX-License-Identifier: Apache-2.0
import StewardContracts
import StewardCore
import StewardIntegration
import Testing

@Suite("IntegrationContract")
struct IntegrationContractTests {
    static func rule(_ name: String) throws -> Rule<IntegrationSubject> {
        try #require(IntegrationContract.rules.first { $0.name == name })
    }

    @Test("a good integration keeps every rule", arguments: IntegrationContract.rules)
    func good(rule: Rule<IntegrationSubject>) async throws {
        try await withGadget { subject in
            let outcome = try await rule.check(subject)
            let isAccount = rule.name == "missing-account-is-unauthorized"
            #expect(outcome == (isAccount ? .exempt("the service takes no account") : .held))
        }
    }

    /// Every flaw with the rule that must see it.
    static let flaws: [(Flaw, String)] = [
        (.requestInInit, "init-makes-no-request"), (.unhealthy, "healthy-against-simulator"),
        (.wrongCredentialUnnoticed, "wrong-credential-is-unauthorized"), (.noDelay, "throttling-is-rate-limited"),
        (.throttlingUnnoticed, "throttling-is-rate-limited"),
        (.failureIsMalformed, "server-failure-is-unavailable"), (.disconnectIsMalformed, "disconnect-is-unavailable"),
        (.timeoutIsCancelled, "timeout-is-unavailable"), (.bodyUnread, "malformed-body-is-malformed-reply"),
        (.ignoresCancellation, "cancellation-ends-soon"), (.sendsAfterCancellation, "cancellation-ends-soon"),
        (.secretInError, "secrets-never-show"), (.secretInDump, "secrets-never-show"),
        (.hostUnknown, "talks-only-to-its-hosts"),
    ]

    @Test("a wrong integration is caught by the rule of its flaw", arguments: flaws)
    func wrong(flaw: Flaw, name: String) async throws {
        let rule = try Self.rule(name)
        try await withGadget(flaw) { subject in
            let violation = await #expect(throws: RuleViolation.self) { try await rule.check(subject) }
            #expect(violation?.message.hasPrefix(name + ": ") == true)
        }
    }

    /// Wrong folders with the rule that must see each and a word of its report.
    static let folders: [(GadgetFolder, String, String)] = [
        (GadgetFolder(name: "Widget"), "id-equals-folder", "Widget"),
        (GadgetFolder(readme: "# Gadget\n"), "readme-has-its-headings", "headings"),
        (
            GadgetFolder(readme: GadgetFolder.goodReadme.replacing("Where it is.", with: "Elsewhere.")),
            "readme-has-its-headings", "stale"
        ),
        (
            GadgetFolder(readme: GadgetFolder.goodReadme.replacing("`conflict`", with: "")),
            "readme-has-its-headings", "conflict"
        ),
        (
            GadgetFolder(readme: GadgetFolder.goodReadme.replacing(IntegrationPage.tableEnd, with: "")),
            "readme-has-its-headings", "marks"
        ),
        (GadgetFolder(quality: "{}"), "quality-names-every-rule", "id-equals-folder"),
        (GadgetFolder(quality: "nonsense"), "quality-names-every-rule", "error"),
        (
            GadgetFolder(quality: GadgetFolder.goodQuality.replacing("{", with: #"{"invented-rule": "done", "#)),
            "quality-names-every-rule", "invented-rule"
        ),
        (
            GadgetFolder(
                quality: GadgetFolder.goodQuality.replacing(
                    #""missing-setting-is-named": "done""#, with: #""missing-setting-is-named": {"exempt": "lazy"}"#)),
            "quality-names-every-rule", "can apply"
        ),
        (GadgetFolder(fixtures: ["other.json": "{}"]), "answers-decode-with-wire-types", "other.json"),
        (GadgetFolder(fixtures: ["status-old.json": "{}"]), "answers-decode-with-wire-types", "status-old.json"),
    ]

    @Test("a wrong folder is caught and named", arguments: folders)
    func wrongFolder(folder: GadgetFolder, name: String, word: String) async throws {
        let rule = try Self.rule(name)
        try await withGadget(folder: folder) { subject in
            let violation = await #expect(throws: RuleViolation.self) { try await rule.check(subject) }
            #expect(violation?.message.contains(word) == true, "\(violation?.message ?? "")")
        }
    }

    @Test("a simulator's answer that the wire types do not know is caught")
    func wrongAnswer() async throws {
        let rule = try Self.rule("answers-decode-with-wire-types")
        try await withGadget(answer: ["state": "fine"]) { subject in
            await #expect(throws: RuleViolation.self) { try await rule.check(subject) }
        }
    }

    @Test(
        "an integration that is wrong about itself is caught",
        arguments: [
            ("declared-capabilities-are-kept", "DatasetReading"), ("missing-setting-is-named", "key"),
            ("unknown-setting-is-reported", "one key"), ("talks-only-to-its-hosts", "not among"),
        ])
    func wrongManifest(name: String, word: String) async throws {
        let rule = try Self.rule(name)
        let type: any Integration.Type = name == "missing-setting-is-named" ? Forgetful.self : Boastful.self
        try await withGadget(type: type) { subject in
            let violation = await #expect(throws: RuleViolation.self) { try await rule.check(subject) }
            #expect(violation?.message.contains(word) == true, "\(violation?.message ?? "")")
        }
    }

    @Test("a waiver lets a broken rule pass, and fails when the rule holds again")
    func waivers() async throws {
        let rule = try Self.rule("healthy-against-simulator")
        let waivers = ["healthy-against-simulator": "known, see https://example.org/1"]
        try await withGadget(.unhealthy) { subject in
            let outcome = try await rule.check(subject, waivers: waivers)
            #expect(outcome == .waived("known, see https://example.org/1"))
        }
        try await withGadget { subject in
            let violation = await #expect(throws: RuleViolation.self) {
                try await rule.check(subject, waivers: waivers)
            }
            #expect(violation?.message.contains("no longer true") == true)
        }
    }

    @Test("rule names are unique and stable in form")
    func names() {
        let rules = IntegrationContract.rules + Capability.all.flatMap { IntegrationContract.rules(of: $0) }
        let names = rules.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil })
    }
}
