// SPDX-License-Identifier: Apache-2.0
import Ntfy
import StewardContracts
import Testing

@Suite("Ntfy keeps the contracts")
struct NtfyContractTests {
    @Test("of every integration and of its capabilities", arguments: IntegrationContract.rules(for: Ntfy.manifest))
    func contract(rule: Rule<IntegrationSubject>) async throws {
        try await Subject.with { subject in _ = try await rule.check(subject) }
    }
}
