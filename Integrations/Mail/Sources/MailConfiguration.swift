// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

/// The server, what protects the way to it, and between whom mail goes.
public struct MailConfiguration: Sendable {
    /// The settings.
    public static let fields: [ConfigurationField] = [
        ConfigurationField(
            "server", .text, help: "The mail server's name, as smtp.example.org.", required: true, since: "0.2"),
        ConfigurationField(
            "security", .choice(["starttls", "tls", "none"]),
            help: "starttls: TLS begins after the greeting; tls: with the connection; none: only for this machine.",
            default: "starttls", since: "0.2"),
        ConfigurationField(
            "port", .integer(1...65_535), help: "The port; without one 587 for starttls, 465 for tls, 25 for none.",
            since: "0.2"),
        ConfigurationField(
            "user", .text, help: "The name to sign in with; without one nobody signs in.", since: "0.2"),
        ConfigurationField(
            "password", .text, help: "The password to sign in with; where there is a second factor, an app password.",
            secret: true, since: "0.2"),
        ConfigurationField(
            "sender", .text, help: "The address that mail is from; without one the user, or the first recipient.",
            since: "0.2"),
        ConfigurationField(
            "recipients", .text, help: "The addresses that mail goes to, between commas; at most 20.", required: true,
            since: "0.2"),
        ConfigurationField(
            "authorities", .text,
            help: "A file on this machine with the certificates to trust, where the server's is of your own making.",
            since: "0.2"),
    ]

    /// What protects the way to the server.
    public enum Security: String, Sendable, CaseIterable {
        /// TLS begins after the greeting (RFC 3207), or nothing is sent.
        case starttls
        /// TLS begins with the connection (RFC 8314).
        case tls
        /// Nothing; only for a server on this machine.
        case none

        /// The port that is usual for it.
        public var port: Int {
            switch self {
            case .starttls: 587
            case .tls: 465
            case .none: 25
            }
        }
    }

    /// A host name or an address of IPv4 or IPv6, without brackets.
    public let server: String
    /// What protects the way to it.
    public let security: Security
    /// The port.
    public let port: Int
    /// The name and the password; `nil` for a server that asks for none.
    public let login: (name: String, password: Secret)?
    /// The address that mail is from.
    public let sender: String
    /// The addresses that mail goes to; at least one.
    public let recipients: [String]
    /// A file with the certificates to trust; `nil` for those of the machine.
    public let authorities: String?

    /// Reads checked settings.
    /// - Throws: `invalidRequest`, naming the setting; `unauthorized` for a user without a password.
    public init(_ configuration: Configuration) throws(IntegrationError) {
        server = try configuration.text("server")
        guard MailForm.isHost(server) else {
            throw Self.wrong("server", "a host name or an address, as smtp.example.org")
        }
        security = Security(rawValue: try configuration.text("security")) ?? .starttls
        guard security != .none || MailForm.isLoopback(server) else {
            throw Self.wrong("security", "starttls or tls, because the server is not this machine")
        }
        port = (try? configuration.integer("port")) ?? security.port
        login = try Self.login(configuration)
        recipients = try Self.recipients(configuration)
        sender = try Self.sender(configuration, login?.name, recipients)
        authorities = try? configuration.text("authorities")
        if let authorities, !authorities.hasPrefix("/") || !MailForm.isOneLine(authorities) {
            throw Self.wrong("authorities", "the whole path of a file")
        }
    }

    private static func login(
        _ configuration: Configuration
    ) throws(IntegrationError) -> (name: String, password: Secret)? {
        let name = try? configuration.text("user")
        let password = try? configuration.secret("password")
        guard let name else {
            guard password == nil else { throw wrong("user", "given, because there is a password") }
            return nil
        }
        guard let password else {
            throw IntegrationError(.unauthorized, "The secret password is missing; give it to the connection.")
        }
        // The first colon is where curl takes the name to end.
        guard MailForm.isOneLine(name), !name.contains(":") else { throw wrong("user", "one line without a colon") }
        guard MailForm.isOneLine(password.reveal()) else {
            throw wrong("password", "one line without control characters")
        }
        return (name, password)
    }

    private static func recipients(_ configuration: Configuration) throws(IntegrationError) -> [String] {
        let parts = try configuration.text("recipients").split(separator: ",", omittingEmptySubsequences: false)
        let addresses = parts.map { part in
            String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
        guard (1...20).contains(addresses.count), addresses.allSatisfy(MailForm.isAddress) else {
            throw wrong("recipients", "1 to 20 mail addresses between commas, as name@example.org")
        }
        return addresses
    }

    private static func sender(
        _ configuration: Configuration, _ user: String?, _ recipients: [String]
    ) throws(IntegrationError) -> String {
        if let given = try? configuration.text("sender") {
            guard MailForm.isAddress(given) else { throw wrong("sender", "one mail address, as name@example.org") }
            return given
        }
        if let user, MailForm.isAddress(user) { return user }
        return recipients.first ?? ""
    }

    private static func wrong(_ key: String, _ wanted: String) -> IntegrationError {
        IntegrationError(.invalidRequest, "The setting \(key) must be \(wanted); it is not.")
    }
}
