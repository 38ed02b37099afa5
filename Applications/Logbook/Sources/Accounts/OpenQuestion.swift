// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardJobs

/// Something about a vehicle's account that a person should look at. It goes away when its cause does.
package struct OpenQuestion: Sendable, Hashable {
    /// The same as long as it is the same question: its kind and what it is about.
    package let id: String
    package let kind: Kind
    /// The local day it is about.
    package let day: LocalDay
    /// The trip it is about.
    package internal(set) var trip: TripID?
    /// When the readings on both sides of a gap were taken, or when a reading was, microseconds since 1970.
    package internal(set) var before: Int64?
    package internal(set) var after: Int64?
    /// What is missing.
    package internal(set) var fields: [TripField] = []
    /// When the answer becomes late, microseconds since 1970; `nil` where nothing depends on it.
    package internal(set) var deadline: Int64?
    /// The kilometres in question: of a gap, of the way beyond the usual one, of an odometer.
    package internal(set) var distance: Distance?
    /// Which rule of the odometer was broken.
    package internal(set) var fault: ReadingGuard.Reason?

    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// No rule says what the trip counts as.
        case unclassified
        /// A business trip has an end with neither address nor name.
        case unknownPlace = "unknown-place"
        /// A business trip lacks what its country wants to know.
        case missingPurpose = "missing-purpose"
        /// Kilometres of no trip that nobody explained.
        case gap
        /// The odometer was not read for two months.
        case readingWanted = "reading-wanted"
        /// The way was more than 5 % longer than the usual one, and nobody said why.
        case longRoute = "long-route"
        /// An odometer reading that cannot be true.
        case impossibleReading = "impossible-reading"
        /// A trip faster than cars drive, or at the same time as another.
        case impossibleTrip = "impossible-trip"
        /// A trip that came to light after its month was closed.
        case lateArrival = "late-arrival"
        /// A trip of a closed month that is not as it was sealed.
        case changedAfterClosing = "changed-after-closing"
        /// A decision whose trip is not there any more.
        case orphan
    }

    init(_ kind: Kind, _ about: String, day: LocalDay) {
        id = "\(kind.rawValue):\(about)"
        self.kind = kind
        self.day = day
    }

    init(_ kind: Kind, _ trip: Trip, day: LocalDay) {
        self.init(kind, trip.id.text, day: day)
        self.trip = trip.id
    }

    /// Whether the deadline has passed.
    package func isOverdue(at instant: Int64) -> Bool { deadline.map { $0 <= instant } ?? false }
}
