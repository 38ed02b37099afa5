// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
public import StewardSimulation

/// Anthropic's Messages API with one model.
///
/// Written from https://platform.claude.com/docs/en/api/messages, …/api/models, …/api/errors and
/// …/agents-and-tools/tool-use, as of November 2026.
public struct AnthropicSimulator: Simulator {
    /// The service's name on the command line.
    public let name = "anthropic"
    /// The model that is there; it answers with its date behind it.
    public static let model = "claude-simulated-1"
    private let key: String
    private let book: PictureBook

    /// Makes a service.
    /// - Parameters:
    ///   - key: the API key that it takes.
    ///   - picture: what every picture says that it was not told about.
    public init(key: String = "sk-ant-right", picture: SimulatedPicture = SimulatedPicture()) {
        self.key = key
        book = PictureBook(other: picture)
    }

    /// The calls of the service.
    public var routes: [SimulatedRoute] {
        [
            SimulatedRoute(
                .post, "/v1/messages", source: "platform.claude.com/docs/en/api/messages, 2026-11", limit: 32 << 20
            ) { request in
                if let refusal = refusal(of: request) { return refusal }
                return await answer(request)
            },
            SimulatedRoute(
                .get, "/v1/models/{model}", example: "/v1/models/\(Self.model)",
                source: "platform.claude.com/docs/en/api/models, 2026-11"
            ) { request in
                if let refusal = refusal(of: request) { return refusal }
                guard request.parameters["model"] == Self.model else {
                    return Self.error(404, "not_found_error", "model: \(request.parameters["model"] ?? "")")
                }
                return .json([
                    "type": "model", "id": .string(Self.model), "display_name": "Simulated 1",
                    "created_at": "2026-11-01T00:00:00Z",
                ])
            },
        ]
    }

    /// What the pictures say, and how many came.
    public var controls: [SimulatedRoute] { book.controls }

    private func refusal(of request: SimulatedRequest) -> SimulatedReply? {
        guard request.headerFields["x-api-key"] == key else {
            let isMissing = request.headerFields["x-api-key"] == nil
            return Self.error(
                401, "authentication_error", isMissing ? "x-api-key header is required" : "invalid x-api-key")
        }
        guard request.headerFields["anthropic-version"] == "2023-06-01" else {
            return Self.error(400, "invalid_request_error", "anthropic-version: header is required")
        }
        return nil
    }

    private func answer(_ request: SimulatedRequest) async -> SimulatedReply {
        let question: MessageQuestion
        do throws(MessageQuestion.Problem) { question = try MessageQuestion(request.body) } catch {
            return Self.error(error.status, error.type, error.message)
        }
        guard let answer = await book.take(base64: question.image) else {
            return Self.error(400, "invalid_request_error", "Could not process image")
        }
        switch answer {
        case .text(let text): return Self.message(question.content(text), question.ending(text))
        // What was complete of the tool's input is none of it.
        case .truncated: return Self.message(question.content("{}"), "max_tokens")
        case .refusal(let text):
            return Self.message(.array([["type": "text", "text": .string(text)]]), "refusal")
        case .failure(let manner): return Self.failure(manner)
        }
    }

    private static func message(_ content: JSON, _ ended: String) -> SimulatedReply {
        .json([
            "id": "msg_simulated", "type": "message", "role": "assistant", "model": .string(model + "-20261101"),
            "content": content, "stop_reason": .string(ended), "stop_sequence": nil,
            "usage": ["input_tokens": 1542, "output_tokens": 96],
        ])
    }

    private static func failure(_ manner: SimulatedPicture.Manner) -> SimulatedReply {
        switch manner {
        case .outOfQuota: return error(402, "billing_error", "There is a problem with your billing.")
        case .rateLimited:
            var reply = error(429, "rate_limit_error", "This request would exceed your rate limit.")
            reply.headerFields[.retryAfter] = "17"
            return reply
        default: return error(529, "overloaded_error", "Overloaded")
        }
    }

    private static func error(_ status: Int, _ type: String, _ message: String) -> SimulatedReply {
        .json(
            [
                "type": "error", "error": ["type": .string(type), "message": .string(message)],
                "request_id": "req_simulated",
            ], status: .init(code: status))
    }
}

extension HTTPFields {
    fileprivate subscript(name: String) -> String? { HTTPField.Name(name).flatMap { self[$0] } }
}
