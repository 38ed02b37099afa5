// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore

@testable import StewardServer

/// The cookie of a new owner's session, for tests of pages that are not about who may see them.
enum OwnerCookie {
    static func headers(_ installation: Installation) async throws -> HTTPFields {
        let access = Access(installation: installation, cost: MadePeople.cost)
        let code = try await access.newSetUpLink()
        let name = "owner \(try await access.people().count)"
        let signedIn = try await access.setUp(
            code: code.reveal(), name: name, password: Secret("pools-of-quiet-water"),
            from: Caller(address: "127.0.0.1", userAgent: "test"))
        return [.cookie: "steward=\(signedIn.token.reveal())"]
    }
}
