// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardIntegration

/// Calls the service, one method for each endpoint.
struct GeminiClient: Sendable {
    private let service: ModelService

    init(_ configuration: GeminiConfiguration, _ context: IntegrationContext) {
        service = ModelService(configuration.connection, context)
    }

    private var path: String { "/v1beta/models/" + service.connection.model }

    /// `GET /v1beta/models/{model}`.
    func checkModel() async throws(IntegrationError) {
        let reply = try await service.get(path, fields, Self.failure)
        let model = try service.decoded(reply, ModelInfo.init(parsing:))
        guard model.canGenerate else {
            throw IntegrationError(
                .invalidRequest, "The model in the settings answers no questions; choose another model.")
        }
    }

    /// `POST /v1beta/models/{model}:generateContent` with the picture in the question.
    func read(_ crop: PageCrop) async throws(IntegrationError) -> PageAnswer {
        let reply = try await service.ask(path + ":generateContent", fields, question(crop), Self.failure)
        let generated = try service.decoded(reply, GeneratedContent.init(parsing:))
        return service.answer(
            generated.text, to: crop, version: generated.modelVersion, tokens: generated.tokens, reply: reply)
    }

    private var fields: HTTPFields {
        guard let name = HTTPField.Name("x-goog-api-key"), let key = service.connection.key else { return [:] }
        return [name: key.reveal()]
    }

    private func question(_ crop: PageCrop) -> JSON {
        let picture: JSON = ["mimeType": "image/png", "data": .string(ModelService.base64(crop))]
        let parts: JSON = [["inlineData": picture], ["text": .string(PageInstructions.text(rows: crop.rows))]]
        return [
            "contents": [["role": "user", "parts": parts]],
            "generationConfig": [
                "responseMimeType": "application/json",
                "responseSchema": Self.typesInCapitals(PageInstructions.schema(isClosed: false)),
                "maxOutputTokens": .integer(Int64(service.connection.mostTokens)),
            ],
        ]
    }

    /// The service writes the types of its schemas in capitals: https://ai.google.dev/api/caching#Schema, 2026-11.
    private static func typesInCapitals(_ schema: JSON) -> JSON {
        guard let members = schema.members else { return schema }
        return .object(
            members.map { member in
                guard member.key == "type", let name = member.value.string else {
                    return .init(member.key, typesInCapitals(member.value))
                }
                return .init("type", .string(name.uppercased()))
            })
    }

    /// What the service says of a failure: https://ai.google.dev/gemini-api/docs/troubleshooting and
    /// https://cloud.google.com/apis/design/errors#error_model, 2026-11.
    private static func failure(_ status: Int, _ json: JSON) -> ModelService.Failure? {
        let details = json["error"]?["details"]?.array ?? []
        if details.contains(where: { $0["reason"]?.string == "API_KEY_INVALID" }) {
            // Status 400, as if the question were wrong.
            return .init(.unauthorized, "the key is wrong or was withdrawn; renew the connection's credential")
        }
        switch status {
        case 429: return exhausted(details)
        case 404: return .init(.notFound, "it does not know the model; check the setting model")
        default: return nil
        }
    }

    private static func exhausted(_ details: [JSON]) -> ModelService.Failure {
        let quotas = details.flatMap { $0["violations"]?.array ?? [] }.compactMap { $0["quotaId"]?.string }
        if quotas.contains(where: { $0.contains("PerDay") }) {
            return .init(.dailyLimit, "the questions of today are used up; there are new ones tomorrow")
        }
        let delay = details.lazy.compactMap { $0["retryDelay"]?.string }.first
        return .init(.rateLimited, "wait before trying again", wait: delay.flatMap(seconds))
    }

    /// A duration of protocol buffers as JSON: `37s` or `37.826s`.
    private static func seconds(_ text: String) -> Duration? {
        guard text.hasSuffix("s"), let seconds = Double(text.dropLast()), (0...86_400).contains(seconds) else {
            return nil
        }
        return .seconds(seconds)
    }
}
