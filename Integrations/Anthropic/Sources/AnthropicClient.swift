// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardIntegration

/// Calls the service, one method for each endpoint.
struct AnthropicClient: Sendable {
    private let service: ModelService
    private static let tool = "give_rows"

    init(_ configuration: AnthropicConfiguration, _ context: IntegrationContext) {
        service = ModelService(configuration.connection, context)
    }

    /// `GET /v1/models/{model}`.
    func checkModel() async throws(IntegrationError) {
        let reply = try await service.get("/v1/models/\(service.connection.model)", fields, Self.failure)
        _ = try service.decoded(reply, ModelInfo.init(parsing:))
    }

    /// `POST /v1/messages`: the answer is what the model gives to a tool that it must use.
    func read(_ crop: PageCrop) async throws(IntegrationError) -> PageAnswer {
        let reply = try await service.ask("/v1/messages", fields, question(crop), Self.failure)
        let message = try service.decoded(reply, MessageReply.init(parsing:))
        return service.answer(message.text, to: crop, version: message.model, tokens: message.tokens, reply: reply)
    }

    private var fields: HTTPFields {
        var fields: HTTPFields = [.version: "2023-06-01"]
        if let key = service.connection.key { fields[.apiKey] = key.reveal() }
        return fields
    }

    private func question(_ crop: PageCrop) -> JSON {
        let source: JSON = [
            "type": "base64", "media_type": "image/png", "data": .string(ModelService.base64(crop)),
        ]
        return [
            "model": .string(service.connection.model), "max_tokens": .integer(Int64(service.connection.mostTokens)),
            "tools": [
                [
                    "name": .string(Self.tool), "description": "Takes what is written in the rows.",
                    "input_schema": PageInstructions.schema(isClosed: true),
                ]
            ],
            "tool_choice": ["type": "tool", "name": .string(Self.tool)],
            "messages": [
                [
                    "role": "user",
                    "content": [
                        ["type": "image", "source": source],
                        ["type": "text", "text": .string(PageInstructions.text(rows: crop.rows))],
                    ],
                ]
            ],
        ]
    }

    /// What the service says of a failure: https://platform.claude.com/docs/en/api/errors, 2026-11.
    private static func failure(_ status: Int, _ json: JSON) -> ModelService.Failure? {
        switch (status, json["error"]?["type"]?.string) {
        case (529, _), (_, "overloaded_error"): .init(.unavailable, "it is overloaded; try again later")
        case (_, "billing_error"):
            .init(.quotaExceeded, "the account has no credit left; add some on the service's own page")
        case (404, "not_found_error"): .init(.notFound, "it does not know the model; check the setting model")
        case (413, _): .init(.invalidRequest, "the picture is too large; cut less")
        default: nil
        }
    }
}

extension HTTPField.Name {
    fileprivate static var version: Self { named("anthropic-version") }
    fileprivate static var apiKey: Self { named("x-api-key") }

    private static func named(_ name: String) -> Self {
        guard let field = Self(name) else { preconditionFailure("\(name) is no name of a header field.") }
        return field
    }
}
