// SPDX-License-Identifier: Apache-2.0
import Healthchecks
import StewardContracts
import Testing

@Suite("Healthchecks keeps the contracts")
struct HealthchecksContractTests {
    @Test(
        "of every integration and of its capabilities", arguments: IntegrationContract.rules(for: Healthchecks.manifest)
    )
    func contract(rule: Rule<IntegrationSubject>) async throws {
        try await Subject.with { subject in _ = try await rule.check(subject) }
    }
}
