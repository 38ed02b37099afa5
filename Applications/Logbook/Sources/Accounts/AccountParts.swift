// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs

/// Which months were closed, when, and as what.
struct Closings {
    private var months: [String: (first: Int64, last: TripDecision, closing: MonthClosing)] = [:]

    init(_ decisions: [TripDecision]) {
        for decision in decisions.sorted(by: { $0.entry < $1.entry }) {
            guard case .close(let closing) = decision.act else { continue }
            let first = months[closing.month]?.first ?? decision.instant
            months[closing.month] = (min(first, decision.instant), decision, closing)
        }
    }

    /// When a month was closed for the first time.
    func closed(_ month: String) -> Int64? { months[month]?.first }

    /// The last closing of a month.
    func closing(_ month: String) -> (decision: TripDecision, closing: MonthClosing)? {
        months[month].map { ($0.last, $0.closing) }
    }

    var all: [String] { months.keys.sorted() }
}

/// Drivers' setups by day, each made ready once for as long as it holds.
struct SetupReader {
    private let setups: [String: DriverSetup]
    private let owner: String
    private var last: [String: Ready] = [:]

    init(_ setups: [String: DriverSetup], owner: String) {
        self.setups = setups
        self.owner = owner
    }

    struct Ready {
        let setup: DaySetup
        let knownAt: Int64
        let finder: PlaceFinder
        let places: [String: Place]
        let classifier: Classifier

        init(_ setup: DaySetup, knownAt: Int64, _ country: Vehicle.Country) {
            self.setup = setup
            self.knownAt = knownAt
            finder = PlaceFinder(setup.places)
            places = Dictionary(setup.places.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
            classifier = Classifier(
                rules: setup.rules ?? UseRule.preset(country), holidays: setup.profile.holidays)
        }
    }

    mutating func ready(
        for driver: String, on day: LocalDay, knownAt: Int64, _ country: Vehicle.Country
    ) -> Ready {
        let account = setups[driver] == nil ? owner : driver
        if let ready = last[account], ready.knownAt == knownAt, ready.setup.holds(on: day) { return ready }
        let setup = setups[account] ?? DriverSetup()
        let ready = Ready(setup.setup(on: day, knownAt: knownAt), knownAt: knownAt, country)
        last[account] = ready
        return ready
    }
}

/// Routes of which a person said what they count as.
struct SaidRoutes {
    private var routes: [(start: Int64, from: Position, to: Position, use: Trip.Use)] = []
    /// Ends that are nearer than this are the same, in metres.
    private static let near = 250.0

    init(_ trips: [Trip]) {
        for trip in trips where trip.reason.rule == Trip.Reason.person && !trip.isVoided { add(trip, trip.use) }
    }

    mutating func add(_ trip: Trip, _ use: Trip.Use) {
        guard let from = trip.start.position, let to = trip.end.position else { return }
        routes.append((trip.start.instant, from, to, use == .mixed ? .business : use))
    }

    /// How many of them, in the days before a trip, go between its ends in either direction.
    func count(of use: Trip.Use, like trip: Trip, days: Int) -> Int {
        guard let from = trip.start.position, let to = trip.end.position else { return 0 }
        let earliest = trip.start.instant - Int64(days) * 86_400_000_000
        return routes.count { route in
            route.use == use && route.start < trip.start.instant && route.start >= earliest
                && (Self.same(route.from, from) && Self.same(route.to, to)
                    || Self.same(route.from, to) && Self.same(route.to, from))
        }
    }

    private static func same(_ one: Position, _ other: Position) -> Bool {
        abs(one.latitude - other.latitude) < 0.01 && Earth.distance(one, other) <= near
    }
}

/// What people said about gaps.
struct GapExplanations {
    private var said: [GapExplanation] = []

    init(_ decisions: [TripDecision]) {
        for decision in decisions.sorted(by: { $0.entry < $1.entry }) {
            if case .explain(let explanation) = decision.act { said.append(explanation) }
        }
    }

    /// The last word about a gap: about the same readings, or about a span whose middle lies in it. It counts as long
    /// as the gap is not larger than what was explained, but for rounding.
    mutating func explain(_ gap: inout Gap) {
        let word = said.last { word in
            let isSame = word.before == gap.before.instant && word.after == gap.after.instant
            let middle = word.before + (word.after - word.before) / 2
            let isWithin = (gap.before.instant...gap.after.instant).contains(middle)
            return (isSame || isWithin) && gap.distance <= word.distance + Distance(metres: Int64(500))
        }
        guard let word else { return }
        gap.explanation = word.explanation
        gap.use = word.use
    }
}

extension TripFacts {
    init(_ trip: Trip, clock: LocalClock, places: [String: Place]) {
        self.init(
            start: trip.start.instant, end: trip.end.instant, clock: clock,
            from: trip.start.place.flatMap { places[$0] }, to: trip.end.place.flatMap { places[$0] },
            distance: trip.distance.known, vehicle: trip.vehicle)
    }
}
