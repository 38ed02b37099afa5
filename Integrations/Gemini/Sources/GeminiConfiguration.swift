// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

/// Which model, and the key for it.
public struct GeminiConfiguration: Sendable, Hashable {
    /// The settings.
    public static let fields: [ConfigurationField] =
        ModelConnection.fields(
            address: "https://generativelanguage.googleapis.com", addressHelp: "Where the service is. Crops go there.",
            keyHelp: "The API key from Google AI Studio.", needsKey: true,
            modelHelp: "The model's name, without models/ before it.")

    package let connection: ModelConnection

    /// Reads checked settings.
    /// - Throws: `invalidRequest` or `unauthorized`, naming what is missing or wrong.
    public init(_ configuration: Configuration) throws(IntegrationError) {
        connection = try ModelConnection(configuration, needsKey: true, isModelInPath: true)
    }
}
