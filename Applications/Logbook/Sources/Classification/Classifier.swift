// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardJobs

/// What rules look at.
package struct TripFacts: Sendable, Hashable {
    /// Microseconds since 1970.
    package var start: Int64
    package var end: Int64
    /// The day and the minute after midnight at which it began, by the wall's clock in the trip's zone.
    package var day: LocalDay
    package var minute: Int
    package var from: Place?
    package var to: Place?
    /// `nil` where nothing tells it: then no rule about it holds.
    package var distance: Distance?
    package var vehicle: String

    package init(
        start: Int64, end: Int64, clock: LocalClock, from: Place?, to: Place?, distance: Distance?, vehicle: String
    ) {
        self.start = start
        self.end = end
        (day, minute) = clock.moment(at: start)
        self.from = from
        self.to = to
        self.distance = distance
        self.vehicle = vehicle
    }
}

/// Applies rules to trips: what each counts as, and why.
package struct Classifier: Sendable {
    private let rules: [UseRule]
    private let holidays: Set<LocalDay>

    package init(rules: [UseRule], holidays: [LocalDay] = []) {
        self.rules = rules
        self.holidays = Set(holidays)
    }

    /// What surrounds a trip.
    package struct Surroundings {
        /// The trips of the vehicle around it in the order of their starts, itself among them, none of them voided.
        package var trips: [TripFacts]
        package var place: Int
        /// How often the driver said of trips between the same ends, within so many days before, that they count so.
        package var said: (_ use: Trip.Use, _ days: Int) -> Int

        package init(
            trips: [TripFacts], place: Int, said: @escaping (_ use: Trip.Use, _ days: Int) -> Int = { _, _ in 0 }
        ) {
            self.trips = trips
            self.place = place
            self.said = said
        }

        package var trip: TripFacts { trips[place] }
    }

    /// What the first rule that holds says. Where none does the trip is private, and its reason `none`.
    package func use(of surroundings: Surroundings) -> (use: Trip.Use, reason: Trip.Reason) {
        for rule in rules {
            if let seen = seen(rule, surroundings) {
                return (rule.use, Trip.Reason(rule: rule.id, seen: seen))
            }
        }
        return (.personal, Trip.Reason(rule: "none", seen: ""))
    }

    /// What the conditions saw, each thing once; `nil` when one does not hold.
    private func seen(_ rule: UseRule, _ surroundings: Surroundings) -> String? {
        var seen: [String] = []
        for condition in rule.conditions {
            guard let thing = self.seen(condition, rule, surroundings) else { return nil }
            if !thing.isEmpty, !seen.contains(thing) { seen.append(thing) }
        }
        return seen.joined(separator: ", ")
    }

    private func seen(
        _ condition: UseRule.Condition, _ rule: UseRule, _ surroundings: Surroundings
    ) -> String? {
        let trip = surroundings.trip
        switch condition {
        case .place(let names, let end): return Self.seen(trip, end) { names.contains($0?.name ?? "") }
        case .role(let roles, let end):
            return Self.seen(trip, end) { place in place.map { roles.contains($0.role) } ?? false }
        case .elsewhere(let end): return Self.seen(trip, end) { $0 == nil }
        case .commute(let stop): return CommuteChain(surroundings, stop: stop)?.text
        case .distance(let least, let most):
            guard let distance = trip.distance else { return nil }
            let holds = (least ?? .zero) <= distance && distance <= (most ?? distance)
            return holds ? Self.kilometres(distance) : nil
        case .frequent(let times, let days):
            let count = surroundings.said(rule.use, days)
            return count >= times ? "\(count)×" : nil
        case .vehicle(let ids): return ids.contains(trip.vehicle) ? trip.vehicle : nil
        case .not(.distance) where trip.distance == nil: return nil
        case .not(let other): return seen(other, rule, surroundings) == nil ? "" : nil
        case .weekdays, .hours, .dates, .period, .holiday: return seen(ofTime: condition, trip)
        }
    }

    private func seen(ofTime condition: UseRule.Condition, _ trip: TripFacts) -> String? {
        switch condition {
        case .weekdays(let days):
            return days.contains(trip.day.weekday) ? Self.weekdays[trip.day.weekday] : nil
        case .hours(let from, let until):
            let isInside =
                from < until ? (from..<until).contains(trip.minute) : trip.minute >= from || trip.minute < until
            return isInside ? UseRule.Condition.clock(trip.minute) : nil
        case .dates(let days): return days.contains(trip.day) ? trip.day.description : nil
        case .period(let from, let until):
            let isInside = (from ?? trip.day) <= trip.day && trip.day <= (until ?? trip.day)
            return isInside ? trip.day.description : nil
        case .holiday: return holidays.contains(trip.day) ? trip.day.description : nil
        default: return nil
        }
    }

    /// The places at the ends that fit, where enough of them do. An end at no place is seen as nothing.
    private static func seen(_ trip: TripFacts, _ end: UseRule.End, fits: (Place?) -> Bool) -> String? {
        let (from, to) = (fits(trip.from), fits(trip.to))
        var seen: [Place?] = []
        switch end {
        case .start where from: seen = [trip.from]
        case .end where to: seen = [trip.to]
        case .either where from || to: seen = (from ? [trip.from] : []) + (to ? [trip.to] : [])
        case .both where from && to: seen = [trip.from, trip.to]
        default: return nil
        }
        var names: [String] = []
        for place in seen { if let place, !names.contains(place.name) { names.append(place.name) } }
        return names.joined(separator: ", ")
    }

    static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]

    private static func kilometres(_ distance: Distance) -> String {
        let tenths = (distance.metres + 50) / 100
        return "\(tenths / 10).\(tenths % 10) km"
    }
}
