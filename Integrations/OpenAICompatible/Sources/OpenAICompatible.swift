// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

/// A server that speaks OpenAI's chat completions: OpenAI itself, or llama.cpp, Ollama, LM Studio or vLLM at home.
public struct OpenAICompatible: Integration {
    /// What this integration is.
    public static let manifest = Manifest(
        id: "OpenAICompatible", name: "OpenAI-compatible server",
        summary: "Has tables in pictures read by a model of any server that speaks OpenAI's chat completions.",
        serviceVersion: "chat completions as of 2026-11",
        hosts: [.init("the address's own host", setting: "address")], credential: .key, capabilities: [.pageReading],
        limits: [
            .init(
                "The crop of a table leaves this machine for the host in `address`; nothing does so "
                    + "by itself.",
                link: "https://platform.openai.com/docs/guides/your-data"),
            .init(
                "A model invents and repairs: what it says is one witness beside others, and was not "
                    + "measured here.",
                link: "https://platform.openai.com/docs/guides/images-vision"),
            .init(
                "The same picture may be read differently tomorrow, so every reply is kept with the "
                    + "version that is reported.",
                link: "https://platform.openai.com/docs/api-reference/chat/object"),
        ],
        tier: .experimental, settings: OpenAICompatibleConfiguration.fields, remedies: remedies)

    private let client: OpenAICompatibleClient

    /// Makes a connection; sends nothing.
    public init(configuration: Configuration, context: IntegrationContext) throws(IntegrationError) {
        client = OpenAICompatibleClient(try OpenAICompatibleConfiguration(configuration), context)
    }

    /// Asks for the list of models: whether the server works, and whether the key is good. Nothing is read.
    public func health() async -> Health {
        do throws(IntegrationError) {
            guard try await client.knowsModel() else {
                return .degraded("The server works, but its list of models does not name the one in the settings.")
            }
            return .ok
        } catch {
            return .failing(error)
        }
    }
}

extension OpenAICompatible: PageReading {
    /// Asks the model what is written in the crop's rows. The picture goes to whoever runs the server at `address`.
    /// - Throws: `IntegrationError`; what the model answers is no error, whatever its form.
    public func read(_ crop: PageCrop) async throws -> PageAnswer { try await client.read(crop) }
}
