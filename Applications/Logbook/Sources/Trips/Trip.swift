// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardIntegration

/// A trip as people and tax offices see it: what was found, measured and named, how it counts and why, and everything
/// that was changed about it.
package struct Trip: Sendable, Hashable {
    package var id: TripID
    package var vehicle: String
    /// The account of who drove.
    package var driver: String
    /// Where it came from.
    package var origin: Origin
    package var start: End
    package var end: End
    /// The time zone in which its dates and hours are told, as `Europe/Amsterdam`.
    package var zone: String
    package var trail: [TrailPoint]
    package var distance: Measure
    /// Every distance that is known, the one that counts among them; none where nothing tells how far it was.
    package var measures: [Measure]
    /// The shortest way by road, when somebody measured it; a trip much longer is marked in the logs of some countries.
    package var usualRoute: Distance?
    package var use: Use
    /// Why it counts so, for people.
    package var reason: Reason
    /// How the distance is divided; the three add up to it.
    package var business: Distance
    package var commute: Distance
    package var personal: Distance
    /// Private kilometres of a detour within a business trip; part of ``personal``.
    package var detour: Distance
    package var purpose: String
    /// Who was visited: business partner, customer, company.
    package var partner: String
    package var project: String
    package var notes: String
    /// Why the way was longer than usual.
    package var deviationReason: String
    package var ending: FoundTrip.Ending?
    package var remarks: [FoundTrip.Remark]
    /// A voided trip stays in the book and in every list that asks for it, and counts nowhere.
    package var isVoided: Bool
    /// Every change that a person made, oldest first.
    package var history: [Change]
    /// When the server first knew of it, microseconds since 1970.
    package var recorded: Int64

    /// A trip's beginning or end.
    package struct End: Sendable, Hashable {
        /// Microseconds since 1970 (UTC).
        package var instant: Int64
        package var position: Position?
        package var address: StreetAddress?
        /// The driver's own name for it.
        package var place: String?
        package var odometer: Odometer?

        package init(instant: Int64, position: Position? = nil) {
            self.instant = instant
            self.position = position
        }
    }

    /// The odometer at an end of a trip.
    package struct Odometer: Sendable, Hashable {
        package var value: Distance
        package var source: Source
        /// When it was measured; `nil` when it was computed.
        package var measured: Int64?

        package init(value: Distance, source: Source, measured: Int64?) {
            self.value = value
            self.source = source
            self.measured = measured
        }

        package enum Source: String, Sendable, Hashable {
            /// The car or a charger told it.
            case car
            /// A person read it.
            case person
            /// Counted from the last reading with the distances of the trips since, calibrated at the next reading.
            case computed
        }
    }

    /// A distance and where it is from.
    package struct Measure: Sendable, Hashable {
        package var distance: Distance
        package var source: Source
        /// How far it may be off.
        package var uncertainty: Distance

        package init(distance: Distance, source: Source, uncertainty: Distance = .zero) {
            self.distance = distance
            self.source = source
            self.uncertainty = uncertainty
        }

        package enum Source: String, Sendable, Hashable, CaseIterable {
            /// The difference of two odometer readings.
            case odometer
            /// Fixes matched to roads.
            case matched
            /// A planned route between the ends.
            case route
            /// The way through the fixes.
            case trail
            /// A person entered it.
            case entered
            /// One of the others, multiplied so that the trips between two odometer readings add up to their
            /// difference.
            case calibrated
            /// Nothing tells it: the distance counts as nothing in sums and is shown nowhere.
            case unknown
        }

        /// What stands where nothing tells a distance.
        package static let unknown = Measure(distance: .zero, source: .unknown)

        /// The distance; `nil` where nothing tells it.
        package var known: Distance? { source == .unknown ? nil : distance }
    }

    /// How a trip counts.
    package enum Use: String, Sendable, Hashable, CaseIterable {
        case business, commute, personal = "private", mixed
    }

    /// Why a trip counts as it does.
    package struct Reason: Sendable, Hashable {
        /// The rule's id, or `person`.
        package var rule: String
        /// What it saw, as `Office`, `Saturday`, `08:30`.
        package var seen: String

        package init(rule: String, seen: String) {
            self.rule = rule
            self.seen = seen
        }
    }

    package enum Origin: String, Sendable, Hashable {
        /// Found in observations.
        case found
        /// Entered by hand.
        case entered
        /// From a file.
        case imported
    }

    /// One change by a person.
    package struct Change: Sendable, Hashable {
        /// The entry's number in the vehicle's book.
        package var entry: Int64
        package var field: String
        package var old: String
        package var new: String
        package var actor: String
        /// Microseconds since 1970.
        package var instant: Int64
        package var reason: String
        /// Whether it came after the country's window for additions, or after the month was sealed.
        package var isLate: Bool

        package init(
            entry: Int64, field: String, old: String, new: String, actor: String, instant: Int64, reason: String,
            isLate: Bool
        ) {
            self.entry = entry
            self.field = field
            self.old = old
            self.new = new
            self.actor = actor
            self.instant = instant
            self.reason = reason
            self.isLate = isLate
        }
    }

    package init(
        id: TripID, vehicle: String, driver: String, origin: Origin, start: End, end: End, zone: String,
        distance: Measure
    ) {
        self.id = id
        self.vehicle = vehicle
        self.driver = driver
        self.origin = origin
        self.start = start
        self.end = end
        self.zone = zone
        trail = []
        self.distance = distance
        measures = distance.known == nil ? [] : [distance]
        use = .personal
        reason = Reason(rule: "none", seen: "")
        business = .zero
        commute = .zero
        personal = distance.distance
        detour = .zero
        purpose = ""
        partner = ""
        project = ""
        notes = ""
        deviationReason = ""
        remarks = []
        isVoided = false
        history = []
        recorded = 0
    }
}

/// Kilometres between two odometer readings that belong to no trip. They are shown, never spread in silence.
package struct Gap: Sendable, Hashable {
    package var vehicle: String
    /// The readings on both sides.
    package var before: OdometerReading
    package var after: OdometerReading
    /// What no trip accounts for.
    package var distance: Distance
    /// What a person said about it; empty while it is an open question.
    package var explanation: String
    package var use: Trip.Use?

    package init(vehicle: String, before: OdometerReading, after: OdometerReading, distance: Distance) {
        self.vehicle = vehicle
        self.before = before
        self.after = after
        self.distance = distance
        explanation = ""
    }
}
