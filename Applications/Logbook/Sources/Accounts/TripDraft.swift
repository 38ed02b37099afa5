// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// A trip while its account is made: what was found or entered, and what people said about it so far.
struct TripDraft {
    /// Without what is computed last: places, distance, use.
    var trip: Trip
    /// When it was driven as observations or the entry say, whatever was corrected: by this decisions find it.
    var span: ClosedRange<Int64>
    /// The way through its fixes; `nil` where they tell of none.
    var trail: Trip.Measure?
    /// What a person or a file said about its length; odometers and services do not replace it.
    var fixed: Distance?
    /// What a person said that it counts as.
    var said: Trip.Use?
    var detour = Distance.zero
    /// What people corrected and nothing computes.
    var values: [TripField: TripValue] = [:]
    var measured: TripMeasurement?
    /// The entry that joined or split it last: what was measured before is about another way.
    var reshaped = Int64.min

    init(_ found: FoundTrip, vehicle: Vehicle, known: AccountInput.Known?) {
        let trail: Trip.Measure? =
            found.hasWay
            ? Trip.Measure(distance: found.trailDistance, source: .trail, uncertainty: found.uncertainty) : nil
        let driver = known.flatMap { $0.driver.isEmpty ? nil : $0.driver } ?? vehicle.owner
        trip = Trip(
            id: found.id, vehicle: vehicle.id, driver: driver, origin: .found,
            start: Trip.End(instant: found.start, position: found.from),
            end: Trip.End(instant: found.end, position: found.to), zone: vehicle.zone, distance: trail ?? .unknown)
        trip.trail = found.trail
        trip.ending = found.ending
        trip.remarks = found.remarks
        trip.recorded = known?.recorded ?? found.end
        span = found.start...max(found.start, found.end)
        self.trail = trail
    }

    init(_ entered: EnteredTrip, _ decision: TripDecision, vehicle: Vehicle) {
        trip = Trip(
            id: entered.id, vehicle: vehicle.id, driver: entered.driver.isEmpty ? vehicle.owner : entered.driver,
            origin: entered.origin, start: Trip.End(instant: entered.start, position: entered.from.position),
            end: Trip.End(instant: entered.end, position: entered.to.position), zone: vehicle.zone,
            distance: entered.length.map { Trip.Measure(distance: $0, source: .entered) } ?? .unknown)
        trip.trail = entered.trail
        trip.ending = .finished
        trip.purpose = entered.purpose
        trip.partner = entered.partner
        trip.project = entered.project
        trip.notes = entered.notes
        trip.recorded = decision.instant
        span = entered.start...max(entered.start, entered.end)
        fixed = entered.length
        said = entered.use
        detour = entered.detour
        values[.fromAddress] = entered.from.address.map(TripValue.address)
        values[.toAddress] = entered.to.address.map(TripValue.address)
        values[.fromOdometer] = entered.from.odometer.map(TripValue.distance)
        values[.toOdometer] = entered.to.odometer.map(TripValue.distance)
        if let moved = entered.moved { note("moved_from", "\(moved.vehicle) \(moved.trip)", "", decision, "") }
    }

    /// Adds to its history.
    mutating func note(_ field: String, _ old: String, _ new: String, _ decision: TripDecision, _ reason: String) {
        trip.history.append(
            Trip.Change(
                entry: decision.entry, field: field, old: old, new: new, actor: decision.actor,
                instant: decision.instant, reason: reason, isLate: false))
    }

    mutating func apply(_ correction: TripCorrection, _ decision: TripDecision) {
        for change in correction.changes {
            note(change.field.rawValue, change.old.text, change.new.text, decision, correction.reason)
            apply(change.field, change.new)
        }
    }

    private mutating func apply(_ field: TripField, _ value: TripValue) {
        switch (field, value) {
        case (.use, .use(let use)): said = use
        case (.use, _): said = nil
        case (.detour, .distance(let distance)): detour = distance
        case (.detour, _): detour = .zero
        case (.distance, .distance(let distance)): fixed = distance
        case (.distance, _): fixed = trip.origin == .found ? nil : fixed
        case (.start, .instant(let instant)): trip.start.instant = instant
        case (.end, .instant(let instant)): trip.end.instant = instant
        case (.purpose, _): trip.purpose = value.text
        case (.partner, _): trip.partner = value.text
        case (.project, _): trip.project = value.text
        case (.notes, _): trip.notes = value.text
        case (.deviationReason, _): trip.deviationReason = value.text
        case (.driver, .text(let driver)): trip.driver = driver
        default: values[field] = value == .none ? nil : value
        }
    }

    /// What a person read from the odometer at its ends.
    var readings: [OdometerReading] {
        var readings: [OdometerReading] = []
        if case .distance(let value)? = values[.fromOdometer] {
            readings.append(OdometerReading(instant: trip.start.instant, value: value, device: ""))
        }
        if case .distance(let value)? = values[.toOdometer] {
            readings.append(OdometerReading(instant: trip.end.instant, value: value, device: ""))
        }
        return readings
    }
}
