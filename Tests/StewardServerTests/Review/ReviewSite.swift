// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import HummingbirdTesting
import Logging
import StewardCore
import StewardLedger
import StewardTestKit
import Tally
import Testing

@testable import StewardServer

/// A site with an election in which two cells were read twice, its owner and two reviewers, each with a browser.
struct ReviewSite {
    static let election = "made"
    static let winning = "cell~10_1~constituency~6-1~steward~row.0"
    static let bad = "cell~10_1~constituency~6-1~steward~field.bad"
    static let hostileName = "นาย <script>alert(1)</script>"

    let site: MadeSite
    let owner: Browser
    let bo: Browser
    let chai: Browser

    static func address(_ id: String) -> String { "/review/\(HTML.pathComponent(id))" }

    static func with(_ body: @Sendable (ReviewSite) async throws -> Void) async throws {
        try await MadeSite.with { site in
            try await fill(site.installation)
            let owner = try await site.owner()
            try await body(
                ReviewSite(
                    site: site, owner: owner, bo: try await site.person("bo", .reviewer, by: owner),
                    chai: try await site.person("chai", .reviewer, by: owner)))
        }
    }

    static func fill(_ installation: Installation) async throws {
        let folder = try TemporaryFolder("review-forms")
        defer { withExtendedLifetime(folder) {} }
        let elections = installation.elections
        try await elections.create(
            election, title: "A made election", dataset: TinyDataset.dataset(firstName: hostileName), actor: "tester")
        let data = try await elections.data(election)
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
        let file = try folder.write("announcements.jsonl", StewardJSON.lines(documents))
        _ = try await elections.importSource(try ImportSource.open(file), into: election, actor: "tester")
        _ = try await elections.recordCheck(try await elections.examine(election), in: election, actor: "tester")
    }

    /// The entries of the review in the book.
    func entries() async throws -> [Entry] {
        let book = Elections.book(Self.election)
        return try await site.installation.ledger.entries(in: book, from: 0, limit: 1000)
            .filter { $0.kind.hasPrefix("review.") }
    }

    /// Opens a matter and answers it by the page's own form.
    @discardableResult
    func answer(
        _ browser: Browser, _ answer: String, _ id: String = winning, _ fields: [String: String] = [:]
    ) async throws -> Browser.Page {
        try await browser.open(Self.address(id))
        return try await browser.submit(Self.address(id), fields.merging(["answer": answer]) { $1 })
    }
}
