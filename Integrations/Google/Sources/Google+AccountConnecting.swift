// SPDX-License-Identifier: Apache-2.0
public import StewardCore
import StewardHTTP
public import StewardIntegration
import StewardOAuth

extension Google: AccountConnecting {
    /// Google's scopes, as far as Steward asks for them or may meet them.
    public static var knownScopes: [ScopeMeaning] { GoogleScopes.known }

    /// A token that is good now. See ``AccessTokenProviding``.
    public func accessToken(for scopes: [String], refused: Secret?) async throws(IntegrationError) -> Secret {
        try await account.access.accessToken(for: scopes, refused: refused)
    }

    /// Signs in, and keeps what is granted. See ``AccountConnecting``.
    ///
    /// Besides the scopes, the account's address is asked for, and everything that was granted before, so that nothing
    /// gets lost. A person may leave some unticked: what comes back is what was granted.
    public func signIn(
        _ scopes: [String], by way: SignInWay, prompt: any SignInPrompting
    ) async throws -> AccessGrant {
        let (session, oauthClient) = try person()
        let (asked, hint) = await asked(scopes, session)
        let request = SignInRequest(scopes: asked, hint: hint, random: .system)
        let signIn = SignIn(endpoint: session.endpoint, client: oauthClient, clock: context.clock)
        let reply: TokenReply
        switch way {
        case .browser: reply = try await signIn.browser(request) { try await prompt.open($0) }
        case .paste:
            reply = try await signIn.paste(request, open: { try await prompt.open($0) }) {
                try await prompt.pastedAddress()
            }
        case .device:
            reply = try await signIn.device(request) { code, address, expiry in
                try await prompt.show(code: code, at: address, until: expiry)
            }
        }
        return try await keep(reply, asked, nonce: way == .device ? nil : request.nonce)
    }

    /// Who signs in, with which program.
    func person() throws(IntegrationError) -> (OAuthSession, OAuthClient) {
        guard case .person(let session, let oauthClient) = account.kind else {
            throw IntegrationError(
                .unsupported, "This connection works with a service account's key, so nobody signs in to it.")
        }
        return (session, oauthClient)
    }

    /// What to ask for so that nothing gets lost, and who is expected.
    func asked(_ scopes: [String], _ session: OAuthSession) async -> (scopes: [String], hint: String?) {
        // What cannot be read is replaced by what is granted now.
        let known = try? await session.grant()
        let wanted = OAuthProvider.union([GoogleScopes.openID, GoogleScopes.email], scopes)
        let granted = known?.scopes ?? []
        return (granted + session.endpoint.provider.missing(wanted, granted: granted), known?.account)
    }

    /// Keeps what Google granted, once it is known to whom.
    func keep(_ reply: TokenReply, _ asked: [String], nonce: String?) async throws(IntegrationError) -> AccessGrant {
        let (session, oauthClient) = try person()
        let identity = try await identity(reply, oauthClient, nonce: nonce)
        let kept = try await session.keep(
            reply, requested: asked, account: identity.email, subject: identity.subject)
        return AccessGrant(kept)
    }

    /// What is granted now. See ``AccountConnecting``. A service account has no scopes of its own: each token is made
    /// for what is asked.
    public func grant() async throws -> AccessGrant? {
        switch account.kind {
        case .person(let session, _): return try await session.grant().map { AccessGrant($0) }
        case .program(_, let key):
            return AccessGrant(account: key.email, scopes: [], grantedAt: nil, refreshedAt: nil, isRefreshable: true)
        }
    }

    /// Ends the grant. See ``AccountConnecting``. A service account has none: nothing happens, and its key is deleted
    /// in Google's console.
    public func revoke() async throws {
        guard case .person(let session, _) = account.kind else { return }
        try await session.revoke()
    }

    /// Who signed in: by the ID token, or by what Google says about the access token when there is none.
    private func identity(
        _ reply: TokenReply, _ oauthClient: OAuthClient, nonce: String?
    ) async throws(IntegrationError) -> (email: String?, subject: String?) {
        guard let token = reply.idToken else {
            let info = try await client.tokenInfo(reply.accessToken)
            guard info?.audience.map({ $0 == oauthClient.id }) ?? true else {
                throw IntegrationError(.unauthorized, "Google gave a token that is meant for another program.")
            }
            return (info?.email, info?.subject)
        }
        let claims = try await verifier(oauthClient).verify(token, nonce: nonce)
        return (claims.email, claims.subject)
    }

    private func verifier(_ oauthClient: OAuthClient) -> IDTokenVerifier {
        let rules = IdentityRules(
            issuers: ["accounts.google.com", "https://accounts.google.com"], audiences: [oauthClient.id])
        return IDTokenVerifier(
            rules: rules, provider: "Google", keysAddress: client.keys, transport: context.transport,
            clock: context.clock)
    }
}

extension AccessGrant {
    init(_ kept: KeptGrant) {
        self.init(
            account: kept.account, scopes: kept.scopes, grantedAt: kept.grantedAt, refreshedAt: kept.refreshedAt,
            isRefreshable: kept.refreshToken != nil)
    }
}
