// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs

/// A trip or a gap in its place in the chain, with its local days.
struct ReportLine: Sendable {
    let content: Content
    /// The local day on which it began, or on which the odometer first showed a gap.
    let day: LocalDay
    /// Minutes after that day's midnight.
    let minute: Int
    let endDay: LocalDay
    let endMinute: Int
    /// Trips only.
    var number: Int?
    /// Gaps only: what the odometer showed before and after, and the days of the readings that tell of it.
    var odometers: ClosedRange<Distance>?
    var readings: ClosedRange<LocalDay>?
    /// What was applied to its business kilometres; empty when nothing was.
    var rate = ""

    enum Content: Sendable { case trip(Trip), gap(Gap) }

    var trip: Trip? { if case .trip(let trip) = content { trip } else { nil } }
    var gap: Gap? { if case .gap(let gap) = content { gap } else { nil } }
    /// A trip that counts.
    var counted: Trip? { trip.flatMap { $0.isVoided ? nil : $0 } }
}

/// Trips and gaps of one vehicle in the order in which they were driven.
struct ReportChain: Sendable {
    /// Everything, whatever the period.
    private(set) var lines: [ReportLine] = []
    /// Trips of other vehicles, which belong into other books.
    private(set) var foreign: [TripID] = []
    /// The vehicle's.
    let clock: LocalClock

    /// - Throws: `LogbookError` with `invalid` for a zone that nobody knows.
    init(
        trips: [Trip], gaps: [Gap], vehicle: Vehicle, country: Vehicle.Country
    ) throws(LogbookError) {
        clock = try Self.clock(vehicle.zone)
        foreign = trips.filter { $0.vehicle != vehicle.id }.map(\.id).sorted()
        let own = trips.filter { $0.vehicle == vehicle.id }.sorted {
            ($0.start.instant, $0.id) < ($1.start.instant, $1.id)
        }
        let between = gaps.filter { $0.vehicle == vehicle.id }.sorted { $0.before.instant < $1.before.instant }[...]
        try join(own, between)
        number(country)
    }

    /// A gap stands where the odometer jumps by it: between two of the trips that lie between its readings, or before
    /// the first trip after them.
    private mutating func join(_ trips: [Trip], _ gaps: ArraySlice<Gap>) throws(LogbookError) {
        var gaps = gaps
        var stand: Distance?
        lines.reserveCapacity(trips.count + gaps.count)
        for trip in trips {
            if !trip.isVoided {
                while let gap = gaps.first, belongs(gap, before: trip, stand) {
                    lines.append(line(gap, from: stand, before: trip.start.instant))
                    stand = lines[lines.count - 1].odometers?.upperBound
                    gaps.removeFirst()
                }
                stand = trip.end.odometer?.value ?? stand
            }
            lines.append(try line(trip))
        }
        for gap in gaps {
            lines.append(line(gap, from: stand, before: .max))
            stand = lines[lines.count - 1].odometers?.upperBound
        }
    }

    private func belongs(_ gap: Gap, before trip: Trip, _ stand: Distance?) -> Bool {
        if gap.after.instant <= trip.start.instant { return true }
        guard gap.before.instant <= trip.start.instant, let stand, let next = trip.start.odometer?.value else {
            return false
        }
        return next - stand >= gap.distance
    }

    private func line(_ trip: Trip) throws(LogbookError) -> ReportLine {
        let clock = try trip.zone == self.clock.zone.identifier ? self.clock : Self.clock(trip.zone)
        let start = clock.moment(at: trip.start.instant)
        let end = clock.moment(at: trip.end.instant)
        return ReportLine(
            content: .trip(trip), day: start.day, minute: start.minute, endDay: end.day, endMinute: end.minute)
    }

    /// Its day is the one on which the odometer shows it first: the next trip's, or its second reading's when that is
    /// earlier.
    private func line(_ gap: Gap, from stand: Distance?, before next: Int64) -> ReportLine {
        let shown = clock.moment(at: min(gap.after.instant, next))
        var line = ReportLine(
            content: .gap(gap), day: shown.day, minute: shown.minute, endDay: shown.day, endMinute: shown.minute)
        line.readings = clock.day(at: gap.before.instant)...clock.day(at: max(gap.before.instant, gap.after.instant))
        let start = stand ?? gap.before.value
        line.odometers = start...(start + max(gap.distance, .zero))
        return line
    }

    private mutating func number(_ country: Vehicle.Country) {
        var year: ReportPeriod?
        var next = 1
        for place in lines.indices where lines[place].trip != nil {
            if year?.contains(lines[place].day) != true {
                year = ReportPeriod.accountingYear(of: lines[place].day, in: country)
                next = 1
            }
            lines[place].number = next
            next += 1
        }
    }

    private static func clock(_ zone: String) throws(LogbookError) -> LocalClock {
        if let clock = LocalClock.named(zone) { return clock }
        throw LogbookError(
            .invalid, "There is no time zone “\(zone)”; give the vehicle one as Europe/Amsterdam.")
    }
}
