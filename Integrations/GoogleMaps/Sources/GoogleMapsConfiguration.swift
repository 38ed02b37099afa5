// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

/// Where Google's map services are, and the key for them.
public struct GoogleMapsConfiguration: Sendable, Hashable {
    /// The settings.
    public static let fields: [ConfigurationField] = [
        ConfigurationField(
            "key", .text, help: "An API key of a Google Cloud project, allowed to use Geocoding and Routes.",
            required: true, secret: true, since: "0.1"),
        ConfigurationField(
            "geocoding-address", .address, help: "Where addresses are asked for.",
            default: "https://maps.googleapis.com", since: "0.1"),
        ConfigurationField(
            "routes-address", .address, help: "Where routes are asked for.", default: "https://routes.googleapis.com",
            since: "0.1"),
    ]

    /// Where addresses are asked for.
    public let geocoding: ServiceAddress
    /// Where routes are asked for.
    public let routes: ServiceAddress
    /// The key.
    public let key: Secret

    /// Reads checked settings.
    /// - Throws: `unauthorized` without a key; `invalidRequest` for a key with signs that no key has.
    public init(_ configuration: Configuration) throws(IntegrationError) {
        geocoding = try configuration.address("geocoding-address")
        routes = try configuration.address("routes-address")
        key = try configuration.secret("key")
        // It stands in a header field and in a query, so it must need no escape in either.
        let isPlain = key.reveal().utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
        }
        guard isPlain else {
            throw IntegrationError(
                .invalidRequest,
                "The setting key must be letters, digits, - and _ as Google shows it; its value is not.")
        }
    }
}
