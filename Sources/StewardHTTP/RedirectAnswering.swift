// SPDX-License-Identifier: Apache-2.0
import NIOCore
import NIOHTTP1
import StewardCore

/// Answers one request on a connection of a ``RedirectListener``, and closes it.
final class RedirectAnswering: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let inbox: RedirectInbox
    private var isAnswered = false

    init(_ inbox: RedirectInbox) { self.inbox = inbox }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(let head) = unwrapInboundIn(data), !isAnswered else { return }
        isAnswered = true
        answer(head, port: context.channel.localAddress?.port ?? 0, context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func answer(_ head: HTTPRequestHead, port: Int, _ context: ChannelHandlerContext) {
        // A page elsewhere that rebinds its own name to this machine gives itself away by its Host.
        guard head.headers["host"] == ["127.0.0.1:\(port)"] || head.headers["host"] == ["localhost:\(port)"] else {
            return send(.misdirectedRequest, .foreign, to: context)
        }
        let path = head.uri.prefix { $0 != "?" }
        guard path == inbox.path else { return send(.notFound, .foreign, to: context) }
        guard head.method == .GET else { return send(.methodNotAllowed, .foreign, to: context) }
        let address = "http://127.0.0.1:\(port)\(head.uri)"
        let verdict = inbox.judge(address)
        send(verdict == .foreign ? .badRequest : .ok, verdict, to: context) { [inbox] in
            if verdict != .foreign { inbox.deliver(address) }
        }
    }

    /// Sends a page, and then does `next` and closes: the browser has its answer before the port goes away.
    private func send(
        _ status: HTTPResponseStatus, _ verdict: RedirectListener.Verdict, to context: ChannelHandlerContext,
        then next: @escaping @Sendable () -> Void = {}
    ) {
        let body = ByteBuffer(string: RedirectPage.html(verdict))
        var fields = HTTPHeaders(RedirectPage.fields)
        fields.add(name: "content-length", value: "\(body.readableBytes)")
        let head = HTTPResponseHead(version: .http1_1, status: status, headers: fields)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        let sent = context.eventLoop.makePromise(of: Void.self)
        let channel = context.channel
        sent.futureResult.whenComplete { _ in
            next()
            channel.close(promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: sent)
    }
}

/// Closes a connection that sends more than it may.
final class ByteAllowance: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private var left: Int

    init(_ bytes: Int) { left = bytes }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        left -= unwrapInboundIn(data).readableBytes
        if left < 0 { context.close(promise: nil) } else { context.fireChannelRead(data) }
    }
}

/// The pages that a browser sees at the end of a sign-in. Nothing of the request is in them.
enum RedirectPage {
    /// No scripts, no other resources, nothing kept, and no address handed on.
    static let fields = [
        ("content-type", "text/html; charset=utf-8"), ("cache-control", "no-store"), ("connection", "close"),
        ("content-security-policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"),
        ("referrer-policy", "no-referrer"), ("x-content-type-options", "nosniff"),
    ]

    static func html(_ verdict: RedirectListener.Verdict) -> String {
        let (title, text): (HTML, HTML) =
            switch verdict {
            case .granted: ("Thank you", "Steward has your answer. Close this page and go back to Steward.")
            case .refused: ("Not signed in", "Access was refused, and nothing was changed. Go back to Steward.")
            case .foreign: ("Not expected", "Steward waits for another page here. Go back to the page of the sign-in.")
            }
        let page: HTML = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>\(title) – Steward</title></head>
            <body><h1>\(title)</h1><p>\(text)</p></body></html>

            """
        return page.markup
    }
}
