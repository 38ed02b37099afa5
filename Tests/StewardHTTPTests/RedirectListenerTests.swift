// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import NIOCore
import NIOPosix
import StewardCore
import StewardHTTP
import Synchronization
import Testing

@Suite("Waiting for a browser to come back", .timeLimit(.minutes(1)))
struct RedirectListenerTests {
    private static let network = AsyncHTTPClientTransport()

    /// Judges by a state, as a sign-in does.
    private static let verdict: @Sendable (String) -> RedirectListener.Verdict = { address in
        guard address.contains("state=right") else { return .foreign }
        return address.contains("error=") ? .refused : .granted
    }

    private func get(
        _ listener: RedirectListener, _ target: String, method: HTTPRequest.Method = .get
    ) async throws -> (reply: HTTPReply, text: String) {
        let port = listener.address.split(separator: ":")[2].prefix { $0 != "/" }
        let reply = try await Self.network.send(.to("http://127.0.0.1:\(port)\(target)", method: method))
        return (reply, try await reply.text())
    }

    /// Waits for the redirect while `browse` runs to its end.
    private func wait(
        _ listener: RedirectListener, _ browse: @escaping @Sendable () async throws -> Void
    ) async throws -> String {
        let (starts, start) = AsyncStream<Void>.makeStream()
        async let browsing: Void = {
            for await _ in starts { break }
            try await browse()
        }()
        let found = try await listener.redirect(within: .seconds(60), judging: Self.verdict) { start.yield() }
        try await browsing
        return found.reveal()
    }

    @Test("gives the whole address, and the browser a page in plain words without scripts")
    func redirect() async throws {
        let found = try await RedirectListener.withListener(clock: EndlessClock()) { listener in
            #expect(listener.address.hasPrefix("http://127.0.0.1:"))
            return try await wait(listener) {
                let (reply, text) = try await get(listener, "/?state=right&code=CANARY")
                #expect(reply.response.status == .ok)
                #expect(reply.response.headerFields[.contentType] == "text/html; charset=utf-8")
                #expect(reply.response.headerFields[.cacheControl] == "no-store")
                #expect(reply.response.headerFields[.contentSecurityPolicy]?.hasPrefix("default-src 'none'") == true)
                #expect(text.contains("Close this page") && !text.contains("CANARY") && !text.contains("<script"))
            }
        }
        #expect(found.hasSuffix("/?state=right&code=CANARY"))
    }

    @Test("a refusal ends the wait too, and the page says so")
    func refused() async throws {
        let found = try await RedirectListener.withListener(clock: EndlessClock()) { listener in
            try await wait(listener) {
                let (_, text) = try await get(listener, "/?error=access_denied&state=right")
                #expect(text.contains("Access was refused"))
            }
        }
        #expect(found.contains("access_denied"))
    }

    @Test("what is not the redirect is answered, and the wait goes on")
    func foreign() async throws {
        let found = try await RedirectListener.withListener(path: "/back", clock: EndlessClock()) { listener in
            try await wait(listener) {
                let others: [(String, HTTPRequest.Method, Int)] = [
                    ("/favicon.ico", .get, 404), ("/", .get, 404), ("/back/?state=right", .get, 404),
                    ("/back", .get, 400), ("/back?state=wrong&code=x", .get, 400),
                    ("/back?state=right&code=x", .post, 405), ("/back?x=%3Cscript%3E", .get, 400),
                ]
                for (target, method, status) in others {
                    let (reply, text) = try await get(listener, target, method: method)
                    #expect(reply.response.status.code == status, "\(target)")
                    #expect(!text.contains("<script"))
                }
                for host in ["evil.example", "127.0.0.1", "127.0.0.1:1", "x\r\nHost: y"] {
                    let told = try await told(
                        listener, "GET /back?state=right&code=x HTTP/1.1\r\nHost: \(host)\r\n\r\n")
                    #expect(told.hasPrefix("HTTP/1.1 4"), "\(host): \(told)")
                }
                _ = try await get(listener, "/back?state=right&code=y")
            }
        }
        #expect(found.hasSuffix("/back?state=right&code=y"))
    }

    @Test("before anybody waits, every address is foreign")
    func early() async throws {
        try await RedirectListener.withListener(clock: EndlessClock()) { listener in
            let reply = try await get(listener, "/?state=right&code=x").reply
            #expect(reply.response.status.code == 400)
        }
    }

    @Test("the wait ends on the clock, and what opening throws ends it")
    func ends() async throws {
        struct NoBrowser: Error {}
        let clock = StepClock()
        try await RedirectListener.withListener(clock: clock) { listener in
            let late = await #expect(throws: IntegrationError.self) {
                try await listener.redirect(within: .seconds(600), judging: Self.verdict) {}
            }
            #expect(late?.code == .unavailable && clock.sleeps == [.seconds(600)])
        }
        await #expect(throws: NoBrowser.self) {
            try await RedirectListener.withListener(clock: EndlessClock()) { listener in
                try await listener.redirect(within: .seconds(60), judging: Self.verdict) { throw NoBrowser() }
            }
        }
    }

    @Test("the port is closed afterwards, silent connections included; a taken port is named")
    func closes() async throws {
        let (port, silent) = try await RedirectListener.withListener(clock: EndlessClock()) { listener in
            let port = try #require(Int(listener.address.split(separator: ":")[2].dropLast()))
            let error = await #expect(throws: IntegrationError.self) {
                try await RedirectListener.withListener(port: port, clock: EndlessClock()) { _ in }
            }
            #expect(error?.message.contains("Port \(port) of 127.0.0.1 cannot be listened on") == true)
            return (port, try await connect(port))
        }
        try await silent.closeFuture.get()
        await #expect(throws: (any Error).self) { try await connect(port) }
    }

    @Test("a head that is too long is cut off, and so is the oldest of too many connections")
    func bounded() async throws {
        try await RedirectListener.withListener(clock: EndlessClock()) { listener in
            let port = try #require(Int(listener.address.split(separator: ":")[2].dropLast()))
            let long = try await connect(port)
            let head = "GET /?" + String(repeating: "x", count: 40_000)
            try? await long.writeAndFlush(ByteBuffer(string: head)).get()
            try await long.closeFuture.get()
            let first = try await connect(port)
            var others: [any Channel] = []
            for _ in 0..<40 { others.append(try await connect(port)) }
            try await first.closeFuture.get()
            #expect(others.last?.isActive == true)
            let found = try await wait(listener) { _ = try await get(listener, "/?state=right&code=y") }
            #expect(found.hasSuffix("code=y"))
        }
    }

    @Test("bytes that are no HTTP harm nothing")
    func noise() async throws {
        var random = SeededGenerator(seed: 9)
        let junk = (0..<40).map { _ in
            (0..<Int.random(in: 1...200, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
        }
        try await RedirectListener.withListener(clock: EndlessClock()) { listener in
            let port = try #require(Int(listener.address.split(separator: ":")[2].dropLast()))
            for bytes in junk {
                let channel = try await connect(port)
                try? await channel.writeAndFlush(ByteBuffer(bytes: bytes + Array("\r\n\r\n".utf8))).get()
            }
            let found = try await wait(listener) { _ = try await get(listener, "/?state=right&code=y") }
            #expect(found.hasSuffix("code=y"))
        }
    }

    /// What a connection tells until it closes.
    private func told(_ listener: RedirectListener, _ request: String) async throws -> String {
        let collector = Collector()
        let port = try #require(Int(listener.address.split(separator: ":")[2].prefix { $0 != "/" }))
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(CollectingHandler(collector))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        try await channel.writeAndFlush(ByteBuffer(string: request)).get()
        try await channel.closeFuture.get()
        return collector.text
    }

    private final class Collector: Sendable {
        private let bytes = Mutex<[UInt8]>([])
        var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }
        func append(_ more: some Sequence<UInt8>) { bytes.withLock { $0 += more } }
    }

    private final class CollectingHandler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let collector: Collector
        init(_ collector: Collector) { self.collector = collector }
        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            collector.append(unwrapInboundIn(data).readableBytesView)
        }
    }

    private func connect(_ port: Int) async throws -> any Channel {
        try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port).get()
    }
}
