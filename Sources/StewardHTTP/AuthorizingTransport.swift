// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
public import StewardCore

/// Puts an account's access token on every call, and a fresh one when the service refuses it.
///
/// A 401 means that nothing was done, so the call is sent once more with another token, whatever its method, if its
/// body can start again. What comes back then is the result, a second 401 included.
///
/// Put it outside of the wrappers that retry and follow redirects: those take the token off when a redirect leads to
/// another origin.
public struct AuthorizingTransport: HTTPTransport {
    private let next: any HTTPTransport
    private let access: any AccessTokenProviding
    private let scopes: [String]

    /// Wraps a transport. `scopes` is what its calls need; empty for whatever the account was granted.
    public init(_ next: any HTTPTransport, access: any AccessTokenProviding, scopes: [String] = []) {
        self.next = next
        self.access = access
        self.scopes = scopes
    }

    /// Sends the call with `Authorization: Bearer`. See ``HTTPTransport/send(_:)``.
    ///
    /// - Throws: what ``AccessTokenProviding/accessToken(for:refused:)`` throws, before anything is sent or after a
    ///   401; what the wrapped transport throws.
    public func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        let token = try await access.accessToken(for: scopes, refused: nil)
        let reply = try await next.send(call.authorized(token))
        guard reply.response.status == .unauthorized else { return reply }
        // Asked for also when the call can't be sent again: the next one must not go out with the refused token.
        let fresh = try await access.accessToken(for: scopes, refused: token)
        guard fresh != token, let again = call.restarted() else { return reply }
        return try await next.send(again.authorized(fresh))
    }
}

extension HTTPCall {
    fileprivate func authorized(_ token: Secret) -> HTTPCall {
        var call = self
        call.request.headerFields[.authorization] = "Bearer \(token.reveal())"
        return call
    }
}
