// SPDX-License-Identifier: Apache-2.0
import GoogleMaps
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration
import Synchronization

/// Answers each call with the next reply, the last again and again, and keeps the calls.
final class Scripted: HTTPTransport {
    struct Sent: Sendable {
        let request: HTTPRequest
        let body: [UInt8]
        let isRepeatable: Bool?
        let followsRedirects: Bool
    }
    private let replies: Mutex<[(Int, String)]>
    private let calls = Mutex<[Sent]>([])

    init(_ replies: (Int, String)...) { self.replies = Mutex(replies) }

    var sent: [Sent] { calls.withLock { $0 } }

    func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        let body = (try? await call.body?.stream()?.collect(upTo: 1 << 20)) ?? []
        calls.withLock {
            $0.append(
                Sent(
                    request: call.request, body: body, isRepeatable: call.isRepeatable,
                    followsRedirects: call.followsRedirects))
        }
        let (status, text) = replies.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
        return HTTPReply(HTTPResponse(status: .init(code: status)), body: ByteStream(Array(text.utf8)))
    }

    func service(key: String = "AIza-k3y") throws -> GoogleMaps {
        let configuration = try Configuration(["key": key], fields: GoogleMaps.manifest.settings)
        return try GoogleMaps(configuration: configuration, context: IntegrationContext(transport: self))
    }
}
