// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
public import StewardSimulation

/// A server that speaks OpenAI's chat completions, as OpenAI's own does: below `/v1`, with one model that sees and one
/// that thinks.
///
/// Written from https://platform.openai.com/docs/api-reference/chat, …/models and …/guides/error-codes, as of November
/// 2026.
public struct OpenAICompatibleSimulator: Simulator {
    /// The service's name on the command line.
    public let name = "openai-compatible"
    /// The model that is there; it answers with its date behind it.
    public static let model = "simulated-vision"
    /// A model that thinks: it takes `max_completion_tokens`, and refuses `max_tokens`.
    public static let thinkingModel = "simulated-thinking"
    private let key: String?
    private let book: PictureBook

    /// Makes a server.
    /// - Parameters:
    ///   - key: the API key that it takes; `nil` for a server that asks for none.
    ///   - picture: what every picture says that it was not told about.
    public init(key: String? = "sk-right", picture: SimulatedPicture = SimulatedPicture()) {
        self.key = key
        book = PictureBook(other: picture)
    }

    /// The calls of the service.
    public var routes: [SimulatedRoute] {
        [
            SimulatedRoute(
                .post, "/v1/chat/completions",
                source: "platform.openai.com/docs/api-reference/chat/create, 2026-11", limit: 32 << 20
            ) { request in
                if let refusal = refusal(of: request) { return refusal }
                return await complete(request)
            },
            SimulatedRoute(
                .get, "/v1/models", example: "/v1/models",
                source: "platform.openai.com/docs/api-reference/models/list, 2026-11"
            ) { request in
                if let refusal = refusal(of: request) { return refusal }
                let models: [JSON] = [Self.model, Self.thinkingModel].map { id in
                    [
                        "id": .string(id), "object": "model", "created": 1_793_491_200,
                        "owned_by": "system",
                    ]
                }
                return .json(["object": "list", "data": .array(models)])
            },
        ]
    }

    /// What the pictures say, and how many came.
    public var controls: [SimulatedRoute] { book.controls }

    private func refusal(of request: SimulatedRequest) -> SimulatedReply? {
        guard let key else { return nil }
        guard let given = request.headerFields[.authorization], given.hasPrefix("Bearer ") else {
            return Self.error(.unauthorized, "You didn't provide an API key.", "invalid_request_error", nil)
        }
        guard given == "Bearer " + key else {
            // The real one shows the beginning and the end of the wrong key.
            let shown = given.dropFirst(7).prefix(3) + "********" + given.suffix(4)
            return Self.error(
                .unauthorized, "Incorrect API key provided: \(shown).", "invalid_request_error", "invalid_api_key")
        }
        return nil
    }

    private func complete(_ request: SimulatedRequest) async -> SimulatedReply {
        let question: ChatQuestion
        do throws(ChatQuestion.Problem) { question = try ChatQuestion(request.body) } catch {
            return Self.error(error.status, error.message, "invalid_request_error", error.code)
        }
        guard let answer = await book.take(base64: question.image) else {
            return Self.error(
                .badRequest, "You uploaded an unsupported image.", "invalid_request_error", "invalid_image_format")
        }
        switch answer {
        case .text(let text): return Self.completion(question, content: text)
        case .truncated(let text): return Self.completion(question, content: text, ended: "length")
        case .refusal(let text): return Self.completion(question, refusal: text)
        case .failure(let manner): return Self.failure(manner)
        }
    }

    private static func completion(
        _ question: ChatQuestion, content: String? = nil, refusal: String? = nil, ended: String = "stop"
    ) -> SimulatedReply {
        let output = Int64((content ?? refusal ?? "").utf8.count / 3 + 1)
        let message: JSON = [
            "role": "assistant", "content": content.map(JSON.string) ?? .null,
            "refusal": refusal.map(JSON.string) ?? .null, "annotations": [],
        ]
        return .json([
            "id": "chatcmpl-simulated", "object": "chat.completion", "created": 1_795_262_400,
            "model": .string(question.model + "-2026-11-01"),
            "choices": [["index": 0, "message": message, "logprobs": nil, "finish_reason": .string(ended)]],
            "usage": [
                "prompt_tokens": 1105, "completion_tokens": .integer(output), "total_tokens": .integer(1105 + output),
            ],
            "service_tier": "default", "system_fingerprint": "fp_simulated",
        ])
    }

    private static func failure(_ manner: SimulatedPicture.Manner) -> SimulatedReply {
        switch manner {
        case .outOfQuota:
            return error(
                .tooManyRequests, "You exceeded your current quota.", "insufficient_quota", "insufficient_quota")
        case .rateLimited:
            var reply = error(.tooManyRequests, "Rate limit reached.", "requests", "rate_limit_exceeded")
            reply.headerFields[.retryAfter] = "17"
            return reply
        default:
            return error(.serviceUnavailable, "The engine is currently overloaded.", "server_error", nil)
        }
    }

    private static func error(
        _ status: HTTPResponse.Status, _ message: String, _ type: String, _ code: String?
    ) -> SimulatedReply {
        .json(
            [
                "error": [
                    "message": .string(message), "type": .string(type), "param": nil,
                    "code": code.map(JSON.string) ?? .null,
                ]
            ], status: status)
    }
}
