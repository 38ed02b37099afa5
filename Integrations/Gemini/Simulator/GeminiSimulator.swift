// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
public import StewardSimulation

/// Google's Gemini API with one model.
///
/// Written from https://ai.google.dev/api/generate-content, …/api/models and …/gemini-api/docs/troubleshooting, as of
/// November 2026, and the error model of https://cloud.google.com/apis/design/errors.
public struct GeminiSimulator: Simulator {
    /// The service's name on the command line.
    public let name = "gemini"
    /// The model that is there.
    public static let model = "gemini-simulated-1"
    private let key: String
    private let book: PictureBook

    /// Makes a service.
    /// - Parameters:
    ///   - key: the API key that it takes.
    ///   - picture: what every picture says that it was not told about.
    public init(key: String = "AIza-right", picture: SimulatedPicture = SimulatedPicture()) {
        self.key = key
        book = PictureBook(other: picture)
    }

    /// The calls of the service.
    public var routes: [SimulatedRoute] {
        [
            SimulatedRoute(
                .post, "/v1beta/models/{call}", source: "ai.google.dev/api/generate-content, 2026-11", limit: 20 << 20
            ) { request in
                if let refusal = refusal(of: request) { return refusal }
                return await generate(request)
            },
            SimulatedRoute(
                .get, "/v1beta/models/{model}", example: "/v1beta/models/\(Self.model)",
                source: "ai.google.dev/api/models#method:-models.get, 2026-11"
            ) { request in
                if let refusal = refusal(of: request) { return refusal }
                guard request.parameters["model"] == Self.model else { return Self.unknownModel }
                return .json([
                    "name": .string("models/" + Self.model), "version": "001", "displayName": "Gemini Simulated 1",
                    "inputTokenLimit": 1_048_576, "outputTokenLimit": 65_536,
                    "supportedGenerationMethods": ["generateContent", "countTokens"],
                ])
            },
        ]
    }

    /// What the pictures say, and how many came.
    public var controls: [SimulatedRoute] { book.controls }

    private func refusal(of request: SimulatedRequest) -> SimulatedReply? {
        let given = HTTPField.Name("x-goog-api-key").flatMap { request.headerFields[$0] } ?? request.query["key"]
        guard let given else {
            return Self.error(
                403, "PERMISSION_DENIED",
                "Method doesn't allow unregistered callers (callers without established identity).")
        }
        guard given == key else {
            return Self.error(
                400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.",
                [
                    [
                        "@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID",
                        "domain": "googleapis.com",
                        "metadata": ["service": "generativelanguage.googleapis.com"],
                    ]
                ])
        }
        return nil
    }

    private func generate(_ request: SimulatedRequest) async -> SimulatedReply {
        let call = request.parameters["call"] ?? ""
        guard call == Self.model + ":generateContent" else { return Self.unknownModel }
        let question: ContentQuestion
        do throws(ContentQuestion.Problem) { question = try ContentQuestion(request.body) } catch {
            return Self.error(400, "INVALID_ARGUMENT", error.message)
        }
        guard let answer = await book.take(base64: question.image) else {
            return Self.error(400, "INVALID_ARGUMENT", "Unable to process input image. Please retry or report in …")
        }
        switch answer {
        case .text(let text): return Self.content(text, "STOP")
        case .truncated(let text): return Self.content(text, "MAX_TOKENS")
        case .refusal: return Self.blocked
        case .failure(let manner): return Self.failure(manner)
        }
    }

    private static func content(_ text: String, _ ended: String) -> SimulatedReply {
        var parts: [JSON] = [["text": "Looking at the rows.", "thought": true]]
        // A long answer comes in several parts.
        let half = text.index(text.startIndex, offsetBy: text.count / 2)
        for part in [text[..<half], text[half...]] where !part.isEmpty { parts.append(["text": .string(String(part))]) }
        return .json([
            "candidates": [
                [
                    "content": ["role": "model", "parts": .array(parts)], "finishReason": .string(ended), "index": 0,
                ]
            ],
            "usageMetadata": [
                "promptTokenCount": 1290, "candidatesTokenCount": 80, "thoughtsTokenCount": 24,
                "totalTokenCount": 1394,
            ],
            "modelVersion": .string(model + "-001"), "responseId": "simulated",
        ])
    }

    private static var blocked: SimulatedReply {
        .json([
            "promptFeedback": ["blockReason": "PROHIBITED_CONTENT"],
            "usageMetadata": ["promptTokenCount": 1290, "totalTokenCount": 1290],
            "modelVersion": .string(model + "-001"), "responseId": "simulated",
        ])
    }

    private static var unknownModel: SimulatedReply {
        error(404, "NOT_FOUND", "models/… is not found for API version v1beta, or is not supported for the method.")
    }

    private static func failure(_ manner: SimulatedPicture.Manner) -> SimulatedReply {
        switch manner {
        case .rateLimited: exhausted("GenerateRequestsPerMinutePerProjectPerModel-FreeTier")
        case .outOfQuota: exhausted("GenerateRequestsPerDayPerProjectPerModel-FreeTier")
        default: error(503, "UNAVAILABLE", "The model is overloaded. Please try again later.")
        }
    }

    private static func exhausted(_ quota: String) -> SimulatedReply {
        error(
            429, "RESOURCE_EXHAUSTED", "You exceeded your current quota. Please retry in 37.826266380s.",
            [
                [
                    "@type": "type.googleapis.com/google.rpc.QuotaFailure",
                    "violations": [
                        [
                            "quotaMetric": "generativelanguage.googleapis.com/generate_content_free_tier_requests",
                            "quotaId": .string(quota), "quotaValue": "20",
                        ]
                    ],
                ],
                ["@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "37s"],
            ])
    }

    private static func error(
        _ code: Int, _ status: String, _ message: String, _ details: JSON = []
    ) -> SimulatedReply {
        .json(
            [
                "error": [
                    "code": .integer(Int64(code)), "message": .string(message), "status": .string(status),
                    "details": details,
                ]
            ], status: .init(code: code))
    }
}
