// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import StewardCore
import StewardLedger
import Tally
import Testing

@testable import StewardServer

@Suite struct ReviewPagesTests {
    private typealias Made = ReviewSite

    @Test("a reviewer answers by plain forms, takes it back, and goes on; nothing needs a script")
    func flow() async throws {
        try await Made.with { made in
            let page = try await made.bo.open("/review")
            #expect(page.status == 200)
            #expect(page.text.contains(Made.address(Made.winning)))
            #expect(try await made.bo.open("/review/next").location == Made.address(Made.winning))
            let matter = try await made.bo.follow()
            #expect(matter.status == 200)
            #expect(matter.text.contains("The digits are right: ") && matter.text.contains("The words are right: 10<"))
            #expect(matter.text.contains("Σ = 4.1"))
            #expect(matter.text.contains("/blobs/"))
            let sent = try await made.bo.submit(Made.address(Made.winning), ["answer": "digits"])
            #expect(sent.status == 303 && sent.location == "/review/next")
            let after = try await made.bo.open("/review")
            #expect(after.text.contains("\(Made.address(Made.winning))/undo"))
            let undone = try await made.bo.submit("\(Made.address(Made.winning))/undo")
            #expect(undone.status == 303)
            #expect(try await made.bo.open("/review/next").location == Made.address(Made.winning))
            #expect(try await made.entries().map(\.kind) == ["review.entered", "review.undone"])
        }
    }

    @Test("two reviewers who agree settle it, and then its page says who and what")
    func settle() async throws {
        try await Made.with { made in
            try await made.answer(made.bo, "digits")
            try await made.answer(made.chai, "digits")
            let page = try await made.owner.open(Made.address(Made.winning))
            #expect(page.text.contains("This is settled: "))
            #expect(page.text.contains(">bo<") && page.text.contains(">chai<"))
            #expect(try await made.owner.open("/review").text.contains("100"))
            let json = try await made.owner.open("/api/review")
            #expect(json.text.contains("\"pairs\":1"))
        }
    }

    @Test("what is typed stays when it is refused, and an answer without its reason waits for the reason alone")
    func errors() async throws {
        try await Made.with { made in
            let typed = try await made.answer(made.bo, "value", Made.winning, ["value": "7 7", "reason": "seen <b>"])
            #expect(typed.status == 422)
            #expect(typed.text.contains("value=\"7 7\"") && typed.text.contains("value=\"seen &lt;b&gt;\""))
            #expect(typed.text.contains("aria-invalid=\"true\""))
            let bare = try await made.answer(made.bo, "wrong-file")
            #expect(bare.status == 422)
            #expect(bare.text.contains("Wrong file, with this reason"))
            let reasoned = try await made.bo.submit(
                Made.address(Made.winning), ["answer": "wrong-file", "reason": "another form"], number: 1)
            #expect(reasoned.status == 303)
            let thai = try await made.answer(made.chai, "value", Made.bad, ["value": "๗๗", "reason": "เห็นชัด"])
            #expect(thai.status == 303)
            #expect(try await made.entries().last?.payload["value"]?.integer == 77)
            for answer in ["", "stands", "no such"] {
                #expect(try await made.answer(made.chai, answer).status == 422)
            }
        }
    }

    @Test("a form sent twice is one entry; another answer from an old page is told so")
    func twice() async throws {
        try await Made.with { made in
            try await made.bo.open(Made.address(Made.winning))
            let first = try await made.bo.submit(Made.address(Made.winning), ["answer": "digits"])
            #expect(first.status == 303)
            let token = try await made.token(made.bo)
            let again = try await made.bo.post(
                Made.address(Made.winning), ["answer": "digits", "turn": "0", FormData.tokenField: token])
            #expect(again.status == 303)
            let other = try await made.bo.post(
                Made.address(Made.winning), ["answer": "words", "turn": "0", FormData.tokenField: token])
            #expect(other.status == 409)
            #expect(try await made.entries().count == 1)
        }
    }

    @Test("skipping puts a matter last for the one who skips")
    func skip() async throws {
        try await Made.with { made in
            try await made.bo.open(Made.address(Made.winning))
            #expect(try await made.bo.submit("\(Made.address(Made.winning))/skip").location == "/review/next")
            #expect(try await made.bo.open("/review/next").location != Made.address(Made.winning))
            #expect(try await made.chai.open("/review/next").location == Made.address(Made.winning))
        }
    }

    @Test("viewers, strangers and forms of other sites are refused")
    func refused() async throws {
        try await Made.with { made in
            let dao = try await made.site.person("dao", .viewer, by: made.owner)
            #expect(try await dao.open("/review").status == 403)
            #expect(try await dao.open("/api/review").status == 403)
            #expect(try await !dao.open("/findings").text.contains("href=\"/review\""))
            #expect(try await made.bo.open("/findings").text.contains("href=\"/review\""))
            #expect(try await made.site.browser().open("/review").status == 303)
            #expect(try await made.site.browser().open("/api/review").status == 401)
            let forged = try await made.bo.post(Made.address(Made.winning), ["answer": "digits", "turn": "0"])
            #expect(forged.status == 403)
            #expect(try await made.entries().isEmpty)
            #expect(try await made.bo.open("/review/none").status == 404)
        }
    }

    @Test("every key that the help names belongs to one button or link of the page")
    func keys() async throws {
        try await Made.with { made in
            let page = try await made.bo.open(Made.address(Made.winning))
            try await made.answer(made.chai, "digits", Made.bad)
            let later = try await made.chai.open(Made.address(Made.winning))
            let pages = ["1", "2", "4", "5", "6", "j", "k", "s"].map { ($0, page) } + [("u", later)]
            for (key, page) in pages {
                let count = page.text.components(separatedBy: "aria-keyshortcuts=\"\(key)\"").count - 1
                #expect(count == 1, "\(key)")
                #expect(page.text.contains("<kbd>\(key)</kbd>"), "\(key)")
            }
            #expect(page.text.contains("id=\"field-value\"") && page.text.contains("id=\"review-keys-on\""))
            let script = try await made.bo.open("/assets/review.js")
            #expect(script.status == 200)
            #expect(script.headers[.contentType] == "text/javascript; charset=utf-8")
        }
    }

    @Test("every review page keeps every rule of accessibility, in every language and state")
    func rules() async throws {
        try await Made.with { made in
            try await made.answer(made.bo, "digits", Made.bad)
            try await made.answer(made.bo, "digits")
            for language in Language.allCases {
                let paths = ["/review", Made.address(Made.winning), Made.address(Made.bad)]
                for path in paths {
                    for browser in [made.bo, made.chai] {
                        let page = try await browser.open("\(path)?lang=\(language.rawValue)")
                        #expect(page.status == 200)
                        for rule in PageRule.all {
                            #expect(rule.check(MarkupTree(page.text)) == [], "\(path): \(rule.name)")
                        }
                    }
                }
                let wrong = try await made.answer(made.chai, "illegible")
                for rule in PageRule.all { #expect(rule.check(MarkupTree(wrong.text)) == [], "\(rule.name)") }
            }
            #expect(try await made.chai.open("\(Made.address(Made.winning))?lang=nl").text.contains("Wat staat er?"))
            #expect(try await made.chai.open("\(Made.address(Made.winning))?lang=th").text.contains("การตรวจผลรวม"))
        }
    }
}

extension ReviewSite {
    /// The form token of a browser's session, from a page that has a form.
    func token(_ browser: Browser) async throws -> String {
        let page = try await browser.open("/review")
        let parts = page.text.components(separatedBy: "name=\"\(FormData.tokenField)\" value=\"")
        return try #require(parts.dropFirst().first?.components(separatedBy: "\"").first)
    }
}
