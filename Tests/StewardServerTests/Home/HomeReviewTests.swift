// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardLedger
import Tally
import Testing

@testable import StewardServer

@Suite("The home page of an election")
struct HomeReviewTests {
    private static func matters(_ browser: Browser) async throws -> [(code: String, count: Int64?)] {
        let page = try await browser.open("/api/home")
        let matters = try JSON(parsing: Array(page.text.utf8))["matters"]?.array ?? []
        return matters.map { ($0["code"]?.string ?? "", $0["count"]?.integer) }
    }

    @Test("grave findings come first, then what waits for this very reviewer; a viewer is told of neither")
    func findings() async throws {
        try await ReviewSite.with { made in
            let page = try await made.bo.open("/").text
            #expect(page.contains("could change a winner.") && page.contains("href=\"/findings?severity=critical\""))
            #expect(page.contains("2 cases wait for your review."))
            #expect(page.contains("class=\"count\" aria-hidden=\"true\">2</span>"))
            #expect(try await Self.matters(made.bo).first?.code == "findings_change_winner")
            #expect(try await Self.matters(made.bo).last?.code == "review_waits")
            let viewer = try await made.site.person("vera", .viewer, by: made.owner)
            #expect(try await Self.matters(viewer).isEmpty)
            #expect(try await !viewer.open("/").text.contains("href=\"/review\""))
        }
    }

    @Test("the counts follow each reviewer's own answers, and tell nothing of another's")
    func ownAnswers() async throws {
        try await ReviewSite.with { made in
            func waiting(_ browser: Browser) async throws -> Int64? {
                try await Self.matters(browser).first { $0.code == "review_waits" }?.count
            }
            #expect(try await waiting(made.bo) == 2)
            #expect(try await waiting(made.chai) == 2)
            let before = try await made.chai.open("/").text
            try await made.answer(made.bo, "digits")
            #expect(try await waiting(made.bo) == 1)
            #expect(try await made.bo.open("/jobs").text.contains("1 case waits for you"))
            #expect(try await waiting(made.chai) == 2)
            #expect(try await made.chai.open("/").text == before)
        }
    }

    @Test("a book is listed with what is new, how much is signed, and when it was verified")
    func proofs() async throws {
        try await ReviewSite.with { made in
            let book = Elections.book(ReviewSite.election)
            func proof(_ browser: Browser) async throws -> JSON? {
                let page = try await browser.open("/api/home")
                let proofs = try JSON(parsing: Array(page.text.utf8))["proofs"]?.array
                return proofs?.first { $0["book"]?.string == book.name }
            }
            let before = try #require(try await proof(made.bo))
            #expect(before["signed"]?.integer == 0 && before["recent"] == before["size"])
            try await made.site.installation.ledger.checkpoint(book)
            made.site.clock.advance(61)
            #expect(try await proof(made.bo)?["signed"] == before["size"])
            made.site.clock.advance(8 * 86_400)
            #expect(try await proof(made.bo) == nil)
            let owner = try await made.owner.open("/").text
            #expect(!owner.contains("href=\"/ledger/election"))
        }
    }

    @Test("the book of accounts is listed to owners alone")
    func accounts() async throws {
        try await ReviewSite.with { made in
            let (owners, reviewers) = (try await made.owner.open("/").text, try await made.bo.open("/").text)
            #expect(owners.contains("href=\"/ledger/access\""))
            #expect(!reviewers.contains("href=\"/ledger/access\""))
        }
    }
}
