// SPDX-License-Identifier: Apache-2.0
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A small HTTP server on 127.0.0.1 that behaves as well, or as badly, as the path says. See ``Behaviour``.
struct LoopbackServer: Sendable {
    private let channel: any Channel
    let seen: Seen

    var port: Int { channel.localAddress?.port ?? 0 }
    var base: String { "http://127.0.0.1:\(port)" }

    /// Runs a server while `body` runs.
    static func run<Result>(_ body: (LoopbackServer) async throws -> Result) async throws -> Result {
        let seen = Seen()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.pipeline.configureHTTPServerPipeline(withErrorHandling: true).flatMapThrowing {
                    try channel.pipeline.syncOperations.addHandler(Connection(seen))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let server = LoopbackServer(channel: channel, seen: seen)
        do {
            let result = try await body(server)
            try await channel.close()
            return result
        } catch {
            try? await channel.close()
            throw error
        }
    }

    private init(channel: any Channel, seen: Seen) {
        self.channel = channel
        self.seen = seen
    }

    /// What the server has seen.
    final class Seen: Sendable {
        struct Counts: Sendable {
            var heads: [HTTPRequestHead] = []
            var bodyBytes = 0
            var closed = 0
            var open = 0
            var mostOpen = 0
        }
        private let state = Mutex(Counts())
        var counts: Counts { state.withLock { $0 } }
        func note(_ change: (inout Counts) -> Void) { state.withLock { change(&$0) } }
    }
}

/// What a path asks for.
enum Behaviour: Equatable {
    /// `/count`: says how many bytes the body had.
    case count
    /// `/bytes/N`: sends N bytes.
    case bytes(Int)
    /// `/cut/N`: announces one byte more than N, sends N and closes.
    case cut(Int)
    /// `/chunks-cut`: begins a chunked body and closes.
    case chunksCut
    /// `/until-close`: sends a body that ends with the connection.
    case untilClose
    /// `/stall`: sends a head and a few bytes, and then nothing.
    case stall
    /// `/silent`: takes the request and says nothing.
    case silent
    /// `/deaf`: doesn't read the request's body, and says nothing.
    case deaf
    /// `/hang-up`: closes without a word.
    case hangUp
    /// `/redirect`: sends elsewhere.
    case redirect
    /// Anything else: a short text with the request's fields.
    case echo

    init(_ path: String) {
        let parts = path.split(separator: "/").map(String.init)
        switch (parts.first, parts.last.flatMap { Int($0) }) {
        case ("count", _): self = .count
        case ("bytes", let count?): self = .bytes(count)
        case ("cut", let count?): self = .cut(count)
        case ("chunks-cut", _): self = .chunksCut
        case ("until-close", _): self = .untilClose
        case ("stall", _): self = .stall
        case ("silent", _): self = .silent
        case ("deaf", _): self = .deaf
        case ("hang-up", _): self = .hangUp
        case ("redirect", _): self = .redirect
        default: self = .echo
        }
    }
}

private final class Connection: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let seen: LoopbackServer.Seen
    private var head: HTTPRequestHead?
    private var received = 0
    private var toSend = 0
    private var isDeaf = false
    private static let piece = ByteBuffer(repeating: 0x61, count: 65_536)

    init(_ seen: LoopbackServer.Seen) { self.seen = seen }

    func channelActive(context: ChannelHandlerContext) {
        seen.note {
            $0.open += 1
            $0.mostOpen = max($0.mostOpen, $0.open)
        }
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        seen.note {
            $0.open -= 1
            $0.closed += 1
        }
        context.fireChannelInactive()
    }

    func read(context: ChannelHandlerContext) {
        if !isDeaf { context.read() }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            received = 0
            seen.note { $0.heads.append(head) }
            isDeaf = Behaviour(head.uri) == .deaf
        case .body(let bytes):
            received += bytes.readableBytes
            seen.note { $0.bodyBytes += bytes.readableBytes }
        case .end: if let head { answer(head, context) }
        }
    }

    private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        switch Behaviour(head.uri) {
        case .count: whole(context, "\(received)")
        case .bytes(let count):
            begin(context, ["content-length": "\(count)"])
            toSend = count
            pump(context)
        case .cut(let count):
            begin(context, ["content-length": "\(count + 1)"])
            body(context, count)
            close(context)
        case .chunksCut:
            begin(context, ["transfer-encoding": "chunked"])
            body(context, 10)
            close(context)
        case .untilClose:
            begin(context, version: .http1_0, [:])
            body(context, 10)
            close(context)
        case .stall:
            begin(context, ["content-length": "100"])
            body(context, 10)
        case .silent, .deaf: break
        case .hangUp: context.close(promise: nil)
        case .redirect: whole(context, "", status: .found, ["location": "http://elsewhere.example/"])
        case .echo: whole(context, head.headers.map { "\($0.name): \($0.value)\n" }.joined())
        }
    }

    private func begin(
        _ context: ChannelHandlerContext, version: HTTPVersion = .http1_1, status: HTTPResponseStatus = .ok,
        _ fields: [String: String]
    ) {
        let head = HTTPResponseHead(version: version, status: status, headers: HTTPHeaders(fields.map { ($0, $1) }))
        context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
    }

    private func body(_ context: ChannelHandlerContext, _ count: Int) {
        let bytes = ByteBuffer(repeating: 0x61, count: count)
        context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(bytes))), promise: nil)
    }

    private func whole(
        _ context: ChannelHandlerContext, _ text: String, status: HTTPResponseStatus = .ok,
        _ fields: [String: String] = [:]
    ) {
        let length = ["content-length": "\(text.utf8.count)"]
        begin(context, status: status, fields.merging(length) { $1 })
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    private func close(_ context: ChannelHandlerContext) { context.close(promise: nil) }

    func channelWritabilityChanged(context: ChannelHandlerContext) { pump(context) }

    /// Writes as long as the socket takes it, so that the server holds no more of a body than the client does.
    private func pump(_ context: ChannelHandlerContext) {
        guard toSend > 0 else { return }
        while toSend > 0, context.channel.isWritable {
            let count = min(toSend, Self.piece.readableBytes)
            toSend -= count
            let bytes = Self.piece.getSlice(at: 0, length: count) ?? Self.piece
            context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(bytes))), promise: nil)
        }
        if toSend == 0 { context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil) }
    }
}
