// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import StewardCore
import Testing

@testable import StewardServer

@Suite("Who may ask for what")
struct GateTests {
    /// What anybody may ask for. Whoever adds to this list opens something to everybody.
    private static let open: Set<String> = [
        "GET /healthz", "GET /readyz", "GET /assets/steward.css", "GET /assets/live.js", "GET /assets/events.js",
        "GET /assets/review.js", "GET /assets/tally.js", "GET /assets/work.css", "GET /assets/file-hash.js",
        "GET /assets/logbook.js", "GET /assets/logbook.css", "GET /assets/logbook-report.css",
        "GET /setup/{code}", "POST /setup/{code}", "GET /sign-in", "POST /sign-in", "POST /sign-out",
        "GET /sign-in/google", "GET /sign-in/google/callback", "GET /auth/status",
    ]

    /// What a phone keeps of the page that records trips: the same for everybody, and of nobody.
    private static let ofPhones: Set<String> = [
        "GET /logbook/phone-en", "GET /logbook/phone-nl", "GET /logbook/phone-th", "GET /logbook/phone.webmanifest",
        "GET /logbook/phone-worker.js", "GET /logbook/phone-icon.svg", "GET /logbook/phone-icon-180.png",
        "GET /logbook/phone-icon-192.png", "GET /logbook/phone-icon-512.png", "GET /logbook/signed-out",
        "GET /assets/phone.css", "GET /assets/phone.js", "GET /assets/phone-recorder.js", "GET /assets/phone-sender.js",
        "GET /assets/phone-store.js", "GET /assets/phone-left.js",
    ]

    private static func isOpen(_ route: Route) -> Bool {
        open.union(ofPhones).contains("\(route.method.rawValue) \(route.path)")
            || (route.method == .get && route.path.hasPrefix("/assets/vendor/"))
    }

    /// The route's address with something in place of its parameters.
    private static func address(_ route: Route) -> String {
        route.path.replacing(/\{[^}]+\}/, with: "x")
    }

    /// Asks for the route with whatever it takes.
    private static func ask(
        _ route: Route, _ browser: Browser, headers: HTTPFields = [:]
    ) async throws -> Browser.Page {
        if route.method == .get { return try await browser.open(address(route), headers: headers) }
        return try await browser.post(address(route), ["name": "x"], by: route.method, headers: headers)
    }

    @Test("a route that is open stands on the list of those that are meant to be")
    func list() {
        let found = Set(Routes.all.filter { $0.scope == .open }.map { "\($0.method.rawValue) \($0.path)" })
        #expect(found.filter { !$0.hasPrefix("GET /assets/vendor/") } == Self.open.union(Self.ofPhones))
    }

    @Test("without signing in, every other route answers 401, or leads to the sign-in")
    func nobody() async throws {
        try await MadeSite.with { site in
            _ = try await site.owner()
            var walked = 0
            for route in Routes.all where !Self.isOpen(route) {
                let page = try await Self.ask(route, site.browser())
                let leadsToSignIn = page.status == 303 && page.location?.hasPrefix("/sign-in") ?? false
                #expect(page.status == 401 || leadsToSignIn, "\(route.method) \(route.path): \(page.status)")
                walked += 1
            }
            #expect(walked > 40)
        }
    }

    @Test("before there is an owner nothing is shown but how to become one")
    func noOwner() async throws {
        try await MadeSite.with { site in
            for route in Routes.all where !Self.isOpen(route) {
                let page = try await Self.ask(route, site.browser())
                #expect([401, 503].contains(page.status), "\(route.method) \(route.path): \(page.status)")
            }
        }
    }

    @Test(
        "a viewer gets no further than reading, a reviewer no further than reviewing",
        arguments: [Role.viewer, .reviewer])
    func roles(role: Role) async throws {
        try await MadeSite.with { site in
            let owner = try await site.owner()
            let browser = try await site.person("somebody", role, by: owner)
            var refused = 0
            for route in Routes.all where !role.scopes.contains(route.scope) {
                let page = try await Self.ask(route, browser)
                #expect(page.status == 403, "\(route.method) \(route.path): \(page.status)")
                refused += 1
            }
            #expect(refused > 3)
        }
    }

    @Test("a form, or whatever else changes something, without the page's token or from another site changes nothing")
    func forms() async throws {
        try await MadeSite.with { site in
            let owner = try await site.owner()
            for route in Routes.all where route.method != .get {
                // What a device shows in the address goes before what its browser is signed in as.
                guard !route.path.hasPrefix("/in/{token}") else { continue }
                let bare = try await Self.ask(route, owner)
                #expect(bare.status == 403, "\(route.path): \(bare.status)")
                let elsewhere = try await Self.ask(route, owner, headers: [.fetchSite: "cross-site"])
                #expect(elsewhere.status == 403, "\(route.path): \(elsewhere.status)")
            }
        }
    }
}
