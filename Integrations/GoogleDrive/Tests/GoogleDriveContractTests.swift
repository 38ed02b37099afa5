// SPDX-License-Identifier: Apache-2.0
import GoogleDrive
import StewardContracts
import StewardIntegration
import Testing

@Suite("GoogleDrive keeps the contracts")
struct GoogleDriveContractTests {
    /// The rules of public folders have a service of their own to read: ``PublicContractTests``.
    static var rules: [Rule<IntegrationSubject>] {
        IntegrationContract.rules
            + GoogleDrive.manifest.capabilities.filter { $0 != .folderPublic }
            .flatMap { IntegrationContract.rules(of: $0) }
    }

    @Test("of every integration and of its capabilities", arguments: rules)
    func contract(rule: Rule<IntegrationSubject>) async throws {
        try await Subject.with { subject, _ in _ = try await rule.check(subject) }
    }
}
