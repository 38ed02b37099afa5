// SPDX-License-Identifier: Apache-2.0
public import StewardCore

/// Signs a person in through a browser that comes back to an address of the program's own, as a page of a server.
///
/// Nothing is kept in between but the ticket, by the caller: what proves the one to the other (state, nonce, proof key)
/// follows from it, so it is a secret, made anew for each sign-in, and good for one.
public protocol AccountReturning: AccountConnecting {
    /// The address that the person has to open. Sends nothing.
    ///
    /// - Parameters:
    ///   - scopes: what to ask for, besides what was granted before.
    ///   - redirect: where the browser comes back to.
    ///   - ticket: at least 32 random characters.
    /// - Throws: `unsupported` when the service cannot send a browser to that address, or nobody signs in to this
    ///   connection.
    func beginSignIn(_ scopes: [String], redirect: String, ticket: Secret) async throws -> String

    /// Ends a sign-in with what the browser came back with, and keeps the grant.
    ///
    /// - Parameters:
    ///   - scopes: those that the sign-in was begun with.
    ///   - redirect: the address that it was begun with.
    ///   - ticket: the one that it was begun with.
    ///   - address: where the browser came back to: the whole address, or from its `?` on.
    /// - Throws: as ``AccountConnecting/signIn(_:by:prompt:)``; `unauthorized` or `invalidRequest` for an address that
    ///   does not belong to the ticket.
    func finishSignIn(
        _ scopes: [String], redirect: String, ticket: Secret, address: String
    ) async throws -> AccessGrant
}
