// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardOAuth
import Testing

@testable import StewardServer

@Suite("Signing in with Google, on pages")
struct GoogleSignInPagesTests {
    /// An owner's browser, with sign-in with Google set up and dora's address allowed.
    private static func owner(_ site: MadeSite) async throws -> Browser {
        let browser = try await site.owner()
        let token = try #require(browser.cookies["steward"])
        let visitor = try #require(try await site.access.visitor(session: token, from: MadePeople.caller))
        let settings = try GoogleSettings(
            client: OAuthClient(id: PlayedGoogle.client, secret: PlayedGoogle.secret),
            token: "https://token.example/token", keys: "https://keys.example/certs")
        try await site.access.setGoogle(settings, by: visitor)
        try await browser.open("/people/google")
        let allowed = try await browser.submit(
            "/people/google/addresses", ["email": "dora@example.org", "role": "reviewer"])
        #expect(allowed.location == "/people/google?done=allowed")
        return browser
    }

    /// What the browser comes back with, as a path of ours.
    private static func back(_ site: MadeSite, _ address: String, _ person: PlayedGoogle.Person = .init()) -> String {
        let whole = site.google.agree(address, person)
        return String(whole.drop { $0 != "/" }.dropFirst(2).drop { $0 != "/" })
    }

    @Test("an allowed address signs in with a button, and lands where it wanted to go")
    func whole() async throws {
        try await MadeSite.with { site in
            _ = try await Self.owner(site)
            let browser = site.browser()
            let form = try await browser.open("/sign-in?to=/findings")
            #expect(form.text.contains("href=\"/sign-in/google?to=%2Ffindings\""))
            let start = try await browser.open("/sign-in/google?to=%2Ffindings")
            #expect(start.status == 303)
            let address = try #require(start.location)
            #expect(address.hasPrefix("https://accounts.google.com/"))
            let cookie = try #require(start.setCookies.first { $0.hasPrefix("steward-google=") })
            #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Max-Age=600"))
            let done = try await browser.open(Self.back(site, address))
            #expect(done.status == 303)
            #expect(done.location == "/findings")
            #expect(browser.cookies["steward-google"] == nil)
            #expect(try await browser.open("/account").text.contains("Dora"))
        }
    }

    @Test("an answer that another browser began, or that comes twice, signs nobody in")
    func foreign() async throws {
        try await MadeSite.with { site in
            _ = try await Self.owner(site)
            let browser = site.browser()
            let address = try #require(try await browser.open("/sign-in/google").location)
            let back = Self.back(site, address)
            let other = site.browser()
            #expect(try await other.open(back).status == 422)
            try await other.open("/sign-in/google")
            #expect(try await other.open(back).status == 422)
            #expect(other.cookies["steward"] == nil)
            let kept = browser.cookies
            #expect(try await browser.open(back).status == 303)
            browser.take(kept)
            #expect(try await browser.open(back).status == 422)
        }
    }

    @Test("an address that is not on the list, or that Google does not vouch for, is told so and gets nothing")
    func notAllowed() async throws {
        try await MadeSite.with { site in
            _ = try await Self.owner(site)
            for person in [
                PlayedGoogle.Person(email: "eve@example.org"), PlayedGoogle.Person(isVerified: false),
            ] {
                let browser = site.browser()
                let address = try #require(try await browser.open("/sign-in/google").location)
                let page = try await browser.open(Self.back(site, address, person))
                #expect(page.status == 403)
                #expect(page.text.contains("not on the list"))
                #expect(browser.cookies["steward"] == nil)
            }
            #expect(try await site.access.people().count == 1)
        }
    }

    @Test("whoever says no at Google's comes back to the form")
    func refused() async throws {
        try await MadeSite.with { site in
            _ = try await Self.owner(site)
            let browser = site.browser()
            let address = try #require(try await browser.open("/sign-in/google").location)
            let state = try #require(Parameters(parsing: address.drop { $0 != "?" }.dropFirst())["state"])
            let page = try await browser.open("/sign-in/google/callback?error=access_denied&state=\(state)")
            #expect(page.status == 502)
            #expect(page.text.contains("Signing in with Google did not work."))
            #expect(page.text.contains("action=\"/sign-in\""))
        }
    }

    @Test("one's own account is linked to a Google account, and unlinked")
    func linking() async throws {
        try await MadeSite.with { site in
            let owner = try await Self.owner(site)
            #expect(try await owner.open("/account").text.contains("href=\"/account/google\""))
            let address = try #require(try await owner.open("/account/google").location)
            #expect(try await owner.open(Self.back(site, address)).location == "/account?done=linked")
            let browser = site.browser()
            let again = try #require(try await browser.open("/sign-in/google").location)
            #expect(try await browser.open(Self.back(site, again)).status == 303)
            #expect(try await browser.open("/people").status == 200)
            try await owner.open("/account")
            #expect(try await owner.submit("/account/google/unlink").location == "/account?done=unlinked")
            #expect(try await site.access.people().filter(\.hasGoogle).isEmpty)
        }
    }

    @Test("an owner sets it up and turns it off on a page; the secret is never shown again")
    func settings() async throws {
        try await MadeSite.with { site in
            let browser = try await site.owner()
            #expect(try await site.browser().open("/sign-in/google").status == 404)
            #expect(try await !site.browser().open("/sign-in").text.contains("/sign-in/google"))
            let page = try await browser.open("/people/google")
            #expect(page.text.contains("/sign-in/google/callback"))
            for fields in [
                ["client": "", "secret": "x"], ["client": "a b", "secret": "x"], ["client": "a", "secret": ""],
            ] {
                #expect(try await browser.submit("/people/google", fields).status == 422, "\(fields)")
            }
            let done = try await browser.submit("/people/google", ["client": "client-1", "secret": "canary-1234"])
            #expect(done.location == "/people/google?done=googleOn")
            let after = try await browser.follow()
            #expect(after.text.contains("client-1"))
            #expect(!after.text.contains("canary-1234"))
            #expect(try await site.browser().open("/sign-in").text.contains("/sign-in/google"))
            try await browser.submit("/people/google/addresses", ["email": "no address", "role": "viewer"])
            #expect(browser.page.status == 422)
            #expect(browser.page.text.contains("#field-email"))
            try await browser.open("/people/google")
            #expect(try await browser.submit("/people/google/off").status == 303)
            #expect(try await !site.browser().open("/sign-in").text.contains("/sign-in/google"))
        }
    }
}
