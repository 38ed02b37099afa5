// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension CSVCells {
    /// Adds the row of a table of points or readings.
    func addPoint(to received: inout Received) throws(LogbookError) {
        guard let instant = try instant(.time) else {
            throw fault(.time, "It is empty; every row needs its time.")
        }
        let vehicle = VehicleHint(name: try name(.vehicle))
        let device = options.receipt.device(named: try name(.device))
        let position = try position(.latitude, .longitude)
        let report = CarReport(
            odometer: try odometer(.odometer), activity: try activity(), charge: try number(.charge, .percent))
        if let fix = try fix(position) {
            received.add(
                Observation(instant: instant, device: device, fact: .fix(fix)), of: vehicle,
                at: options.receipt.arrival)
        }
        if report != CarReport() {
            received.add(
                Observation(instant: instant, device: device, fact: .car(report)), of: vehicle,
                at: options.receipt.arrival)
        } else if position == nil {
            received.ignore(.withoutPosition)
        }
    }

    private func fix(_ position: Position?) throws(LogbookError) -> Fix? {
        let slow = try number(.speedKmh, .kilometresAnHour).map { $0 / 3.6 }
        let speed = try number(.speed, .speed) ?? slow
        let accuracy = try number(.accuracy, .accuracy)
        let heading = try number(.heading, .heading)
        return position.map { position in
            Fix(
                position: position, accuracy: accuracy, speed: speed, heading: heading.map { $0 == 360 ? 0 : $0 },
                movement: text(.movement).flatMap(Fix.Movement.init(word:)))
        }
    }

    private func activity() throws(LogbookError) -> CarReport.Activity? {
        guard let word = text(.state), !Measure.isUnknown(word) else { return nil }
        guard let activity = CarReport.Activity(rawValue: word.lowercased()) else {
            throw fault(.state, "\"\(word.prefix(40))\" is no state; use parked, driving, charging or nothing.")
        }
        return activity
    }

    /// The row of a table of trips.
    func trip() throws(LogbookError) -> ImportedTrip {
        guard let start = try instant(.start) else { throw fault(.start, "It is empty; every trip has a start.") }
        guard let end = try endInstant(after: start) else { throw fault(.end, "It is empty; every trip has an end.") }
        var trip = ImportedTrip(start: start, end: end, distance: .zero)
        trip.odometerBefore = try odometer(.odometerBefore)
        trip.odometerAfter = try odometer(.odometerAfter)
        if let distance = try distance(.distance) {
            trip.distance = distance
        } else if let before = trip.odometerBefore, let after = trip.odometerAfter {
            trip.distance = after - before
        } else {
            throw fault(.distance, "It is empty, and so is an odometer; a trip needs its distance.")
        }
        trip.name = text(.name) ?? ""
        trip.vehicle.name = try name(.vehicle)
        trip.from = try position(.fromLatitude, .fromLongitude)
        trip.to = try position(.toLatitude, .toLongitude)
        trip.fromAddress = text(.from) ?? ""
        trip.toAddress = text(.to) ?? ""
        trip.use = try use()
        trip.business = try distance(.business)
        trip.commute = try distance(.commute)
        trip.personal = try distance(.personal)
        trip.purpose = text(.purpose) ?? ""
        trip.partner = text(.partner) ?? ""
        trip.project = text(.project) ?? ""
        trip.notes = text(.notes) ?? ""
        if let sentence = trip.fault { throw LogbookError(.invalid, "Line \(row.line): \(sentence)") }
        return trip
    }

    /// A trip that ends earlier on the clock than it began ended on the next day, unless its end has a date.
    private func endInstant(after start: Int64) throws(LogbookError) -> Int64? {
        if text(.endDate) != nil { return try instant(.end, date: .endDate) }
        guard let end = try instant(.end) else { return nil }
        guard end < start, let time = text(.end).flatMap(local.time), let day = text(.date).flatMap(local.day) else {
            return end
        }
        return local.instant(day: day + 1, seconds: time)
    }

    private func use() throws(LogbookError) -> Trip.Use? {
        guard let word = text(.use) else { return nil }
        guard let use = Trip.Use(word: word) else {
            throw fault(.use, "\"\(word.prefix(40))\" is no use; write business, commute, private or mixed.")
        }
        return use
    }
}
