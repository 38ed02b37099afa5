// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

/// Which model, and the key for it.
public struct AnthropicConfiguration: Sendable, Hashable {
    /// The settings.
    public static let fields: [ConfigurationField] =
        ModelConnection.fields(
            address: "https://api.anthropic.com", addressHelp: "Where the service is. Crops go there.",
            keyHelp: "The API key from the Anthropic console.", needsKey: true,
            modelHelp: "The model's id; one with a date stays the same.")

    package let connection: ModelConnection

    /// Reads checked settings.
    /// - Throws: `invalidRequest` or `unauthorized`, naming what is missing or wrong.
    public init(_ configuration: Configuration) throws(IntegrationError) {
        connection = try ModelConnection(configuration, needsKey: true, isModelInPath: true)
    }
}
