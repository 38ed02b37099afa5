// SPDX-License-Identifier: Apache-2.0
import Logging
import StewardCore
import StewardHTTP
import Synchronization
import Testing

struct RedactingTransportTests {
    private let redactor = Redactor(secrets: [Secret("hunter2")])

    @Test("an error comes out without its secrets")
    func errors() async throws {
        let service = ScriptedTransport(.failure(IntegrationError(.unavailable, "no answer to ?token=hunter2")))
        let error = await #expect(throws: IntegrationError.self) {
            try await RedactingTransport(service, redactor: redactor).send(.to("https://example.org/"))
        }
        #expect(error?.description == "unavailable: no answer to ?token=<redacted>")
    }

    @Test("so does an error while the reply is read")
    func bodyErrors() async throws {
        let broken = IntegrationError(.unavailable, "hunter2 broke off")
        let service = ScriptedTransport(.stream(200, ByteStream.pieces(["some"], then: broken)))
        let reply = try await RedactingTransport(service, redactor: redactor).send(.to("https://example.org/"))
        let error = await #expect(throws: IntegrationError.self) { try await reply.text() }
        #expect(error?.message == "<redacted> broke off")
    }

    @Test("each call is one line at debug, without its secrets")
    func logs() async throws {
        let lines = Lines()
        var logger = Logger(label: "test", factory: { _ in lines.handler })
        let call = HTTPCall.to(
            "https://example.org/hunter2?key=abc&page=2", fields: ["Authorization": "Basic abcdefgh"])
        let service = ScriptedTransport(.reply(200), .failure(IntegrationError(.unavailable, "hunter2")))
        _ = try await RedactingTransport(service, redactor: redactor, logger: logger).send(call)
        #expect(lines.all.isEmpty)
        logger.logLevel = .debug
        let transport = RedactingTransport(service, redactor: redactor, logger: logger)
        _ = try? await transport.send(call)
        let line = try #require(lines.all.first)
        #expect(lines.all.count == 1)
        #expect(line.contains("https://example.org/<redacted>?key=<redacted>&page=2"))
        #expect(!line.contains("hunter2"))
        #expect(!line.contains("abcdefgh"))
    }
}

extension ScriptedTransport.Answer {
    static func stream(_ status: Int, _ body: ByteStream) -> Self { .stream(status, [:], body) }
}

/// Keeps what is logged.
private final class Lines: Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock { $0 } }
    var handler: any LogHandler { Handler(lines: self) }

    private struct Handler: LogHandler {
        let lines: Lines
        var logLevel = Logger.Level.info
        var metadata: Logger.Metadata = [:]
        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }
        func log(event: LogEvent) {
            lines.lines.withLock { $0.append("\(event.level) \(event.message) \(event.metadata ?? [:])") }
        }
    }
}
