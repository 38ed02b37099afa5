// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs

/// Finds what waits for a person in an account.
struct QuestionFinder {
    let view: AccountView
    let clock: LocalClock
    let asOf: Int64
    let kept: SettledAccount?

    /// By the day they are about, then by id.
    var questions: [OpenQuestion] {
        (ofTrips + ofGaps + ofReadings + ofMonths + ofOrphans).sorted { ($0.day, $0.id) < ($1.day, $1.id) }
    }

    /// The highest speed of a whole trip that is believed, in metres a second: 250 km/h.
    private static let fastest = 250.0 / 3.6
    /// Clocks of two devices may differ so much, in microseconds.
    private static let overlap: Int64 = 60_000_000

    private func day(_ instant: Int64) -> LocalDay { clock.day(at: instant) }

    // MARK: Trips

    /// Questions that a trip and those before it raise by themselves.
    private static let ownKinds: Set<OpenQuestion.Kind> = [
        .unclassified, .unknownPlace, .missingPurpose, .longRoute, .impossibleTrip,
    ]

    private var ofTrips: [OpenQuestion] {
        let settled = kept?.view.trips ?? []
        let known = Set(settled.map(\.id))
        var questions = (kept?.view.questions ?? []).filter { question in
            Self.ownKinds.contains(question.kind) && question.trip.map(known.contains) ?? false
        }
        var ended = settled.filter { !$0.isVoided }.map(\.end.instant).max() ?? .min
        for trip in view.trips[settled.count...] where !trip.isVoided {
            if trip.ending != nil || trip.origin != .found { questions += self.questions(trip, ended) }
            ended = max(ended, trip.end.instant)
        }
        return questions
    }

    private func questions(_ trip: Trip, _ ended: Int64) -> [OpenQuestion] {
        let day = day(trip.start.instant)
        var questions: [OpenQuestion] = []
        func ask(_ kind: OpenQuestion.Kind, _ change: (inout OpenQuestion) -> Void = { _ in }) {
            var question = OpenQuestion(kind, trip, day: day)
            change(&question)
            questions.append(question)
        }
        let deadline = { AdditionWindow(view.vehicle.country).end(of: trip.start.instant, in: clock) }
        if trip.reason.rule == Trip.Reason.none {
            ask(.unclassified) {
                $0.fields = [.use]
                $0.deadline = deadline()
            }
        }
        if trip.use == .business || trip.use == .mixed {
            let lacking = AdditionWindow.wanted(view.vehicle.country).filter { trip.value(of: $0).text.isEmpty }
            if !lacking.isEmpty {
                ask(.missingPurpose) {
                    $0.fields = lacking
                    $0.deadline = deadline()
                }
            }
            let unknown = Self.unknownEnds(trip)
            if !unknown.isEmpty { ask(.unknownPlace) { $0.fields = unknown } }
        }
        if let excess = Self.excess(trip) {
            ask(.longRoute) {
                $0.fields = [.deviationReason]
                $0.distance = excess
            }
        }
        if isImpossible(trip, ended) { ask(.impossibleTrip) }
        return questions
    }

    private static func unknownEnds(_ trip: Trip) -> [TripField] {
        var fields: [TripField] = []
        if trip.start.address == nil, trip.start.place == nil { fields.append(.fromAddress) }
        if trip.end.address == nil, trip.end.place == nil { fields.append(.toAddress) }
        return fields
    }

    /// How much longer a trip was than the usual way, where that is more than 5 % and nobody said why.
    private static func excess(_ trip: Trip) -> Distance? {
        guard trip.use != .personal, trip.deviationReason.isEmpty, let usual = trip.usualRoute, usual > .zero,
            trip.distance.distance.metres * 100 > usual.metres * 105
        else { return nil }
        return trip.distance.distance - usual
    }

    private func isImpossible(_ trip: Trip, _ ended: Int64) -> Bool {
        if ended != .min, trip.start.instant + Self.overlap < ended { return true }
        let seconds = Double(trip.end.instant - trip.start.instant) / 1_000_000
        return Double(trip.distance.distance.metres) > max(seconds, 1) * Self.fastest + 1000
    }

    // MARK: The odometer

    private var ofGaps: [OpenQuestion] {
        view.gaps.compactMap { gap in
            guard gap.explanation.isEmpty, gap.distance > Continuity.tolerance(gap.before, gap.after) else {
                return nil
            }
            var question = OpenQuestion(
                .gap, "\(gap.before.instant)-\(gap.after.instant)", day: day(gap.after.instant))
            question.before = gap.before.instant
            question.after = gap.after.instant
            question.distance = gap.distance
            return question
        }
    }

    private var ofReadings: [OpenQuestion] {
        let refused = view.odometer.refused.filter { $0.reason != .repeated }
        let doubted = view.odometer.doubted.map { ReadingGuard.Refusal(reading: $0, reason: .contradicted) }
        let impossible = (refused + doubted).map { refusal in
            let reading = refusal.reading
            var question = OpenQuestion(
                .impossibleReading, "\(reading.instant)-\(reading.value.metres)", day: day(reading.instant))
            question.before = reading.instant
            question.distance = reading.value
            question.fault = refusal.reason
            return question
        }
        return impossible + wanted
    }

    /// A reading is wanted when the last one that counts is two months old and something was driven since, or when
    /// there was never one.
    private var wanted: [OpenQuestion] {
        let driven = view.trips.last { !$0.isVoided }
        guard let driven else { return [] }
        guard let last = view.odometer.anchors.last else {
            let first = view.trips.first { !$0.isVoided } ?? driven
            return [OpenQuestion(.readingWanted, "first", day: day(first.start.instant))]
        }
        let due = day(last.instant).advanced(months: 2)
        guard driven.end.instant > last.instant, day(asOf) >= due else { return [] }
        var question = OpenQuestion(.readingWanted, "\(last.instant)", day: due)
        question.before = last.instant
        question.deadline = clock.start(of: due)
        return [question]
    }

    // MARK: Books

    private var ofMonths: [OpenQuestion] {
        view.months.flatMap { month -> [OpenQuestion] in
            guard let closing = month.closing, !closing.isIntact,
                let first = LocalDay(strict: month.month + "-01")
            else { return [] }
            func ask(_ kind: OpenQuestion.Kind, _ trip: TripID) -> OpenQuestion {
                var question = OpenQuestion(kind, trip.text, day: first)
                question.trip = trip
                return question
            }
            return closing.added.map { ask(.lateArrival, $0) }
                + (closing.changed + closing.missing).map { ask(.changedAfterClosing, $0) }
        }
    }

    private var ofOrphans: [OpenQuestion] {
        view.orphans.map { orphan in
            var question = OpenQuestion(.orphan, "\(orphan.entry)", day: day(orphan.act.at ?? orphan.instant))
            question.before = orphan.act.at
            return question
        }
    }
}
