// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardHTTP
import Synchronization
import Testing

/// Replies that are read to their end although nobody wants their bytes.
struct ReplyDrainingTests {
    private struct Broken: Error {}

    /// A reply of pieces of a thousand bytes that ends as `end` says, and how many pieces were asked for.
    private final class Pieces: Sendable {
        let asked = Mutex(0)

        func reply(_ count: Int, end: @escaping @Sendable () throws -> Void = {}) -> HTTPReply {
            let body = ByteStream(length: nil) {
                {
                    let number = self.asked.withLock { asked in
                        asked += 1
                        return asked
                    }
                    guard number > count else { return [UInt8](repeating: 0x20, count: 1000) }
                    try end()
                    return nil
                }
            }
            return HTTPReply(HTTPResponse(status: .ok), body: body)
        }
    }

    @Test("the body is read to its end")
    func whole() async throws {
        let pieces = Pieces()
        try await pieces.reply(3).drain(from: "example.org", answering: "a notice")
        #expect(pieces.asked.withLock { $0 } == 4)
    }

    @Test("a body that is longer than the limit is left there")
    func long() async throws {
        let pieces = Pieces()
        try await pieces.reply(1_000_000).drain(from: "example.org", answering: "a notice", upTo: 5000)
        #expect(pieces.asked.withLock { $0 } == 6)
    }

    @Test("a body that breaks off is told with who answered what")
    func broken() async throws {
        let reply = Pieces().reply(2) { throw Broken() }
        let error = await #expect(throws: IntegrationError.self) {
            try await reply.drain(from: "example.org", answering: "a ping")
        }
        #expect(error?.code == .unavailable && error?.cause is Broken)
        #expect(error?.message == "example.org broke off while it answered a ping; try again later.")
    }

    @Test("cancelling and what the transport says keep their codes")
    func codes() async throws {
        let cancelled = Pieces().reply(0) { throw CancellationError() }
        await #expect(throws: IntegrationError(.cancelled, "")) {
            try await cancelled.drain(from: "example.org", answering: "a ping")
        }
        let refused = Pieces().reply(0) { throw IntegrationError(.forbidden, "No.") }
        let error = await #expect(throws: IntegrationError.self) {
            try await refused.drain(from: "example.org", answering: "a ping")
        }
        #expect(error?.message == "No." && error?.code == .forbidden)
    }
}
