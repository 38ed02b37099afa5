// SPDX-License-Identifier: Apache-2.0
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import StewardCore
import StewardTestKit

@testable import StewardServer

/// A site of its own, nobody's at first, whose clock is set by hand and whose passwords are hashed quickly.
struct MadeSite {
    static let password = "pools-of-quiet-water"

    let installation: Installation
    let access: Access
    let clock: HandClock
    let google: PlayedGoogle
    let client: any TestClientProtocol

    static func with(
        reach: Reach = .local, isLive: Bool = false, _ body: @Sendable (MadeSite) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder("site")
        defer { withExtendedLifetime(folder) {} }
        let clock = HandClock()
        let google = PlayedGoogle(clock: clock)
        try await Installation.with(DataFolder(folder.path("data")), server: nil, clock: clock) { installation in
            let access = Access(installation: installation, cost: MadePeople.cost, transport: google)
            let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
            let server = try SiteServer(installation: installation, reach: reach, access: access, logger: logger)
            try await server.application().test(isLive ? .live : .router) { client in
                try await body(
                    MadeSite(
                        installation: installation, access: access, clock: clock, google: google, client: client))
            }
        }
    }

    /// A browser that has opened nothing yet.
    func browser(_ agent: String = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0") -> Browser {
        Browser(client, agent: agent)
    }

    /// A browser in which `anna` has just become the owner, by the set-up link.
    func owner() async throws -> Browser {
        let code = try await access.newSetUpLink().reveal()
        return try await join(code, "anna")
    }

    /// A browser in which somebody has just used a link.
    func join(_ code: String, _ name: String) async throws -> Browser {
        let browser = browser()
        try await browser.open("/setup/\(code)")
        try await browser.submit(
            "/setup/\(code)", ["name": name, "password": Self.password, "again": Self.password])
        return browser
    }

    /// A browser in which somebody whom the owner invited has just made an account.
    func person(_ name: String, _ role: Role, by owner: Browser) async throws -> Browser {
        try await join(try await invitation(role, by: owner), name)
    }

    /// The code of a new invitation.
    func invitation(_ role: Role, by owner: Browser) async throws -> String {
        try await owner.open("/people")
        let page = try await owner.submit("/people/invitations", ["role": role.rawValue])
        return String(page.text.components(separatedBy: "/setup/").last?.prefix(43) ?? "")
    }

    /// Signs in with another browser.
    func signIn(_ name: String, _ browser: Browser, password: String = password) async throws -> Browser.Page {
        try await browser.open("/sign-in")
        return try await browser.submit("/sign-in", ["name": name, "password": password])
    }
}
