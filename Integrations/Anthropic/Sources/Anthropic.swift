// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

/// Anthropic's Messages API: a model reads tables in pictures.
public struct Anthropic: Integration {
    /// What this integration is.
    public static let manifest = Manifest(
        id: "Anthropic", name: "Anthropic",
        summary: "Has tables in pictures read by a model of Anthropic's.",
        serviceVersion: "anthropic-version 2023-06-01, 2026-11",
        hosts: [.init("api.anthropic.com", setting: "address")], credential: .key, capabilities: [.pageReading],
        limits: [
            .init(
                "The crop of a table leaves this machine for api.anthropic.com, or the host in "
                    + "`address`; nothing does so by itself.",
                link: "https://platform.claude.com/docs/en/build-with-claude/vision"),
            .init(
                "A model invents and repairs: what it says is one witness beside others, and was not "
                    + "measured here.",
                link: "https://platform.claude.com/docs/en/build-with-claude/vision"),
            .init(
                "The same picture may be read differently tomorrow, so every reply is kept with the "
                    + "version that is reported.",
                link: "https://platform.claude.com/docs/en/api/messages"),
        ],
        tier: .experimental, settings: AnthropicConfiguration.fields, remedies: remedies)

    private let client: AnthropicClient

    /// Makes a connection; sends nothing.
    public init(configuration: Configuration, context: IntegrationContext) throws(IntegrationError) {
        client = AnthropicClient(try AnthropicConfiguration(configuration), context)
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

extension Anthropic: PageReading {
    /// Asks the model what is written in the crop's rows.
    ///
    /// The picture goes to api.anthropic.com, or the host in `address`.
    /// - Throws: `IntegrationError`; what the model answers is no error, whatever its form.
    public func read(_ crop: PageCrop) async throws -> PageAnswer { try await client.read(crop) }
}
