// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardHTTP
import Testing

/// Slow ends, many calls and cancellation, over a real socket.
@Suite(.timeLimit(.minutes(2)))
struct StreamingTests {
    private let transport = AsyncHTTPClientTransport()
    private static let megabyte = 1 << 20

    @Test("a hundred calls at once each get their own reply")
    func concurrent() async throws {
        try await LoopbackServer.run { server in
            let lengths = try await withThrowingTaskGroup(of: (Int, Int).self) { group in
                for number in 0..<100 {
                    group.addTask {
                        let size = 100_000 + number
                        let reply = try await transport.send(.to("\(server.base)/bytes/\(size)"))
                        return (size, try await reply.body.collect(upTo: 1 << 20).count)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(lengths.count == 100)
            #expect(lengths.allSatisfy { $0.0 == $0.1 })
        }
    }

    @Test(
        "a cancelled call ends at once and closes its connection", arguments: ["silent", "stall", "bytes/1000000000"])
    func cancelled(path: String) async throws {
        try await LoopbackServer.run { server in
            let task = Task { [transport] in
                let reply = try await transport.send(.to("\(server.base)/\(path)", timing: .transfer))
                for try await _ in reply.body {}
            }
            try await waitUntil { server.seen.counts.heads.count == 1 }
            let start = ContinuousClock.now
            task.cancel()
            await #expect(throws: IntegrationError(.cancelled, "")) { try await task.value }
            #expect(ContinuousClock.now - start < .seconds(2))
            try await waitUntil { server.seen.counts.open == 0 }
        }
    }

    @Test("a cancelled upload ends at once and sends nothing more")
    func cancelledUpload() async throws {
        try await LoopbackServer.run { server in
            let body = HTTPBody(length: nil) { .repeating(piece: 65_536, count: 1_000_000) }
            let task = Task { [transport] in
                try await transport.send(.to("\(server.base)/count", method: .put, body: body, timing: .transfer))
            }
            try await waitUntil { server.seen.counts.bodyBytes > 1_000_000 }
            task.cancel()
            await #expect(throws: IntegrationError(.cancelled, "")) { try await task.value }
            try await waitUntil { server.seen.counts.open == 0 }
        }
    }

    @Test("a cancelled upload ends although its body's source never answers")
    func cancelledSource() async throws {
        try await LoopbackServer.run { server in
            let gate = AsyncStream<[UInt8]>.makeStream()
            let body = HTTPBody(length: nil) { ByteStream(pieces: gate.stream) }
            let task = Task { [transport] in
                try await transport.send(.to("\(server.base)/count", method: .put, body: body, timing: .transfer))
            }
            try await waitUntil { server.seen.counts.heads.count == 1 }
            task.cancel()
            await #expect(throws: IntegrationError(.cancelled, "")) { try await task.value }
            try await waitUntil { server.seen.counts.open == 0 }
            gate.continuation.finish()
        }
    }

    @Test("a call that is cancelled before it begins is not sent")
    func cancelledBefore() async throws {
        try await LoopbackServer.run { server in
            let task = Task { [transport] in
                while !Task.isCancelled { await Task.yield() }
                return try await transport.send(.to("\(server.base)/"))
            }
            task.cancel()
            await #expect(throws: IntegrationError(.cancelled, "")) { try await task.value }
            #expect(server.seen.counts.heads.isEmpty)
        }
    }

    @Test("a reply that is dropped unread closes its connection")
    func dropped() async throws {
        try await LoopbackServer.run { server in
            do { _ = try await transport.send(.to("\(server.base)/bytes/1000000000", timing: .transfer)) }
            try await waitUntil { server.seen.counts.open == 0 }
        }
    }

    @Test("a reader may pause for longer than the idle limit")
    func slowReader() async throws {
        try await LoopbackServer.run { server in
            let size = 50 * Self.megabyte
            let reply = try await transport.send(.to("\(server.base)/bytes/\(size)", timing: brief))
            var got = 0
            for try await piece in reply.body {
                if got == 0 { try await pass(.milliseconds(1300), server) }
                got += piece.count
            }
            #expect(got == size)
        }
    }

    @Test("a body's source may pause for longer than the idle limit")
    func slowSource() async throws {
        try await LoopbackServer.run { server in
            let left = PieceList(["one", "two"])
            let body = HTTPBody(length: nil) {
                ByteStream {
                    {
                        if left.count == 2 { try await pass(.milliseconds(1300), server) }
                        return left.pop().map { Array($0.utf8) }
                    }
                }
            }
            let reply = try await transport.send(.to("\(server.base)/count", method: .put, body: body, timing: brief))
            #expect(try await reply.told() == "200 6")
        }
    }

    private let brief = HTTPCall.Timing(connect: .seconds(5), idle: .seconds(1))

    /// Lets real time pass, with calls on another connection.
    private func pass(_ time: Duration, _ server: LoopbackServer) async throws {
        let start = ContinuousClock.now
        while ContinuousClock.now - start < time { _ = try await transport.send(.to("\(server.base)/")).text() }
    }

    /// Lets others run until something holds; gives up after ten seconds.
    private func waitUntil(_ holds: () -> Bool) async throws {
        let start = ContinuousClock.now
        while !holds() {
            try #require(ContinuousClock.now - start < .seconds(10), "it did not happen within ten seconds")
            await Task.yield()
        }
    }
}
