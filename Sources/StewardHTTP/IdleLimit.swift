// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Decides how long a server may still be waited for. No clock: instants in, durations out.
///
/// Only time in which the server is waited for counts, not the time that a body's source or a reply's reader takes.
struct IdleLimit: Sendable {
    typealias Instant = ContinuousClock.Instant
    enum Event: Sendable {
        /// The server has room, and the body's source is asked.
        case asksSource
        /// A piece of the body was given to the server.
        case handsOver
        /// The body is through, or its source failed.
        case finishesUpload
        /// The reply has begun. Its request may still be on its way.
        case beginsReply
    }
    /// What the server fails to do.
    enum Stall: Error {
        case sendsNothing
        case takesNothing
    }
    private enum State: Sendable {
        /// The connection may not stand yet.
        case starting
        case atSource
        case handedOver(since: Instant)
        case sent(since: Instant)
    }
    private var state = State.starting
    private let timing: HTTPCall.Timing

    init(_ timing: HTTPCall.Timing) { self.timing = timing }

    mutating func handle(_ event: Event, at now: Instant) {
        switch event {
        case .asksSource: state = .atSource
        case .handsOver: state = .handedOver(since: now)
        case .finishesUpload: state = .sent(since: now)
        case .beginsReply: if case .starting = state { state = .sent(since: now) }
        }
    }

    /// How long a wait that began then may go on before it is looked at again, and what it means when nothing is left.
    func remaining(ofWaitSince began: Instant, at now: Instant) -> (time: Duration, stall: Stall) {
        switch state {
        case .starting: (timing.connect + timing.idle - began.duration(to: now), .sendsNothing)
        case .atSource: (timing.idle, .takesNothing)
        case .handedOver(let since): (timing.idle - max(began, since).duration(to: now), .takesNothing)
        case .sent(let since): (timing.idle - max(began, since).duration(to: now), .sendsNothing)
        }
    }
}
