// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
public import StewardCore

/// Refuses calls to hosts that are not on a list, and replies that redirect to one.
///
/// An entry is `host` or `host:port` and matches exactly: no subdomains, no wildcards. An entry without a port allows
/// the scheme's own (443 for https, 80 for http) and no other.
public struct HostAllowingTransport: HTTPTransport {
    private let next: any HTTPTransport
    private let allowed: Set<String>

    /// Wraps a transport. An entry that is no host allows nothing.
    public init(_ next: any HTTPTransport, hosts: [String]) {
        self.next = next
        allowed = Set(hosts.compactMap(Self.normalized))
    }

    /// Sends the call if its host is allowed. See ``HTTPTransport/send(_:)``.
    ///
    /// - Throws: `forbidden` naming the host, before anything is sent, or after a reply that redirects to a host that
    ///   is not allowed; what the wrapped transport throws.
    public func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        try check(HTTPOrigin(of: call.request), "is not one of the hosts this integration may talk to")
        let reply = try await next.send(call)
        if let target = reply.response.redirection(of: call.request) {
            try check(HTTPOrigin(of: target), "was given as a redirect, and is not one of the allowed hosts")
        }
        return reply
    }

    private func check(_ origin: HTTPOrigin, _ problem: String) throws(IntegrationError) {
        // An entry with the scheme's own port written out means the same as one without.
        if allowed.contains(origin.authority) || allowed.contains("\(origin.host):\(origin.port)") { return }
        throw IntegrationError(
            .forbidden,
            "\(origin.authority) \(problem); if this is meant, override the host in the integration's settings.")
    }

    private static func normalized(_ entry: String) -> String? {
        guard let (host, port) = HTTPOrigin.split(entry) else { return nil }
        return port.map { "\(host):\($0)" } ?? host
    }
}
