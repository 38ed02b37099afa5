// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

/// Google's Gemini API: a model reads tables in pictures.
public struct Gemini: Integration {
    /// What this integration is.
    public static let manifest = Manifest(
        id: "Gemini", name: "Gemini",
        summary: "Has tables in pictures read by a Gemini model of Google's.",
        serviceVersion: "v1beta, 2026-11",
        hosts: [.init("generativelanguage.googleapis.com", setting: "address")], credential: .key,
        capabilities: [.pageReading],
        limits: [
            .init(
                "The crop of a table leaves this machine for generativelanguage.googleapis.com, or "
                    + "the host in `address`; nothing does so by itself.",
                link: "https://ai.google.dev/gemini-api/docs/image-understanding"),
            .init(
                "What is sent with a key without billing may be read by people and used to improve "
                    + "products.",
                link: "https://ai.google.dev/gemini-api/terms"),
            .init(
                "A model invents and repairs: what it says is one witness beside others, and was not "
                    + "measured here.",
                link: "https://ai.google.dev/gemini-api/docs/image-understanding"),
            .init(
                "The same picture may be read differently tomorrow, so every reply is kept with the "
                    + "version that is reported.",
                link: "https://ai.google.dev/api/generate-content"),
        ],
        tier: .experimental, settings: GeminiConfiguration.fields, remedies: remedies)

    private let client: GeminiClient

    /// Makes a connection; sends nothing.
    public init(configuration: Configuration, context: IntegrationContext) throws(IntegrationError) {
        client = GeminiClient(try GeminiConfiguration(configuration), context)
    }

    /// Asks for the model: whether it is there, and whether the key is good. Nothing is read, and nothing costs.
    public func health() async -> Health {
        do throws(IntegrationError) {
            try await client.checkModel()
            return .ok
        } catch {
            return .failing(error)
        }
    }
}

extension Gemini: PageReading {
    /// Asks the model what is written in the crop's rows.
    ///
    /// The picture goes to Google's Gemini API, or the host in `address`.
    /// - Throws: `IntegrationError`; what the model answers is no error, whatever its form.
    public func read(_ crop: PageCrop) async throws -> PageAnswer { try await client.read(crop) }
}
