// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Decides the steps of a resumable upload. No clock, no randomness, no I/O: events in, actions out.
///
/// Source: Drive API v3, "Upload file data: perform a resumable upload", 2026-11. What the service confirmed, and
/// nothing else, decides where the next chunk begins: it may have stored a part of a chunk only, or even have lost what
/// it had.
package struct ResumableUpload: Sendable {
    /// What happened.
    package enum Event: Sendable {
        /// A session stands; nothing is stored yet.
        case opened
        /// The service has so many bytes from the start (308).
        case stored(Int64)
        /// The file is there (200, 201).
        case complete
        /// No reply, 5xx, 429 or a refusal for the rate: what was stored is not known.
        case interrupted(retryAfter: Duration?)
        /// The session is over (404, 410).
        case gone
    }

    /// What to do next.
    package enum Action: Sendable, Equatable {
        /// Open a session.
        case open
        /// Wait, then do what follows.
        case wait(Duration)
        /// Ask how much is stored.
        case query
        /// Send from here on, at most so many bytes.
        case send(from: Int64, count: Int64)
        /// Done.
        case finish
        /// Give up.
        case fail(Failure)
    }

    /// Why it was given up.
    package enum Failure: Sendable, Equatable {
        /// Too many tries without the service storing anything more.
        case noProgress
        /// The session was lost too often.
        case lostTooOften
        /// The service says it has bytes that were never sent.
        case beyondSent
    }

    private let length: Int64?
    private let chunk: Int64
    private let tries: Int
    private var confirmed: Int64 = 0
    /// The most that this session ever confirmed: only more than that is progress, else a service that loses and takes
    /// the same bytes again and again would be served for ever.
    private var best: Int64 = 0
    private var sent: Int64
    private var fruitless = 0
    private var losses = 0
    private var isAnswerToSend = false

    private static let longestWait = 64.0
    private static let patience = Duration.seconds(600)

    /// An upload of `length` bytes (`nil`: unknown) in chunks. `tries` without progress, and as many lost sessions, end
    /// it.
    package init(length: Int64?, chunk: Int64, tries: Int) {
        self.length = length
        self.chunk = chunk
        self.tries = tries
        sent = 0
    }

    /// The first action: go on with a session that was kept, or open one.
    package mutating func begin(resuming: Bool) -> [Action] {
        // What an earlier process sent is not known; never more than there is.
        if resuming { sent = length ?? .max }
        return [resuming ? .query : .open]
    }

    /// What to do after an event. `jitter` from 0 up to 1, without 1.
    package mutating func handle(_ event: Event, jitter: Double) -> [Action] {
        switch event {
        case .complete: return [.finish]
        case .opened:
            confirmed = 0
            best = 0
            sent = 0
            return next()
        case .stored(let count): return stored(count, jitter)
        case .interrupted(let retryAfter):
            isAnswerToSend = false
            return again([.query], retryAfter: retryAfter, jitter)
        case .gone:
            losses += 1
            isAnswerToSend = false
            return losses < tries ? [.open] : [.fail(.lostTooOften)]
        }
    }

    private mutating func stored(_ count: Int64, _ jitter: Double) -> [Action] {
        guard count >= 0, count <= sent else { return [.fail(.beyondSent)] }
        let wasSend = isAnswerToSend
        isAnswerToSend = false
        let isProgress = count > best
        best = max(best, count)
        confirmed = count
        sent = count
        if isProgress { fruitless = 0 }
        // Everything is stored and yet no file: the service is asked again, but not at once.
        if count == length { return again([.query], retryAfter: nil, jitter) }
        return isProgress || !wasSend ? next() : again(next(), retryAfter: nil, jitter)
    }

    private mutating func next() -> [Action] {
        let count = length.map { min(chunk, $0 - confirmed) } ?? chunk
        sent = confirmed + count
        isAnswerToSend = true
        return [.send(from: confirmed, count: count)]
    }

    private mutating func again(_ actions: [Action], retryAfter: Duration?, _ jitter: Double) -> [Action] {
        fruitless += 1
        guard fruitless < tries else { return [.fail(.noProgress)] }
        if let retryAfter {
            return retryAfter > Self.patience
                ? [.fail(.noProgress)] : [.wait(retryAfter + .seconds(jitter))] + actions
        }
        var bound = 1.0
        for _ in 1..<fruitless where bound < Self.longestWait { bound *= 2 }
        return [.wait(.seconds(min(bound, Self.longestWait) * jitter))] + actions
    }
}
