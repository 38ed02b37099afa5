// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardSimulation
import Synchronization
import Testing
import Webhook
import WebhookSimulator

/// Answers each call with the next status, and keeps the calls.
private final class Answering: HTTPTransport {
    let statuses: Mutex<[Int]>
    let calls = Mutex<[HTTPCall]>([])

    init(_ statuses: [Int]) { self.statuses = Mutex(statuses) }

    func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        calls.withLock { $0.append(call) }
        let status = statuses.withLock { $0.isEmpty ? 200 : $0.removeFirst() }
        return HTTPReply(HTTPResponse(status: .init(code: status)), body: ByteStream([]))
    }
}

@Suite("Webhook")
struct WebhookTests {
    private static func webhook(_ settings: [String: String], over transport: any HTTPTransport) throws -> Webhook {
        let configuration = try Configuration(settings, fields: Webhook.manifest.settings)
        return try Webhook(configuration: configuration, context: IntegrationContext(transport: transport))
    }

    @Test("a notice is one POST to the very address, in the documented form, with its key")
    func form() async throws {
        let answering = Answering([204])
        let address = "https://hooks.example.org:8443/a%2Fb/?key=1&sig=x%20y"
        try await Self.webhook(["address": address], over: answering).notify(Subject.notice())
        let call = try #require(answering.calls.withLock { $0.first })
        #expect(call.request.method == .post && call.request.authority == "hooks.example.org:8443")
        #expect(call.request.path == "/a%2Fb/?key=1&sig=x%20y")
        #expect(call.isRepeatable == true && !call.followsRedirects)
        let fields = call.request.headerFields
        #expect(fields[.contentType] == "application/json; charset=utf-8")
        #expect(try fields[#require(HTTPField.Name("Idempotency-Key"))] == "storage:1")
        #expect(try fields[#require(HTTPField.Name("Steward-Signature"))] == nil && fields[.authorization] == nil)
        let sent = try JSON(parsing: try #require(await call.body?.stream()?.collect(upTo: 10_000)))
        let wanted: JSON = [
            "at": "2025-11-21T04:40:00Z", "format": "steward-notice-1", "key": "storage:1",
            "kind": "storage-above-threshold", "subject": "The storage is nearly full",
            "text": "Free some space.\nSoon.",
        ]
        #expect(sent == wanted)
    }

    @Test("the signature is the HMAC-SHA256 of the body, as anybody can compute it")
    func signature() async throws {
        let answering = Answering([200])
        let settings = ["address": "https://hooks.example.org", "signing-secret": "s3cret", "token": "t0ken"]
        try await Self.webhook(settings, over: answering).notify(Subject.notice())
        let call = try #require(answering.calls.withLock { $0.first })
        let body = try #require(await call.body?.stream()?.collect(upTo: 10_000))
        let code = HMAC<SHA256>.authenticationCode(for: body, using: SymmetricKey(data: Array("s3cret".utf8)))
        let hex = code.map { String(format: "%02x", $0) }.joined()
        #expect(try call.request.headerFields[#require(HTTPField.Name("Steward-Signature"))] == "sha256=" + hex)
        #expect(call.request.headerFields[.authorization] == "Bearer t0ken")
        #expect(call.request.path == "/")
    }

    @Test(
        "2xx alone is success",
        arguments: [
            (304, IntegrationError.Code.malformedReply), (302, .malformedReply), (400, .invalidRequest),
            (404, .notFound), (410, .notFound), (403, .forbidden),
        ])
    func refused(status: Int, code: IntegrationError.Code) async throws {
        let webhook = try Self.webhook(["address": "https://hooks.example.org"], over: Answering([status]))
        let error = await #expect(throws: IntegrationError.self) { try await webhook.notify(Subject.notice()) }
        #expect(error?.code == code)
    }

    @Test(
        "a wrong address is refused in a sentence that does not hold it",
        arguments: [
            "http://example.org/hook", "example.org/hook", "https://:80/hook", "https://example.org/hook#part",
            "https://example.org/hook?a=b#part", "https://example.org/hook?a b", "https://user:word@example.org/hook",
        ])
    func wrongAddress(address: String) throws {
        let error = #expect(throws: ConfigurationError.self) {
            try Configuration(["address": address], fields: Webhook.manifest.settings)
        }
        let message = error?.problems.first?.message ?? ""
        #expect(message.contains("The setting address must be an address") && !message.contains(address))
    }

    @Test("only the host of the secret address may be reached")
    func authorities() throws {
        let configuration = try Configuration(
            ["address": "https://hooks.example.org:8443/x?y=z"], fields: Webhook.manifest.settings)
        #expect(Webhook.manifest.authorities(configuration) == ["hooks.example.org:8443"])
    }

    @Test("a token that would begin another header field is refused")
    func token() throws {
        let settings = ["address": "https://hooks.example.org", "token": "a\r\nX-Other: b"]
        let error = #expect(throws: IntegrationError.self) { try Self.webhook(settings, over: Answering([])) }
        #expect(error?.message.contains("token") == true && error?.message.contains("X-Other") == false)
    }

    @Test("the receiver of the simulator takes one notice once, however often it comes, and no false one")
    func receiver() async throws {
        try await LoopbackServer.withServer(WebhookSimulator(), clock: RecordingClock()) { server in
            let webhook = try Self.webhook(Subject.settings(server), over: Subject.transport)
            for key in ["one", "one", "two"] { try await webhook.notify(Subject.notice(key)) }
            var settings = Subject.settings(server)
            settings["signing-secret"] = nil
            let unsigned = try Self.webhook(settings, over: Subject.transport)
            await #expect(throws: IntegrationError(.unauthorized, "")) {
                try await unsigned.notify(Subject.notice("three"))
            }
            let authority = String(server.address.dropFirst("http://".count))
            let request = HTTPRequest(
                method: .get, scheme: "http", authority: authority, path: "/_simulator/notices")
            let reply = try await Subject.transport.send(HTTPCall(request))
            let taken = try JSON(parsing: try await reply.body.collect(upTo: 100_000)).array ?? []
            #expect(taken.map { $0["notice"]?["key"]?.string } == ["one", "two"])
            #expect(taken.map { $0["times"]?.integer } == [2, 1])
        }
    }
}
