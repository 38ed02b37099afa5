// SPDX-License-Identifier: Apache-2.0
import Anthropic
import StewardContracts
import Testing

@Suite("Anthropic keeps the contracts")
struct AnthropicContractTests {
    @Test(
        "of every integration and of its capabilities",
        arguments: IntegrationContract.rules(for: Anthropic.manifest))
    func contract(rule: Rule<IntegrationSubject>) async throws {
        try await Subject.with { subject in _ = try await rule.check(subject) }
    }
}
