// SPDX-License-Identifier: Apache-2.0
import StewardContracts
import StewardCore
import StewardIntegration
import StewardSimulation
import Testing

@Suite("FolderPublicContract")
struct FolderPublicContractTests {
    private func withBoard(_ flaw: BoardFlaw, _ body: (IntegrationSubject) async throws -> Void) async throws {
        let service = BoardService()
        let subject = IntegrationSubject(
            Board.self, folder: "Board", settings: ["flaw": flaw.rawValue], simulator: "http://127.0.0.1:9",
            transport: service, clock: RecordingClock(), scratchFolder: "/nowhere", wire: [], places: service.places)
        try await body(subject)
    }

    @Test("a good reader keeps every rule", arguments: FolderPublicContract.rules)
    func good(rule: Rule<IntegrationSubject>) async throws {
        try await withBoard(.none) { subject in
            let outcome = try await rule.check(subject)
            #expect(outcome == .held)
        }
    }

    /// Every flaw with the rule that must see it.
    static let flaws: [(BoardFlaw, String)] = [
        (.firstFifty, "public-folder-is-complete"), (.foldersAreFiles, "public-folders-nest"),
        (.takesAnyLink, "public-links-are-understood"), (.namesInASCII, "public-file-is-read"),
        (.takesConfirmation, "public-confirmation-is-passed"), (.documentIsPage, "public-document-is-exported"),
        (.quotaIsForbidden, "public-quota-is-download-quota"), (.privateIsMissing, "public-private-is-forbidden"),
        (.missingIsForbidden, "public-missing-is-not-found"), (.quotesWholePage, "public-unknown-page-is-malformed"),
        (.takesCutPage, "public-cut-page-is-an-error"), (.endsEarly, "public-cut-content-throws"),
        (.startsOver, "public-read-is-resumed"), (.ignoresValidator, "public-changed-content-starts-over"),
        (.takesAnyPage, "public-page-is-never-content"),
    ]

    @Test("a wrong reader is caught by the rule of its flaw", arguments: flaws)
    func wrong(flaw: BoardFlaw, name: String) async throws {
        let rule = try #require(FolderPublicContract.rules.first { $0.name == name })
        try await withBoard(flaw) { subject in
            let violation = await #expect(throws: RuleViolation.self) { try await rule.check(subject) }
            #expect(violation?.message.hasPrefix(name + ": ") == true)
            #expect(violation?.message.contains("unexpected error") == false, "\(violation?.message ?? "")")
        }
    }

    @Test("every rule has a flaw that it sees, and every flaw a rule that sees it")
    func coverage() {
        #expect(Set(Self.flaws.map(\.1)) == Set(FolderPublicContract.rules.map(\.name)))
        #expect(Set(Self.flaws.map(\.0)) == Set(BoardFlaw.allCases.filter { $0 != .none }))
    }
}
