// SPDX-License-Identifier: Apache-2.0
import StewardContracts
import Testing

@Suite("GoogleDrive keeps the contract of public folders")
struct PublicContractTests {
    @Test("of reading what is shared with everyone", arguments: FolderPublicContract.rules)
    func folderPublic(rule: Rule<IntegrationSubject>) async throws {
        try await PublicSubject.with { subject in
            let outcome = try await rule.check(subject)
            #expect(outcome == .held)
        }
    }

    @Test("through the wrappers that every connection gets", arguments: FolderPublicContract.rules)
    func wrapped(rule: Rule<IntegrationSubject>) async throws {
        try await PublicSubject.with(isWrapped: true) { subject in
            let outcome = try await rule.check(subject)
            #expect(outcome == .held)
        }
    }
}
