// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs

/// What requirements are judged by.
struct ReportEvidence: Sendable {
    /// The period's, in their order.
    let lines: [ReportLine]
    /// Trips of other vehicles that were left out.
    let foreign: [TripID]
    let country: Vehicle.Country
    let period: ReportPeriod
    let vehicle: Vehicle
    let options: ReportOptions
    let totals: TripTotals
    let yearToDate: TripTotals
    let allowance: ReportMoney?
    /// The local day on which the report is made.
    let today: LocalDay
    let format: ReportFormat
    /// The trips that count.
    let trips: [TripLine]
    let gaps: [Gap]

    struct TripLine: Sendable {
        let trip: Trip
        let line: ReportLine
        /// Whether it has a business part.
        var isBusiness: Bool { trip.use == .business || trip.use == .mixed }
    }

    init(
        lines: [ReportLine], foreign: [TripID], country: Vehicle.Country, period: ReportPeriod, vehicle: Vehicle,
        options: ReportOptions, totals: TripTotals, yearToDate: TripTotals, allowance: ReportMoney?,
        today: LocalDay, format: ReportFormat
    ) {
        self.lines = lines
        self.foreign = foreign
        self.country = country
        self.period = period
        self.vehicle = vehicle
        self.options = options
        self.totals = totals
        self.yearToDate = yearToDate
        self.allowance = allowance
        self.today = today
        self.format = format
        trips = lines.compactMap { line in line.counted.map { TripLine(trip: $0, line: line) } }
        gaps = lines.compactMap(\.gap)
    }

    var business: [TripLine] { trips.filter(\.isBusiness) }
    var commutes: [TripLine] { trips.filter { $0.trip.use == .commute } }
    var personal: [TripLine] { trips.filter { $0.trip.use == .personal } }

    func ids(_ trips: some Sequence<TripLine>, where lacks: (TripLine) -> Bool) -> [TripID] {
        trips.lazy.filter(lacks).map(\.trip.id)
    }

    func isFull(_ end: Trip.End) -> Bool { AddressLine(end: end, country: country).isFull }

    /// Trips that do not begin where the book before them ended, and no gap says why.
    var breaks: [TripID] {
        var last: Distance?
        var found: [TripID] = []
        for line in lines {
            switch line.content {
            case .gap: last = line.odometers?.upperBound ?? last
            case .trip(let trip):
                guard !trip.isVoided else { continue }
                if let last, let start = trip.start.odometer?.value, start != last { found.append(trip.id) }
                last = trip.end.odometer?.value ?? Self.end(of: trip)
            }
        }
        return found
    }

    /// What the odometer showed at its end, as far as its start and its distance tell.
    private static func end(of trip: Trip) -> Distance? {
        guard let start = trip.start.odometer?.value, let length = trip.distance.known else { return nil }
        return start + length
    }

    /// Instants at which the odometer was really read, ascending.
    var readings: [Int64] {
        var found: [Int64] = []
        for line in lines {
            switch line.content {
            case .gap(let gap): found += [gap.before.instant, gap.after.instant]
            case .trip(let trip):
                for odometer in [trip.start.odometer, trip.end.odometer] where odometer?.source != .computed {
                    if let measured = odometer?.measured { found.append(measured) }
                }
            }
        }
        return found.sorted()
    }

    /// Whole days from a trip's end until the server knew of it.
    func delay(_ trip: Trip) -> Int64 { (trip.recorded - trip.end.instant) / 86_400_000_000 }

    /// Whether a trip was known within a week after it.
    func isTimely(_ trip: Trip) -> Bool { trip.recorded - trip.end.instant <= 7 * 86_400_000_000 }
}
