// SPDX-License-Identifier: Apache-2.0
public import StewardCore

/// Gives access tokens of one account: what ``AuthorizingTransport`` puts on every call.
///
/// However many callers wait, one refresh is in flight. Nothing here ever opens a browser: when a person is needed, it
/// fails at once.
public protocol AccessTokenProviding: Sendable {
    /// A token that is good now for at least these scopes.
    ///
    /// - Parameters:
    ///   - scopes: what the call needs; empty for whatever the account was granted.
    ///   - refused: a token that the service just refused (401), so that it is not given again; `nil` else.
    /// - Throws: `unauthorized` with the command that repairs it when the grant is missing, revoked or too narrow;
    ///   `unavailable` when the token endpoint cannot be reached.
    func accessToken(for scopes: [String], refused: Secret?) async throws(IntegrationError) -> Secret
}
