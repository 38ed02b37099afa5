// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs

/// One making of an account, step by step.
struct AccountWork {
    let input: AccountInput
    let kept: SettledAccount?
    let vehicle: Vehicle
    let clock: LocalClock
    let closings: Closings
    var drafts: TripDrafts
    var setups: SetupReader
    var trips: [Trip] = []
    var continuity = Continuity()

    init(_ input: AccountInput, kept: SettledAccount?) throws(LogbookError) {
        guard let vehicle = input.vehicle.vehicle else {
            throw LogbookError(.notFound, "The book says nothing about the vehicle yet; set it up first.")
        }
        guard let clock = LocalClock.named(vehicle.zone) else {
            throw LogbookError(.invalid, "There is no time zone “\(vehicle.zone)”; correct the vehicle's.")
        }
        self.input = input
        self.kept = kept
        self.vehicle = vehicle
        self.clock = clock
        closings = Closings(input.decisions)
        let border = kept?.anchor.instant ?? .min
        drafts = TripDrafts(
            input.found.filter { $0.start > border }, vehicle: vehicle, known: input.known)
        drafts.apply(
            input.decisions.filter { ($0.act.at ?? .max) > border }, input.measured.filter { $0.reference.at > border })
        setups = SetupReader(input.setup, owner: vehicle.owner)
    }

    mutating func view() -> AccountView {
        let counted = drafts.drafts.indices.filter { !drafts.drafts[$0].trip.isVoided }
        measure(counted)
        finish(counted)
        let gaps = explainedGaps()
        var view = joined(gaps)
        view.months = MonthBook(view: view, closings: closings, clock: clock, kept: kept).months
        view.questions = QuestionFinder(view: view, clock: clock, asOf: input.asOf, kept: kept).questions
        return view
    }

    // MARK: Kilometres

    /// Gives every kilometre its trip or gap.
    private mutating func measure(_ counted: [Int]) {
        let border = kept?.anchor
        var readings = input.readings
        for place in counted { readings += drafts.drafts[place].readings }
        if let start = vehicle.odometerAtStart, let day = LocalDay(strict: vehicle.availableFrom) {
            readings.append(OdometerReading(instant: clock.start(of: day), value: start, device: ""))
        }
        if let border {
            readings = readings.filter {
                ($0.instant, $0.value, $0.device) > (border.instant, border.value, border.device)
            }
        }
        let order = counted.sorted {
            (drafts.drafts[$0].trip.start.instant, drafts.drafts[$0].trip.id)
                < (drafts.drafts[$1].trip.start.instant, drafts.drafts[$1].trip.id)
        }
        continuity = Continuity(legs: order.map { drafts.drafts[$0].leg }, readings: readings, anchor: border)
        trips = drafts.drafts.map(\.trip)
        for place in drafts.drafts.indices { trips[place].measures = drafts.drafts[place].measures }
        for (leg, place) in zip(continuity.legs, order) { take(leg, place) }
    }

    private mutating func take(_ leg: Continuity.LegAccount, _ place: Int) {
        trips[place].start.odometer = leg.before
        trips[place].end.odometer = leg.after
        guard let source = leg.source else { return }
        trips[place].measures.insert(
            Trip.Measure(distance: leg.distance, source: source, uncertainty: leg.uncertainty), at: 0)
    }

    private func explainedGaps() -> [Gap] {
        var explanations = GapExplanations(input.decisions)
        return continuity.gaps.map { placed in
            var gap = Gap(
                vehicle: vehicle.id, before: placed.before, after: placed.after, distance: placed.distance)
            explanations.explain(&gap)
            return gap
        }
    }

    // MARK: Trips

    private mutating func finish(_ counted: [Int]) {
        for place in trips.indices {
            trips[place].distance = trips[place].measures.first ?? .unknown
            name(place)
        }
        classify(counted.sorted { trips[$0].start.instant < trips[$1].start.instant })
        for place in trips.indices {
            let draft = drafts.drafts[place]
            let split = UseSplit(
                draft.said ?? trips[place].use, distance: trips[place].distance.distance, detour: draft.detour)
            if draft.said != nil || split.use != trips[place].use {
                trips[place].reason = Trip.Reason(rule: Trip.Reason.person, seen: "")
            }
            trips[place].use = split.use
            trips[place].business = split.business
            trips[place].commute = split.commute
            trips[place].personal = split.personal
            trips[place].detour = split.detour
            markLate(place)
        }
        trips.sort { ($0.start.instant, $0.id) < ($1.start.instant, $1.id) }
    }

    /// Places and addresses of the ends.
    private mutating func name(_ place: Int) {
        let draft = drafts.drafts[place]
        let setup = setup(of: trips[place])
        trips[place].usualRoute = draft.measured?.route
        func named(_ end: Trip.End, _ field: TripField) -> String? {
            if case .text(let name)? = draft.values[field] { return name.isEmpty ? nil : name }
            return setup.finder.place(at: end.position)?.name
        }
        trips[place].start.place = named(trips[place].start, .fromPlace)
        trips[place].end.place = named(trips[place].end, .toPlace)
        trips[place].start.address = draft.measured?.from
        trips[place].end.address = draft.measured?.to
        if case .address(let address)? = draft.values[.fromAddress] { trips[place].start.address = address }
        if case .address(let address)? = draft.values[.toAddress] { trips[place].end.address = address }
    }

    mutating func setup(of trip: Trip) -> SetupReader.Ready {
        let day = clock.day(at: trip.start.instant)
        return setups.ready(for: trip.driver, on: day, knownAt: closings.closed(day.month) ?? .max, vehicle.country)
    }

    private mutating func classify(_ order: [Int]) {
        var facts: [TripFacts] = []
        facts.reserveCapacity(order.count)
        for place in order {
            let setup = setup(of: trips[place])
            facts.append(TripFacts(trips[place], clock: clock, places: setup.places))
        }
        var routes = SaidRoutes(kept?.view.trips ?? [])
        for (number, place) in order.enumerated() {
            let trip = trips[place]
            let said = routes
            let surroundings = Classifier.Surroundings(trips: facts, place: number) { use, days in
                said.count(of: use, like: trip, days: days)
            }
            let found = setup(of: trip).classifier.use(of: surroundings)
            trips[place].use = found.use
            trips[place].reason = found.reason
            if let use = drafts.drafts[place].said { routes.add(trip, use) }
        }
    }

    private mutating func markLate(_ place: Int) {
        guard !trips[place].history.isEmpty else { return }
        let start = trips[place].start.instant
        let closed = closings.closed(clock.day(at: start).month) ?? .max
        let limit = min(AdditionWindow(vehicle.country).end(of: start, in: clock), closed)
        for change in trips[place].history.indices {
            trips[place].history[change].isLate = trips[place].history[change].instant >= limit
        }
    }

    // MARK: Joining

    /// The settled part and what was made anew.
    private func joined(_ gaps: [Gap]) -> AccountView {
        var view = AccountView(
            vehicle: vehicle, trips: trips, gaps: gaps, questions: [], months: [],
            odometer: AccountView.OdometerAccount(
                anchors: continuity.anchors, refused: continuity.refused, doubted: continuity.doubted,
                calibrations: continuity.calibrations),
            orphans: drafts.orphans)
        guard let kept = kept?.view else { return view }
        view.trips = kept.trips + view.trips
        view.gaps = kept.gaps + view.gaps
        view.odometer.anchors = kept.odometer.anchors + view.odometer.anchors.dropFirst()
        view.odometer.refused = kept.odometer.refused + view.odometer.refused
        view.odometer.calibrations = kept.odometer.calibrations + view.odometer.calibrations
        let border = self.kept?.anchor.instant ?? .min
        view.orphans += kept.orphans.filter { ($0.act.at ?? .max) <= border }
        view.orphans.sort { $0.entry < $1.entry }
        return view
    }
}
