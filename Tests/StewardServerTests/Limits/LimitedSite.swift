// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import StewardCore
import StewardTestKit
import Testing

@testable import StewardServer

/// A server on a socket with limits of its own, an owner, and a clock that is set by hand.
struct LimitedSite: Sendable {
    let port: Int
    let clock: HandClock
    let installation: Installation
    let owner: HTTPFields
    let client: any TestClientProtocol

    static func with(
        _ limits: RequestLimits = .init(), connections: ConnectionLimits = .init(), reach: Reach = .local,
        _ body: @escaping @Sendable (LimitedSite) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder("limits")
        defer { withExtendedLifetime(folder) {} }
        let clock = HandClock()
        let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        try await Installation.with(DataFolder(folder.path("data")), server: nil, clock: clock) { installation in
            let access = Access(installation: installation, cost: MadePeople.cost)
            let owner = try await OwnerCookie.headers(installation)
            let server = try SiteServer(
                installation: installation, reach: reach, limits: limits, connections: connections, access: access,
                logger: logger)
            try await server.application().test(.live) { client in
                try await body(
                    LimitedSite(
                        port: try #require(client.port), clock: clock, installation: installation, owner: owner,
                        client: client))
            }
        }
    }

    func get(_ path: String, _ headers: HTTPFields = [:]) async throws -> TestResponse {
        try await client.execute(uri: path, method: .get, headers: headers)
    }
}
