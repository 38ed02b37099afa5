// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardHTTP

@testable import StewardServer

/// Accounts of an installation under test, made by the ways that people take: a set-up link and invitations.
///
/// Hashing costs next to nothing here. A door of the usual cost takes these passwords too, and then hashes them anew.
struct MadePeople {
    static let password = Secret("pools-of-quiet-water")
    static let caller = Caller(address: "127.0.0.1", userAgent: "test")
    static let cost = PasswordHash.Cost(logRounds: 4, blockSize: 8, parallelism: 1)

    let access: Access
    /// Signed in as an owner, called `anna` unless another name was given.
    let owner: SignedIn

    init(
        _ installation: Installation, transport: (any HTTPTransport)? = nil, owner name: String = "anna"
    ) async throws {
        access = Access(installation: installation, cost: Self.cost, transport: transport)
        let code = try await access.newSetUpLink()
        owner = try await access.setUp(
            code: code.reveal(), name: name, password: Self.password, from: Self.caller)
    }

    /// Somebody of a role, signed in.
    func person(_ name: String, _ role: Role) async throws -> SignedIn {
        let link = try await access.invite(role: role, by: try await visitor(owner))
        return try await access.accept(
            code: link.code.reveal(), name: name, password: Self.password, from: Self.caller)
    }

    /// Who comes with the session of a sign-in.
    func visitor(_ signedIn: SignedIn) async throws -> Visitor {
        guard let visitor = try await access.visitor(session: signedIn.token.reveal(), from: Self.caller) else {
            throw AccessError.notFound
        }
        return visitor
    }
}
