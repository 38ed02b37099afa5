// SPDX-License-Identifier: Apache-2.0
import ElectionCommission
import StewardContracts
import Testing

@Suite("ElectionCommission keeps the contracts")
struct ElectionCommissionContractTests {
    @Test("of every integration", arguments: IntegrationContract.rules)
    func integration(rule: Rule<IntegrationSubject>) async throws {
        try await Subject.with { subject, _ in _ = try await rule.check(subject) }
    }

    @Test("of reading a dataset", arguments: DatasetReadingContract.rules)
    func dataset(rule: Rule<IntegrationSubject>) async throws {
        try await Subject.with { subject, _ in _ = try await rule.check(subject) }
    }
}
