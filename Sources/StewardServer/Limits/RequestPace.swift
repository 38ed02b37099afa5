// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import StewardCore

/// Refuses what comes too fast, or while too much is being answered. It stands in the way twice: before it is known who
/// asks, so that finding out is not asked for without end, and after.
struct RequestPace: RouterMiddleware {
    typealias Context = PageContext

    /// What is counted.
    enum Stage {
        /// Every request of an address, and how many are answered at once.
        case address
        /// The requests of an account, or of an address that is not signed in.
        case visitor
    }

    private let stage: Stage
    private let proxy: TrustedProxy
    private let places: Places
    private let first: TokenBuckets?
    private let second: TokenBuckets?

    init(_ stage: Stage, _ limits: RequestLimits, proxy: TrustedProxy, clock: any Timekeeping) {
        func buckets(_ most: Int?) -> TokenBuckets? { most.map { TokenBuckets(perMinute: $0, clock: clock) } }
        self.stage = stage
        self.proxy = proxy
        places = Places(limits.atOnce, ofOne: limits.atOnceOfOne)
        first = buckets(stage == .address ? limits.ofAddress : limits.ofAccount)
        second = buckets(stage == .address ? nil : limits.ofStranger)
    }

    func handle(
        _ request: Request, context: PageContext, next: @concurrent (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        // Whoever watches over the server, and what belongs to a page, is not held up. Who has no address did not come
        // over a network.
        guard !Self.isFree(request.uri.path), !context.peer.isEmpty else { return try await next(request, context) }
        if let seconds = wait(request, context) {
            throw HTTPError(
                .tooManyRequests, headers: [.retryAfter: String(seconds)],
                message: "That was more than this server answers in a minute. Try again in \(seconds) s.")
        }
        guard stage == .address else { return try await next(request, context) }
        // A few slow clients must not take every place.
        let address = address(request, context)
        guard places.enter(address) else {
            throw HTTPError(
                .serviceUnavailable, headers: [.retryAfter: "1"],
                message: "This server answers as much as it can at the moment. Try again in a second.")
        }
        defer { places.leave(address) }
        return try await next(request, context)
    }

    static func isFree(_ path: String) -> Bool {
        path == "/healthz" || path == "/readyz" || path.hasPrefix("/assets/")
    }

    /// Seconds to wait; `nil` for none.
    private func wait(_ request: Request, _ context: PageContext) -> Int? {
        if stage == .visitor, let account = context.visitor?.account.id { return first?.take(account) }
        return (stage == .address ? first : second)?.take(address(request, context))
    }

    /// Whom an address is counted for: an IPv6 client has a whole network of them.
    private func address(_ request: Request, _ context: PageContext) -> String {
        let address = proxy.client(peer: context.peer, request.headers)
        guard address.utf8.contains(UInt8(ascii: ":")) else { return address }
        return IPAddress(address)?.network(of: 64).description ?? address
    }
}
