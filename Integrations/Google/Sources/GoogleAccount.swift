// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardOAuth

/// Who stands behind a connection: a person's grant, or a service account's key.
struct GoogleAccount: Sendable {
    enum Kind: Sendable {
        case person(OAuthSession, OAuthClient)
        case program(ServiceAccountSession, ServiceAccountKey)
    }
    let kind: Kind
    private let connection: String

    init(_ configuration: GoogleConfiguration, _ context: IntegrationContext) {
        connection = context.connectionName ?? "NAME"
        let provider = configuration.provider
        switch configuration.identity {
        case .client(let client):
            let endpoint = TokenEndpoint(
                provider: provider, client: client, transport: context.transport, clock: context.clock)
            let connection = connection
            let session = OAuthSession(
                endpoint: endpoint, client: client, keeping: GrantKeeping(context.credential), clock: context.clock
            ) { Self.repair(connection, $0) }
            kind = .person(session, client)
        case .serviceAccount(let key, let subject, let audience):
            let endpoint = TokenEndpoint(
                provider: provider, client: nil, transport: context.transport, clock: context.clock)
            let session = ServiceAccountSession(
                endpoint: endpoint, key: key, audience: audience, subject: subject,
                defaultScopes: [GoogleScopes.openID, GoogleScopes.email], clock: context.clock)
            kind = .program(session, key)
        }
    }

    /// Gives the tokens.
    var access: any AccessTokenProviding {
        switch kind {
        case .person(let session, _): session
        case .program(let session, _): session
        }
    }

    /// How far the clock was off at the token endpoint's last reply.
    var clockError: ClockError? {
        get async {
            switch kind {
            case .person(let session, _): await session.clockError
            case .program(let session, _): await session.clockError
            }
        }
    }

    /// The command with which a person grants these scopes, or signs in again.
    func repair(_ scopes: [String]) -> String { Self.repair(connection, scopes) }

    private static func repair(_ connection: String, _ scopes: [String]) -> String {
        let flags = scopes.map { " --scope \($0)" }.joined()
        return "steward connect google --name \(connection)\(flags)"
    }
}

/// Keeps a grant where the connection keeps its credential.
private struct GrantKeeping: TokenKeeping {
    private let credential: (any CredentialKeeping)?

    init(_ credential: (any CredentialKeeping)?) { self.credential = credential }

    func load() async throws -> Secret? { try await credential?.load() }

    func replace(_ secret: Secret?) async throws {
        guard let credential else {
            throw IntegrationError(
                .unsupported, "This connection has no place to keep a sign-in; use a connection that has a name.")
        }
        try await credential.replace(secret)
    }

    func exclusively<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
        guard let credential else { return try await body() }
        return try await credential.exclusively(body)
    }
}
