// SPDX-License-Identifier: Apache-2.0
import OSRM
import StewardContracts
import Testing

@Suite("OSRM keeps the contracts")
struct OSRMContractTests {
    @Test("of every integration and of its capabilities", arguments: IntegrationContract.rules(for: OSRM.manifest))
    func contract(rule: Rule<IntegrationSubject>) async throws {
        try await Subject.with { subject in _ = try await rule.check(subject) }
    }
}
