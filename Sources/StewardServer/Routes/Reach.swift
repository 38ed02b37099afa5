// SPDX-License-Identifier: Apache-2.0
import HTTPTypes

/// Under which names and through which proxies a server is reached.
package struct Reach: Sendable {
    /// Host names that requests may use besides those of this machine, without port.
    package var names: Set<String>
    /// The reverse proxies whose word about the client is taken.
    package var proxy: TrustedProxy
    /// Whether this server itself speaks TLS, so that every request came over it.
    package var speaksTLS = false

    /// Takes names as `steward.example.org`.
    package init(names: Set<String> = [], proxy: TrustedProxy = .none) {
        self.names = Set(names.map { $0.lowercased() })
        self.proxy = proxy
    }

    /// Whether the client speaks TLS, to this server or to a trusted proxy.
    func isSecure(peer: String, _ headers: HTTPFields) -> Bool {
        speaksTLS || proxy.isSecure(peer: peer, headers)
    }

    /// This machine only.
    package static let local = Reach()
}
