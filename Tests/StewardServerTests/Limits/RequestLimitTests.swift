// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import HummingbirdTesting
import NIOCore
import StewardCore
import Testing

@testable import StewardServer

@Suite("Limits on requests", .timeLimit(.minutes(1)))
struct RequestLimitTests {
    private static func limits(account: Int? = nil, stranger: Int? = nil, address: Int? = nil) -> RequestLimits {
        var limits = RequestLimits()
        (limits.ofAccount, limits.ofStranger, limits.ofAddress) = (account, stranger, address)
        return limits
    }

    @Test("a bucket gives what it holds, then evenly, and says how long to wait")
    func bucket() {
        let clock = HandClock()
        let buckets = TokenBuckets(perMinute: 60, clock: clock)
        for _ in 0..<60 { #expect(buckets.take("a") == nil) }
        #expect(buckets.take("a") == 1)
        #expect(buckets.take("b") == nil, "another is not held up")
        clock.advance(2)
        #expect([buckets.take("a"), buckets.take("a"), buckets.take("a")] == [nil, nil, 1])
        clock.advance(3600)
        for _ in 0..<60 { #expect(buckets.take("a") == nil) }
        #expect(buckets.take("a") == 1, "no more than a minute is saved up")
        clock.advance(-7200)
        #expect(buckets.take("a") == 1, "a clock that is put back fills nothing")
    }

    @Test("so few a minute that one has to wait long is said in whole seconds")
    func slow() {
        let clock = HandClock()
        let buckets = TokenBuckets(perMinute: 1, clock: clock)
        #expect(buckets.take("a") == nil)
        #expect(buckets.take("a") == 60)
        clock.advance(59.5)
        #expect(buckets.take("a") == 1)
    }

    @Test("however many ask, only so many are kept, and who asks all the time is not forgotten")
    func bounded() {
        let clock = HandClock()
        let buckets = TokenBuckets(perMinute: 2, clock: clock, mostKept: 100)
        var refused = 0
        for number in 0..<5000 {
            clock.advance(0.01)
            _ = buckets.take("stranger \(number)")
            if buckets.take("busy") != nil { refused += 1 }
            #expect(buckets.count <= 100)
        }
        #expect(refused > 4900)
    }

    @Test("who is not signed in is told to wait, as a page and as a problem, and then served again")
    func strangers() async throws {
        try await LimitedSite.with(Self.limits(stranger: 3)) { site in
            for _ in 0..<3 { #expect(try await site.get("/sign-in").status == .ok) }
            let page = try await site.get("/sign-in")
            #expect(page.status == .tooManyRequests)
            #expect(page.headers[.retryAfter] == "20")
            #expect(page.headers[.contentType]?.hasPrefix("text/html") == true)
            #expect(page.headers[.contentSecurityPolicy] != nil)
            let problem = try await site.get("/api/status")
            #expect(problem.status == .tooManyRequests)
            #expect(problem.headers[.contentType] == "application/problem+json")
            #expect(String(buffer: problem.body).contains("Try again in 20 s."))
            // What watches over the server, what belongs to pages, and who is signed in go on.
            for path in ["/healthz", "/readyz", "/assets/steward.css"] {
                #expect(try await site.get(path).status == .ok, "\(path)")
            }
            #expect(try await site.get("/account", site.owner).status == .ok)
            site.clock.advance(20)
            #expect(try await site.get("/sign-in").status == .ok)
            #expect(try await site.get("/sign-in").status == .tooManyRequests)
        }
    }

    @Test("an account has one limit, whichever of its sessions ask")
    func accounts() async throws {
        try await LimitedSite.with(Self.limits(account: 4)) { site in
            var statuses: [Int] = []
            for _ in 0..<5 { statuses.append(try await site.get("/account", site.owner).status.code) }
            #expect(statuses == [200, 200, 200, 200, 429])
            #expect(try await site.get("/sign-in").status == .ok)
        }
    }

    @Test("invented tokens and cookies do not give more than an address has")
    func invented() async throws {
        try await LimitedSite.with(Self.limits(address: 5)) { site in
            var statuses: [Int] = []
            for number in 0..<8 {
                let token: HTTPFields = [.authorization: "Bearer stwd_invented\(number)"]
                statuses.append(try await site.get("/api/status", token).status.code)
            }
            #expect(statuses == [401, 401, 401, 401, 401, 429, 429, 429])
        }
    }

    @Test("behind a trusted proxy each client is counted by itself")
    func proxied() async throws {
        let proxy = try #require(TrustedProxy(["127.0.0.1"]))
        try await LimitedSite.with(Self.limits(stranger: 1), reach: Reach(proxy: proxy)) { site in
            let forwarded = try #require(HTTPField.Name("X-Forwarded-For"))
            #expect(try await site.get("/sign-in", [forwarded: "192.0.2.1"]).status == .ok)
            #expect(try await site.get("/sign-in", [forwarded: "192.0.2.1"]).status == .tooManyRequests)
            #expect(try await site.get("/sign-in", [forwarded: "192.0.2.2"]).status == .ok)
            #expect(try await site.get("/sign-in", [forwarded: "2001:db8::1"]).status == .ok)
            #expect(try await site.get("/sign-in", [forwarded: "2001:db8::2"]).status == .tooManyRequests)
        }
    }

    @Test("places are given back, in all and to each")
    func places() {
        let places = Places(3, ofOne: 2)
        #expect(places.enter("a") && places.enter("a") && !places.enter("a"))
        #expect(places.enter("b") && !places.enter("c"))
        places.leave("a")
        #expect(places.enter("c") && places.taken == 3)
    }

    @Test("when as much is answered as can be, others are asked to come again")
    func atOnce() async throws {
        var limits = RequestLimits()
        limits.atOnce = 0
        try await LimitedSite.with(limits) { site in
            let page = try await site.get("/sign-in")
            #expect(page.status == .serviceUnavailable && page.headers[.retryAfter] == "1")
            #expect(try await site.get("/healthz").status == .ok)
        }
    }

    @Test("the limits follow from one number; 0 is none")
    func oneNumber() {
        let usual = RequestLimits(perMinute: 600)
        #expect((usual.ofAccount, usual.ofStranger, usual.ofAddress) == (600, 120, 3000))
        let none = RequestLimits(perMinute: 0)
        #expect(none.ofAccount == nil && none.ofStranger == nil && none.ofAddress == nil)
        #expect(RequestLimits(perMinute: 1).ofStranger == 1)
    }
}

@Suite("Forms that come slowly")
struct BodyCollectorTests {
    /// A clock that goes on by so much each time it is asked.
    private final class SteppingClock: Timekeeping {
        private let clock = HandClock()
        private let step: TimeInterval
        init(step: TimeInterval) { self.step = step }
        var now: Date {
            clock.advance(step)
            return clock.now
        }
        func sleep(for duration: Duration) async throws {}
    }

    private static func collect(_ pieces: [String], upTo most: Int, step: TimeInterval) async throws -> String {
        let body = AsyncStream { continuation in
            for piece in pieces { continuation.yield(ByteBuffer(string: piece)) }
            continuation.finish()
        }
        return String(buffer: try await BodyCollector.collect(body, upTo: most, clock: SteppingClock(step: step)))
    }

    @Test("a form is taken whole, and no longer than it may be or take")
    func collected() async throws {
        #expect(try await Self.collect(["a=", "1"], upTo: 3, step: 0) == "a=1")
        await #expect(throws: BodyCollector.Refusal.tooLarge) {
            try await Self.collect(["a=", "12"], upTo: 3, step: 0)
        }
        let drops = Array(repeating: "x", count: 10)
        #expect(try await Self.collect(drops, upTo: 100, step: 5) == "xxxxxxxxxx")
        await #expect(throws: BodyCollector.Refusal.tooSlow) { try await Self.collect(drops, upTo: 100, step: 7) }
    }
}
