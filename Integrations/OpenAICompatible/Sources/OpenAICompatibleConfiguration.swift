// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

/// Where the server is, and how it is asked.
public struct OpenAICompatibleConfiguration: Sendable, Hashable {
    /// The settings.
    public static let fields: [ConfigurationField] =
        ModelConnection.fields(
            address: nil,
            addressHelp: "Where the server is, up to its version, as http://127.0.0.1:8080/v1. Crops go there.",
            keyHelp: "The API key; left out for a server that asks for none.", needsKey: false,
            modelHelp: "The model's name; it must be one that takes pictures.") + [
            ConfigurationField(
                "answer-format", .choice(["json-schema", "plain"]),
                help: "Whether the server holds the model to the answer's schema, or the model is only asked for JSON.",
                default: "json-schema", since: "0.2"),
            ConfigurationField(
                "token-limit-name", .choice(["max_tokens", "max_completion_tokens"]),
                help: "What the server calls the most tokens: newer models of OpenAI take max_completion_tokens only.",
                default: "max_tokens", since: "0.2"),
        ]

    package let connection: ModelConnection
    package let hasSchema: Bool
    package let tokenLimitName: String

    /// Reads checked settings.
    /// - Throws: `invalidRequest` or `unauthorized`, naming what is missing or wrong.
    public init(_ configuration: Configuration) throws(IntegrationError) {
        connection = try ModelConnection(configuration, needsKey: false, isModelInPath: false)
        hasSchema = try configuration.text("answer-format") == "json-schema"
        tokenLimitName = try configuration.text("token-limit-name")
    }
}
