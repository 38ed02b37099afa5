// SPDX-License-Identifier: Apache-2.0
import Files
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import StewardCore
import StewardIntegration
import StewardTestKit

@testable import StewardServer

/// A site whose connections are the real ones, on the real clock, so that simulators can be reached.
struct ConnectionSite: Sendable {
    let installation: Installation
    let people: MadePeople
    let client: any TestClientProtocol

    static func with(
        clock: any Timekeeping = SystemClock(),
        opening: (@Sendable (String) async throws -> any Integration)? = nil,
        _ body: @Sendable (ConnectionSite) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder("connections")
        defer { withExtendedLifetime(folder) {} }
        try await Installation.with(DataFolder(folder.path("data")), server: nil, clock: clock) { installation in
            let people = try await MadePeople(installation)
            let connections = installation.connections
            let site = Site(
                installation: installation, access: people.access, connecting: FileConnections(installation),
                patience: SystemClock(), opening: opening ?? { try await connections.open($0) })
            let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
            try await Application(
                responder: FrontDoor(site, records: LoggedRequests(logger: logger)), logger: logger
            ).test(.router) { client in
                try await body(ConnectionSite(installation: installation, people: people, client: client))
            }
        }
    }

    /// A browser in which the owner has signed in.
    var owner: Browser { browser(people.owner) }

    func browser(_ signedIn: SignedIn) -> Browser {
        let browser = Browser(client)
        browser.take(["steward": signedIn.token.reveal()])
        return browser
    }

    /// Makes an API token of the owner's.
    func token(_ scopes: Set<Scope>) async throws -> HTTPFields {
        let visitor = try await people.visitor(people.owner)
        let name = "token \(scopes.map(\.rawValue).sorted().joined())"
        let made = try await people.access.makeToken(
            name: name, scopes: scopes, expiresAt: installation.clock.now.addingTimeInterval(3600), by: visitor)
        return [.authorization: "Bearer \(made.secret.reveal())"]
    }

    /// Saves a connection as the command line does.
    func save(_ name: String, _ integration: String, _ settings: [String: String]) async throws {
        try await installation.connections.save(name, integration: integration, settings: settings, by: "tester")
    }
}
