// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOSSL

/// A connection: limits at the socket's end, then TLS where there is a certificate, then HTTP/1.1, then the door.
struct SiteChannel: ServerChildChannel {
    let door: FrontDoor
    let limits: ConnectionLimits
    let count: ConnectionCount
    let proxy: TrustedProxy
    let certificates: Certificates?
    let http: HTTP1Channel

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(
                ConnectionWatch(count: count, proxy: proxy, patience: limits.unread))
            if let certificates {
                // Each connection gets the certificate of its own moment.
                try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: certificates.context))
            }
        }.flatMap { http.setup(channel: channel, logger: logger) }
    }

    /// Answers the requests of a connection one after another, on the thread that reads them: no other has to be woken.
    /// What is known of its other end is found out once.
    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        let connection = Connection(value.channel, logger)
        let door = door
        let http = HTTP1Channel(
            responder: { request, writer, _ in
                var response = await door.respond(to: request, context: connection.context)
                response.headers.append(connection.date())
                do { try await writer.write(response: response.head, body: response.body) } catch {
                    // An answer has begun, so none may be given to whatever is wrong with the rest of the request.
                    throw BrokenConnection()
                }
            }, configuration: limits.http)
        await withTaskExecutorPreference(LoopExecutor(value.channel.eventLoop)) {
            await http.handle(value: value, logger: logger)
        }
    }

    /// What all requests of a connection share. It belongs to one connection, so that two cores do not wait for each
    /// other to count who uses it.
    private struct Connection: Sendable {
        private struct Source: RequestContextSource {
            let logger: Logger
        }
        private let peer: Peer
        private let source: Source

        init(_ channel: any Channel, _ logger: Logger) {
            var own = logger
            own[metadataKey: "connection"] = nil
            source = Source(logger: own)
            peer = Peer(channel)
        }

        var context: PageContext { PageContext(source: source, peer: peer) }
        func date() -> HTTPField { peer.dates.field() }
    }

    private struct BrokenConnection: Error {}
}

extension HTTPServerBuilder {
    /// Connections with limits, over TLS where there is a certificate, that lead to the door.
    static func site(
        _ door: FrontDoor, _ limits: ConnectionLimits, proxy: TrustedProxy, certificates: Certificates?
    ) -> HTTPServerBuilder {
        let count = ConnectionCount(most: limits.mostOfOne)
        // What Hummingbird would answer with is the same door behind a few steps that every request would pay for.
        return HTTPServerBuilder { responder in
            SiteChannel(
                door: door, limits: limits, count: count, proxy: proxy, certificates: certificates,
                http: HTTP1Channel(responder: responder, configuration: limits.http))
        }
    }
}
