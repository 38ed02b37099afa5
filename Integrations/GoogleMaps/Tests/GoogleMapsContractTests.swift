// SPDX-License-Identifier: Apache-2.0
import GoogleMaps
import StewardContracts
import Testing

@Suite("GoogleMaps keeps the contracts")
struct GoogleMapsContractTests {
    @Test(
        "of every integration and of its capabilities", arguments: IntegrationContract.rules(for: GoogleMaps.manifest))
    func contract(rule: Rule<IntegrationSubject>) async throws {
        try await Subject.with { subject in _ = try await rule.check(subject) }
    }
}
