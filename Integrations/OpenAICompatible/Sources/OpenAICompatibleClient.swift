// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardIntegration

/// Calls the server, one method for each endpoint.
struct OpenAICompatibleClient: Sendable {
    private let configuration: OpenAICompatibleConfiguration
    private let service: ModelService

    init(_ configuration: OpenAICompatibleConfiguration, _ context: IntegrationContext) {
        self.configuration = configuration
        service = ModelService(configuration.connection, context)
    }

    /// `GET /models`: whether the model is among them.
    func knowsModel() async throws(IntegrationError) -> Bool {
        let reply = try await service.get("/models", fields, Self.failure)
        return try service.decoded(reply, ModelList.init(parsing:)).ids.contains(configuration.connection.model)
    }

    /// `POST /chat/completions` with the picture as a data URL.
    func read(_ crop: PageCrop) async throws(IntegrationError) -> PageAnswer {
        let reply = try await service.ask("/chat/completions", fields, question(crop), Self.failure)
        let completion = try service.decoded(reply, ChatCompletion.init(parsing:))
        return service.answer(
            completion.text, to: crop, version: completion.version, tokens: completion.tokens, reply: reply)
    }

    private var fields: HTTPFields {
        guard let key = configuration.connection.key else { return [:] }
        return [.authorization: "Bearer " + key.reveal()]
    }

    private func question(_ crop: PageCrop) -> JSON {
        let picture: JSON = [
            "url": .string("data:image/png;base64," + ModelService.base64(crop)), "detail": "high",
        ]
        let message: JSON = [
            "role": "user",
            "content": [
                ["type": "image_url", "image_url": picture],
                ["type": "text", "text": .string(PageInstructions.text(rows: crop.rows))],
            ],
        ]
        var members: [JSON.Member] = [
            .init("model", .string(configuration.connection.model)), .init("messages", [message]),
            .init(configuration.tokenLimitName, .integer(Int64(configuration.connection.mostTokens))),
        ]
        if configuration.hasSchema {
            let schema: JSON = ["name": "rows", "strict": true, "schema": PageInstructions.schema(isClosed: true)]
            members.append(.init("response_format", ["type": "json_schema", "json_schema": schema]))
        }
        return .object(members)
    }

    /// What the server says of a failure: https://platform.openai.com/docs/guides/error-codes, 2026-11.
    private static func failure(_ status: Int, _ json: JSON) -> ModelService.Failure? {
        switch (status, json["error"]?["code"]?.string) {
        case (429, "insufficient_quota"):
            .init(.quotaExceeded, "the account has no credit left; add some on the service's own page")
        case (404, "model_not_found"):
            .init(.notFound, "it does not know the model, or the key may not use it; check the setting model")
        case (400, "unsupported_parameter"):
            .init(.invalidRequest, "it does not take a part of the question; try another token-limit-name")
        default: nil
        }
    }
}
