// SPDX-License-Identifier: Apache-2.0
public import StewardCore
import StewardHTTP
public import StewardIntegration
import StewardOAuth

extension Google: AccountReturning {
    /// The address to open. See ``AccountReturning``.
    public func beginSignIn(_ scopes: [String], redirect: String, ticket: Secret) async throws -> String {
        let (signIn, request, _) = try await returning(scopes, ticket)
        return try signIn.address(request, redirect: redirect)
    }

    /// Keeps what was granted. See ``AccountReturning``.
    public func finishSignIn(
        _ scopes: [String], redirect: String, ticket: Secret, address: String
    ) async throws -> AccessGrant {
        let (signIn, request, asked) = try await returning(scopes, ticket)
        let reply = try await signIn.finish(request, redirect: redirect, address: address)
        return try await keep(reply, asked, nonce: request.nonce)
    }

    /// The sign-in of a ticket: the same however often it is made.
    private func returning(
        _ scopes: [String], _ ticket: Secret
    ) async throws(IntegrationError) -> (SignIn, SignInRequest, asked: [String]) {
        let (session, oauthClient) = try person()
        let (asked, hint) = await asked(scopes, session)
        let random = RandomBytes(ticket: ticket)
        let signIn = SignIn(endpoint: session.endpoint, client: oauthClient, clock: context.clock, random: random)
        return (signIn, SignInRequest(scopes: asked, hint: hint, random: random), asked)
    }
}
