// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import StewardCore
import Testing

@testable import StewardServer

@Suite("Signing in with a name and password")
struct SignInPagesTests {
    @Test("a page that needs it leads to the form, and the form back to the page")
    func wayBack() async throws {
        try await MadeSite.with { site in
            _ = try await site.owner()
            let browser = site.browser()
            try await browser.open("/jobs?page=1")
            #expect(browser.page.location == "/sign-in?to=%2Fjobs%3Fpage%3D1")
            let form = try await browser.follow()
            #expect(form.status == 200)
            #expect(form.text.contains("autocomplete=\"username\""))
            #expect(form.text.contains("autocomplete=\"current-password\""))
            let done = try await browser.submit("/sign-in", ["name": "anna", "password": MadeSite.password])
            #expect(done.status == 303)
            #expect(done.location == "/jobs?page=1")
            #expect(try await browser.follow().status == 200)
            // Whoever is signed in needs no form.
            #expect(try await browser.open("/sign-in?to=/ledger").location == "/ledger")
        }
    }

    @Test("a path that leads elsewhere is forgotten, in the address and in the form")
    func elsewhere() async throws {
        try await MadeSite.with { site in
            _ = try await site.owner()
            let browser = site.browser()
            let page = try await browser.open("/sign-in?to=//evil.example/")
            #expect(!page.text.contains("evil.example"))
            let done = try await browser.submit(
                "/sign-in", ["name": "anna", "password": MadeSite.password, "to": "https://evil.example/"])
            #expect(done.location == "/")
        }
    }

    @Test("a wrong password and a name that nobody has are answered alike")
    func alike() async throws {
        try await MadeSite.with { site in
            _ = try await site.owner()
            let browser = site.browser()
            try await browser.open("/sign-in")
            let wrong = try await browser.submit("/sign-in", ["name": "anna", "password": "not the password"])
            let nobody = try await browser.submit("/sign-in", ["name": "carl", "password": "not the password"])
            #expect(wrong.status == 422)
            #expect(nobody.status == 422)
            #expect(wrong.text.contains("Name and password do not go together."))
            let main = { (text: String) in text.components(separatedBy: "<main")[1] }
            #expect(main(wrong.text).replacing("anna", with: "carl") == main(nobody.text))
            #expect(!wrong.text.contains("not the password"))
            #expect(wrong.setCookies.allSatisfy { !$0.hasPrefix("steward=") })
        }
    }

    @Test("after some failures one waits, even with the right password, and is told how long in one sentence")
    func throttled() async throws {
        try await MadeSite.with { site in
            _ = try await site.owner()
            let browser = site.browser()
            try await browser.open("/sign-in")
            for _ in 1...12 {  // Each attempt waits until it is taken.
                try await browser.submit("/sign-in", ["name": "anna", "password": "wrong"])
                if browser.page.status == 429 { break }
            }
            let page = try await browser.submit("/sign-in", ["name": "anna", "password": MadeSite.password])
            #expect(page.status == 429)
            #expect(page.text.contains("There were several attempts. Please wait a minute and try again."))
            let seconds = try #require(page.headers[.retryAfter].flatMap(Int.init))
            #expect((1...900).contains(seconds))
            try await browser.open("/sign-in?lang=th")
            let thai = try await browser.submit("/sign-in", ["name": "anna", "password": "wrong"])
            #expect(thai.text.contains("มีการลองหลายครั้ง"))
            site.clock.advance(TimeInterval(seconds))
            #expect(try await site.signIn("anna", browser).status == 303)
        }
    }

    @Test("each sign-in has a token of its own; signing out ends it for whoever copied the cookie")
    func signOut() async throws {
        try await MadeSite.with { site in
            let first = try await site.owner()
            let second = site.browser()
            _ = try await site.signIn("anna", second)
            #expect(first.cookies["steward"] != second.cookies["steward"])
            let thief = site.browser()
            thief.take(second.cookies)
            #expect(try await thief.open("/account").status == 200)
            try await second.open("/account")
            let out = try await second.submit("/sign-out")
            #expect(out.status == 303)
            #expect(second.cookies["steward"] == nil)
            #expect(try await second.follow().text.contains("You are signed out."))
            #expect(try await thief.open("/account").status == 303)
            #expect(try await first.open("/account").status == 200)
        }
    }

    @Test("signing out needs a form of one's own: a link or a page elsewhere cannot do it")
    func forgedSignOut() async throws {
        try await MadeSite.with { site in
            let browser = try await site.owner()
            #expect(try await browser.post("/sign-out", [:]).status == 403)
            #expect(try await browser.post("/sign-out", ["_form": "x"]).status == 403)
            #expect(try await browser.open("/sign-out").status == 405)
            #expect(try await browser.open("/account").status == 200)
        }
    }

    @Test("a session ends after 14 days without use, and after 90 days in any case")
    func ends() async throws {
        try await MadeSite.with { site in
            let browser = try await site.owner()
            site.clock.advance(14 * 86_400)
            #expect(try await browser.open("/account").status == 303)
            _ = try await site.signIn("anna", browser)
            for day in 1...9 {
                site.clock.advance(9.9 * 86_400)
                #expect(try await browser.open("/account").status == 200, "\(day)")
            }
            site.clock.advance(1 * 86_400)
            #expect(try await browser.open("/account").status == 303)
        }
    }

    @Test(
        "behind a proxy that speaks TLS the cookies are for this host alone, and Secure; a stranger's word is not taken"
    )
    func secure() async throws {
        let scheme = try #require(HTTPField.Name("X-Forwarded-Proto"))
        let proxy = try #require(TrustedProxy(["127.0.0.1", "::1"]))
        for (reach, isSecure) in [(Reach(proxy: proxy), true), (.local, false)] {
            try await MadeSite.with(reach: reach, isLive: true) { site in
                let code = try await site.access.newSetUpLink().reveal()
                let browser = site.browser()
                let https: HTTPFields = [scheme: "https"]
                try await browser.open("/setup/\(code)", headers: https)
                let done = try await browser.submit(
                    "/setup/\(code)", ["name": "anna", "password": MadeSite.password, "again": MadeSite.password],
                    headers: https)
                #expect(done.status == 303)
                let cookie = try #require(done.setCookies.first { $0.contains("steward=") })
                #expect(cookie.hasPrefix("__Host-steward=") == isSecure)
                #expect(cookie.contains("Secure") == isSecure)
                #expect(cookie.contains("Path=/"))
                #expect(!cookie.contains("Domain"))
                #expect(done.headers[.strictTransportSecurity] == (isSecure ? "max-age=31536000" : nil))
                #expect(try await browser.open("/account", headers: https).status == 200)
            }
        }
    }
}
