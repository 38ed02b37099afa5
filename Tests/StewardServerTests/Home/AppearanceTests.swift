// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import StewardLedger
import Tally
import Testing

@testable import StewardServer

@Suite("Light or dark, and the language")
struct AppearanceTests {
    @Test("light or dark is chosen on the page of one's account, and follows into every browser")
    func theme() async throws {
        try await MadeSite.with { site in
            let owner = try await site.owner()
            #expect(try await !owner.open("/").text.contains("data-theme"))
            try await owner.open("/account")
            let saved = try await owner.submit(
                "/account", ["name": "anna", "language": "", "zone": "", "theme": "dark"])
            #expect(saved.setCookies.contains { $0.hasPrefix("theme=dark") })
            #expect(try await owner.open("/jobs").text.contains("<html lang=\"en\" data-theme=\"dark\">"))
            let other = site.browser()
            _ = try await site.signIn("anna", other)
            #expect(try await other.open("/").text.contains("data-theme=\"dark\""))
            #expect(try await other.open("/account").text.contains("<option value=\"dark\" selected>"))
            try await other.submit("/account", ["name": "anna", "language": "", "zone": "", "theme": "system"])
            #expect(try await !owner.open("/").text.contains("data-theme"))
            let refused = try await owner.post(
                "/account", ["name": "anna", "language": "", "zone": "", "theme": "pink", "_form": Self.token(other)])
            #expect(refused.status == 403, "another session's token")
            try await owner.open("/account")
            let unknown = try await owner.submit(
                "/account", ["name": "anna", "language": "", "zone": "", "theme": "pink"])
            #expect(unknown.status == 422 && unknown.text.contains("#field-theme"))
        }
    }

    private static func token(_ browser: Browser) -> String {
        browser.page.text.components(separatedBy: "name=\"_form\" value=\"").last?
            .components(separatedBy: "\"").first ?? ""
    }

    @Test("a form that does not ask about colours leaves them")
    func unasked() async throws {
        try await MadeSite.with { site in
            let owner = try await site.owner()
            try await owner.open("/account")
            try await owner.submit("/account", ["name": "anna", "language": "", "zone": "", "theme": "light"])
            try await owner.open("/account")
            try await owner.submit("/account", ["name": "anna", "language": "nl", "zone": ""])
            #expect(try await site.access.people().first?.theme == .light)
        }
    }

    @Test("who is not signed in chooses by links at the end of the page, and a cookie keeps it")
    func strangers() async throws {
        try await MadeSite.with { site in
            _ = try await site.owner()
            let browser = site.browser()
            let page = try await browser.open("/sign-in")
            #expect(page.text.contains("href=\"/sign-in?theme=dark\"") && !page.text.contains("data-theme"))
            let chosen = try await browser.open("/sign-in?theme=dark")
            #expect(chosen.text.contains("<html lang=\"en\" data-theme=\"dark\">"))
            #expect(try await browser.open("/sign-in").text.contains("data-theme=\"dark\""))
            #expect(try await browser.open("/sign-in?theme=%22onload").text.contains("data-theme=\"dark\""))
            #expect(try await !browser.open("/sign-in?theme=system").text.contains("data-theme"))
            #expect(try await !browser.open("/sign-in").text.contains("<nav aria-label=\"Main\">"))
        }
    }

    @Test("a language that is chosen in the header lasts, and leads back to the same page")
    func language() async throws {
        try await MadeSite.with { site in
            let owner = try await site.owner()
            try await owner.open("/jobs?state=done")
            let chosen = try await owner.submit("/account/language", ["language": "th"])
            #expect(chosen.status == 303 && chosen.location == "/jobs?state=done#history")
            #expect(chosen.setCookies.contains { $0.hasPrefix("lang=th") })
            #expect(try await owner.open("/jobs").text.contains("<html lang=\"th\">"))
            #expect(try await owner.open("/ledger").text.contains("<html lang=\"th\">"))
            #expect(try await site.access.people().first?.language == .thai)
            let unknown = try await owner.submit("/account/language", ["language": "xx"])
            #expect(unknown.status == 400)
        }
    }

    @Test("looking at an address changes no account")
    func looking() async throws {
        try await MadeSite.with { site in
            let owner = try await site.owner()
            #expect(try await owner.open("/jobs?lang=th&theme=dark").text.contains("<html lang=\"th\""))
            let account = try #require(try await site.access.people().first)
            #expect(account.language == nil && account.theme == nil)
            #expect(try await owner.open("/account/language").status == 405)
        }
    }

    @Test(
        "the way back never leads elsewhere",
        arguments: ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/sign-out"])
    func wayBack(to: String) async throws {
        try await MadeSite.with { site in
            let owner = try await site.owner()
            try await owner.open("/jobs")
            #expect(try await owner.submit("/account/language", ["language": "nl", "to": to]).location == "/")
        }
    }

    @Test("choosing what is chosen already enters nothing into the ledger")
    func twice() async throws {
        try await MadeSite.with { site in
            let owner = try await site.owner()
            try await owner.open("/")
            try await owner.submit("/account/language", ["language": "nl"])
            let size = try await site.installation.ledger.size(of: Access.book)
            try await owner.open("/")
            try await owner.post("/account/language", ["language": "nl", "_form": Self.token(owner)])
            #expect(try await site.installation.ledger.size(of: Access.book) == size)
        }
    }

    @Test("behind TLS the cookies of language and colours are Secure")
    func secure() async throws {
        let scheme = try #require(HTTPField.Name("X-Forwarded-Proto"))
        let proxy = try #require(TrustedProxy(["127.0.0.1", "::1"]))
        for (reach, isSecure) in [(Reach(proxy: proxy), true), (.local, false)] {
            try await MadeSite.with(reach: reach, isLive: true) { site in
                _ = try await site.access.newSetUpLink()
                let page = try await site.browser().open("/sign-in?lang=nl&theme=dark", headers: [scheme: "https"])
                let cookies = page.setCookies.filter { $0.hasPrefix("lang=") || $0.hasPrefix("theme=") }
                #expect(cookies.count == 2)
                #expect(cookies.allSatisfy { $0.contains("Secure") == isSecure && $0.contains("HttpOnly") })
            }
        }
    }

    @Test("the page of an error has the reader's navigation and colours too")
    func errors() async throws {
        try await MadeSite.with { site in
            let owner = try await site.owner()
            try await owner.open("/account")
            try await owner.submit("/account", ["name": "anna", "language": "", "zone": "", "theme": "dark"])
            for path in ["/nowhere", "/jobs/none"] {
                let page = try await owner.open(path)
                #expect(page.status == 404)
                #expect(page.text.contains("data-theme=\"dark\"") && page.text.contains("href=\"/people\""), "\(path)")
            }
        }
    }

    @Test("everybody's navigation has what they may look at, and marks where they are")
    func navigation() async throws {
        try await MadeSite.with { site in
            let owner = try await site.owner()
            let viewer = try await site.person("vera", .viewer, by: owner)
            let all = [
                "/", "/tally", "/findings", "/review", "/transfers", "/connections", "/jobs", "/ledger", "/people",
            ]
            let theirs = try await owner.open("/").text
            for path in all { #expect(theirs.contains("<a href=\"\(path)\""), "\(path)") }
            #expect(theirs.contains("<a href=\"/\" aria-current=\"page\">Home</a>"))
            let less = try await viewer.open("/ledger").text
            #expect(less.contains("<a href=\"/ledger\" aria-current=\"page\">"))
            for path in ["/review", "/people"] { #expect(!less.contains("<a href=\"\(path)\""), "\(path)") }
            #expect(
                try await owner.open("/people").text.contains("<a href=\"/people\" aria-current=\"page\">People</a>"))
            #expect(try await owner.open("/connections").text.contains("href=\"/connections\" aria-current=\"page\""))
        }
    }

    @Test("what is said of results stands under results alone")
    func footers() async throws {
        try await MadeSite.with { site in
            let owner = try await site.owner()
            for (path, phrase) in [("/", Phrase.footer), ("/tally", .footer), ("/review", .footer)] {
                #expect(try await owner.open(path).text.contains("<p>\(phrase.english)</p>"), "\(path)")
            }
            for path in ["/jobs", "/ledger", "/people", "/connections"] {
                #expect(try await owner.open(path).text.contains("<p>\(Phrase.plainFooter.english)</p>"), "\(path)")
            }
        }
    }

    @Test("a chosen theme wins over the system's, and paper is light")
    func styles() {
        let rules = Palette.properties.split(separator: "\n").map(String.init)
        let dark = Palette.colors.filter { $0.light != $0.dark }.map(\.dark)
        #expect(rules.count == 3 && dark.count > 20)
        #expect(rules[0].hasPrefix(":root { color-scheme: light;"))
        #expect(rules[1].hasPrefix("@media screen { :root:where([data-theme=dark]) { color-scheme: dark;"))
        let system = "@media screen and (prefers-color-scheme: dark) { :root:where(:not([data-theme=light])) {"
        #expect(rules[2].hasPrefix(system + " color-scheme: dark;"))
        for color in Palette.colors {
            #expect(rules[1].contains("--\(color.name): \(color.dark);"))
            #expect(rules[2].contains("--\(color.name): \(color.dark);"))
        }
    }
}
