// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

/// Where pings go, and which check they are for.
public struct HealthchecksConfiguration: Sendable, Hashable {
    /// The settings.
    public static let fields: [ConfigurationField] = [
        ConfigurationField(
            "address", .address, help: "Where pings go: of a server of your own, usually its address and /ping.",
            default: "https://hc-ping.com", since: "0.2"),
        ConfigurationField(
            "check", .text,
            help: "The check: its UUID, or the project's ping key, a slash and the check's slug.", required: true,
            secret: true, since: "0.2"),
    ]

    /// The server.
    public let address: ServiceAddress
    /// What comes after it: a UUID, or a ping key and a slug.
    public let check: Secret

    /// Reads checked settings.
    /// - Throws: `unauthorized`, naming what is missing; `invalidRequest` for a check of another form.
    public init(_ configuration: Configuration) throws(IntegrationError) {
        address = try configuration.address("address")
        check = try configuration.secret("check")
        let parts = check.reveal().split(separator: "/", omittingEmptySubsequences: false)
        let isSlug = parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(Self.isWord) }
        guard isSlug || (parts.count == 1 && Self.isUUID(check.reveal())) else {
            throw IntegrationError(
                .invalidRequest,
                "The setting check must be a UUID, or a ping key, a slash and a slug; its value is neither.")
        }
    }

    /// The canonical form of a UUID, in either case (RFC 9562, section 4).
    static func isUUID(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isHex = parts.allSatisfy { part in
            part.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) }
        }
        return isHex && parts.map(\.utf8.count) == [8, 4, 4, 4, 12]
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x2D || byte == 0x5F
    }
}
