// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs

/// A trip or a gap in its place in the chain, with its local days.
struct ReportLine: Sendable {
    let content: Content
    /// The local day on which it began.
    let day: LocalDay
    /// Minutes after that day's midnight.
    let minute: Int
    let endDay: LocalDay
    let endMinute: Int
    /// Trips only.
    var number: Int?
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
    private(set) var zones: ReportZones

    /// - Throws: `LogbookError` with `invalid` for a zone that nobody knows.
    init(
        trips: [Trip], gaps: [Gap], vehicle: Vehicle, country: Vehicle.Country
    ) throws(LogbookError) {
        zones = try ReportZones(vehicle.zone)
        foreign = trips.filter { $0.vehicle != vehicle.id }.map(\.id).sorted()
        let own = trips.filter { $0.vehicle == vehicle.id }.sorted {
            ($0.start.instant, $0.id) < ($1.start.instant, $1.id)
        }
        let between = gaps.filter { $0.vehicle == vehicle.id }.sorted { $0.before.instant < $1.before.instant }[...]
        try join(own, between)
        number(country)
    }

    private mutating func join(_ trips: [Trip], _ gaps: ArraySlice<Gap>) throws(LogbookError) {
        var gaps = gaps
        lines.reserveCapacity(trips.count + gaps.count)
        for trip in trips {
            // A gap follows the trips that began before its first reading.
            while let gap = gaps.first, gap.before.instant < trip.start.instant {
                lines.append(line(gap))
                gaps.removeFirst()
            }
            lines.append(try line(trip))
        }
        for gap in gaps { lines.append(line(gap)) }
    }

    private mutating func line(_ trip: Trip) throws(LogbookError) -> ReportLine {
        let start = try zones.moment(trip.start.instant, in: trip.zone)
        let end = try zones.moment(trip.end.instant, in: trip.zone)
        return ReportLine(
            content: .trip(trip), day: start.day, minute: start.minute, endDay: end.day, endMinute: end.minute)
    }

    private func line(_ gap: Gap) -> ReportLine {
        let start = zones.moment(gap.before.instant)
        let end = zones.moment(gap.after.instant)
        return ReportLine(
            content: .gap(gap), day: start.day, minute: start.minute, endDay: end.day, endMinute: end.minute)
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
}

/// Local days and minutes. Zones are looked up once.
struct ReportZones: Sendable {
    private let own: LocalZone
    private var known: [String: LocalZone]

    init(_ identifier: String) throws(LogbookError) {
        own = try Self.zone(identifier)
        known = [identifier: own]
    }

    /// In the vehicle's zone.
    func moment(_ instant: Int64) -> (day: LocalDay, minute: Int) { Self.moment(instant, own) }

    mutating func moment(
        _ instant: Int64, in identifier: String
    ) throws(LogbookError) -> (day: LocalDay, minute: Int) {
        if let zone = known[identifier] { return Self.moment(instant, zone) }
        let zone = try Self.zone(identifier)
        known[identifier] = zone
        return Self.moment(instant, zone)
    }

    private static func moment(_ instant: Int64, _ zone: LocalZone) -> (day: LocalDay, minute: Int) {
        let wall = zone.wall(at: floor(instant, 1_000_000))
        let day = floor(wall, 86_400)
        return (LocalDay(number: Int(day)), Int((wall - day * 86_400) / 60))
    }

    private static func floor(_ value: Int64, _ divisor: Int64) -> Int64 {
        value / divisor - (value % divisor < 0 ? 1 : 0)
    }

    private static func zone(_ identifier: String) throws(LogbookError) -> LocalZone {
        do throws(JobsError) { return try LocalZone(identifier) } catch {
            throw LogbookError(
                .invalid,
                "There is no time zone “\(identifier)”; give the vehicle one as Europe/Amsterdam.")
        }
    }
}
