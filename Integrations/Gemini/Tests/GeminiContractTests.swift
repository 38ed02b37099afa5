// SPDX-License-Identifier: Apache-2.0
import Gemini
import StewardContracts
import Testing

@Suite("Gemini keeps the contracts")
struct GeminiContractTests {
    @Test(
        "of every integration and of its capabilities",
        arguments: IntegrationContract.rules(for: Gemini.manifest))
    func contract(rule: Rule<IntegrationSubject>) async throws {
        try await Subject.with { subject in _ = try await rule.check(subject) }
    }
}
