// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import OpenAICompatible
import OpenAICompatibleSimulator
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardSimulation
import Synchronization
import Testing

/// Answers every call with one status and body, and keeps the calls and their bodies.
private final class Answering: HTTPTransport {
    let status: Int
    let body: String
    let calls = Mutex<[(HTTPRequest, [UInt8])]>([])

    init(_ status: Int = 200, _ body: String) {
        self.status = status
        self.body = body
    }

    func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        let sent = (try? await call.body?.stream()?.collect(upTo: 1 << 20)) ?? []
        calls.withLock { $0.append((call.request, sent)) }
        return HTTPReply(HTTPResponse(status: .init(code: status)), body: ByteStream(Array(body.utf8)))
    }
}

@Suite("OpenAICompatible")
struct OpenAICompatibleTests {
    private static let local = ["address": "http://127.0.0.1:8080/v1", "model": "org/vision:q4"]

    private static func reader(
        _ settings: [String: String], over transport: any HTTPTransport = Subject.transport
    ) throws -> OpenAICompatible {
        let configuration = try Configuration(settings, fields: OpenAICompatible.manifest.settings)
        return try OpenAICompatible(configuration: configuration, context: IntegrationContext(transport: transport))
    }

    private static func withServer(
        key: String? = "sk-right", manner: SimulatedPicture.Manner = .right, model: String = "simulated-vision",
        also more: [String: String] = [:], _ body: @escaping @Sendable (OpenAICompatible) async throws -> Void
    ) async throws {
        let simulator = OpenAICompatibleSimulator(key: key, picture: SimulatedPicture(manner: manner))
        try await LoopbackServer.withServer(simulator, clock: RecordingClock()) { server in
            var settings = ["address": server.address + "/v1", "model": model]
            if let key { settings["key"] = key }
            try await body(try reader(settings.merging(more) { $1 }))
        }
    }

    @Test("a question has the picture, the instructions and the schema, and no key where none is set")
    func question() async throws {
        let answering = Answering(200, #"{"choices":[{"message":{"content":""}}]}"#)
        _ = try await Self.reader(Self.local, over: answering).read(Subject.crop([4, 9]))
        let (request, body) = try #require(answering.calls.withLock { $0.first })
        #expect(request.path == "/v1/chat/completions" && request.authority == "127.0.0.1:8080")
        #expect(request.headerFields[.authorization] == nil)
        let json = try JSON(parsing: body)
        let parts = json["messages"]?.array?.first?["content"]?.array ?? []
        #expect(parts.first?["image_url"]?["url"]?.string?.hasPrefix("data:image/png;base64,iVBOR") == true)
        #expect(parts.last?["text"]?.string == PageInstructions.text(rows: [4, 9]))
        #expect(json["max_tokens"]?.integer == 8192 && json["model"]?.string == "org/vision:q4")
        #expect(json["response_format"]?["json_schema"]?["strict"]?.bool == true)
    }

    @Test("the schema and the limit's name are what the settings say")
    func settings() async throws {
        let answering = Answering(200, #"{"choices":[{"message":{"content":""}}]}"#)
        let settings = Self.local.merging([
            "answer-format": "plain", "token-limit-name": "max_completion_tokens", "most-tokens": "1000",
        ]) { $1 }
        _ = try await Self.reader(settings, over: answering).read(Subject.crop())
        let json = try JSON(parsing: try #require(answering.calls.withLock { $0.first }).1)
        #expect(json["response_format"] == nil && json["max_tokens"] == nil)
        #expect(json["max_completion_tokens"]?.integer == 1000)
    }

    @Test("a server that asks for no key is healthy without one, and reads")
    func withoutKey() async throws {
        try await Self.withServer(key: nil) { reader in
            #expect(await reader.health() == .ok)
            let answer = try await reader.read(Subject.crop())
            guard case .read(let found) = answer.outcome else {
                Issue.record("\(answer.outcome)")
                return
            }
            #expect(found.rows.map(\.number) == [128, 94, nil] && found.rows[2].writing == .dash)
            #expect(answer.version == "simulated-vision-2026-11-01 fp_simulated")
        }
    }

    /// What the server says, with what it means.
    static let failures: [(SimulatedPicture.Manner, IntegrationError.Code, Duration?)] = [
        (.rateLimited, .rateLimited, .seconds(17)), (.outOfQuota, .quotaExceeded, nil),
        (.overloaded, .unavailable, nil),
    ]

    @Test("a failure is what the server says that it is", arguments: failures)
    func failure(manner: SimulatedPicture.Manner, code: IntegrationError.Code, wait: Duration?) async throws {
        try await Self.withServer(manner: manner) { reader in
            let error = await #expect(throws: IntegrationError.self) { try await reader.read(Subject.crop()) }
            #expect(error?.code == code && error?.retryAfter == wait)
        }
    }

    @Test("a model that is not there, or wants the limit by another name, is a setting to correct")
    func models() async throws {
        try await Self.withServer(model: "gone") { reader in
            guard case .degraded = await reader.health() else {
                Issue.record("A server without the model is healthy.")
                return
            }
            await #expect(throws: IntegrationError(.notFound, "")) { try await reader.read(Subject.crop()) }
        }
        try await Self.withServer(model: "simulated-thinking") { reader in
            let error = await #expect(throws: IntegrationError.self) { try await reader.read(Subject.crop()) }
            #expect(error?.code == .invalidRequest && error?.message.contains("token-limit-name") == true)
        }
        let more = ["token-limit-name": "max_completion_tokens"]
        try await Self.withServer(model: "simulated-thinking", also: more) { reader in
            let answer = try await reader.read(Subject.crop())
            #expect(answer.version?.hasPrefix("simulated-thinking") == true)
        }
    }

    @Test("no word of the server's stands in an error: it may quote the key")
    func quoted() async throws {
        let body =
            #"{"error":{"message":"Incorrect API key provided: sk-secret","code":"sk-secret","type":"sk-secret"}}"#
        for status in [400, 401, 403, 404, 429, 500] {
            let reader = try Self.reader(Self.local, over: Answering(status, body))
            let error = await #expect(throws: IntegrationError.self) { try await reader.read(Subject.crop()) }
            #expect("\(String(describing: error))\(String(reflecting: error))".contains("sk-secret") == false)
        }
    }

    @Test("a reply that is longer than any answer is malformed, and so is one without choices")
    func malformed() async throws {
        let long =
            #"{"choices":[{"message":{"content":""#
            + String(repeating: "a", count: PageAnswer.longestReply) + #""}}]}"#
        for body in [long, #"{"choices":[]}"#, #"{"choices":[{}]}"#, #"{"error":{}}"#] {
            let reader = try Self.reader(Self.local, over: Answering(200, body))
            await #expect(throws: IntegrationError(.malformedReply, "")) { try await reader.read(Subject.crop()) }
        }
    }

    @Test("a key or a model that would begin another header field is refused", arguments: ["a\r\nX: b", "a b", "ü\n"])
    func wrongSettings(text: String) throws {
        for key in ["key", "model"] {
            let error = #expect(throws: IntegrationError.self) {
                try Self.reader(Self.local.merging([key: text]) { $1 }, over: Answering(200, ""))
            }
            #expect(error?.code == .invalidRequest && error?.message.contains("setting \(key)") == true)
        }
    }
}
