// SPDX-License-Identifier: Apache-2.0
import HTTPTypes

extension HTTPField.Name {
    /// `Host`, which HTTPTypes keeps apart from the other fields.
    static let host = HTTPField.Name("Host")
}

extension SimulatedRequest {
    /// The host that the client asked, with its port: `127.0.0.1:49152`, or `www.googleapis.com` where the client was
    /// led here by a proxy. `nil` when the request came without a server.
    public var host: String? { HTTPField.Name.host.flatMap { headerFields[$0] } }

    /// Scheme and host for addresses in a reply: `http://127.0.0.1:49152`, or `https://` and the service's own host
    /// where the client was led here by a proxy, so that it comes back the same way.
    ///
    /// Without a server it is `http://127.0.0.1`.
    public var origin: String {
        guard let host else { return "http://127.0.0.1" }
        let isLocal = host.hasPrefix("127.0.0.1") || host.hasPrefix("localhost") || host.hasPrefix("[::1]")
        return (isLocal ? "http://" : "https://") + (host.hasSuffix(":443") ? String(host.dropLast(4)) : host)
    }
}
