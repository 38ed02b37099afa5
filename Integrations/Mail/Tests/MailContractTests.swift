// SPDX-License-Identifier: Apache-2.0
import Mail
import StewardContracts
import Testing

@Suite("Mail keeps the contracts", .enabled(if: Subject.isCurlInstalled))
struct MailContractTests {
    @Test("of every integration and of its capabilities", arguments: IntegrationContract.rules(for: Mail.manifest))
    func contract(rule: Rule<IntegrationSubject>) async throws {
        try await Subject.with { subject in _ = try await rule.check(subject) }
    }
}
