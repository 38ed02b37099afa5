// SPDX-License-Identifier: Apache-2.0
import AsyncHTTPClient
import HTTPTypes
import NIOCore
import NIOHTTP1
public import StewardCore

/// Sends calls over the network with AsyncHTTPClient (HTTP/1.1, and HTTP/2 where a server offers it over TLS).
///
/// - Bodies stream both ways with back pressure; no whole body is ever in memory.
/// - Redirects are replies like any other: nothing is followed here, so that no call reaches a host nobody allowed.
///   ``RedirectFollowingTransport`` follows them through the wrappers.
/// - Bodies come as the server sends them; no compression is asked for unless the call asks.
/// - ``HTTPCall/Timing`` holds for each call: `connect` until a connection stands, `idle` while the server is waited
///   for, to send or to take bytes; a reader or a body's source may pause as long as it likes. Until a reply begins
///   both together count. These limits run in real time.
/// - Connections are kept and used again, separately for each distinct `connect`.
///
/// Nothing is opened before the first call. Connections close with ``shutdown()``, or when the transport and the
/// replies that still stream are gone.
public final class AsyncHTTPClientTransport: HTTPTransport {
    /// What may be chosen.
    public struct Settings: Sendable {
        /// How many HTTP/1.1 connections one host may see at once. A call that finds none free within
        /// its `connect` limit fails as `unavailable`.
        public var connectionsPerHost: Int
        /// How long an unused connection is kept.
        public var keepAlive: Duration
        /// Sent as `User-Agent` when a call has none; `nil` sends none.
        public var userAgent: String?

        /// Makes settings.
        public init(
            connectionsPerHost: Int = 256, keepAlive: Duration = .seconds(60), userAgent: String? = "Steward"
        ) {
            self.connectionsPerHost = connectionsPerHost
            self.keepAlive = keepAlive
            self.userAgent = userAgent
        }
    }

    private let settings: Settings
    private let clients: ClientPool

    /// Makes the transport; opens nothing.
    public init(settings: Settings = Settings()) {
        self.settings = settings
        clients = ClientPool(settings)
    }

    /// Sends one call. See ``HTTPTransport/send(_:)``.
    ///
    /// - Throws: `invalidRequest` for an address that is not well formed or a body that can be sent only once and was;
    ///   `unavailable` naming the host when no reply came; `cancelled`.
    public func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        let origin = try HTTPOrigin(of: call.request)
        let client = try clients.client(connect: call.timing.connect)
        let watch = IdleWatch(call.timing, client.guardian)
        let naming = FailureNaming(origin: origin, timing: call.timing)
        var request = head(of: call, to: origin)
        if let body = call.body { request.body = try await clientBody(body, watch, client.loop, naming) }
        if Task.isCancelled { throw naming.cancelled }
        let response: HTTPClientResponse
        do {
            response = try await watch.whileMoving { [request] in
                try await client.http.execute(request, deadline: .distantFuture)
            }
        } catch {
            throw naming.failure(error)
        }
        watch.note(.beginsReply)
        return reply(response, to: call.request.method, watch, naming)
    }

    /// Closes every connection; calls under way fail as `cancelled`. Calling it twice does no harm.
    public func shutdown() async { await clients.shutdown() }

    private func head(of call: HTTPCall, to origin: HTTPOrigin) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: "\(origin)\(call.request.path ?? "/")")
        request.method = HTTPMethod(rawValue: call.request.method.rawValue)
        for field in call.request.headerFields where !Self.framing.contains(field.name.canonicalName) {
            request.headers.add(name: field.name.rawName, value: field.value)
        }
        if let userAgent = settings.userAgent, call.request.headerFields[.userAgent] == nil {
            request.headers.add(name: "User-Agent", value: userAgent)
        }
        return request
    }

    private func clientBody(_ body: HTTPBody, _ watch: IdleWatch, _ loop: any EventLoop, _ naming: FailureNaming)
        async throws(IntegrationError) -> HTTPClientRequest.Body
    {
        guard let stream = body.stream() else {
            throw IntegrationError(
                .invalidRequest,
                "The body for \(naming.origin.authority) can be sent only once, and was sent already.")
        }
        let pieces = BufferedPieces(stream: stream, announced: body.length, watch: watch, loop: loop)
        guard body.length == 0 else {
            return .stream(pieces, length: body.length.map { .known($0) } ?? .unknown)
        }
        // The client never asks the source of an empty body; whether it is empty is seen here.
        do {
            var iterator = pieces.makeAsyncIterator()
            _ = try await iterator.next()
        } catch {
            throw naming.failure(error)
        }
        return .bytes(ByteBuffer())
    }

    /// Set from the address and the body alone, so that they can't contradict them.
    private static let framing: Set<String> = ["host", "content-length", "transfer-encoding", "connection"]

    private func reply(
        _ response: HTTPClientResponse, to method: HTTPRequest.Method, _ watch: IdleWatch, _ naming: FailureNaming
    ) -> HTTPReply {
        var fields = HTTPFields()
        for (name, value) in response.headers {
            if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
        }
        let status = Int(response.status.code)
        let bodiless = method == .head || status == 204 || status == 304
        let length = bodiless ? 0 : fields[.contentLength].flatMap { Int64($0) }
        let head = HTTPResponse(
            status: HTTPResponse.Status(code: status, reasonPhrase: response.status.reasonPhrase), headerFields: fields)
        let marked = length != nil || response.version.major >= 2 || fields[.transferEncoding] != nil
        let clients = clients
        let body = ByteStream(length: length) {
            let pieces = response.body.makeAsyncIterator()
            let reader = ReplyReader(pieces, length: length, watch: watch, naming: naming, clients)
            return { try await reader.next() }
        }
        return HTTPReply(head, body: body, hasMarkedEnd: marked)
    }
}
