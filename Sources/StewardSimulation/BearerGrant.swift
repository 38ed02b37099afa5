// SPDX-License-Identifier: Apache-2.0

/// What a simulated account service says of an access token that is good.
///
/// A simulator of a service behind that account takes a closure `@Sendable (String?) async -> BearerGrant?`. It is
/// handed the token of the request's `Authorization: Bearer` field, `nil` when there is none, and answers `nil` for a
/// token that is unknown, expired or revoked: the service then answers 401.
public struct BearerGrant: Sendable, Hashable {
    /// The account's e-mail address.
    public var account: String
    /// The scopes that were granted.
    public var scopes: [String]

    /// Makes a grant.
    public init(account: String, scopes: [String]) {
        self.account = account
        self.scopes = scopes
    }
}
