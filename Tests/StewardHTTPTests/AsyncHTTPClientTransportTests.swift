// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import NIOHTTP1
import StewardCore
import StewardHTTP
import Testing

/// The real client against a real server on loopback.
@Suite(.timeLimit(.minutes(2)))
struct AsyncHTTPClientTransportTests {
    private let transport = AsyncHTTPClientTransport()
    private let brief = HTTPCall.Timing(connect: .seconds(1), idle: .milliseconds(200))

    @Test("method, path and fields arrive as they were given")
    func request() async throws {
        try await LoopbackServer.run { server in
            let call = HTTPCall.to("\(server.base)/a/b?x=%20", method: .patch, fields: ["X-One": "1", "Host": "no"])
            let text = try await transport.send(call).text().lowercased()
            let head = try #require(server.seen.counts.heads.first)
            #expect(head.method == .PATCH)
            #expect(head.uri == "/a/b?x=%20")
            #expect(text.contains("x-one: 1\n"))
            #expect(text.contains("host: 127.0.0.1:\(server.port)\n"))
            #expect(text.contains("user-agent: steward\n"))
        }
    }

    @Test("a body arrives whole, its length known or not", arguments: [true, false])
    func body(lengthKnown: Bool) async throws {
        try await LoopbackServer.run { server in
            let pieces = ByteStream.pieces(["one", "two", ""])
            let body = HTTPBody(length: lengthKnown ? 6 : nil) { pieces }
            let reply = try await transport.send(.to("\(server.base)/count", method: .post, body: body))
            #expect(try await reply.told() == "200 6")
            let fields = try #require(server.seen.counts.heads.first).headers
            #expect(fields["content-length"] == (lengthKnown ? ["6"] : []))
            #expect(fields["transfer-encoding"] == (lengthKnown ? [] : ["chunked"]))
        }
    }

    @Test("a redirect is a reply, and nothing is sent to where it points")
    func redirect() async throws {
        try await LoopbackServer.run { server in
            let reply = try await transport.send(.to("\(server.base)/redirect"))
            #expect(reply.response.status.code == 302)
            #expect(reply.response.headerFields[.location] == "http://elsewhere.example/")
            #expect(server.seen.counts.heads.count == 1)
        }
    }

    @Test("HEAD has the length of a body and none")
    func head() async throws {
        try await LoopbackServer.run { server in
            let reply = try await transport.send(.to("\(server.base)/bytes/0", method: .head))
            #expect(reply.response.headerFields[.contentLength] == "0")
            #expect(try await reply.text() == "")
        }
    }

    @Test("a refused connection is told at once, naming the host")
    func refused() async throws {
        // Port 1 is never given out, and nothing listens there.
        let error = await #expect(throws: IntegrationError.self) {
            try await transport.send(.to("http://127.0.0.1:1/secret-path"))
        }
        #expect(error?.description == "unavailable: 127.0.0.1:1 cannot be reached (connection refused).")
    }

    @Test("a server that hangs up without a word is unavailable")
    func hangUp() async throws {
        try await LoopbackServer.run { server in
            let error = await #expect(throws: IntegrationError.self) {
                try await transport.send(.to("\(server.base)/hang-up"))
            }
            #expect(error?.code == .unavailable)
            #expect(error?.message.hasPrefix("127.0.0.1:\(server.port) closed the connection") == true)
        }
    }

    @Test("a body that breaks off throws, with the bytes before it", arguments: ["cut/1000", "chunks-cut"])
    func breaksOff(path: String) async throws {
        try await LoopbackServer.run { server in
            let reply = try await transport.send(.to("\(server.base)/\(path)"))
            #expect(reply.response.status.code == 200)
            #expect(reply.hasMarkedEnd)
            var got = 0
            let error = await #expect(throws: IntegrationError.self) {
                for try await piece in reply.body { got += piece.count }
            }
            #expect(error?.code == .unavailable)
            #expect(got == (path == "chunks-cut" ? 10 : 1000))
        }
    }

    @Test("a body that ends with the connection says that its end is not marked")
    func untilClose() async throws {
        try await LoopbackServer.run { server in
            let reply = try await transport.send(.to("\(server.base)/until-close"))
            #expect(!reply.hasMarkedEnd)
            #expect(try await reply.text().count == 10)
        }
    }

    @Test("silence ends after the idle limit, before the head and in the body", arguments: ["silent", "stall"])
    func idle(path: String) async throws {
        try await LoopbackServer.run { server in
            let clock = ContinuousClock()
            let start = clock.now
            let error = await #expect(throws: IntegrationError.self) {
                try await transport.send(.to("\(server.base)/\(path)", timing: brief)).text()
            }
            #expect(error?.message == "127.0.0.1:\(server.port) sent nothing for 0.2 seconds.")
            #expect(error?.code == .unavailable)
            #expect(clock.now - start < .seconds(10))
        }
    }

    @Test("a server that takes nothing of a body ends after the idle limit")
    func deaf() async throws {
        try await LoopbackServer.run { server in
            let body = HTTPBody(length: 1 << 30) { .repeating(piece: 1 << 20, count: 1 << 10) }
            let error = await #expect(throws: IntegrationError.self) {
                try await transport.send(.to("\(server.base)/deaf", method: .put, body: body, timing: brief))
            }
            #expect(error?.message == "127.0.0.1:\(server.port) took nothing of the body for 0.2 seconds.")
        }
    }

    @Test("a body of another length than announced is refused, and never completed", arguments: [0, 2, 3, 5, 7, 9])
    func wrongLength(announced: Int64) async throws {
        try await LoopbackServer.run { server in
            let body = HTTPBody(length: announced) { ByteStream.pieces(["one", "two"]) }
            let result = await Result {
                try await transport.send(.to("\(server.base)/count", method: .put, body: body)).told()
            }
            #expect(throws: IntegrationError(.invalidRequest, "")) { try result.get() }
            #expect(server.seen.counts.bodyBytes < max(1, announced))
        }
    }

    @Test("an error of the body's source comes out as it is")
    func sourceFails() async throws {
        try await LoopbackServer.run { server in
            let body = HTTPBody(length: nil) {
                .pieces(["one"], then: IntegrationError(.notFound, "The file to send is gone."))
            }
            let error = await #expect(throws: IntegrationError.self) {
                try await transport.send(.to("\(server.base)/count", method: .put, body: body))
            }
            #expect(error?.message == "The file to send is gone.")
        }
    }

    @Test("a body that was sent already is refused before anything is sent")
    func sentAlready() async throws {
        try await LoopbackServer.run { server in
            let body = HTTPBody(length: 3) { nil }
            await #expect(throws: IntegrationError(.invalidRequest, "")) {
                try await transport.send(.to("\(server.base)/count", method: .put, body: body))
            }
            #expect(server.seen.counts.heads.isEmpty)
        }
    }

    @Test("after shutdown no call is sent, and a second shutdown does no harm")
    func shutdown() async throws {
        try await LoopbackServer.run { server in
            let transport = AsyncHTTPClientTransport()
            _ = try await transport.send(.to("\(server.base)/")).text()
            await transport.shutdown()
            await transport.shutdown()
            await #expect(throws: IntegrationError(.cancelled, "")) { try await transport.send(.to("\(server.base)/")) }
        }
    }

    @Test("a reply streams on when its transport is gone")
    func transportGone() async throws {
        try await LoopbackServer.run { server in
            let reply = try await AsyncHTTPClientTransport().send(.to("\(server.base)/bytes/5000000"))
            #expect(try await reply.body.collect(upTo: 5_000_000).count == 5_000_000)
        }
    }
}

extension ByteStream {
    /// `count` pieces of so many bytes, each made when it is asked for.
    static func repeating(piece size: Int, count: Int, watching: @escaping @Sendable () -> Void = {}) -> ByteStream {
        ByteStream(length: Int64(size) * Int64(count)) {
            let left = PieceList(Array(repeating: "", count: count))
            return {
                watching()
                return left.pop() == nil ? nil : [UInt8](repeating: 0x61, count: size)
            }
        }
    }
}
