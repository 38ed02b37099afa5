// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally
import Testing

@testable import StewardServer

@Suite("Reviews beside the sources")
struct SettledCellsTests {
    private static let area = "/tally/made/areas/10_1"

    @Test("what people came to stands beside the form; an open answer is nowhere")
    func settled() async throws {
        try await ReviewSite.with { made in
            let before = try await made.owner.open(Self.area).text
            #expect(!before.contains(Plural.people.text(2, .english)))
            try await made.answer(made.bo, "digits")
            #expect(try await made.owner.open(Self.area).text == before, "one answer of two is open")
            try await made.answer(made.chai, "digits")
            let after = try await made.owner.open(Self.area).text
            #expect(after != before)
            let tree = MarkupTree(after)
            let links = tree.root.all("td").flatMap { $0.all("a") }.compactMap { $0["href"] }
            #expect(links.contains(ReviewSite.address(ReviewSite.winning)))
            #expect(after.contains(Plural.people.text(2, .english)))
            for rule in PageRule.all { #expect(rule.check(tree) == [], "\(rule.name)") }
        }
    }
}
