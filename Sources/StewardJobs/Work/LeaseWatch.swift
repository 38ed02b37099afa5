// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials

/// Why an attempt must stop before its handler is done.
enum StopReason: Sendable, Equatable {
    /// The lease is lost; another node may be at work.
    case leaseLost
    /// Somebody asked to stop the job.
    case cancelRequested
    /// It took longer than its time limit.
    case overtime
    /// The node stops.
    case nodeStops

    /// For the log of the run.
    var sentence: String {
        switch self {
        case .leaseLost: "another node may be at work on this job."
        case .cancelRequested: "somebody asked for it."
        case .overtime: "it took longer than its time limit."
        case .nodeStops: "this node stops."
        }
    }
}

/// Decides, from the answers to heartbeats, whether an attempt may go on. No clock and no database.
struct LeaseWatch: Sendable {
    enum Event: Sendable {
        case answered(JobQueue.LeaseAnswer)
        /// The database did not answer.
        case failed
        /// Nothing was asked; time passed.
        case tick
    }
    private var heldUntil: Date
    private let limit: Date?

    /// `startedAt` is when the job was claimed.
    init(heldUntil: Date, startedAt: Date, timeLimit: Duration?) {
        self.heldUntil = heldUntil
        limit = timeLimit.map { startedAt.addingTimeInterval($0.inSeconds) }
    }

    /// Why to stop now; `nil` is to go on. After `cancelRequested` and `overtime` the lease must be kept until the
    /// handler has ended.
    mutating func handle(_ event: Event, at now: Date) -> StopReason? {
        switch event {
        case .answered(.lost): return .leaseLost
        case .answered(.cancelRequested(let until)):
            heldUntil = until
            return .cancelRequested
        case .answered(.held(let until)): heldUntil = until
        case .failed, .tick: break
        }
        if now >= heldUntil { return .leaseLost }
        if let limit, now >= limit { return .overtime }
        return nil
    }
}

/// What to tell the queue when a handler has ended. No clock and no database.
enum AttemptEnding: Sendable, Equatable {
    case record(Outcome)
    case giveBack
    /// The lease is lost: nothing this node says counts.
    case nothing

    /// How the handler ended.
    enum Handler: Sendable {
        case gave(Outcome)
        case threw(any Error)
    }

    init(_ handler: Handler, stop: StopReason?, timeLimit: Duration?) {
        if case .gave(.done(let result)) = handler, stop != .leaseLost {
            // Finished before the stop reached it; doing it again would be a waste.
            self = .record(.done(result))
            return
        }
        switch (stop, handler) {
        case (.leaseLost, _): self = .nothing
        case (.cancelRequested, _): self = .record(.cancel(reason: "Cancelled on request."))
        case (.overtime, _):
            self = .record(.retry(after: nil, reason: "Took longer than its limit of \(timeLimit?.text ?? "0s")."))
        case (.nodeStops, .threw): self = .giveBack
        case (_, .gave(let outcome)): self = .record(outcome)
        case (nil, .threw(let error)): self = .record(Outcome(thrown: error))
        }
    }
}
