// SPDX-License-Identifier: Apache-2.0

/// What an integration is: the single source of its settings, its host list and its pages.
public struct Manifest: Sendable, Hashable {
    /// The integration's name in code and the name of its folder, as `ElectionCommission`. Never reused.
    public let id: String
    /// The service's name, for people.
    public let name: String
    /// What a person gets from it, in one sentence.
    public let summary: String
    /// Which version of the service's interface it was written for, or the date of its documentation.
    public let serviceVersion: String
    /// The hosts it may talk to; the transport refuses others.
    public let hosts: [Host]
    /// What it signs in with.
    public let credential: Credential
    /// What applications may ask of it.
    public let capabilities: [Capability]
    /// What it cannot do, or does only so far.
    public let limits: [Limit]
    /// How far it can be relied on.
    public let tier: Tier
    /// Its settings.
    public let settings: [ConfigurationField]
    /// What repairs each kind of failure, in the order of the README's troubleshooting.
    public let remedies: [Remedy]

    /// Makes a manifest.
    public init(
        id: String, name: String, summary: String, serviceVersion: String, hosts: [Host], credential: Credential,
        capabilities: [Capability], limits: [Limit], tier: Tier, settings: [ConfigurationField],
        remedies: [Remedy] = []
    ) {
        self.id = id
        self.name = name
        self.summary = summary
        self.serviceVersion = serviceVersion
        self.hosts = hosts
        self.credential = credential
        self.capabilities = capabilities
        self.limits = limits
        self.tier = tier
        self.settings = settings
        self.remedies = remedies
    }

    /// A host, and the setting that replaces it.
    public struct Host: Sendable, Hashable {
        /// The host's name.
        public let name: String
        /// The key of the address setting that replaces it (a simulator, a proxy, a sovereign cloud).
        public let setting: String
        /// Makes a host.
        public init(_ name: String, setting: String) {
            self.name = name
            self.setting = setting
        }
    }

    /// What an integration signs in with.
    public enum Credential: Sendable, Hashable {
        /// Nothing: the service is public.
        case none
        /// A key the person copies from the service's own page.
        case key
        /// A name and a password.
        case password
        /// OAuth 2.0, with the narrowest scopes that suffice.
        case oauth(scopes: [String])

        /// The kind's stable name.
        public var kind: String {
            switch self {
            case .none: "none"
            case .key: "key"
            case .password: "password"
            case .oauth: "oauth"
            }
        }
        /// The scopes asked for; empty unless OAuth.
        public var scopes: [String] { if case .oauth(let scopes) = self { scopes } else { [] } }
    }

    /// A known limit and where it is documented.
    public struct Limit: Sendable, Hashable {
        /// One sentence.
        public let summary: String
        /// Where it is documented or was observed.
        public let link: String
        /// Makes a limit.
        public init(_ summary: String, link: String) {
            self.summary = summary
            self.link = link
        }
    }

    /// How far an integration can be relied on.
    public enum Tier: String, Sendable, Hashable {
        /// Every rule of its contracts is kept or waived with a reason, and it is used for real work.
        case supported
        /// It works against its simulator; nobody has reported using it for real work.
        case experimental
    }
}

extension Manifest {
    /// The authorities (host, and port when given) this configuration may reach: each host, or the setting's in its
    /// place.
    public func authorities(_ configuration: Configuration) -> [String] {
        hosts.map { host in
            if let address = try? configuration.address(host.setting) { return address.authority }
            guard let secret = try? configuration.secret(host.setting) else { return host.name }
            return ServiceAddress(withoutQuery: secret)?.authority ?? host.name
        }
    }
}
