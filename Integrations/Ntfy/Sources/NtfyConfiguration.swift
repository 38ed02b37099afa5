// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

/// The server, the topic, and what lets one publish to it.
public struct NtfyConfiguration: Sendable, Hashable {
    /// The settings.
    public static let fields: [ConfigurationField] = [
        ConfigurationField(
            "address", .address, help: "The server.", default: "https://ntfy.sh", since: "0.2"),
        ConfigurationField(
            "topic", .text,
            help: "The topic; whoever knows the name of an open one can read it, so take one that nobody guesses.",
            required: true, secret: true, since: "0.2"),
        ConfigurationField(
            "token", .text, help: "An access token (tk_…), where the topic is protected.", secret: true, since: "0.2"),
    ]

    /// The server.
    public let address: ServiceAddress
    /// The topic's name.
    public let topic: Secret
    /// The access token; `nil` for an open topic.
    public let token: Secret?

    /// Reads checked settings.
    /// - Throws: `unauthorized`, naming what is missing; `invalidRequest` for a topic or a token of another form.
    public init(_ configuration: Configuration) throws(IntegrationError) {
        address = try configuration.address("address")
        topic = try configuration.secret("topic")
        if case .secret(let secret)? = configuration.value("token") { token = secret } else { token = nil }
        // The form of topics: https://docs.ntfy.sh/publish/, and server/server.go of 2.16.
        let isTopic = topic.reveal().utf8.allSatisfy { Self.isWord($0) } && topic.reveal().utf8.count <= 64
        guard isTopic else {
            throw IntegrationError(
                .invalidRequest, "The setting topic must be at most 64 letters, digits, “-” and “_”; its value is not.")
        }
        let isPlain = token?.reveal().utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } ?? true
        guard isPlain else {
            throw IntegrationError(
                .invalidRequest, "The setting token must be visible ASCII characters without spaces; its value is not.")
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x2D || byte == 0x5F
    }
}
