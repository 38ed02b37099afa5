// SPDX-License-Identifier: Apache-2.0
import Google
import StewardContracts
import Testing

@Suite("Google keeps the contracts")
struct GoogleContractTests {
    @Test("of every integration", arguments: IntegrationContract.rules(for: Google.manifest))
    func integration(rule: Rule<IntegrationSubject>) async throws {
        try await Subject.with { subject in _ = try await rule.check(subject) }
    }
}
