// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// What all requests of a connection share. It belongs to one connection, so that two cores do not wait for each other
/// to count who uses it. What is known of its other end is found out once.
struct SiteConnection: Sendable {
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

extension FrontDoor {
    /// Answers a request that came over a connection.
    func respond(to request: Request, over connection: SiteConnection) async -> Response {
        var response = await respond(to: request, context: connection.context)
        response.headers.append(connection.date())
        return response
    }
}
