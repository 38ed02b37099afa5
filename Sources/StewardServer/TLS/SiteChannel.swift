// SPDX-License-Identifier: Apache-2.0
import HummingbirdCore
import Logging
import NIOCore
import NIOSSL

/// A connection: limits at the socket's end, then TLS where there is a certificate, then HTTP/1.1.
struct SiteChannel: ServerChildChannel {
    let http: HTTP1Channel
    let limits: ConnectionLimits
    let count: ConnectionCount
    let proxy: TrustedProxy
    let certificates: Certificates?

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

    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        await http.handle(value: value, logger: logger)
    }
}

extension HTTPServerBuilder {
    /// Connections with limits, over TLS where there is a certificate.
    static func site(_ limits: ConnectionLimits, proxy: TrustedProxy, certificates: Certificates?) -> HTTPServerBuilder
    {
        let count = ConnectionCount(most: limits.mostOfOne)
        return HTTPServerBuilder { responder in
            SiteChannel(
                http: HTTP1Channel(responder: responder, configuration: limits.http), limits: limits, count: count,
                proxy: proxy, certificates: certificates)
        }
    }
}
