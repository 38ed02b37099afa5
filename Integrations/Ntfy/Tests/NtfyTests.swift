// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Ntfy
import NtfySimulator
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardSimulation
import Testing

@Suite("Ntfy")
struct NtfyTests {
    private static func ntfy(_ settings: [String: String]) throws -> Ntfy {
        let configuration = try Configuration(settings, fields: Ntfy.manifest.settings)
        return try Ntfy(configuration: configuration, context: IntegrationContext(transport: Subject.transport))
    }

    private static func messages(_ server: LoopbackServer) async throws -> [JSON] {
        let request = HTTPRequest(
            method: .get, scheme: "http", authority: String(server.address.dropFirst("http://".count)),
            path: "/_simulator/messages")
        let reply = try await Subject.transport.send(HTTPCall(request))
        return try JSON(parsing: try await reply.body.collect(upTo: 1 << 20)).array ?? []
    }

    @Test("subscribers see title, text, priority and tags by severity")
    func shown() async throws {
        try await LoopbackServer.withServer(NtfySimulator(), clock: RecordingClock()) { server in
            let ntfy = try Self.ntfy(Subject.settings(server))
            for severity in Notice.Severity.allCases {
                try await ntfy.notify(Subject.notice(severity.rawValue, severity: severity))
            }
            let messages = try await Self.messages(server)
            #expect(messages.map { $0["priority"]?.integer } == [2, 4, 5])
            #expect(messages.allSatisfy { $0["title"]?.string == "The storage is nearly full" })
            #expect(messages.allSatisfy { $0["message"]?.string == "Free some space.\nSoon." })
            #expect(messages[1]["tags"] == ["warning", "storage-above-threshold"])
        }
    }

    @Test("a notice that is sent again replaces itself, another one does not")
    func again() async throws {
        try await LoopbackServer.withServer(NtfySimulator(), clock: RecordingClock()) { server in
            let ntfy = try Self.ntfy(Subject.settings(server))
            for key in ["one", "one", "two"] { try await ntfy.notify(Subject.notice(key)) }
            #expect(try await Self.messages(server).count == 2)
        }
    }

    @Test("a text longer than a message is cut between characters", arguments: ["a", "พื้น", "🚨", "e\u{301}"])
    func long(character: String) async throws {
        try await LoopbackServer.withServer(NtfySimulator(), clock: RecordingClock()) { server in
            let text = String(repeating: character, count: 5000)
            try await Self.ntfy(Subject.settings(server)).notify(Subject.notice(text: text))
            let message = try #require(try await Self.messages(server).first?["message"]?.string)
            #expect(message.utf8.count <= 4096 && message.utf8.count > 4000)
            #expect(message.hasSuffix("…") && text.hasPrefix(message.dropLast()))
        }
    }

    @Test("a protected topic without a token is forbidden; an open one needs none")
    func open() async throws {
        try await LoopbackServer.withServer(NtfySimulator(), clock: RecordingClock()) { server in
            let closed = try Self.ntfy(["address": server.address, "topic": "alerts"])
            await #expect(throws: IntegrationError(.forbidden, "")) { try await closed.notify(Subject.notice()) }
            try await Self.ntfy(["address": server.address, "topic": "public"]).notify(Subject.notice())
            #expect(try await Self.messages(server).map { $0["topic"]?.string } == ["public"])
        }
    }

    @Test(
        "a topic or a token of another form is refused in a sentence that does not hold it",
        arguments: [
            ["topic": "a/b"], ["topic": "a b"], ["topic": String(repeating: "a", count: 65)],
            ["topic": "good", "token": "tk_a\r\nX-Other: b"],
        ])
    func wrong(settings: [String: String]) throws {
        let error = #expect(throws: IntegrationError.self) { try Self.ntfy(settings) }
        #expect(error?.code == .invalidRequest && error?.message.contains("X-Other") == false)
        #expect(error?.message.contains("a/b") == false)
    }

    @Test("what is checked makes no sound")
    func check() async throws {
        try await LoopbackServer.withServer(NtfySimulator(), clock: RecordingClock()) { server in
            let health = await (try Self.ntfy(Subject.settings(server))).health()
            #expect(health == .ok)
            #expect(try await Self.messages(server).map { $0["priority"]?.integer } == [1])
        }
    }
}
