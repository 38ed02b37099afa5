// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration
import StewardLedger
import StewardStore
import StewardTestKit
import Testing

@testable import Tally

@Suite struct ElectionsTests {
    /// Elections in a temporary folder, with one started from a tiny made dataset.
    private static func with(
        _ engine: DatabaseEngine = .sqlite, _ body: (Elections, TemporaryFolder) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder("elections")
        try await TestDatabases.with(engine) { database in
            try await database.migrate(Ledger.migrations)
            let signer = try NoteSigner(newKeyNamed: "tests")
            let ledger = Ledger(database: database, clock: SystemClock(), signer: signer)
            let elections = Elections(ledger: ledger, blobs: BlobStore(folder: folder.path("blobs")))
            try await elections.create("made", title: "Made", dataset: TinyDataset.dataset, actor: "tester")
            try await body(elections, folder)
        }
    }

    private static func announcements(_ elections: Elections, error: Int = 0) async throws -> [TallyDocument] {
        let data = try await elections.data("made")
        let generator = ElectionGenerator(register: data.register, feed: data.feed, seed: 1)
        let source = SourceFile(format: .steward, path: "made", sha256: "")
        var documents = generator.areas.flatMap { area -> [TallyDocument] in
            guard let counts = generator.finalCounts(area) else { return [] }
            return [counts.constituency, counts.partyList].map { generator.announcement($0, source: source) }
        }
        documents[0].fields[.bad] = Reading(.number((documents[0].number(.bad) ?? 0) + error), method: .generated)
        return documents
    }

    private static func importing(
        _ documents: [TallyDocument], _ elections: Elections, _ folder: TemporaryFolder
    ) async throws -> ImportOutcome {
        let file = try folder.write("announcements.jsonl", StewardJSON.lines(documents))
        return try await elections.importSource(try ImportSource.open(file), into: "made", actor: "tester")
    }

    @Test("what was imported comes back from the blobs as it was, on both engines", arguments: TestDatabases.engines)
    func roundTrip(engine: DatabaseEngine) async throws {
        try await Self.with(engine) { elections, folder in
            let documents = try await Self.announcements(elections)
            let outcome = try await Self.importing(documents, elections, folder)
            #expect(outcome.documents == documents.count)
            let data = try await elections.data("made")
            #expect(data.documents.map(\.rows) == documents.map(\.rows))
            #expect(data.documents.map(\.fields) == documents.map(\.fields))
            #expect(try await Self.importing(documents, elections, folder).known == 1)
        }
    }

    @Test("a finding is raised once, withdrawn when a corrected file no longer gives it, and both stay in the book")
    func findingsComeAndGo() async throws {
        try await Self.with { elections, folder in
            _ = try await Self.importing(try await Self.announcements(elections, error: 50), elections, folder)
            let first = try await elections.recordCheck(try await elections.examine("made"), in: "made", actor: "t")
            #expect(first.rules[.ballotsSplit] == 1)
            let again = try await elections.recordCheck(try await elections.examine("made"), in: "made", actor: "t")
            #expect(again.raised == 0 && again.withdrawn == 0)
            let replaced = try await Self.importing(try await Self.announcements(elections), elections, folder)
            #expect(replaced.replaced == 1)
            let second = try await elections.recordCheck(try await elections.examine("made"), in: "made", actor: "t")
            #expect(second.rules[.ballotsSplit] == nil)
            #expect(second.withdrawn >= 1)
            let state = try await elections.state("made")
            #expect(state.findings.values.contains { $0.finding.rule == .ballotsSplit && $0.withdrawnAt != nil })
        }
    }

    @Test("a missing or damaged blob is named, and nothing is computed from it")
    func damaged() async throws {
        try await Self.with { elections, folder in
            _ = try await Self.importing(try await Self.announcements(elections), elections, folder)
            let source = try #require(try await elections.state("made").sources.values.first)
            let path = folder.path("blobs/\(source.sha256.prefix(2))/\(source.sha256)")
            var bytes = try [UInt8](Data(contentsOf: URL(filePath: path)))
            bytes[bytes.count / 2] ^= 4
            try FileManager.default.removeItem(atPath: path)
            try Data(bytes).write(to: URL(filePath: path))
            await #expect(throws: (any Error).self) { try await elections.data("made") }
            try FileManager.default.removeItem(atPath: path)
            await #expect(throws: TallyError(.damaged, "")) { try await elections.data("made") }
        }
    }

    @Test("a correction that changes the winner waits for a second person")
    func twoPeople() async throws {
        try await Self.with { elections, folder in
            let documents = try await Self.announcements(elections, error: 50)
            _ = try await Self.importing(documents, elections, folder)
            _ = try await elections.recordCheck(try await elections.examine("made"), in: "made", actor: "t")
            let state = try await elections.state("made")
            let finding = try #require(state.findings.values.map(\.finding).first { $0.rule == .ballotsSplit })
            func correct(_ person: String, _ value: Int) async throws -> DecisionStatus {
                let correction = Decision.Correction(cell: "row.1", value: value)
                return try await elections.decide(
                    Decision(
                        findingID: finding.id, verdict: .correct, reason: "seen on the scan", correction: correction,
                        person: person), in: "made")
            }
            #expect(try await correct("anna", 900_000) == .awaitingSecond)
            #expect(try await correct("anna", 900_000) == .awaitingSecond)
            #expect(try await correct("bo", 900_000) == .corrected)
        }
    }

    @Test("decisions that are not allowed are refused with a sentence, and leave no entry")
    func refused() async throws {
        try await Self.with { elections, folder in
            _ = try await Self.importing(try await Self.announcements(elections, error: 50), elections, folder)
            _ = try await elections.recordCheck(try await elections.examine("made"), in: "made", actor: "t")
            let state = try await elections.state("made")
            let id = try #require(state.findings.keys.sorted().first)
            func decide(_ verdict: Decision.Verdict, _ reason: String, _ cell: String?, _ id: String) -> Decision {
                let correction = cell.map { Decision.Correction(cell: $0, value: 1) }
                return Decision(findingID: id, verdict: verdict, reason: reason, correction: correction, person: "anna")
            }
            for decision in [
                decide(.reject, "", nil, id), decide(.correct, "x", nil, id), decide(.confirm, "", "row.1", id),
                decide(.correct, "x", "row.one", id), decide(.confirm, "", nil, "no-such-finding"),
            ] {
                await #expect(throws: TallyError.self) { try await elections.decide(decision, in: "made") }
            }
            #expect(try await elections.state("made").size == state.size)
        }
    }

    @Test("a count that became less between two fetches is a finding that stays")
    func feedDecrease() async throws {
        try await Self.with { elections, _ in
            var tables = TinyDataset.dataset.tables
            let votes = try #require(tables["candidate_votes"])
            var columns = votes.columns
            columns["votes"] = .integers([4_990, 3_000, 4_500, 3_500])
            tables["candidate_votes"] = DatasetTable(rowCount: votes.rowCount, columns: columns)
            let file = DatasetFile(
                key: "stats_cons", url: "made", bytes: [1], sha256: "b", etag: nil,
                fetchedAt: Date(timeIntervalSince1970: 1_770_000_900))
            let later = Dataset(
                source: "made", fetchedAt: Date(timeIntervalSince1970: 1_770_000_900), files: [file], tables: tables,
                defects: [])
            #expect(try await elections.record(later, in: "made", actor: "t"))
            _ = try await elections.recordReconciliation(try await elections.examine("made"), in: "made", actor: "t")
            let record = try #require(
                try await elections.state("made").findings.values.first { $0.finding.rule == .feedDecrease })
            #expect(record.finding.expected == 5_000 && record.finding.found == 4_990)
            #expect(record.withdrawnAt == nil)
            #expect(try await !elections.record(later, in: "made", actor: "t"))
        }
    }

    @Test("the state people see is what its entries say, and names are kept apart")
    func projection() async throws {
        try await Self.with { elections, folder in
            _ = try await Self.importing(try await Self.announcements(elections, error: 50), elections, folder)
            _ = try await elections.recordCheck(try await elections.examine("made"), in: "made", actor: "t")
            try await elections.seal("made")
            #expect(try await elections.names() == ["made"])
            guard case .equal = try await elections.ledger.compare(ElectionState.self, of: Elections.book("made"))
            else {
                Issue.record("the rebuilt state differs")
                return
            }
            await #expect(throws: TallyError(.exists, "")) {
                try await elections.create("made", title: "", dataset: TinyDataset.dataset, actor: "t")
            }
            await #expect(throws: TallyError(.invalid, "")) {
                try await elections.create("../made", title: "", dataset: TinyDataset.dataset, actor: "t")
            }
            await #expect(throws: TallyError(.notFound, "")) { try await elections.state("other") }
        }
    }
}
