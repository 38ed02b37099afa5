// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

/// Where notices go, and what proves that they come from here.
public struct WebhookConfiguration: Sendable, Hashable {
    /// The settings.
    public static let fields: [ConfigurationField] = [
        ConfigurationField(
            "address", .address, help: "Where notices are sent, with its path and query; whoever knows it can send.",
            required: true, secret: true, since: "0.1"),
        ConfigurationField(
            "token", .text, help: "Sent as “Authorization: Bearer …”, where the receiver asks for it.", secret: true,
            since: "0.1"),
        ConfigurationField(
            "signing-secret", .text,
            help: "Signs every notice with HMAC-SHA256, so that the receiver knows where it comes from.",
            secret: true, since: "0.1"),
    ]

    /// The whole address.
    public let address: Secret
    /// The bearer token; `nil` for none.
    public let token: Secret?
    /// The key of the signature; `nil` for none.
    public let signingSecret: Secret?

    /// Reads checked settings.
    /// - Throws: `unauthorized`, naming what is missing; `invalidRequest` for a token that no header field can hold.
    public init(_ configuration: Configuration) throws(IntegrationError) {
        address = try configuration.secret("address")
        token = Self.optional("token", configuration)
        signingSecret = Self.optional("signing-secret", configuration)
        let isPlain = token?.reveal().utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } ?? true
        guard isPlain else {
            throw IntegrationError(
                .invalidRequest, "The setting token must be visible ASCII characters without spaces; its value is not.")
        }
    }

    private static func optional(_ key: String, _ configuration: Configuration) -> Secret? {
        guard case .secret(let secret)? = configuration.value(key) else { return nil }
        return secret
    }
}
