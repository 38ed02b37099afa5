// SPDX-License-Identifier: Apache-2.0
import OpenAICompatible
import StewardContracts
import Testing

@Suite("OpenAICompatible keeps the contracts")
struct OpenAICompatibleContractTests {
    @Test(
        "of every integration and of its capabilities",
        arguments: IntegrationContract.rules(for: OpenAICompatible.manifest))
    func contract(rule: Rule<IntegrationSubject>) async throws {
        try await Subject.with { subject in _ = try await rule.check(subject) }
    }
}
