// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardHTTP
import Testing

/// Large bodies within a small memory. Each runs in a process of its own, because memory is the process's.
@Suite(.enabled(if: ResidentMemory.isKnown), .timeLimit(.minutes(2)))
struct MemoryTests {
    private static let megabyte = 1 << 20

    @Test("200 MB come down within 48 MB of memory")
    func down() async throws {
        await #expect(processExitsWith: .success) {
            try await LoopbackServer.run { server in
                let memory = try #require(ResidentMemory())
                let size = 200 * Self.megabyte
                let reply = try await Self.transport.send(.to("\(server.base)/bytes/\(size)", timing: .transfer))
                var (got, pieces) = (0, 0)
                for try await piece in reply.body {
                    got += piece.count
                    pieces += 1
                    if pieces % 16 == 0 { memory.note() }
                }
                #expect(got == size)
                #expect(memory.growth < 48 * Self.megabyte, "grew by \(memory.growth / Self.megabyte) MB")
            }
        }
    }

    @Test("200 MB go up within 48 MB of memory, their length known")
    func up() async throws {
        await #expect(processExitsWith: .success) { try await Self.upload(lengthKnown: true) }
    }

    @Test("200 MB go up within 48 MB of memory in chunks")
    func upInChunks() async throws {
        await #expect(processExitsWith: .success) { try await Self.upload(lengthKnown: false) }
    }

    @Test("a reader that stops holds the server back instead of filling memory")
    func backPressure() async throws {
        await #expect(processExitsWith: .success) {
            try await LoopbackServer.run { server in
                let memory = try #require(ResidentMemory())
                let reply = try await Self.transport.send(.to("\(server.base)/bytes/\(1 << 30)", timing: .transfer))
                let reader = reply.body.makeAsyncIterator()
                #expect(try await reader.next() != nil)
                // Other calls come and go meanwhile, so that the stream has had time to run ahead.
                for _ in 0..<200 { _ = try await Self.transport.send(.to("\(server.base)/")).text() }
                memory.note()
                #expect(memory.growth < 48 * Self.megabyte, "grew by \(memory.growth / Self.megabyte) MB")
            }
        }
    }

    private static let transport = AsyncHTTPClientTransport()

    private static func upload(lengthKnown: Bool) async throws {
        try await LoopbackServer.run { server in
            let memory = try #require(ResidentMemory())
            let size = 200 * megabyte
            let body = HTTPBody(length: lengthKnown ? Int64(size) : nil) {
                .repeating(piece: megabyte, count: 200) { memory.note() }
            }
            let reply = try await transport.send(
                .to("\(server.base)/count", method: .put, body: body, timing: .transfer))
            #expect(try await reply.told() == "200 \(size)")
            #expect(memory.growth < 48 * megabyte, "grew by \(memory.growth / megabyte) MB")
        }
    }
}
