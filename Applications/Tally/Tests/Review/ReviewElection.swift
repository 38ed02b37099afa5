// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardLedger
import StewardStore
import StewardTestKit
import Testing

@testable import Tally

/// A made election with two cells read twice: votes on which the winner depends, and bad ballots on which nothing does.
struct ReviewElection {
    static let name = "made"
    /// The first candidate's votes by the words would make the second the winner.
    static let winning = "cell~10_1~constituency~6-1~steward~row.0"
    static let bad = "cell~10_1~constituency~6-1~steward~field.bad"
    static let anna = Reviewer(id: "account:anna")
    static let bo = Reviewer(id: "account:bo")
    static let chai = Reviewer(id: "account:chai")
    static let dao = Reviewer(id: "account:dao")

    let elections: Elections
    let folder: TemporaryFolder
    /// One for each node.
    let nodes: [ReviewDesks]
    var desks: ReviewDesks { nodes[0] }

    static func with(
        _ engine: DatabaseEngine = .sqlite, nodes count: Int = 1, _ body: (ReviewElection) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder("review")
        try await TestDatabases.withNodes(engine, count) { databases in
            try await databases[0].migrate(Ledger.migrations)
            let signer = try NoteSigner(newKeyNamed: "tests")
            let all = databases.map { database in
                Elections(
                    ledger: Ledger(database: database, clock: SystemClock(), signer: signer),
                    blobs: BlobStore(folder: folder.path("blobs")))
            }
            let made = ReviewElection(elections: all[0], folder: folder, nodes: all.map { ReviewDesks($0) })
            try await made.elections.create(name, title: "Made", dataset: TinyDataset.dataset, actor: "tester")
            try await made.importForms()
            try await body(made)
        }
    }

    /// Imports the announcements and records what the checks find. `extra` makes it another file.
    func importForms(extra: Int = 0) async throws {
        let data = try await elections.data(Self.name)
        let generator = ElectionGenerator(register: data.register, feed: data.feed, seed: 1)
        let source = SourceFile(format: .steward, path: "made", sha256: "")
        var documents = generator.areas.flatMap { area -> [TallyDocument] in
            guard let counts = generator.finalCounts(area) else { return [] }
            return [counts.constituency, counts.partyList].map { generator.announcement($0, source: source) }
        }
        let first = try #require(documents.firstIndex { $0.kind == .constituency && $0.area.constituency == 1 })
        let votes = try #require(documents[first].rows[0].votes.number)
        documents[first].rows[0].votes = Reading(.number(votes), method: .digits, alternatives: [10])
        let bad = try #require(documents[first].number(.bad))
        documents[first].fields[.bad] = Reading(.number(bad), method: .digits, alternatives: [bad + 1])
        let last = documents.count - 1
        documents[last].fields[.eligible] = Reading(.number(30_000 + extra), method: .generated)
        let file = try folder.write("announcements.jsonl", StewardJSON.lines(documents))
        _ = try await elections.importSource(try ImportSource.open(file), into: Self.name, actor: "tester")
        _ = try await elections.recordCheck(try await elections.examine(Self.name), in: Self.name, actor: "tester")
    }

    /// Answers with the turn that a page opened now would carry.
    @discardableResult
    func enter(
        _ answer: ReviewAnswer, _ id: String = winning, by reviewer: Reviewer, reason: String = "", node: Int = 0
    ) async throws -> ReviewShown {
        let turn = try await shown(id, to: reviewer, node: node).turn
        return try await nodes[node].enter(
            ReviewSubmission(caseID: id, answer: answer, reason: reason, turn: turn), by: reviewer, in: Self.name)
    }

    @discardableResult
    func undo(_ id: String = winning, by reviewer: Reviewer) async throws -> ReviewShown {
        let turn = try await shown(id, to: reviewer).turn
        return try await desks.undo(id, turn: turn, by: reviewer, in: Self.name)
    }

    func shown(_ id: String = winning, to reviewer: Reviewer, node: Int = 0) async throws -> ReviewShown {
        let desk = try await nodes[node].desk(Self.name)
        return desk.shown(try #require(desk.matter(id)), to: reviewer)
    }

    func queue(of reviewer: Reviewer) async throws -> [String] {
        try await desks.desk(Self.name).queue(of: reviewer).map(\.id)
    }
}
