// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardContracts
import StewardCore
import StewardHTTP
import StewardIntegration
import Synchronization
import StewardSimulation
import Testing

@Suite("The contracts of stored files")
struct FileContractsTests {
    static let rules =
        FileStoringContract.rules + FileTrashingContract.rules + FileSearchingContract.rules
        + StorageMeasuringContract.rules + ChangeFollowingContract.rules + DocumentExportingContract.rules

    /// Runs a check on a shelf of its own.
    private func withShelf(
        _ flaw: ShelfFlaw = .none, files: FileStoringSubject? = nil,
        _ body: (IntegrationSubject) async throws -> Void
    ) async throws {
        let name = UUID().uuidString
        let store = ShelfStore(flaw)
        ShelfStore.shelves.withLock { $0[name] = store }
        defer { ShelfStore.shelves.withLock { $0[name] = nil } }
        let traits = FileStoringSubject(
            chunk: Shelf.chunk, pageSize: Shelf.pageSize, refusedNames: ["refused"], document: "document")
        let subject = IntegrationSubject(
            Shelf.self, folder: "Shelf", settings: ["shelf": name], simulator: "http://127.0.0.1:9", transport: store,
            clock: RecordingClock(), scratchFolder: "/nowhere", wire: [], files: files ?? traits)
        try await body(subject)
    }

    @Test("a good store keeps every rule", arguments: rules)
    func good(rule: Rule<IntegrationSubject>) async throws {
        try await withShelf { subject in
            let outcome = try await rule.check(subject)
            #expect(outcome == .held)
        }
    }

    /// Every flaw with the rule that must see it.
    static let flaws: [(ShelfFlaw, String)] = [
        (.forgetsType, "file-round-trips"), (.padsEmpty, "file-empty-round-trips"),
        (.losesEdge, "file-chunk-edges-round-trip"), (.stopsAtUnknown, "file-unknown-length-is-stored"),
        (.overwriteMakesNew, "file-overwrite-replaces"), (.wrongDigest, "file-checksums-match"),
        (.rangeOffByOne, "file-ranges-are-exact"), (.ignoresRevision, "file-changed-content-is-conflict"),
        (.endsEarly, "file-cut-download-throws"), (.changesNames, "file-names-are-kept"),
        (.takesEveryName, "file-refused-names-are-refused"), (.mergesNames, "file-duplicate-names-are-apart"),
        (.firstPageOnly, "file-list-is-complete"), (.keepsOrphans, "file-folders-nest"),
        (.deletesTwice, "file-delete-twice"), (.missingIsForbidden, "file-missing-is-not-found"),
        (.startsOver, "upload-resumes-in-a-new-process"), (.repeatsLastChunk, "upload-resumes-after-a-lost-reply"),
        (.keepsLate, "upload-session-is-kept-first"), (.showsPartial, "upload-cancelled-leaves-nothing"),
        (.overwritesAtOnce, "upload-cancelled-keeps-the-old"), (.storesShort, "upload-broken-source-leaves-nothing"),
        (.trustsService, "upload-wrong-checksum-is-caught"), (.repeatsIDs, "file-ids-are-new"),
        (.ignoresTaken, "file-written-twice-is-one"), (.ignoresID, "file-written-again-after-a-lost-reply-is-one"),
        (.listsTrash, "trashed-files-leave-lists"), (.losesFolder, "untrashed-files-come-back"),
        (.stopsAtFirst, "trashing-tells-each-failure"), (.emptiesAll, "empty-trash-removes-only-trash"),
        (.ignoresCase, "search-names-are-exact"), (.ignoresType, "search-by-media-type"),
        (.notStrict, "search-by-time-is-strict"), (.ignoresTrash, "search-knows-the-trash"),
        (.firstPageOnly, "search-is-complete"), (.firstFolders, "children-of-many-folders-are-complete"),
        (.trashExceeds, "storage-parts-fit"), (.countsTwice, "storage-counts-bytes"),
        (.trashIsFree, "storage-counts-the-trash"), (.repeatsChanges, "changes-are-quiet-when-nothing-changes"),
        (.hidesDeletion, "changes-tell-what-happened"), (.firstChangesOnly, "changes-are-complete"),
        (.emptyExport, "documents-are-exported"), (.exportsEverything, "plain-files-are-not-exported"),
    ]

    @Test("a wrong store is caught by the rule of its flaw", arguments: flaws)
    func wrong(flaw: ShelfFlaw, name: String) async throws {
        let rule = try #require(Self.rules.first { $0.name == name })
        try await withShelf(flaw) { subject in
            let violation = await #expect(throws: RuleViolation.self) { try await rule.check(subject) }
            #expect(violation?.message.hasPrefix(name + ": ") == true)
            #expect(violation?.message.contains("unexpected error") == false, "\(violation?.message ?? "")")
        }
    }

    @Test("every rule has a flaw that it sees, and every flaw a rule that sees it")
    func coverage() {
        #expect(Set(Self.flaws.map(\.1)) == Set(Self.rules.map(\.name)))
        #expect(Set(Self.flaws.map(\.0)) == Set(ShelfFlaw.allCases.filter { $0 != .none }))
    }

    @Test("what a store cannot do is exempt, and said")
    func exemptions() async throws {
        let poor = FileStoringSubject(chunk: Shelf.chunk, pageSize: 4, givesIDs: false, givesChecksums: false)
        try await withShelf(files: poor) { subject in
            let exempt = Self.rules.filter { $0.exemption(of: subject) != nil }.map(\.name)
            #expect(
                Set(exempt) == [
                    "file-checksums-match", "upload-wrong-checksum-is-caught", "file-refused-names-are-refused",
                    "file-ids-are-new", "file-written-twice-is-one", "file-written-again-after-a-lost-reply-is-one",
                ])
        }
    }
}
