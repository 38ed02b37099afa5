// SPDX-License-Identifier: Apache-2.0
import Nominatim
import StewardContracts
import Testing

@Suite("Nominatim keeps the contracts")
struct NominatimContractTests {
    @Test("of every integration and of its capabilities", arguments: IntegrationContract.rules(for: Nominatim.manifest))
    func contract(rule: Rule<IntegrationSubject>) async throws {
        try await Subject.with { subject in _ = try await rule.check(subject) }
    }
}
