// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Reads what home automations, scripts and plugs in a car say about a vehicle, and what a person reads from its
/// odometer: as JSON, as a list of them (or `{"readings":[…]}`), or as parameters.
///
/// Members, all optional but one of the last five: `vehicle` (name or plate), `car_id`, `vin`; `measured_at` (without
/// it the arrival counts), `fetched_at`, `source`; `unit` of odometer and range: `km`, `mi` or `m`, km without it;
/// `odometer`, `lat` and `lng` (or `position` with both), `soc` (percent), `range`, `state` (`parked`, `driving`,
/// `charging`). What a home automation writes for a value that it does not have (`unknown`, `unavailable`, nothing) is
/// no value. An odometer of 0 is none either.
package enum VehiclePush {
    /// The name of this form in an arrival.
    package static let form = "report"
    /// The name of this form in an arrival when a person sent it.
    package static let manualForm = "manual"

    /// Reads one request. What came without a device came from a person.
    ///
    /// - Throws: `LogbookError` with the place of what is wrong; then nothing of it counts.
    package static func read(
        body: [UInt8], parameters: Parameters = Parameters(), from receipt: Receipt
    ) throws(LogbookError) -> Received {
        var received = Received()
        var faults = Faults()
        switch BodyForm(body) {
        case .json:
            try LogbookError.reading(body) { reader throws(JSONError) in
                try readJSON(&reader, &faults, into: &received, from: receipt)
            }
        case .empty, .parameters:
            var draft = PushDraft()
            draft.read(parameters + (try Parameters(encoded: body)), &faults, from: receipt)
            try faults.check()
            if let sentence = draft.finish(into: &received, from: receipt) { throw LogbookError(.invalid, sentence) }
        case .multipart, .other:
            throw LogbookError(.invalid, "The body is no JSON; send {\"odometer\":50010,\"unit\":\"km\"}.")
        }
        try faults.check()
        return received
    }

    private static func readJSON(
        _ reader: inout JSONReader, _ faults: inout Faults, into received: inout Received, from receipt: Receipt
    ) throws(JSONError) {
        if try reader.peekKind() == .array { return try readList(&reader, &faults, into: &received, from: receipt) }
        var draft = PushDraft()
        var isList = false
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "readings":
                isList = true
                try readList(&reader, &faults, into: &received, from: receipt)
            default: try draft.read(key, &reader, &faults, from: receipt)
            }
        }
        if !isList, !faults.isElementBad, let sentence = draft.finish(into: &received, from: receipt) {
            faults.note(reader, sentence)
        }
    }

    private static func readList(
        _ reader: inout JSONReader, _ faults: inout Faults, into received: inout Received, from receipt: Receipt
    ) throws(JSONError) {
        try reader.beginArray()
        while try reader.nextElement() {
            try received.checkRoom(reader)
            var draft = PushDraft()
            try reader.beginObject()
            while let key = try reader.nextKey() { try draft.read(key, &reader, &faults, from: receipt) }
            guard !faults.isElementBad else { continue }
            let sentence =
                draft.measured == nil
                ? "A reading of a list needs its measured_at, as 2026-11-22T10:00:00+01:00."
                : draft.finish(into: &received, from: receipt)
            if let sentence { faults.note(reader, sentence) }
        }
    }
}

/// One reading while its members are read.
private struct PushDraft {
    var vehicle = VehicleHint()
    var source: String?
    var measured: Int64?
    var fetched: Int64?
    var unit = DistanceUnit.kilometres
    var odometer: Double?
    var range: Double?
    var place = FixDraft()
    var charge: Double?
    var activity: CarReport.Activity?
    /// Whether there was a member about the car, be it without a value.
    var isAboutCar = false

    mutating func read(
        _ key: JSONReader.Key, _ reader: inout JSONReader, _ faults: inout Faults, from receipt: Receipt
    ) throws(JSONError) {
        guard try !readHead(key, &reader, &faults, from: receipt) else { return }
        switch key {
        case "odometer", "mileage": odometer = try reader.readOdometer(&faults)
        case "range": range = try reader.read(.range, &faults)
        case "soc", "battery", "battery_level", "charge": charge = try reader.read(.percent, &faults)
        case "state", "status":
            guard let word = try reader.readName(&faults), !Measure.isUnknown(word) else { break }
            activity = CarReport.Activity(rawValue: word.lowercased())
            if activity == nil { faults.note(reader, Self.unknownState(word)) }
        case "position", "location":
            guard try reader.peekKind() == .object else { return _ = try reader.skipValue() }
            try reader.beginObject()
            while let key = try reader.nextKey() {
                guard try !place.read(key, &reader, &faults) else { continue }
                try reader.skipValue()
            }
        default:
            guard try place.read(key, &reader, &faults) else { return _ = try reader.skipValue() }
        }
        isAboutCar = true
    }

    /// Members that tell which vehicle, when and from whom.
    private mutating func readHead(
        _ key: JSONReader.Key, _ reader: inout JSONReader, _ faults: inout Faults, from receipt: Receipt
    ) throws(JSONError) -> Bool {
        switch key {
        case "vehicle", "car", "name", "plate": vehicle.name = try reader.readName(&faults)
        case "car_id", "vehicle_id": vehicle.id = try reader.readName(&faults)
        case "vin": vehicle.vin = try reader.readName(&faults)
        case "source": source = try reader.readName(&faults)
        case "measured_at", "measured-at", "timestamp", "time", "at":
            measured = try reader.readInstant(for: receipt, &faults)
        case "fetched_at", "fetched-at": fetched = try reader.readInstant(for: receipt, &faults)
        case "unit", "odometer_unit", "unit_of_measurement":
            guard let word = try reader.readName(&faults) else { break }
            if let found = DistanceUnit(word: word) {
                unit = found
            } else {
                faults.note(reader, DistanceUnit.unknown(word))
            }
        default: return false
        }
        return true
    }

    mutating func read(_ parameters: Parameters, _ faults: inout Faults, from receipt: Receipt) {
        vehicle.name = parameters.readName("vehicle", "car", "name", "plate", faults: &faults)
        vehicle.id = parameters.readName("car_id", "vehicle_id", faults: &faults)
        vehicle.vin = parameters.readName("vin", faults: &faults)
        source = parameters.readName("source", faults: &faults)
        measured = parameters.readInstant(
            "measured_at", "measured-at", "timestamp", "time", "at", for: receipt, faults: &faults)
        fetched = parameters.readInstant("fetched_at", "fetched-at", for: receipt, faults: &faults)
        if let word = parameters.readName("unit", "odometer_unit", faults: &faults) {
            if let found = DistanceUnit(word: word) {
                unit = found
            } else {
                faults.note(parameter: "unit", DistanceUnit.unknown(word))
            }
        }
        if let text = parameters.value("odometer", "mileage"), NumberText.isAmbiguous(text) {
            faults.note(parameter: "odometer", DistanceUnit.ambiguous(text))
        }
        odometer = parameters.read(.odometer, "odometer", "mileage", faults: &faults)
        range = parameters.read(.range, "range", faults: &faults)
        charge = parameters.read(.percent, "soc", "battery", "battery_level", "charge", faults: &faults)
        place = parameters.readFix(faults: &faults)
        if let word = parameters.readName("state", "status", faults: &faults), !Measure.isUnknown(word) {
            activity = CarReport.Activity(rawValue: word.lowercased())
            if activity == nil { faults.note(parameter: "state", Self.unknownState(word)) }
        }
        isAboutCar =
            parameters.value(
                "odometer", "mileage", "range", "soc", "battery", "battery_level", "charge", "lat", "latitude", "state",
                "status") != nil
    }

    private static func unknownState(_ word: String) -> String {
        "\"\(word.prefix(40))\" is no state; use parked, driving, charging or unknown."
    }

    /// Adds the reading, or says why it cannot be one.
    func finish(into received: inout Received, from receipt: Receipt) -> String? {
        if place.isHalf { return "One of lat and lng is missing; send both." }
        guard isAboutCar else {
            return "It has none of odometer, lat and lng, soc, range and state; send at least one."
        }
        // An odometer at 0 is one that nobody knows.
        let odometer = odometer.flatMap { $0 > 0 ? unit.distance($0) : nil }
        let range = range.flatMap(unit.distance)
        if let odometer, !Observation.odometers.contains(odometer.metres) {
            return "The odometer is over ten million kilometres; send its unit, as \"unit\":\"m\"."
        }
        if let range, range.metres > 10_000_000 {
            return "The range is over ten thousand kilometres; send its unit, as \"unit\":\"m\"."
        }
        let report = CarReport(
            odometer: odometer, position: place.position, activity: activity, charge: charge, range: range,
            fetched: fetched)
        guard report != CarReport(fetched: fetched) else {
            received.ignore(.withoutPosition)
            return nil
        }
        received.device = source ?? received.device
        let observation = Observation(
            instant: measured ?? receipt.arrival, device: receipt.device(named: source), fact: .car(report))
        received.add(observation, of: vehicle, at: receipt.arrival)
        return nil
    }
}
