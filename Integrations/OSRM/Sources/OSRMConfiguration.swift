// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

/// Where OSRM is, and the key for it.
public struct OSRMConfiguration: Sendable, Hashable {
    /// The settings.
    public static let fields: [ConfigurationField] = [
        ConfigurationField(
            "address", .address, help: "Where the service is.", default: "https://api.example.org", since: "0.1"),
        ConfigurationField(
            "key", .text, help: "The key from the service's own page.", required: true, secret: true, since: "0.1"),
    ]

    /// Where the service is.
    public let address: ServiceAddress
    /// The key.
    public let key: Secret

    /// Reads checked settings.
    /// - Throws: `invalidRequest` or `unauthorized`, naming what is missing.
    public init(_ configuration: Configuration) throws(IntegrationError) {
        address = try configuration.address("address")
        key = try configuration.secret("key")
    }
}
