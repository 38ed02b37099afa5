// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTPTypes

/// Answers devices' reports that came whole: a head and a body that were read together are handed to the door at once,
/// and its answer is written at once. All other requests go on to the connection's own task, which reads them piece by
/// piece.
///
/// A connection's requests are answered in their order: none is answered here while one before it is elsewhere, and what
/// comes while one is answered here waits.
final class WholeRequests: ChannelDuplexHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let door: FrontDoor
    private let connection: SiteConnection
    private let executor: LoopExecutor
    /// The parts of a request whose end has not been read.
    private var begun: [HTTPRequestPart] = []
    private var isAnswering = false
    /// Requests that went on and have no whole answer yet.
    private var elsewhere = 0
    // What has to wait while something is answered here.
    private var later = CircularBuffer<HTTPRequestPart>()
    private var failure: (any Error)?
    private var mustRead = false
    private var closing: [(mode: CloseMode, promise: EventLoopPromise<Void>?)] = []

    init(_ door: FrontDoor, _ connection: SiteConnection, _ loop: any EventLoop) {
        self.door = door
        self.connection = connection
        executor = LoopExecutor(loop)
    }

    // MARK: What comes

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        if isAnswering { later.append(part) } else { take(part, context) }
    }

    private func take(_ part: HTTPRequestPart, _ context: ChannelHandlerContext) {
        if case .head(let head) = part {
            if elsewhere == 0, door.takesReport(head) {
                begun.append(part)
            } else {
                elsewhere += 1
                context.fireChannelRead(wrapInboundOut(part))
            }
        } else if begun.isEmpty {
            context.fireChannelRead(wrapInboundOut(part))
        } else {
            begun.append(part)
            if case .end = part { answer(context) }
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        passBegun(context)
        context.fireChannelReadComplete()
    }

    /// A request that did not come whole goes on.
    private func passBegun(_ context: ChannelHandlerContext) {
        guard !begun.isEmpty else { return }
        elsewhere += 1
        for part in begun { context.fireChannelRead(wrapInboundOut(part)) }
        begun.removeAll(keepingCapacity: true)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if isAnswering { failure = failure ?? error } else { context.fireErrorCaught(error) }
    }

    // MARK: What goes

    func read(context: ChannelHandlerContext) {
        if isAnswering { mustRead = true } else { context.read() }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { elsewhere -= 1 }
        context.write(data, promise: promise)
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        if isAnswering { closing.append((mode, promise)) } else { context.close(mode: mode, promise: promise) }
    }

    // MARK: Answering

    private func answer(_ context: ChannelHandlerContext) {
        guard case .head(let head)? = begun.first else { return }
        var body = ByteBuffer()
        for case .body(var bytes) in begun {
            if body.readableBytes == 0 { body = bytes } else { body.writeBuffer(&bytes) }
        }
        begun.removeAll(keepingCapacity: true)
        isAnswering = true
        let request = Request(head: head, body: RequestBody(buffer: body))
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        Task(executorPreference: executor) { [door, connection] in
            let response = await door.respond(to: request, over: connection)
            bound.value.0.write(response.head, bound.value.1)
            let writer: any ResponseBodyWriter = Writer(bound: bound)
            // It ends by itself when the connection is gone.
            try? await response.body.write(writer)
            bound.value.0.end(bound.value.1)
        }
    }

    private func write(_ head: HTTPResponse, _ context: ChannelHandlerContext) {
        context.write(wrapOutboundOut(.head(head)), promise: nil)
    }

    /// What waited comes now.
    private func end(_ context: ChannelHandlerContext) {
        isAnswering = false
        let hadMore = !later.isEmpty
        while !isAnswering, let part = later.popFirst() { take(part, context) }
        guard !isAnswering else { return }
        if hadMore { channelReadComplete(context: context) }
        if let failure {
            self.failure = nil
            context.fireErrorCaught(failure)
        }
        for (mode, promise) in closing { context.close(mode: mode, promise: promise) }
        closing = []
        if mustRead {
            mustRead = false
            context.read()
        }
    }

    /// Writes the body of an answer where its head was written.
    private struct Writer: ResponseBodyWriter {
        let bound: NIOLoopBound<(WholeRequests, ChannelHandlerContext)>

        mutating func write(_ buffer: ByteBuffer) async throws {
            let (handler, context) = bound.value
            context.write(handler.wrapOutboundOut(.body(buffer)), promise: nil)
        }

        consuming func finish(_ trailingHeaders: HTTPFields?) async throws {
            let (handler, context) = bound.value
            context.writeAndFlush(handler.wrapOutboundOut(.end(trailingHeaders)), promise: nil)
        }
    }
}
