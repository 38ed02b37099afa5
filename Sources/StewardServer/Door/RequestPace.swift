// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import Logbook
import StewardCore

/// Refuses what comes too fast, or while too much is being answered. It stands in the way twice: before it is known who
/// asks, so that finding out is not asked for without end, and after.
struct RequestPace: Sendable {
    private let proxy: TrustedProxy
    private let places: Places
    private let ofAddress: TokenBuckets?
    private let ofAccount: TokenBuckets?
    private let ofStranger: TokenBuckets?
    private let ofDevice: TokenBuckets?

    init(_ limits: RequestLimits, proxy: TrustedProxy, clock: any Timekeeping) {
        func buckets(_ most: Int?) -> TokenBuckets? { most.map { TokenBuckets(perMinute: $0, clock: clock) } }
        self.proxy = proxy
        places = Places(limits.atOnce, ofOne: limits.atOnceOfOne)
        ofAddress = buckets(limits.ofAddress)
        ofAccount = buckets(limits.ofAccount)
        ofStranger = buckets(limits.ofStranger)
        ofDevice = limits.ofDevice.map {
            TokenBuckets(perMinute: $0, burst: $0 * RequestLimits.deviceBurst, clock: clock)
        }
    }

    /// Counts a request of an address and takes a place among those that are answered at once; give it back with
    /// ``leave(_:)``.
    /// - Parameter client: the client's address, as far as its proxy is believed.
    /// - Returns: whom it is counted for; `nil` for what is not held up: whoever watches over the server, what belongs
    ///   to a page, and who has no address because he did not come over a network.
    /// - Throws: `HTTPError`: 429, 503.
    func enter(_ path: String, _ peer: Peer, client: String) throws -> String? {
        guard !peer.address.isEmpty, !Self.isFree(path) else { return nil }
        let owner = proxy == .none ? peer.network : Peer.network(of: client)
        try Self.refuse(ofAddress?.take(owner))
        // A few slow clients must not take every place.
        guard places.enter(owner) else {
            throw HTTPError(
                .serviceUnavailable, headers: [.retryAfter: "1"],
                message: "This server answers as much as it can at the moment. Try again in a second.")
        }
        return owner
    }

    /// Gives a place back.
    func leave(_ owner: String) { places.leave(owner) }

    /// Counts a request of an account, or of an address that is not signed in.
    /// - Throws: `HTTPError`: 429.
    func count(_ visitor: Visitor?, from owner: String) throws {
        if let visitor {
            try Self.refuse(ofAccount?.take(visitor.account.id))
        } else {
            try Self.refuse(ofStranger?.take(owner))
        }
    }

    /// Counts a report of a device.
    /// - Throws: `HTTPError`: 429.
    func count(_ device: ReportingDevice) throws { try Self.refuse(ofDevice?.take(device.token.id)) }

    static func isFree(_ path: String) -> Bool {
        path == "/healthz" || path == "/readyz" || path.hasPrefix("/assets/")
    }

    private static func refuse(_ seconds: Int?) throws {
        guard let seconds else { return }
        throw HTTPError(
            .tooManyRequests, headers: [.retryAfter: String(seconds)],
            message: "That was more than this server answers in a minute. Try again in \(seconds) s.")
    }
}
