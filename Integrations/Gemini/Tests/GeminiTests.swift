// SPDX-License-Identifier: Apache-2.0
import Gemini
import GeminiSimulator
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardSimulation
import Synchronization
import Testing

/// Passes calls on, and keeps the last one with its body.
private final class Keeping: HTTPTransport {
    let last = Mutex<(HTTPRequest, [UInt8])?>(nil)

    func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        let sent = (try? await call.body?.stream()?.collect(upTo: 1 << 20)) ?? []
        last.withLock { $0 = (call.request, sent) }
        return try await Subject.transport.send(call)
    }
}

@Suite("Gemini")
struct GeminiTests {
    private static func withServer(
        manner: SimulatedPicture.Manner = .right, also more: [String: String] = [:],
        over transport: any HTTPTransport = Subject.transport,
        _ body: @escaping @Sendable (Gemini) async throws -> Void
    ) async throws {
        let simulator = GeminiSimulator(picture: SimulatedPicture(manner: manner))
        try await LoopbackServer.withServer(simulator, clock: RecordingClock()) { server in
            let settings = Subject.settings(server).merging(more) { $1 }
            let configuration = try Configuration(settings, fields: Gemini.manifest.settings)
            try await body(
                try Gemini(configuration: configuration, context: IntegrationContext(transport: transport)))
        }
    }

    @Test("a question has the picture, the instructions and a schema with its types in capitals, and says who asks")
    func question() async throws {
        let keeping = Keeping()
        try await Self.withServer(over: keeping) { _ = try await $0.read(Subject.crop([4, 9])) }
        let (request, body) = try #require(keeping.last.withLock { $0 })
        #expect(request.path == "/v1beta/models/gemini-simulated-1:generateContent" && request.method == .post)
        let fields = Dictionary(uniqueKeysWithValues: request.headerFields.map { ($0.name.canonicalName, $0.value) })
        #expect(fields["x-goog-api-key"] == "AIza-right")
        let json = try JSON(parsing: body)
        let parts = json["contents"]?.array?.first?["parts"]?.array ?? []
        #expect(parts.first?["inlineData"]?["mimeType"]?.string == "image/png")
        #expect(parts.last?["text"]?.string == PageInstructions.text(rows: [4, 9]))
        let row = json["generationConfig"]?["responseSchema"]?["properties"]?["rows"]?["items"]
        #expect(row?["type"]?.string == "OBJECT" && row?["properties"]?["row"]?["type"]?.string == "INTEGER")
        #expect(row?["properties"]?["state"]?["enum"]?.array?.first?.string == "written")
    }

    @Test("what the model reads comes with who read it")
    func reads() async throws {
        try await Self.withServer { reader in
            let answer = try await reader.read(Subject.crop())
            guard case .read(let found) = answer.outcome else {
                Issue.record("\(answer.outcome)")
                return
            }
            #expect(found.rows.map(\.number) == [128, 94, nil] && found.rows[2].writing == .dash)
            #expect(answer.version == "gemini-simulated-1-001" && answer.model == GeminiSimulator.model)
        }
    }

    /// What the service says, with what it means.
    static let failures: [(SimulatedPicture.Manner, IntegrationError.Code, Duration?)] = [
        (.rateLimited, .rateLimited, .seconds(37)), (.outOfQuota, .dailyLimit, nil), (.overloaded, .unavailable, nil),
    ]

    @Test("a failure is what the service says that it is", arguments: failures)
    func failure(manner: SimulatedPicture.Manner, code: IntegrationError.Code, wait: Duration?) async throws {
        try await Self.withServer(manner: manner) { reader in
            let error = await #expect(throws: IntegrationError.self) { try await reader.read(Subject.crop()) }
            #expect(error?.code == code && error?.retryAfter == wait)
        }
    }

    @Test("a model that is not there is named as the setting to correct")
    func models() async throws {
        try await Self.withServer(also: ["model": "gone"]) { reader in
            guard case .failing(let failure) = await reader.health() else {
                Issue.record("A service without the model is healthy.")
                return
            }
            #expect(failure.code == .notFound && failure.message.contains("model"))
            await #expect(throws: IntegrationError(.notFound, "")) { try await reader.read(Subject.crop()) }
        }
    }

    @Test("a model's name that would lead elsewhere is refused", arguments: ["a/b", "a?b", "..", "a b", "a:b", "é"])
    func path(model: String) async throws {
        await #expect(throws: IntegrationError(.invalidRequest, "")) {
            try await Self.withServer(also: ["model": model]) { _ in }
        }
    }

    /// Candidates that no simulator sends, with what they are.
    static let candidates: [(String, ModelText)] = [
        (#"{"finishReason":"SAFETY"}"#, .refused("SAFETY")), (#"{"finishReason":"STOP"}"#, .nothing),
        (#"{"content":{"parts":[{"text":"x"}]},"finishReason":"SOMETHING_NEW"}"#, .refused("SOMETHING_NEW")),
        (#"{"content":{"parts":[{"text":"x","thought":true}]},"finishReason":"STOP"}"#, .nothing),
        (#"{"content":{"parts":[{"text":"a"},{"text":"b"}]},"finishReason":"STOP"}"#, .text("ab")),
        (#"{"content":{"parts":[{"text":"a"}]},"finishReason":"MAX_TOKENS"}"#, .truncated),
    ]

    @Test("thoughts are no answer, and only what the model ended itself is one", arguments: candidates)
    func kinds(candidate: String, wanted: ModelText) throws {
        let body = #"{"candidates":[\#(candidate)]}"#
        #expect(try GeneratedContent(parsing: Array(body.utf8)).text == wanted)
    }
}
