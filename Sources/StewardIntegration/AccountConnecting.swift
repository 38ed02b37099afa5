// SPDX-License-Identifier: Apache-2.0
public import FoundationEssentials
public import StewardHTTP

/// Signs a person in to an account and gives its access tokens to the connections that work in its name.
///
/// A connection of such an integration is one account. The other integrations (a drive, a car) never see the grant:
/// they are handed the account as ``IntegrationContext/access``.
public protocol AccountConnecting: AccessTokenProviding {
    /// The scopes that the service knows, as far as Steward uses them, and what each lets it do. Those that let it do
    /// more than one task needs are marked, so that a person can be told.
    static var knownScopes: [ScopeMeaning] { get }

    /// Asks the person for these scopes, besides those granted before, and keeps the grant.
    ///
    /// - Throws: `unauthorized` when the person refuses or another account signs in than before; `cancelled`;
    ///   `unavailable`; `unsupported` when the way cannot grant one of the scopes.
    func signIn(_ scopes: [String], by way: SignInWay, prompt: any SignInPrompting) async throws -> AccessGrant

    /// What is granted now; `nil` before the first sign-in. Sends nothing.
    func grant() async throws -> AccessGrant?

    /// Ends the grant at the service and forgets it here. Forgets it also when the service says that it has ended
    /// already.
    func revoke() async throws
}

/// How a person signs in.
public enum SignInWay: String, Sendable, Hashable, CaseIterable {
    /// A browser on this machine comes back to a port of 127.0.0.1.
    case browser
    /// A browser anywhere; the person pastes the address that it ends at.
    case paste
    /// A code typed in on another device.
    case device
}

/// Talks to the person who signs in.
public protocol SignInPrompting: Sendable {
    /// Shows the address to open, and opens it where that is possible.
    func open(_ address: String) async throws

    /// Asks for the address that the browser ended at. Asked only for ``SignInWay/paste``.
    func pastedAddress() async throws -> String

    /// Shows the code to type in at `address`, until `expiry`.
    func show(code: String, at address: String, until expiry: Date) async throws
}

/// What an account has granted, without its tokens.
public struct AccessGrant: Sendable, Hashable {
    /// Who granted it, as the service names the account (an e-mail address); `nil` when it does not say.
    public let account: String?
    /// What was granted, in the service's own words.
    public let scopes: [String]
    /// When the person signed in; `nil` where nobody does, as with the key of a service account.
    public let grantedAt: Date?
    /// When a token was last refreshed; `nil` before the first time.
    public let refreshedAt: Date?
    /// Whether it can be refreshed without the person.
    public let isRefreshable: Bool

    /// Describes a grant.
    public init(account: String?, scopes: [String], grantedAt: Date?, refreshedAt: Date?, isRefreshable: Bool) {
        self.account = account
        self.scopes = scopes
        self.grantedAt = grantedAt
        self.refreshedAt = refreshedAt
        self.isRefreshable = isRefreshable
    }
}
