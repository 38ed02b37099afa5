// SPDX-License-Identifier: Apache-2.0
import HummingbirdCore
import NIOCore

/// What connections may use up, whoever they are from.
package struct ConnectionLimits: Sendable {
    /// Connections at once; further ones wait in the system's queue.
    package var most = 1000
    /// Connections of one address at once; further ones are closed. Those of a trusted proxy are not counted.
    package var mostOfOne = 200
    /// How long a connection may be quiet: before a request's head is whole, between requests, and between two parts
    /// of a body.
    package var quiet: Duration = .seconds(30)
    /// How long a client may leave an answer lying; it is noticed after this time, and after twice this at the latest.
    package var unread: Duration = .seconds(60)
    /// Bytes of all fields of a request's head.
    package var headBytes = 32 * 1024
    /// Bytes of one field.
    package var fieldBytes = 16 * 1024
    /// Fields of a request's head.
    package var fields = 100

    package init() {}

    var http: HTTP1Channel.Configuration {
        .init(
            idleTimeout: TimeAmount(quiet),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: fieldBytes, maxHeaderListSize: headBytes, maxHeaderFieldCount: fields))
    }
}
