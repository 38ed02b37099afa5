// SPDX-License-Identifier: Apache-2.0

/// Under which names and through which proxies a server is reached.
package struct Reach: Sendable {
    /// Host names that requests may use besides those of this machine, without port.
    package var names: Set<String>
    /// The reverse proxies whose word about the client is taken.
    package var proxy: TrustedProxy

    /// Takes names as `steward.example.org`.
    package init(names: Set<String> = [], proxy: TrustedProxy = .none) {
        self.names = Set(names.map { $0.lowercased() })
        self.proxy = proxy
    }

    /// This machine only.
    package static let local = Reach()
}
