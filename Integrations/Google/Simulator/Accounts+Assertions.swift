// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore

extension Accounts {
    /// Where a service account's request for a token may be addressed to: the simulator by any address, and Google's
    /// own address, which some clients always write.
    private static func isAudience(_ text: String) -> Bool {
        text == "https://oauth2.googleapis.com/token" || text == "https://www.googleapis.com/oauth2/v4/token"
            || text == "https://accounts.google.com/o/oauth2/token"
            || (text.hasPrefix("http://127.0.0.1") || text.hasPrefix("http://localhost")) && text.hasSuffix("/token")
    }

    /// Gives a service account a token for its signed request (RFC 7523, 2.1). Google: Using OAuth 2.0 for Server to
    /// Server Applications, "HTTP/REST", 2026-11.
    func assert(_ form: [String: String]) throws -> JSON {
        guard let text = form["assertion"] else { throw OAuthFailure.missing("assertion") }
        guard let token = JSONWebToken(text) else {
            throw OAuthFailure(400, "invalid_grant", "Invalid JWT: Not a valid JWT.")
        }
        let account = try checked(token)
        guard case .string(let audience)? = token.claims["aud"], Self.isAudience(audience) else {
            throw OAuthFailure(400, "invalid_grant", "Invalid JWT: Failed audience check.")
        }
        let scopes = Scopes.split(token.claims["scope"]?.string)
        guard !scopes.isEmpty, scopes.allSatisfy(Scopes.isKnown) else {
            throw OAuthFailure(400, "invalid_scope", "Invalid OAuth scope or ID token audience provided.")
        }
        let other = try delegated(token, account)
        let holder = TokenHolder.service(email: account.email, actingFor: other)
        return [
            "access_token": .string(issueAccessToken(holder, scopes, isOffline: false)),
            "expires_in": .integer(Int64(settings.accessTokenSeconds)), "token_type": "Bearer",
        ]
    }

    /// The service account that signed a token, its signature and times checked.
    private func checked(_ token: JSONWebToken) throws(OAuthFailure) -> SimulatedServiceAccount {
        guard let account = project.serviceAccounts.first(where: { $0.email == token.claims["iss"]?.string }) else {
            throw OAuthFailure(400, "invalid_grant", "Invalid grant: account not found")
        }
        // Without a key id every key of the account is tried; this one has one.
        let names = token.header["kid"]?.string.map { $0 == account.key.id } ?? true
        guard token.header["alg"]?.string == "RS256", names, account.key.isValid(token.signature, of: token.signed)
        else { throw OAuthFailure(400, "invalid_grant", "Invalid JWT Signature.") }
        let now = now.timeIntervalSince1970
        // Five minutes are forgiven on either side; how much Google forgives is not documented.
        guard let issued = token.claims["iat"]?.seconds, let end = token.claims["exp"]?.seconds, issued < now + 300,
            end > now - 300, end > issued, end - issued <= 3600
        else {
            throw OAuthFailure(
                400, "invalid_grant",
                "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your "
                    + "iat and exp values in the JWT claim.")
        }
        return account
    }

    private func delegated(
        _ token: JSONWebToken, _ account: SimulatedServiceAccount
    ) throws(OAuthFailure) -> String? {
        guard let subject = token.claims["sub"]?.string, subject != account.email else { return nil }
        guard account.mayActForOthers else {
            throw OAuthFailure(
                401, "unauthorized_client",
                "Client is unauthorized to retrieve access tokens using this method, or client not authorized for any "
                    + "of the scopes requested.")
        }
        guard let other = self.account(subject) else {
            throw OAuthFailure(400, "invalid_grant", "Invalid email or User ID")
        }
        return other.email
    }

    /// What a token signed by a service account itself, sent in place of an access token, opens. Google: service
    /// account authorization without OAuth, 2026-11: `aud` is the API's address, or `scope` names the scopes.
    func selfSigned(_ text: String) -> (account: String, scopes: [String])? {
        guard let token = JSONWebToken(text), let account = try? checked(token) else { return nil }
        if let scope = token.claims["scope"]?.string { return (account.email, Scopes.split(scope)) }
        guard let audience = token.claims["aud"]?.string, audience.hasPrefix("https://"),
            audience.hasSuffix(".googleapis.com/")
        else { return nil }
        return (account.email, ["https://www.googleapis.com/auth/drive"])
    }
}

extension JSON {
    /// A point in time in seconds, whole or not.
    fileprivate var seconds: Double? {
        switch self {
        case .integer(let whole): Double(whole)
        case .number(let number): number
        default: nil
        }
    }
}
