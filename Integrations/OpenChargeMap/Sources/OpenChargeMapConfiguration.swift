// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

/// Where Open Charge Map is, and the key for it.
public struct OpenChargeMapConfiguration: Sendable, Hashable {
    /// The settings.
    public static let fields: [ConfigurationField] = [
        ConfigurationField(
            "key", .text, help: "The key of an app registered under “My Apps” at openchargemap.org.", required: true,
            secret: true, since: "0.1"),
        ConfigurationField(
            "address", .address, help: "Where the service, or a copy of it, is.",
            default: "https://api.openchargemap.io/v3", since: "0.1"),
    ]

    /// Where the service is.
    public let address: ServiceAddress
    /// The key.
    public let key: Secret

    /// Reads checked settings.
    /// - Throws: `unauthorized` without a key; `invalidRequest` for a key that no header field can hold.
    public init(_ configuration: Configuration) throws(IntegrationError) {
        address = try configuration.address("address")
        key = try configuration.secret("key")
        guard key.reveal().utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw IntegrationError(
                .invalidRequest, "The setting key must be visible ASCII characters without spaces; its value is not.")
        }
    }
}
