// SPDX-License-Identifier: Apache-2.0

extension SimulatedRequest {
    /// Scheme and host for addresses in a reply: `http://127.0.0.1:49152`, or `https://` and the service's own host
    /// where the client was led here by a proxy, so that it comes back the same way.
    ///
    /// Without a server it is `http://127.0.0.1`.
    public var origin: String {
        guard let authority else { return "http://127.0.0.1" }
        let isLocal = ["127.0.0.1", "localhost", "[::1]"].contains { authority.hasPrefix($0) }
        return (isLocal ? "http://" : "https://")
            + (authority.hasSuffix(":443") ? authority.dropLast(4) : authority[...])
    }
}
