// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
public import StewardCore

/// Follows redirects by sending a new call through the wrapped transport, so that each step is checked, paced and
/// recorded like any call.
///
/// - Only GET and HEAD calls without a body are followed, unless they say that they are not to be
///   (``HTTPCall/followsRedirects``); to others a redirect is a reply.
/// - Never from https to http.
/// - Credentials (``Redactor/standardFields``) don't go along to another origin; other fields do.
public struct RedirectFollowingTransport: HTTPTransport {
    private let next: any HTTPTransport
    private let limit: Int

    /// Wraps a transport. After `limit` redirects in a row the call fails.
    public init(_ next: any HTTPTransport, limit: Int = 5) {
        self.next = next
        self.limit = limit
    }

    /// Sends the call and what it is redirected to. See ``HTTPTransport/send(_:)``.
    ///
    /// - Throws: `malformedReply` after too many redirects, or when one leads from https to http.
    public func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        var call = call
        let isSafe = call.request.method == .get || call.request.method == .head
        guard call.followsRedirects, call.body == nil, isSafe else {
            return try await next.send(call)
        }
        for _ in 0...limit {
            let reply = try await next.send(call)
            guard let target = reply.response.redirection(of: call.request) else { return reply }
            let from = try HTTPOrigin(of: call.request)
            let to = try HTTPOrigin(of: target)
            guard from.scheme == to.scheme || to.scheme == "https" else {
                throw IntegrationError(
                    .malformedReply, "\(from.authority) redirects from https to plain http, which is not followed.")
            }
            call.request = target
        }
        let host = try HTTPOrigin(of: call.request).authority
        throw IntegrationError(.malformedReply, "\(host) redirects more than \(limit) times in a row.")
    }
}
