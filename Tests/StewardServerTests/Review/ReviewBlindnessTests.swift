// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardLedger
import Tally
import Testing

@testable import StewardServer

/// Nobody learns from any page or JSON what another answered, or that they did, before a matter is settled.
@Suite struct ReviewBlindnessTests {
    private typealias Made = ReviewSite

    /// Every address that could tell of a review, but the ledger's, which grows.
    private static func addresses(_ made: ReviewSite) async throws -> [String] {
        let state = try await made.site.installation.elections.state(Made.election)
        let findings = state.findings.keys.sorted().map { HTML.pathComponent($0) }
        return ["/", "/review", "/review/next", "/findings", "/tally/made", "/tally/made/areas/10_1", "/api/review"]
            + ["/api/elections/made", "/api/elections/made/findings", "/api/elections/made/areas/10_1"]
            + [Made.winning, Made.bad].flatMap { [Made.address($0), "/api\(Made.address($0))"] }
            + findings.flatMap { ["/tally/made/findings/\($0)", "/api/elections/made/findings/\($0)"] }
    }

    private static func look(_ browser: Browser, _ addresses: [String]) async throws -> [String: String] {
        var seen: [String: String] = [:]
        for address in addresses {
            let page = try await browser.open(address)
            seen[address] = "\(page.status) \(page.location ?? "") \(page.text)"
        }
        return seen
    }

    @Test("every page and JSON is the same to the byte before and after another's open answer, for owners too")
    func sameBytes() async throws {
        try await Made.with { made in
            let addresses = try await Self.addresses(made)
            let browsers = [made.chai, made.owner]
            var before: [[String: String]] = []
            for browser in browsers { before.append(try await Self.look(browser, addresses)) }
            for (answer, fields) in [("digits", [:]), ("value", ["value": "7", "reason": "a reason of bo"])] {
                try await made.answer(made.bo, answer, Made.winning, fields)
                for (browser, before) in zip(browsers, before) {
                    let after = try await Self.look(browser, addresses)
                    for address in addresses { #expect(before[address] == after[address], "\(address)") }
                }
                try await made.bo.open(Made.address(Made.winning))
                try await made.bo.submit("\(Made.address(Made.winning))/undo")
            }
            // The comparison sees a difference where there is one.
            try await made.answer(made.bo, "digits", Made.bad)
            let settled = try await Self.look(made.chai, addresses)
            #expect(settled["/review"] != before[0]["/review"])
            #expect(settled[Made.address(Made.bad)] != before[0][Made.address(Made.bad)])
        }
    }

    @Test("two answers that differ look to a third person like none")
    func disputed() async throws {
        try await Made.with { made in
            let addresses = try await Self.addresses(made)
            let before = try await Self.look(made.owner, addresses)
            try await made.answer(made.bo, "digits")
            try await made.answer(made.chai, "words")
            let after = try await Self.look(made.owner, addresses)
            for address in addresses { #expect(before[address] == after[address], "\(address)") }
            let own = try await made.bo.open(Made.address(Made.winning))
            #expect(own.text.contains("You have answered this."))
            #expect(!own.text.contains("settled: "))
        }
    }

    @Test("the ledger's pages show that there is an entry and its hash, and who and what only when it is settled")
    func ledger() async throws {
        try await Made.with { made in
            try await made.answer(made.bo, "digits")
            let entry = try #require(try await made.entries().first)
            let id = entry.actor.dropFirst("account:".count)
            let pages = ["/ledger/election%3Amade", "/ledger/election%3Amade/\(entry.sequence)"]
            for browser in [made.bo, made.chai, made.owner] {
                for path in pages {
                    let page = try await browser.open(path)
                    #expect(page.status == 200)
                    #expect(!page.text.contains(id) && !page.text.contains("review.entered"), "\(path)")
                    #expect(!page.text.contains("row.0") && !Self.names("bo", page.text), "\(path)")
                    #expect(page.text.contains(Hexadecimal.text(entry.hash).prefix(16)), "\(path)")
                }
            }
            try await made.answer(made.chai, "digits")
            for path in pages {
                let page = try await made.owner.open(path)
                #expect(Self.names("bo", page.text) && page.text.contains("review.entered"), "\(path)")
            }
        }
    }

    /// Whether a page of the ledger names somebody as who made an entry.
    private static func names(_ name: String, _ text: String) -> Bool {
        text.contains(">\(name)</td>") || text.contains(">\(name) <code")
    }

    @Test("a decision of the command line that waits for a second person is hidden too")
    func decisions() async throws {
        try await Made.with { made in
            let elections = made.site.installation.elections
            let state = try await elections.state(Made.election)
            let finding = try #require(
                state.findings.values.map(\.finding).first { $0.rule == .wordsDigits && $0.detail == "row.0" })
            let path = "/tally/made/findings/\(HTML.pathComponent(finding.id))"
            let before = try await made.chai.open(path).text
            let decision = Decision(
                findingID: finding.id, verdict: .correct, reason: "a reason of dao",
                correction: Decision.Correction(cell: "row.1", value: 900_000), person: "dao")
            #expect(try await elections.decide(decision, in: Made.election) == .awaitingSecond)
            #expect(try await made.chai.open(path).text == before)
        }
    }

    @Test("no page of an open matter has the name of a candidate or of a party")
    func names() async throws {
        try await Made.with { made in
            let view = try await made.site.installation.elections.view(Made.election)
            let names =
                view.data.register.constituencies.values.flatMap { $0.candidates.map(\.name) }
                + view.data.register.parties.values.map(\.name).filter { $0.count > 3 }
            for path in ["/review", Made.address(Made.winning), "/api\(Made.address(Made.winning))", "/api/review"] {
                let page = try await made.chai.open(path)
                #expect(page.status == 200)
                for name in names { #expect(!page.text.contains(name), "\(path): \(name)") }
                #expect(!page.text.contains("alert(1)"), "\(path)")
            }
        }
    }
}
