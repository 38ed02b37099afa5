// SPDX-License-Identifier: Apache-2.0
import StewardContracts
import Testing
import Webhook

@Suite("Webhook keeps the contracts")
struct WebhookContractTests {
    @Test("of every integration and of its capabilities", arguments: IntegrationContract.rules(for: Webhook.manifest))
    func contract(rule: Rule<IntegrationSubject>) async throws {
        try await Subject.with { subject in _ = try await rule.check(subject) }
    }

    @Test("a wrong signing secret is unauthorized like a wrong token")
    func wrongSignature() async throws {
        let rules = IntegrationContract.rules.filter { $0.name == "wrong-credential-is-unauthorized" }
        let rule = try #require(rules.first)
        try await Subject.with(wrong: ["signing-secret": "wrong-secret"]) { subject in
            let outcome = try await rule.check(subject)
            #expect(outcome == .held)
        }
    }
}
