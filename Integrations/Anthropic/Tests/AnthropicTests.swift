// SPDX-License-Identifier: Apache-2.0
import Anthropic
import AnthropicSimulator
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

@Suite("Anthropic")
struct AnthropicTests {
    private static func withServer(
        manner: SimulatedPicture.Manner = .right, also more: [String: String] = [:],
        over transport: any HTTPTransport = Subject.transport,
        _ body: @escaping @Sendable (Anthropic) async throws -> Void
    ) async throws {
        let simulator = AnthropicSimulator(picture: SimulatedPicture(manner: manner))
        try await LoopbackServer.withServer(simulator, clock: RecordingClock()) { server in
            let settings = Subject.settings(server).merging(more) { $1 }
            let configuration = try Configuration(settings, fields: Anthropic.manifest.settings)
            try await body(
                try Anthropic(configuration: configuration, context: IntegrationContext(transport: transport)))
        }
    }

    @Test("a question has the picture, the instructions and a tool that must be used, and says who asks")
    func question() async throws {
        let keeping = Keeping()
        try await Self.withServer(over: keeping) { _ = try await $0.read(Subject.crop([4, 9])) }
        let (request, body) = try #require(keeping.last.withLock { $0 })
        #expect(request.path == "/v1/messages" && request.method == .post)
        let fields = Dictionary(uniqueKeysWithValues: request.headerFields.map { ($0.name.canonicalName, $0.value) })
        #expect(fields["x-api-key"] == "sk-ant-right" && fields["anthropic-version"] == "2023-06-01")
        let json = try JSON(parsing: body)
        let blocks = json["messages"]?.array?.first?["content"]?.array ?? []
        #expect(blocks.first?["source"]?["media_type"]?.string == "image/png")
        #expect(blocks.last?["text"]?.string == PageInstructions.text(rows: [4, 9]))
        #expect(json["tool_choice"]?["name"] == json["tools"]?.array?.first?["name"])
        #expect(json["tool_choice"]?["type"]?.string == "tool" && json["max_tokens"]?.integer == 8192)
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
            #expect(answer.version == "claude-simulated-1-20261101" && answer.model == AnthropicSimulator.model)
        }
    }

    /// What the service says, with what it means.
    static let failures: [(SimulatedPicture.Manner, IntegrationError.Code, Duration?)] = [
        (.rateLimited, .rateLimited, .seconds(17)), (.outOfQuota, .quotaExceeded, nil),
        (.overloaded, .unavailable, nil),
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

    /// Messages that no simulator sends, with what they are.
    static let messages: [(String, String, ModelText)] = [
        ("[]", "end_turn", .nothing), (#"[{"type":"text","text":"no"}]"#, "end_turn", .text("no")),
        (#"[{"type":"thinking","thinking":"x"}]"#, "tool_use", .nothing),
        (#"[{"type":"tool_use","input":{"a":1}},{"type":"tool_use","input":{"a":2}}]"#, "tool_use", .text("")),
        (#"[{"type":"tool_use","input":{"a":"๑"}}]"#, "tool_use", .text(#"{"a":"๑"}"#)),
        (#"[{"type":"tool_use","input":{}}]"#, "model_context_window_exceeded", .truncated),
        ("[]", "refusal", .refused("")),
    ]

    @Test("a message with two answers has none, and blocks of other kinds say nothing", arguments: messages)
    func kinds(content: String, ended: String, wanted: ModelText) throws {
        let body = #"{"type":"message","content":\#(content),"stop_reason":"\#(ended)"}"#
        #expect(try MessageReply(parsing: Array(body.utf8)).text == wanted)
    }
}
