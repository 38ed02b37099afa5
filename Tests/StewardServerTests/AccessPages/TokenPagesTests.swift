// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Testing

@testable import StewardServer

@Suite("API tokens on pages")
struct TokenPagesTests {
    private static func make(
        _ browser: Browser, _ fields: [String: String] = [:]
    ) async throws -> (page: Browser.Page, token: String) {
        try await browser.open("/account/tokens")
        let usual = ["name": "backup script", "scopes-read": "on", "days": "30"]
        let page = try await browser.submit("/account/tokens", usual.merging(fields) { $1 })
        let token = page.text.components(separatedBy: "value=\"stwd_").dropFirst().first.map { "stwd_" + $0.prefix(49) }
        return (page, token ?? "")
    }

    @Test("a token is shown once, works as far as its scopes, and stops when it is revoked")
    func whole() async throws {
        try await MadeSite.with { site in
            let browser = try await site.owner()
            let (page, token) = try await Self.make(browser)
            #expect(page.status == 200)
            #expect(TokenText.isOne(token))
            #expect(page.headers[.cacheControl] == "no-store")
            let list = try await browser.open("/account/tokens")
            #expect(!list.text.contains(token))
            #expect(list.text.contains("backup script"))
            #expect(list.text.contains("never"))

            let program = site.browser("curl/8.5.0")
            let bearer: HTTPFields = [.authorization: "Bearer \(token)"]
            #expect(try await program.open("/api/elections", headers: bearer).status == 200)
            #expect(try await program.open("/people", headers: bearer).status == 403)
            #expect(try await !browser.open("/account/tokens").text.contains("never"))

            let revoke = try #require(browser.actions("/account/tokens/").first { $0.hasSuffix("/revoke") })
            #expect(try await browser.submit(revoke).location == "/account/tokens?done=revoked")
            #expect(try await program.open("/api/elections", headers: bearer).status == 401)
        }
    }

    @Test("a token ends when it was said to")
    func ends() async throws {
        try await MadeSite.with { site in
            let browser = try await site.owner()
            let (_, token) = try await Self.make(browser, ["days": "7"])
            site.clock.advance(7 * 86_400 - 1)
            let bearer: HTTPFields = [.authorization: "Bearer \(token)"]
            #expect(try await site.browser().open("/api/elections", headers: bearer).status == 200)
            site.clock.advance(1)
            #expect(try await site.browser().open("/api/elections", headers: bearer).status == 401)
            #expect(try await browser.open("/account/tokens").text.contains("expired"))
        }
    }

    @Test("a form that is sent twice makes one token; one without name, scope or period makes none")
    func refused() async throws {
        try await MadeSite.with { site in
            let browser = try await site.owner()
            _ = try await Self.make(browser)
            let again = try await Self.make(browser)
            #expect(again.page.status == 422)
            #expect(again.page.text.contains("#field-name"))
            #expect(again.token.isEmpty)
            try await browser.open("/account/tokens")
            let nothing = try await browser.submit("/account/tokens", ["name": "x", "days": "30"])
            #expect(nothing.status == 422)
            #expect(nothing.text.contains("#field-scopes"))
            #expect(nothing.text.contains("id=\"field-scopes\""))
            for days in ["0", "100000", "-1", "x"] {
                #expect(try await Self.make(browser, ["name": "y", "days": days]).page.status == 422, "\(days)")
            }
            let owner = try #require(try await site.access.people().first)
            #expect(try await site.access.tokens(of: owner.id).count == 1)
        }
    }

    @Test("a viewer is offered, and gets, no more than reading")
    func viewer() async throws {
        try await MadeSite.with { site in
            let viewer = try await site.person("vera", .viewer, by: try await site.owner())
            let page = try await viewer.open("/account/tokens")
            #expect(page.text.contains("scopes-read"))
            #expect(!page.text.contains("scopes-administer"))
            let (answer, token) = try await Self.make(viewer, ["scopes-administer": "on"])
            #expect(answer.status == 200)
            let bearer: HTTPFields = [.authorization: "Bearer \(token)"]
            #expect(try await site.browser().open("/people", headers: bearer).status == 403)
        }
    }

    @Test("a token makes no tokens and changes no account, whatever its scopes")
    func noTokensByTokens() async throws {
        try await MadeSite.with { site in
            let browser = try await site.owner()
            let all = Dictionary(uniqueKeysWithValues: Scope.ofTokens.map { ("scopes-\($0.rawValue)", "on") })
            let (_, token) = try await Self.make(browser, all)
            let bearer: HTTPFields = [.authorization: "Bearer \(token)"]
            let program = site.browser("curl/8.5.0")
            for route in AccessPages.routes where route.method == .post && route.scope != .open {
                let path = route.path.replacing(/\{[a-z]+\}/, with: "aaaa")
                let fields = ["name": "n", "scopes-read": "on", "days": "30", "role": "owner", "disabled": "yes"]
                #expect(try await program.post(path, fields, headers: bearer).status == 403, "\(path)")
            }
            #expect(try await program.open("/account/tokens", headers: bearer).status == 403)
        }
    }
}
