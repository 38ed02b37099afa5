// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
public import StewardCore
import StewardHTTP
public import StewardIntegration
import StewardOAuth

/// A Google account: somebody who signed in, or a service account.
public struct Google: Integration {
    /// What this integration is.
    public static let manifest = Manifest(
        id: "Google",
        name: "Google account",
        summary: "Signs in to Google and gives access to the connections that work in the account's name.",
        serviceVersion: "OAuth 2.0 and OpenID Connect as documented in November 2026",
        hosts: [
            .init("accounts.google.com", setting: GoogleConfiguration.accountsAddress),
            .init("oauth2.googleapis.com", setting: GoogleConfiguration.tokenAddress),
            .init("www.googleapis.com", setting: GoogleConfiguration.keysAddress),
        ],
        credential: .oauth(scopes: [GoogleScopes.openID, GoogleScopes.email]),
        capabilities: [.accountConnecting],
        limits: [
            .init(
                "While the consent screen is in testing, every sign-in ends after 7 days.",
                link: "https://developers.google.com/identity/protocols/oauth2#expiration"),
            .init(
                "A sign-in by code grants only identity, drive.file and drive.appdata, and needs a client of the type "
                    + "“TVs and Limited Input devices”.",
                link: "https://developers.google.com/identity/protocols/oauth2/limited-input-device#allowedscopes"),
            .init(
                "An account and a client have at most 100 refresh tokens; the next one silently ends the oldest.",
                link: "https://developers.google.com/identity/protocols/oauth2#expiration"),
        ],
        tier: .supported,
        settings: GoogleConfiguration.fields,
        remedies: remedies)

    let account: GoogleAccount
    let client: GoogleClient
    let context: IntegrationContext

    /// Makes a connection; sends nothing.
    public init(configuration: Configuration, context: IntegrationContext) throws(IntegrationError) {
        let parsed = try GoogleConfiguration(configuration)
        account = GoogleAccount(parsed, context)
        client = GoogleClient(configuration: parsed, context: context)
        self.context = context
    }

    /// Has a token looked at by Google, after refreshing it where that is needed.
    public func health() async -> Health {
        do throws(IntegrationError) {
            _ = try await tokenInfo()
            guard let clockError = await account.clockError, clockError.matters else { return .ok }
            return .degraded(clockError.sentence)
        } catch {
            return .failing(error)
        }
    }

    /// What Google says about the token at hand; a token that has ended early is refreshed once.
    func tokenInfo() async throws(IntegrationError) -> TokenInfo {
        let token = try await account.access.accessToken(for: [], refused: nil)
        if let info = try await client.tokenInfo(token) { return info }
        let fresh = try await account.access.accessToken(for: [], refused: token)
        if let info = try await client.tokenInfo(fresh) { return info }
        throw IntegrationError(
            .unauthorized, "Google gives an access token and then refuses it; sign in again: \(account.repair([])).")
    }
}
