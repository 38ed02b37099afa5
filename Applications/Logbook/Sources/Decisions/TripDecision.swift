// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardLedger
import StewardStore

/// Something that a person decided about a vehicle's trips: one entry of its book.
package struct TripDecision: Sendable, Hashable {
    /// The entry's number. Decisions count in the order of their numbers, however they come.
    package let entry: Int64
    /// When it was written, microseconds since 1970.
    package let instant: Int64
    /// The account of who decided.
    package let actor: String
    package let act: Act

    package enum Act: Sendable, Hashable {
        case correct(TripCorrection)
        case void(TripVoiding)
        case join(TripJoining)
        case split(TripSplitting)
        case enter(EnteredTrip)
        case explain(GapExplanation)
        case close(MonthClosing)
    }

    package init(entry: Int64, instant: Int64, actor: String, _ act: Act) {
        self.entry = entry
        self.instant = instant
        self.actor = actor
        self.act = act
    }

    /// Reads an entry of a vehicle's book; `nil` when it is of another kind.
    /// - Throws: `LogbookError` with `damaged` when it cannot be read.
    package init?(_ entry: Entry) throws(LogbookError) {
        let act = try damaged(entry) { () throws(LogbookError) in
            try Act(kind: entry.kind, payload: entry.payload)
        }
        guard let act else { return nil }
        self.init(entry: entry.sequence, instant: entry.time.microseconds, actor: entry.actor, act)
    }
}

extension TripDecision.Act {
    /// The entry's kind.
    package var kind: String {
        switch self {
        case .correct: LogbookEntry.correction
        case .void: LogbookEntry.void
        case .join: LogbookEntry.join
        case .split: LogbookEntry.split
        case .enter: LogbookEntry.trip
        case .explain: LogbookEntry.gap
        case .close: LogbookEntry.month
        }
    }

    /// The entry's payload.
    package var payload: JSON {
        switch self {
        case .correct(let correction): correction.json
        case .void(let voiding): voiding.json
        case .join(let joining): joining.json
        case .split(let splitting): splitting.json
        case .enter(let trip): trip.json
        case .explain(let explanation): explanation.json
        case .close(let closing): closing.json
        }
    }

    /// Reads a payload and checks it; `nil` for kinds that are no decisions.
    /// - Throws: `LogbookError` with `invalid`.
    package init?(kind: String, payload: JSON) throws(LogbookError) {
        switch kind {
        case LogbookEntry.correction: self = .correct(try TripCorrection(json: payload))
        case LogbookEntry.void: self = .void(try TripVoiding(json: payload))
        case LogbookEntry.join: self = .join(try TripJoining(json: payload))
        case LogbookEntry.split: self = .split(try TripSplitting(json: payload))
        case LogbookEntry.trip: self = .enter(try EnteredTrip(json: payload))
        case LogbookEntry.gap: self = .explain(try GapExplanation(json: payload))
        case LogbookEntry.month: self = .close(try MonthClosing(json: payload))
        default: return nil
        }
    }

    /// The instant by which it finds its place among trips; `nil` for a month's closing.
    package var at: Int64? {
        switch self {
        case .correct(let correction): correction.reference.at
        case .void(let voiding): voiding.reference.at
        case .join(let joining): joining.trips.map(\.at).min()
        case .split(let splitting): splitting.reference.at
        case .enter(let trip): trip.start
        case .explain(let explanation): explanation.before
        case .close: nil
        }
    }
}
