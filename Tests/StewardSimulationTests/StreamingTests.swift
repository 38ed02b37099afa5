// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardSimulation
import Synchronization
import Testing

/// Counts what it is sent, as it comes, and sends back as much as it is asked for.
private final class Store: Simulator {
    let name = "store"
    private let seen = Mutex<(bytes: Int, pieces: Int, error: IntegrationError?)>((0, 0, nil))

    var bytes: Int { seen.withLock { $0.bytes } }
    var pieces: Int { seen.withLock { $0.pieces } }
    var error: IntegrationError? { seen.withLock { $0.error } }

    var routes: [SimulatedRoute] {
        [
            SimulatedRoute(streaming: .put, "/store", source: "invented for this test") { request, body in
                do {
                    for try await piece in body {
                        self.seen.withLock { seen in
                            seen.bytes += piece.count
                            seen.pieces += 1
                        }
                    }
                } catch {
                    self.seen.withLock { $0.error = error as? IntegrationError }
                }
                return .text("\(self.bytes) of \(body.length ?? -1), \(request.body.count) read before")
            },
            SimulatedRoute(streaming: .put, "/ignore", source: "invented for this test") { _, _ in .text("no") },
            SimulatedRoute(.post, "/small", source: "invented for this test", limit: 10) { request in
                .text("\(request.body.count)")
            },
            SimulatedRoute(.get, "/data/{count}", source: "invented for this test") { request in
                let count = Int(request.parameters["count"] ?? "") ?? 0
                return SimulatedReply(.ok, stream: Self.bytes(count, length: Int64(count)))
            },
            SimulatedRoute(.get, "/chunks", source: "invented for this test") { _ in
                SimulatedReply(.ok, stream: Self.bytes(100_000, length: nil))
            },
            SimulatedRoute(.get, "/torn", source: "invented for this test") { _ in
                SimulatedReply(
                    .ok, stream: ByteStream(length: 10) { { throw IntegrationError(.unavailable, "Torn.") } })
            },
        ]
    }

    private static func bytes(_ count: Int, length: Int64?) -> ByteStream {
        ByteStream(length: length) {
            let left = Mutex(count)
            return {
                left.withLock { left in
                    let size = min(left, 30_000)
                    left -= size
                    return size == 0 ? nil : [UInt8](repeating: 7, count: size)
                }
            }
        }
    }
}

@Suite("Bodies as they arrive")
struct StreamingTests {
    private func serve(
        _ store: Store = Store(), faults: [Fault] = [], clock: any Timekeeping = RecordingClock(),
        _ body: @escaping @Sendable (LoopbackServer, AsyncHTTPClientTransport) async throws -> Void
    ) async throws {
        let transport = AsyncHTTPClientTransport()
        try await LoopbackServer.withServer(store, clock: clock, faults: faults) { server in
            try await body(server, transport)
        }
        await transport.shutdown()
    }

    private func send(
        _ transport: AsyncHTTPClientTransport, _ server: LoopbackServer, _ method: HTTPRequest.Method, _ path: String,
        _ body: [UInt8]? = nil
    ) async throws -> (status: Int, body: [UInt8]) {
        let request = HTTPRequest(method: method, scheme: "http", authority: "127.0.0.1:\(server.port)", path: path)
        let reply = try await transport.send(HTTPCall(request, body: body.map { HTTPBody($0) }))
        return (reply.response.status.code, try await reply.body.collect(upTo: 1 << 24))
    }

    @Test("a route reads its body in pieces, and one that does not read it answers all the same")
    func reads() async throws {
        let store = Store()
        try await serve(store) { server, transport in
            let sent = [UInt8](repeating: 1, count: 3_000_000)
            let reply = try await send(transport, server, .put, "/store", sent)
            #expect(String(decoding: reply.body, as: UTF8.self) == "3000000 of 3000000, 0 read before")
            #expect(store.pieces > 10)
            let ignored = try await send(transport, server, .put, "/ignore", Array("bytes".utf8))
            #expect(String(decoding: ignored.body, as: UTF8.self) == "no")
            #expect(server.log.all.allSatisfy { $0.body.isEmpty })
        }
    }

    @Test("a whole body over its route's limit is answered with 413; the log holds whole bodies")
    func limit() async throws {
        try await serve { server, transport in
            let fits = try await send(transport, server, .post, "/small", Array("0123456789".utf8))
            #expect(fits.status == 200)
            #expect(server.log.all.last?.body == Array("0123456789".utf8))
            let tooLong = try await send(transport, server, .post, "/small", Array("0123456789a".utf8))
            #expect(tooLong.status == 413)
        }
    }

    @Test("a reply is sent as it is made, with a length, in chunks, or broken off where its stream breaks")
    func replies() async throws {
        try await serve { server, transport in
            let known = try await send(transport, server, .get, "/data/2000000")
            #expect(known.body.count == 2_000_000)
            let empty = try await send(transport, server, .get, "/data/0")
            #expect(empty.status == 200 && empty.body.isEmpty)
            let head = try await send(transport, server, .head, "/data/5")
            #expect(head.status == 200 && head.body.isEmpty)
            let chunks = try await send(transport, server, .get, "/chunks")
            #expect(chunks.body.count == 100_000)
            await #expect(throws: IntegrationError.self) { _ = try await send(transport, server, .get, "/torn") }
        }
    }

    @Test(
        "faults break streamed replies off, or cut them to exactly so many bytes", arguments: [0, 1, 29_999, 1_234_567])
    func cutReplies(count: Int) async throws {
        let faults = [
            Fault(.disconnect(afterBytes: count), path: "/data/*", count: 1),
            Fault(.truncate(toBytes: count, full: false), path: "/data/*", count: 1),
        ]
        try await serve(faults: faults) { server, transport in
            let request = HTTPRequest(
                method: .get, scheme: "http", authority: "127.0.0.1:\(server.port)", path: "/data/2000000")
            var seen = 0
            let reply = try await transport.send(HTTPCall(request))
            #expect(reply.response.headerFields[.contentLength] == "2000000")
            do {
                for try await piece in reply.body { seen += piece.count }
                Issue.record("The reply was not cut.")
            } catch {}
            // The client may drop what came just before the break.
            #expect(seen <= count && (count < 1000 || seen > 0))
            let cut = try await send(transport, server, .get, "/data/2000000")
            #expect(cut.body.count == count)
        }
    }

    @Test("faults break a request after exactly so many bytes; a route that streams sees these")
    func cutRequests() async throws {
        let store = Store()
        let faults = [
            Fault(.disconnectUpload(afterBytes: 100_001), path: "/store", method: .put, count: 1),
            Fault(.disconnectUpload(afterBytes: 3), path: "/small", count: 1),
        ]
        try await serve(store, faults: faults) { server, transport in
            let sent = [UInt8](repeating: 1, count: 5_000_000)
            await #expect(throws: IntegrationError.self) { _ = try await send(transport, server, .put, "/store", sent) }
            #expect(store.bytes == 100_001)
            #expect(store.error?.code == .unavailable)
            await #expect(throws: IntegrationError.self) {
                _ = try await send(transport, server, .post, "/small", Array("12345".utf8))
            }
        }
    }

    @Test("a reply can be lost after its work was done; a status in its place leaves the work undone")
    func lost() async throws {
        let store = Store()
        let faults = [Fault(.lostReply, count: 1), Fault(.status(503), path: "/store", query: "part=2", count: 1)]
        try await serve(store, faults: faults) { server, transport in
            let bytes = [UInt8](repeating: 1, count: 1000)
            await #expect(throws: IntegrationError.self) {
                _ = try await send(transport, server, .put, "/store", bytes)
            }
            #expect(store.bytes == 1000)
            let refused = try await send(transport, server, .put, "/store?part=2", bytes)
            #expect(refused.status == 503)
            #expect(store.bytes == 1000)
            let taken = try await send(transport, server, .put, "/store?part=1", bytes)
            #expect(taken.status == 200)
            #expect(store.bytes == 2000)
        }
    }

    @Test("slow bodies wait on the server's clock between pieces, both ways")
    func slow() async throws {
        let clock = RecordingClock()
        let store = Store()
        let faults = [
            Fault(.slowBody(pieceBytes: 1000, delay: .seconds(2)), path: "/data/*", count: 1),
            Fault(.slowUpload(pieceBytes: 500, delay: .seconds(1)), path: "/store", count: 1),
        ]
        try await serve(store, faults: faults, clock: clock) { server, transport in
            let reply = try await send(transport, server, .get, "/data/2500")
            #expect(reply.body.count == 2500)
            #expect(clock.sleeps == [.seconds(2), .seconds(2)])
            _ = try await send(transport, server, .put, "/store", [UInt8](repeating: 1, count: 1250))
            #expect(store.bytes == 1250)
            #expect(clock.sleeps.suffix(2) == [.seconds(1), .seconds(1)])
        }
    }
}

@Suite("Finding a route")
struct RouteTests {
    private struct Paths: Simulator {
        let name = "paths"
        var routes: [SimulatedRoute] {
            func route(_ method: HTTPRequest.Method, _ pattern: String, _ answer: String) -> SimulatedRoute {
                SimulatedRoute(method, pattern, source: "invented for this test") { request in
                    .text(answer + (request.parameters["id"] ?? "") + (request.parameters["part"] ?? ""))
                }
            }
            return [
                route(.get, "/files/special", "first "), route(.get, "/files/{id}", "file "),
                route(.get, "/{id}/last", "behind "), route(.patch, "/files/last", "patch "),
                route(.get, "/files/{id}/parts/{part}", "part "), route(.get, "/", "root"),
            ]
        }
    }

    @Test(
        "the first route that fits answers, with what stands in its places",
        arguments: [
            ("/files/special", "first "), ("/files/x%20y", "file x y"), ("/files/last", "file last"),
            ("/any/last", "behind any"), ("/files/a/parts/b", "part ab"), ("/", "root"), ("/files/", "file "),
        ])
    func finds(path: String, answer: String) async {
        let reply = await Paths().respond(to: SimulatedRequest(.get, path))
        #expect(String(decoding: reply.body, as: UTF8.self) == answer)
    }

    @Test("a path of no route is 404, a method of no route 405, and HEAD goes with GET")
    func others() async {
        let statuses = [
            await Paths().respond(to: SimulatedRequest(.get, "/files/a/parts")).status.code,
            await Paths().respond(to: SimulatedRequest(.put, "/files/a")).status.code,
            await Paths().respond(to: SimulatedRequest(.head, "/files/a")).status.code,
            await Paths().respond(to: SimulatedRequest(.patch, "/files/last")).status.code,
        ]
        #expect(statuses == [404, 405, 200, 200])
    }
}
