// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import StewardHTTP

struct IdleLimitTests {
    private let start = ContinuousClock.now
    private let timing = HTTPCall.Timing(connect: .seconds(5), idle: .seconds(30))
    private func at(_ seconds: Int) -> ContinuousClock.Instant { start + .seconds(seconds) }

    private func remaining(_ limit: IdleLimit, since began: Int, at now: Int) -> Duration {
        limit.remaining(ofWaitSince: at(began), at: at(now)).time
    }

    @Test("until a reply begins, the time to connect counts on top")
    func starting() {
        var limit = IdleLimit(timing)
        #expect(remaining(limit, since: 0, at: 10) == .seconds(25))
        #expect(limit.remaining(ofWaitSince: at(0), at: at(35)) == (.zero, .sendsNothing))
        limit.handle(.beginsReply, at: at(20))
        #expect(remaining(limit, since: 0, at: 20) == .seconds(30))
    }

    @Test("in a reply only the time waited for the next piece counts, not the reader's")
    func reader() {
        var limit = IdleLimit(timing)
        limit.handle(.beginsReply, at: at(0))
        #expect(remaining(limit, since: 1000, at: 1010) == .seconds(20))
        #expect(limit.remaining(ofWaitSince: at(1000), at: at(1030)) == (.zero, .sendsNothing))
    }

    @Test("while the body's source is asked, nothing counts")
    func source() {
        var limit = IdleLimit(timing)
        limit.handle(.asksSource, at: at(1))
        #expect(remaining(limit, since: 0, at: 1000) == .seconds(30))
    }

    @Test("a server that takes nothing of the body is waited for from the last piece on")
    func takesNothing() {
        var limit = IdleLimit(timing)
        limit.handle(.asksSource, at: at(1))
        limit.handle(.handsOver, at: at(100))
        #expect(remaining(limit, since: 0, at: 110) == .seconds(20))
        #expect(limit.remaining(ofWaitSince: at(0), at: at(130)) == (.zero, .takesNothing))
    }

    @Test("after the body the reply is waited for from its end on")
    func afterBody() {
        var limit = IdleLimit(timing)
        limit.handle(.handsOver, at: at(1))
        limit.handle(.finishesUpload, at: at(50))
        #expect(limit.remaining(ofWaitSince: at(0), at: at(80)) == (.zero, .sendsNothing))
    }

    @Test("a reply that begins before its request is through doesn't hide a server that takes nothing")
    func earlyReply() {
        var limit = IdleLimit(timing)
        limit.handle(.handsOver, at: at(1))
        limit.handle(.beginsReply, at: at(2))
        #expect(limit.remaining(ofWaitSince: at(2), at: at(32)) == (.zero, .takesNothing))
    }
}
