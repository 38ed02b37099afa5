// SPDX-License-Identifier: Apache-2.0
import OpenChargeMap
import StewardContracts
import Testing

@Suite("OpenChargeMap keeps the contracts")
struct OpenChargeMapContractTests {
    @Test(
        "of every integration and of its capabilities",
        arguments: IntegrationContract.rules(for: OpenChargeMap.manifest))
    func contract(rule: Rule<IntegrationSubject>) async throws {
        try await Subject.with { subject in _ = try await rule.check(subject) }
    }
}
