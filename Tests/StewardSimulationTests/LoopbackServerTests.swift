// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardSimulation
import Testing

/// Counts its calls and greets.
private actor Greetings {
    private var count = 0
    func next() -> Int {
        count += 1
        return count
    }
}

private struct Greeter: Simulator {
    let name = "greeter"
    let greetings = Greetings()
    var routes: [SimulatedRoute] {
        [
            SimulatedRoute(.get, "/hello/{who}", example: "/hello/world", source: "invented for this test") { request in
                let who = request.parameters["who"] ?? ""
                return .text("Hello, \(who)! No. \(await greetings.next())\(request.query["mark"] ?? "")")
            },
            SimulatedRoute(.post, "/echo", source: "invented for this test") { request in
                SimulatedReply(.created, body: request.body)
            },
        ]
    }
    var controls: [SimulatedRoute] {
        [SimulatedRoute(.post, "/_simulator/wink", source: "own") { _ in .text("wink") }]
    }
}

@Suite("LoopbackServer")
struct LoopbackServerTests {
    private func serve(
        faults: [Fault] = [], clock: any Timekeeping = RecordingClock(),
        _ body: @escaping @Sendable (LoopbackServer, Caller) async throws -> Void
    ) async throws {
        let transport = AsyncHTTPClientTransport()
        try await LoopbackServer.withServer(Greeter(), clock: clock, faults: faults) { server in
            try await body(server, Caller(transport: transport, server: server))
        }
        await transport.shutdown()
    }

    @Test("serves routes with their parameters, keeps state, and logs what reached it")
    func serves() async throws {
        try await serve { server, caller in
            let text1 = try await caller.text("/hello/caf%C3%A9?mark=%21")
            #expect(text1 == "Hello, café! No. 1!")
            let text2 = try await caller.text("/hello/you")
            #expect(text2 == "Hello, you! No. 2")
            let text3 = try await caller.text("/echo", .post, Array("bytes".utf8))
            #expect(text3 == "bytes")
            #expect(server.log.all.map(\.path) == ["/hello/caf%C3%A9", "/hello/you", "/echo"])
            let status4 = try await caller.status("/nowhere")
            #expect(status4 == 404)
            let status5 = try await caller.status("/echo", .delete)
            #expect(status5 == 405)
        }
    }

    @Test("plays faults in order, by path, and so often as asked")
    func counts() async throws {
        let faults = [
            Fault(.status(503), path: "/hello/*", count: 2), Fault(.status(418), path: "/echo", skip: 1, count: 1),
        ]
        try await serve(faults: faults) { server, caller in
            let status6 = try await caller.status("/hello/a")
            #expect(status6 == 503)
            let status7 = try await caller.status("/echo", .post)
            #expect(status7 == 201)
            let status8 = try await caller.status("/hello/a")
            #expect(status8 == 503)
            let status9 = try await caller.status("/echo", .post)
            #expect(status9 == 418)
            let status10 = try await caller.status("/hello/a")
            #expect(status10 == 200)
            let status11 = try await caller.status("/echo", .post)
            #expect(status11 == 201)
            #expect(server.faults.remaining.isEmpty)
        }
    }

    @Test("sends Retry-After in both forms, by its own clock")
    func retryAfter() async throws {
        let faults = [
            Fault(.rateLimited(.seconds(30)), count: 1), Fault(.rateLimited(.date(30)), count: 1),
            Fault(.rateLimited(.none), count: 1),
        ]
        try await serve(faults: faults) { _, caller in
            let reply12 = try await caller.reply("/hello/a").response.headerFields[.retryAfter]
            #expect(reply12 == "30")
            let date = try await caller.reply("/hello/a").response.headerFields[.retryAfter]
            #expect(date == "Sun, 08 Feb 2026 10:00:30 GMT")
            let bare = try await caller.reply("/hello/a").response
            #expect(bare.status.code == 429 && bare.headerFields[.retryAfter] == nil)
        }
    }

    @Test("waits on its clock before a delayed answer")
    func delay() async throws {
        let clock = RecordingClock()
        try await serve(faults: [Fault(.delay(.seconds(40)), count: 1)], clock: clock) { _, caller in
            let text13 = try await caller.text("/hello/a")
            #expect(text13 == "Hello, a! No. 1")
            #expect(clock.sleeps == [.seconds(40)])
        }
    }

    @Test(
        "breaks the connection before the head, after the head, or within the body",
        arguments: [Fault.Kind.disconnect(afterBytes: nil), .disconnect(afterBytes: 0), .disconnect(afterBytes: 5)]
            + [.truncate(toBytes: 7, full: true)])
    func disconnects(kind: Fault.Kind) async throws {
        try await serve(faults: [Fault(kind, count: 1)]) { _, caller in
            let error = await #expect(throws: IntegrationError.self) { try await caller.text("/hello/a") }
            #expect(error?.code == .unavailable)
            let status14 = try await caller.status("/hello/a")
            #expect(status14 == 200)
        }
    }

    @Test("can cut a body so that it looks whole, replace it, or put a challenge page in its place")
    func bodies() async throws {
        let faults = [
            Fault(.truncate(toBytes: 5, full: false), count: 1), Fault(.body(Array("{".utf8)), count: 1),
            Fault(.challenge(status: 403), count: 1),
        ]
        try await serve(faults: faults) { _, caller in
            let text15 = try await caller.text("/hello/a")
            #expect(text15 == "Hello")
            let text16 = try await caller.text("/hello/a")
            #expect(text16 == "{")
            let page = try await caller.reply("/hello/a").response
            #expect(page.status.code == 403)
            #expect(page.headerFields[.contentType] == "text/html; charset=UTF-8")
        }
    }

    @Test("is moved over its control path, which is not logged")
    func control() async throws {
        try await serve { server, caller in
            let fault = Array(#"[{"kind": "status", "status": 500, "count": 1, "path": "/hello/*"}]"#.utf8)
            _ = try await caller.text("/_simulator/faults", .post, fault)
            #expect(server.faults.remaining == [Fault(.status(500), path: "/hello/*", count: 1)])
            let status17 = try await caller.status("/hello/a")
            #expect(status17 == 500)
            let text18 = try await caller.text("/_simulator/requests")
            #expect(text18.contains("/hello/a"))
            let count = try await caller.text("/_simulator/requests/count")
            #expect(count.contains("\"count\":1"))
            let text19 = try await caller.text("/_simulator/routes")
            #expect(text19.contains("/hello/{who}"))
            let text20 = try await caller.text("/_simulator/wink", .post)
            #expect(text20 == "wink")
            let status21 = try await caller.status("/_simulator/faults", .post, Array("{}".utf8))
            #expect(status21 == 400)
            #expect(server.log.count == 1)
            _ = try await caller.text("/_simulator/faults", .post, fault)
            _ = try await caller.text("/_simulator/faults", .delete)
            #expect(server.faults.remaining.isEmpty)
        }
    }

    @Test("a port that is taken is refused with a sentence")
    func takenPort() async throws {
        try await serve { server, _ in
            let error = await #expect(throws: IntegrationError.self) {
                try await LoopbackServer.withServer(Greeter(), port: server.port) { _ in }
            }
            #expect(error?.message.contains("127.0.0.1:\(server.port)") == true)
        }
    }

    @Test("stops cleanly when its caller is cancelled, before it listens or while it serves")
    func cancelled() async throws {
        for isEarly in [true, false] {
            await withTaskGroup(of: Void.self) { group in
                let (running, ran) = AsyncStream<Void>.makeStream()
                group.addTask {
                    _ = try? await LoopbackServer.withServer(Greeter()) { _ in
                        ran.yield()
                        try await Task.sleep(for: .seconds(600))
                    }
                    ran.finish()
                }
                if !isEarly { for await _ in running { break } }
                group.cancelAll()
            }
        }
    }

    @Test("stops at once though a client waits for an answer that never comes")
    func stops() async throws {
        let transport = AsyncHTTPClientTransport()
        let started = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            try await LoopbackServer.withServer(Greeter(), faults: [Fault(.silence)]) { server in
                let caller = Caller(transport: transport, server: server)
                group.addTask { _ = try? await caller.text("/hello/a") }
                while server.log.count == 0 { await Task.yield() }
            }
            try await group.waitForAll()
        }
        #expect(ContinuousClock.now - started < .seconds(10))
        await transport.shutdown()
    }
}

/// Calls a server.
private struct Caller: Sendable {
    let transport: AsyncHTTPClientTransport
    let server: LoopbackServer

    func reply(_ path: String, _ method: HTTPRequest.Method = .get, _ body: [UInt8]? = nil) async throws -> HTTPReply {
        let request = HTTPRequest(
            method: method, scheme: "http", authority: "127.0.0.1:\(server.port)", path: path)
        return try await transport.send(HTTPCall(request, body: body.map { HTTPBody($0) }))
    }
    func text(_ path: String, _ method: HTTPRequest.Method = .get, _ body: [UInt8]? = nil) async throws -> String {
        String(decoding: try await reply(path, method, body).body.collect(upTo: 1 << 20), as: UTF8.self)
    }
    func status(_ path: String, _ method: HTTPRequest.Method = .get, _ body: [UInt8]? = nil) async throws -> Int {
        let reply = try await reply(path, method, body)
        _ = try await reply.body.collect(upTo: 1 << 20)
        return reply.response.status.code
    }
}
