// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Reads what TeslaMate publishes of its cars (TeslaMate, MQTT documentation, 2026-11): each value is a topic
/// `teslamate/cars/1/odometer`, or `teslamate/<namespace>/cars/1/odometer`.
///
/// By HTTP the same comes as one object `{"teslamate/cars/1/odometer":50010.4, …}`; a key without a slash is a value of
/// the only car. Values have no time, so they count as of their arrival. A car that sleeps or tries to stands; one that
/// is offline may be anywhere.
package enum TeslaMate {
    /// The name of this form in an arrival.
    package static let form = "teslamate"

    /// Reads one object of topics and values.
    ///
    /// - Throws: `LogbookError` with the place of what is wrong; then nothing of it counts.
    package static func read(_ body: [UInt8], from receipt: Receipt) throws(LogbookError) -> Received {
        var received = Received()
        var faults = Faults()
        var cars: [String: TeslaMateCar] = [:]
        try LogbookError.reading(body) { reader throws(JSONError) in
            try reader.beginObject()
            while let key = try reader.nextKey() {
                let text = key.text
                let topic = TeslaMateTopic(text) ?? (text.contains("/") ? nil : TeslaMateTopic(car: "", value: text))
                guard let topic else {
                    received.ignore(.otherKind)
                    try reader.skipValue()
                    continue
                }
                guard topic.car.utf8.count <= Receipt.longestName, cars.count < 100 || cars[topic.car] != nil else {
                    throw reader.error(.limitExceeded, "More than 100 cars came at once; send one car a request.")
                }
                if try !cars[topic.car, default: TeslaMateCar()].read(topic.value, &reader, &faults) {
                    received.ignore(.otherKind)
                    try reader.skipValue()
                }
            }
        }
        try faults.check()
        for (car, state) in cars.sorted(by: { $0.key < $1.key }) {
            guard let report = state.report else { continue }
            received.add(
                Observation(instant: receipt.arrival, device: receipt.device, fact: .car(report)),
                of: VehicleHint(name: car.isEmpty ? nil : car), at: receipt.arrival)
        }
        return received
    }
}

/// A topic's car and value.
struct TeslaMateTopic {
    let car: String
    let value: String

    init(car: String, value: String) {
        self.car = car
        self.value = value
    }

    /// `nil` when the topic is none of TeslaMate's cars.
    init?(_ topic: String) {
        let parts = topic.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 4 || parts.count == 5, parts[0] == "teslamate", parts[parts.count - 3] == "cars",
            !parts[parts.count - 2].isEmpty
        else { return nil }
        car = String(parts[parts.count - 2])
        value = String(parts[parts.count - 1])
    }
}

/// What is known of one car.
struct TeslaMateCar {
    var odometer: Double?
    var place = FixDraft()
    var gear: String?
    var state: String?
    var speed: Double?
    var charge: Double?
    var range: Double?

    /// Reads a value; `false` leaves one that tells nothing of the car's way unread.
    mutating func read(
        _ value: String, _ reader: inout JSONReader, _ faults: inout Faults
    ) throws(JSONError) -> Bool {
        switch value {
        case "odometer": odometer = try reader.read(.kilometres, &faults)
        case "latitude": place.latitude = try reader.read(.latitude, &faults)
        case "longitude": place.longitude = try reader.read(.longitude, &faults)
        case "location": return try readLocation(&reader, &faults)
        case "shift_state": gear = try reader.readName(&faults)
        case "state": state = try reader.readName(&faults)
        case "speed": speed = try reader.read(.kilometresAnHour, &faults)
        case "battery_level": charge = try reader.read(.percent, &faults)
        case "rated_battery_range_km": range = try reader.read(.rangeInKilometres, &faults)
        default: return false
        }
        return true
    }

    private mutating func readLocation(_ reader: inout JSONReader, _ faults: inout Faults) throws(JSONError) -> Bool {
        guard try reader.peekKind() == .object else { return false }
        try reader.beginObject()
        while let key = try reader.nextKey() {
            guard try !place.read(key, &reader, &faults) else { continue }
            try reader.skipValue()
        }
        return true
    }

    /// Whether the car drives or stands, where its values say so.
    var activity: CarReport.Activity? {
        if state == "charging" { return .charging }
        if state == "driving" || (speed ?? 0) > 0 { return .driving }
        switch gear {
        case "D", "N", "R": return .driving
        case "P": return .parked
        default: return state == "asleep" || state == "suspended" ? .parked : nil
        }
    }

    /// `nil` when nothing is known.
    var report: CarReport? {
        let report = CarReport(
            odometer: odometer.flatMap { $0 > 0 ? Distance(kilometres: $0) : nil }, position: place.position,
            activity: activity, charge: charge, range: range.flatMap(Distance.init(kilometres:)))
        return report == CarReport() ? nil : report
    }
}
