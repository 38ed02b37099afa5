// SPDX-License-Identifier: Apache-2.0
public import StewardCore

/// A program that is registered with Google: an OAuth client of a Google Cloud project.
public struct SimulatedClient: Sendable, Hashable {
    /// The client's id.
    public var id: String
    /// The client's secret. A desktop client has one too, although it is none.
    public var secret: String
    /// What kind of program it is.
    public var kind: Kind
    /// Whether the consent screen is in testing: refresh tokens then end after seven days.
    public var isInTesting: Bool

    /// The kinds of client whose flows differ.
    public enum Kind: Sendable, Hashable {
        /// Redirects to any port of this machine's loopback addresses.
        case desktop
        /// Redirects to exactly these addresses.
        case web(redirects: [String])
        /// A device without a browser.
        case limitedInput
    }

    /// Makes a client.
    public init(id: String, secret: String, kind: Kind = .desktop, isInTesting: Bool = false) {
        self.id = id
        self.secret = secret
        self.kind = kind
        self.isInTesting = isInTesting
    }

    /// The file that Google's console offers for download, `client_secret.json`, with the simulator's addresses.
    public func file(project: String, origin: String) -> JSON {
        var redirects = ["http://localhost"]
        if case .web(let known) = kind { redirects = known }
        let members: JSON = [
            "client_id": .string(id), "project_id": .string(project), "auth_uri": .string(origin + "/o/oauth2/auth"),
            "token_uri": .string(origin + "/token"),
            "auth_provider_x509_cert_url": .string(origin + "/oauth2/v1/certs"), "client_secret": .string(secret),
            "redirect_uris": .array(redirects.map { .string($0) }),
        ]
        if case .web = kind { return ["web": members] }
        return ["installed": members]
    }

    /// Whether a code may be sent to this address.
    ///
    /// Google: OAuth 2.0 for iOS & Desktop Apps, "Loopback IP address", 2026-11. Any port and path; only plain http.
    func allows(redirect: String) -> Bool {
        switch kind {
        case .web(let redirects): return redirects.contains(redirect)
        case .limitedInput: return false
        case .desktop:
            return ["http://127.0.0.1", "http://localhost", "http://[::1]"].contains { host in
                guard redirect.hasPrefix(host) else { return false }
                let rest = redirect.dropFirst(host.count)
                guard rest.hasPrefix(":") else { return rest.isEmpty || rest.hasPrefix("/") }
                let port = rest.dropFirst().prefix { $0 != "/" }
                return UInt16(port).map { $0 > 0 } ?? false
            }
        }
    }
}
