// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import StewardCore
import Testing

@testable import StewardServer

@Suite("Setting up")
struct SetUpPagesTests {
    @Test("until there is an owner, every page says how to get the link, and no account can be tried")
    func nobody() async throws {
        try await MadeSite.with { site in
            let browser = site.browser()
            for path in ["/", "/jobs", "/account", "/people", "/sign-in", "/sign-in/google"] {
                let page = try await browser.open(path)
                #expect(page.status == 503, "\(path)")
                #expect(page.text.contains("steward access link"), "\(path)")
            }
            try await browser.open("/sign-in?lang=th")
            #expect(browser.page.text.contains("ยังไม่มีเจ้าของ"))
        }
    }

    @Test("the link makes the owner, signs in, and then works no more")
    func setUp() async throws {
        try await MadeSite.with { site in
            let code = try await site.access.newSetUpLink().reveal()
            let browser = site.browser()
            for _ in 1...2 {
                #expect(try await browser.open("/setup/\(code)").status == 200)
            }
            let form = browser.page.text
            #expect(form.contains("autocomplete=\"username\""))
            #expect(form.components(separatedBy: "autocomplete=\"new-password\"").count == 3)
            #expect(!form.contains("current-password"))
            let page = try await browser.submit(
                "/setup/\(code)", ["name": "Anna", "password": MadeSite.password, "again": MadeSite.password])
            #expect(page.status == 303)
            #expect(page.location == "/")
            let cookie = try #require(page.setCookies.first { $0.hasPrefix("steward=") })
            #expect(cookie.contains("HttpOnly"))
            #expect(cookie.contains("SameSite=Lax"))
            #expect(try await browser.follow().status == 200)
            #expect(try await browser.open("/account").text.contains("Anna"))

            let late = site.browser()
            #expect(try await late.open("/setup/\(code)").status == 410)
            #expect(try await late.open("/sign-in").status == 200)
        }
    }

    @Test("what is wrong stands first, has the focus, leads to its field, and the name stays as typed")
    func problems() async throws {
        try await MadeSite.with { site in
            let code = try await site.access.newSetUpLink().reveal()
            let browser = site.browser()
            try await browser.open("/setup/\(code)")
            let differ = try await browser.submit(
                "/setup/\(code)", ["name": "A & B", "password": MadeSite.password, "again": "another-one-here"])
            #expect(differ.status == 422)
            #expect(differ.text.contains("<title>Problem: "))
            #expect(differ.text.contains("role=\"alert\" tabindex=\"-1\" autofocus"))
            #expect(differ.text.contains("<a href=\"#field-again\">"))
            #expect(differ.text.contains("id=\"field-again\""))
            #expect(differ.text.contains("aria-invalid=\"true\""))
            #expect(differ.text.contains("value=\"A &amp; B\""))
            #expect(!differ.text.contains(MadeSite.password))
            for (password, sentence) in [("short", "at least 12"), ("password1234", "tried first")] {
                let page = try await browser.submit(
                    "/setup/\(code)", ["name": "A & B", "password": password, "again": password])
                #expect(page.status == 422, "\(password)")
                #expect(page.text.contains(sentence), "\(password)")
                #expect(page.text.contains("<a href=\"#field-password\">"), "\(password)")
            }
            let empty = try await browser.submit("/setup/\(code)", ["name": "", "password": "", "again": ""])
            #expect(empty.text.contains("#field-name"))
            #expect(empty.text.contains("#field-password"))
            #expect(try await !site.access.isSetUp())
        }
    }

    @Test("a link that never was one, one that is too old and one that was replaced look the same")
    func over() async throws {
        try await MadeSite.with { site in
            let replaced = try await site.access.newSetUpLink().reveal()
            let old = try await site.access.newSetUpLink().reveal()
            site.clock.advance(86_400)
            let invented = String(repeating: "a", count: 43)
            var texts: Set<String> = []
            for code in [replaced, old, invented] {
                let page = try await site.browser().open("/setup/\(code)")
                #expect(page.status == 410)
                texts.insert(page.text.components(separatedBy: "<main").last ?? "")
            }
            #expect(texts.count == 1)
        }
    }

    @Test("a form that no page of this browser made does nothing")
    func forged() async throws {
        try await MadeSite.with { site in
            let code = try await site.access.newSetUpLink().reveal()
            let fields = ["name": "Eve", "password": MadeSite.password, "again": MadeSite.password]
            #expect(try await site.browser().post("/setup/\(code)", fields).status == 403)
            let other = site.browser()
            try await other.open("/setup/\(code)")
            let token = try #require(other.page.text.components(separatedBy: "name=\"_form\" value=\"").last)
            let stolen = fields.merging(["_form": token.components(separatedBy: "\"")[0]]) { $1 }
            #expect(try await site.browser().post("/setup/\(code)", stolen).status == 403)
            #expect(try await !site.access.isSetUp())
        }
    }
}
