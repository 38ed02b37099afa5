// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardHTTP
import Testing

struct CachingTransportTests {
    private let clock = StepClock()
    private let address = "https://example.org/feed"
    private let down = ScriptedTransport.Answer.failure(IntegrationError(.unavailable, "example.org is down."))

    private func cache(
        _ service: ScriptedTransport, _ folder: Folder? = nil, _ limits: CacheLimits = .standard
    ) -> CachingTransport {
        CachingTransport(service, folder: folder?.path, limits: limits, staleIfError: .seconds(100), clock: clock)
    }

    private func status(_ reply: HTTPReply) throws -> String? {
        reply.response.headerFields[try #require(HTTPField.Name("Cache-Status"))]
    }

    @Test("a fresh reply is given without asking", arguments: [true, false])
    func fresh(onDisk: Bool) async throws {
        let folder = onDisk ? try Folder() : nil
        let service = ScriptedTransport(.reply(200, ["Cache-Control": "max-age=60"], body: "one"), .reply(500))
        let transport = cache(service, folder)
        #expect(try await transport.send(.to(address)).told() == "200 one")
        clock.advance(by: .seconds(59))
        let reply = try await transport.send(.to(address))
        #expect(try status(reply) == "Steward; hit")
        #expect(reply.response.headerFields[.age] == "59")
        #expect(reply.body.length == 3)
        #expect(try await reply.told() == "200 one")
        #expect(service.calls.count == 1)
    }

    @Test("a stale reply is asked about, and 304 makes it fresh again")
    func revalidates() async throws {
        let service = ScriptedTransport(
            .reply(200, ["Cache-Control": "max-age=60", "ETag": "\"a\"", "Last-Modified": "then"], body: "one"),
            .reply(304, ["Cache-Control": "max-age=600"]))
        let transport = cache(service, try Folder())
        _ = try await transport.send(.to(address)).told()
        clock.advance(by: .seconds(60))
        let reply = try await transport.send(.to(address))
        #expect(try status(reply) == "Steward; fwd=stale; fwd-status=304")
        #expect(try await reply.told() == "200 one")
        #expect(service.calls.last?.request.headerFields[.ifNoneMatch] == "\"a\"")
        #expect(service.calls.last?.request.headerFields[.ifModifiedSince] == "then")
        clock.advance(by: .seconds(599))
        #expect(try await transport.send(.to(address)).told() == "200 one")
        #expect(service.calls.count == 2)
    }

    @Test("a changed reply replaces the stored one")
    func replaced() async throws {
        let folder = try Folder()
        let service = ScriptedTransport(
            .reply(200, ["ETag": "\"a\""], body: "one"), .reply(200, ["ETag": "\"b\""], body: "two"), .reply(304))
        let transport = cache(service, folder)
        #expect(try await transport.send(.to(address)).told() == "200 one")
        #expect(try await transport.send(.to(address)).told() == "200 two")
        #expect(try await transport.send(.to(address)).told() == "200 two")
        #expect(service.calls.last?.request.headerFields[.ifNoneMatch] == "\"b\"")
        #expect(try folder.names().count == 2)
    }

    @Test("when the service fails, the stored reply stands in, and says so", arguments: [nil, 500, 502, 503, 504])
    func staleIfError(failing: Int?) async throws {
        let failure = failing.map { ScriptedTransport.Answer.reply($0) } ?? down
        let service = ScriptedTransport(.reply(200, ["Cache-Control": "max-age=60"], body: "one"), failure)
        let transport = cache(service)
        _ = try await transport.send(.to(address)).told()
        clock.advance(by: .seconds(159))
        let reply = try await transport.send(.to(address))
        #expect(try status(reply) == "Steward; hit; detail=stale-if-error")
        #expect(try await reply.told() == "200 one")
        clock.advance(by: .seconds(1))
        let late = await Result { try await transport.send(.to(address)).response.status.code }
        #expect((try? late.get()) == failing)
    }

    @Test("an error that is not the service failing is not covered up")
    func otherErrors() async throws {
        let service = ScriptedTransport(
            .reply(200, ["Cache-Control": "max-age=60"], body: "one"),
            .failure(IntegrationError(.forbidden, "no")), .reply(401), .reply(429))
        let transport = cache(service)
        _ = try await transport.send(.to(address)).told()
        clock.advance(by: .seconds(61))
        await #expect(throws: IntegrationError(.forbidden, "")) { try await transport.send(.to(address)) }
        #expect(try await transport.send(.to(address)).response.status.code == 401)
        #expect(try await transport.send(.to(address)).response.status.code == 429)
    }

    @Test("stored replies survive a restart")
    func restart() async throws {
        let folder = try Folder()
        let first = ScriptedTransport(.reply(200, ["Cache-Control": "max-age=60"], body: "one"))
        _ = try await cache(first, folder).send(.to(address)).told()
        let second = ScriptedTransport(.reply(500))
        #expect(try await cache(second, folder).send(.to(address)).told() == "200 one")
        #expect(second.calls.isEmpty)
    }

    @Test("a body that breaks off, comes short or is not read to its end is not stored")
    func truncated() async throws {
        let folder = try Folder()
        let fields = ["Cache-Control": "max-age=60"]
        let broken = IntegrationError(.unavailable, "closed")
        let service = ScriptedTransport(
            .stream(200, fields, .pieces(["on"], length: 3, then: broken)),
            .stream(200, fields, .pieces(["on"], then: broken)),
            .stream(200, fields, .pieces(["on"], length: 3)),
            .stream(200, fields, .pieces(["on", "e"], length: 3)),
            .stream(200, fields, .pieces(["one"]), hasMarkedEnd: false),
            .reply(200, fields, body: "whole"))
        let transport = cache(service, folder)
        for _ in 0..<2 {
            await #expect(throws: IntegrationError(.unavailable, "")) { try await transport.send(.to(address)).told() }
        }
        _ = try await transport.send(.to(address)).told()
        do {
            let reply = try await transport.send(.to(address))
            var reader: ByteStream.Iterator? = reply.body.makeAsyncIterator()
            _ = try await reader?.next()
            reader = nil
        }
        _ = try await transport.send(.to(address)).told()
        #expect(try folder.names().isEmpty)
        #expect(try await transport.send(.to(address)).told() == "200 whole")
        #expect(try await transport.send(.to(address)).told() == "200 whole")
        #expect(service.calls.count == 6)
    }

    @Test("calls with different credentials never share a reply")
    func credentials() async throws {
        let service = ScriptedTransport(
            .reply(200, ["Cache-Control": "max-age=60"], body: "mine"),
            .reply(200, ["Cache-Control": "max-age=60"], body: "yours"))
        let transport = cache(service)
        for (token, body) in [("a", "mine"), ("b", "yours"), ("a", "mine")] {
            let call = HTTPCall.to(address, fields: ["Authorization": "Bearer \(token)"])
            #expect(try await transport.send(call).told() == "200 \(body)")
        }
        #expect(service.calls.count == 2)
    }

    @Test("a change at an address forgets what was stored for it")
    func invalidates() async throws {
        let service = ScriptedTransport(
            .reply(200, ["Cache-Control": "max-age=60"], body: "one"), .reply(204), .reply(200, body: "two"))
        let transport = cache(service, try Folder())
        _ = try await transport.send(.to(address)).told()
        _ = try await transport.send(.to(address, method: .put))
        #expect(try await transport.send(.to(address)).told() == "200 two")
    }

    @Test("no-store and Set-Cookie leave nothing on disk")
    func nothingOnDisk() async throws {
        let folder = try Folder()
        let service = ScriptedTransport(
            .reply(200, ["Cache-Control": "no-store"], body: "one"),
            .reply(200, ["Cache-Control": "max-age=60", "Set-Cookie": "session=verysecret"], body: "two"))
        let transport = cache(service, folder)
        _ = try await transport.send(.to(address)).told()
        #expect(try folder.names().isEmpty)
        let call = HTTPCall.to("\(address)?key=querysecret", fields: ["Authorization": "Bearer tokensecret"])
        _ = try await transport.send(call).told()
        #expect(try folder.names().count == 2)
        for name in try folder.names() {
            #expect(!name.contains("secret"))
            #expect(!String(decoding: try folder.bytes(name), as: UTF8.self).contains("secret"))
        }
    }
}

extension Result where Failure == any Error {
    init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
