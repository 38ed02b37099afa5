// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import StewardJobs

/// Turns lines of the book into rows.
struct ReportWriter: Sendable {
    let country: Vehicle.Country
    let vehicle: Vehicle
    let options: ReportOptions
    let clock: LocalClock
    let format: ReportFormat

    func row(_ line: ReportLine, _ columns: [ReportColumn]) -> ReportRow {
        switch line.content {
        case .gap(let gap):
            let cells = columns.map { ReportCell(value($0, gap, line)) }
            return ReportRow(kind: .gap, number: nil, trip: nil, cells: cells, changes: [])
        case .trip(let trip):
            let cells = columns.map { cell($0, trip, line) }
            return ReportRow(
                kind: trip.isVoided ? .voided : .trip, number: line.number, trip: isHidden(trip) ? nil : trip.id,
                cells: cells, changes: trip.history.indices.map { change(trip, $0) })
        }
    }

    /// Whether this reader must not see where and when the trip was.
    private func isHidden(_ trip: Trip) -> Bool { options.audience == .employer && trip.use == .personal }

    private func cell(_ column: ReportColumn, _ trip: Trip, _ line: ReportLine) -> ReportCell {
        if isHidden(trip), !column.isOpen { return ReportCell(.hidden) }
        if country == .germany, trip.use == .personal, !column.isOfPrivateTrips { return ReportCell(.none) }
        let first = trip.history.indices.first { ReportColumn(field: trip.history[$0].field) == column }
        let original = first.flatMap { isSecret(trip, $0) ? nil : trip.history[$0].old }
        return ReportCell(value(column, trip, line), original: original)
    }

    private func value(_ column: ReportColumn, _ trip: Trip, _ line: ReportLine) -> ReportValue {
        switch column {
        case .number: line.number.map(ReportValue.number) ?? .none
        case .date: .date(line.day)
        case .start: .time(line.minute, nextDay: false)
        case .end: .time(line.endMinute, nextDay: line.endDay > line.day)
        case .odometerStart: distance(trip.start.odometer?.value)
        case .odometerEnd: distance(trip.end.odometer?.value)
        case .from: text(AddressLine(end: trip.start, country: country).text)
        case .fromPostcode: text(trip.start.address?.postcode)
        case .to: text(AddressLine(end: trip.end, country: country).text)
        case .toPostcode: text(trip.end.address?.postcode)
        case .route: deviation(trip)
        case .deviationReason: text(trip.deviationReason)
        default: amount(column, trip, line)
        }
    }

    private func amount(_ column: ReportColumn, _ trip: Trip, _ line: ReportLine) -> ReportValue {
        switch column {
        case .use: .use(trip.use)
        case .distance: distance(trip.distance.known)
        case .business: part(trip.business)
        case .commute: part(trip.commute)
        case .personal: part(trip.personal)
        case .detour: part(trip.detour)
        case .purpose: text(trip.purpose)
        case .partner: text(trip.partner)
        case .project: text(trip.project)
        case .rate: text(line.rate)
        case .driver: text(options.name(trip.driver))
        case .vehicle: text(vehicle.plate.isEmpty ? vehicle.name : vehicle.plate)
        case .source: .source(trip.distance.source)
        case .recorded: trip.recorded == 0 ? .none : moment(trip.recorded)
        default: text(trip.notes)
        }
    }

    private func value(_ column: ReportColumn, _ gap: Gap, _ line: ReportLine) -> ReportValue {
        switch column {
        case .date: return line.readings.map { .days($0.lowerBound, $0.upperBound) } ?? .none
        case .odometerStart: return distance(line.odometers?.lowerBound)
        case .odometerEnd: return distance(line.odometers?.upperBound)
        case .distance: return .distance(gap.distance)
        case .use: return gap.use.map(ReportValue.use) ?? .none
        case .from: return .text(ReportWords.gap.text(format.language))
        case .to:
            if gap.explanation.isEmpty { return .text(ReportWords.unexplained.text(format.language)) }
            return options.audience == .employer && gap.use == .personal ? .hidden : .text(gap.explanation)
        default: return .none
        }
    }

    private func text(_ text: String?) -> ReportValue { text.flatMap { $0.isEmpty ? nil : .text($0) } ?? .none }
    private func distance(_ distance: Distance?) -> ReportValue { distance.map(ReportValue.distance) ?? .none }
    private func part(_ distance: Distance) -> ReportValue { distance == .zero ? .none : .distance(distance) }

    private func deviation(_ trip: Trip) -> ReportValue {
        guard let deviation = RouteDeviation(trip), deviation.isLong else { return .none }
        return .deviation(usual: deviation.usual, tenths: deviation.tenths)
    }

    private func moment(_ instant: Int64) -> ReportValue {
        let (day, minute) = clock.moment(at: instant)
        return .moment(day, minute)
    }

    // MARK: Changes

    /// An employer must not learn from a change what the trip was while it was private, nor anything of a trip that is.
    private func isSecret(_ trip: Trip, _ place: Int) -> Bool {
        guard options.audience == .employer else { return false }
        let change = trip.history[place]
        if trip.use == .personal { return ReportColumn(field: change.field).map { !$0.isOpen } ?? true }
        let opened = trip.history.lastIndex { $0.field == "use" && $0.old == Trip.Use.personal.rawValue }
        guard let opened, place <= opened else { return false }
        return change.field != "use"
    }

    private func change(_ trip: Trip, _ place: Int) -> ReportChange {
        let change = trip.history[place]
        let (day, minute) = clock.moment(at: change.instant)
        let isSecret = isSecret(trip, place)
        let keepsReason = options.audience == .driver || (trip.use != .personal && !isSecret)
        return ReportChange(
            entry: change.entry, field: change.field, old: isSecret ? nil : change.old,
            new: isSecret ? nil : change.new,
            reason: keepsReason ? change.reason : nil, who: options.name(change.actor), day: day,
            minute: minute, isLate: change.isLate)
    }
}

/// How much longer a trip was than the usual way.
struct RouteDeviation {
    let usual: Distance
    /// Tenths of a percent, rounded; negative when the trip was shorter.
    let tenths: Int64
    /// More than 5 percent longer; exactly 5 percent is not.
    let isLong: Bool

    /// `nil` when no usual way is known.
    init?(_ trip: Trip) {
        guard let usual = trip.usualRoute, usual > .zero, trip.distance.known != nil else { return nil }
        self.usual = usual
        let more = trip.distance.distance.metres - usual.metres
        tenths = Int64((Double(more) * 1000 / Double(usual.metres)).rounded())
        isLong = more * 20 > usual.metres
    }
}
