// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Reads what evcc knows of the cars at its chargers (evcc, REST API, 2026-11): the answer of `/api/state` or of
/// `/api/sessions`, pushed as it is, with or without the older wrapper `{"result":…}`.
///
/// A car counts only while it is connected: what a charger shows afterwards is what it remembers. A zero is what evcc
/// shows where it knows nothing. A session tells the odometer at its beginning and the charge at both ends.
package enum Evcc {
    /// The name of this form in an arrival.
    package static let form = "evcc"

    /// Reads one answer of evcc.
    ///
    /// - Throws: `LogbookError` with the place of what is wrong; then nothing of it counts.
    package static func read(_ body: [UInt8], from receipt: Receipt) throws(LogbookError) -> Received {
        var received = Received()
        var faults = Faults()
        var isKnown = false
        try LogbookError.reading(body) { reader throws(JSONError) in
            isKnown = try read(&reader, &faults, into: &received, from: receipt)
        }
        guard isKnown else {
            throw LogbookError(.invalid, "It has no loadpoints and is no list of sessions; send evcc's /api/state.")
        }
        try faults.check()
        return received
    }

    private static func read(
        _ reader: inout JSONReader, _ faults: inout Faults, into received: inout Received, from receipt: Receipt
    ) throws(JSONError) -> Bool {
        if try reader.peekKind() == .array {
            try reader.beginArray()
            while try reader.nextElement() {
                try received.checkRoom(reader)
                try EvccSession.read(&reader, &faults, into: &received, from: receipt)
            }
            return true
        }
        var isKnown = false
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "result":
                switch try reader.peekKind() {
                case .array, .object:
                    if try read(&reader, &faults, into: &received, from: receipt) { isKnown = true }
                default: try reader.skipValue()
                }
            case "loadpoints":
                isKnown = true
                try reader.beginArray()
                while try reader.nextElement() {
                    try received.checkRoom(reader)
                    try EvccLoadpoint.read(&reader, &faults, into: &received, from: receipt)
                }
            default: try reader.skipValue()
            }
        }
        return isKnown
    }
}

/// A charger and the car at it.
struct EvccLoadpoint {
    var name: String?
    var title: String?
    var odometer: Double?
    var charge: Double?
    var range: Double?
    var isConnected: Bool?
    var isCharging: Bool?

    static func read(
        _ reader: inout JSONReader, _ faults: inout Faults, into received: inout Received, from receipt: Receipt
    ) throws(JSONError) {
        var point = EvccLoadpoint()
        try reader.beginObject()
        while let key = try reader.nextKey() {
            guard try !point.read(key.text, &reader, &faults) else { continue }
            try reader.skipValue()
        }
        guard point.isConnected != false else { return received.ignore(.notConnected) }
        guard let report = point.report else { return received.ignore(.withoutPosition) }
        received.add(
            Observation(instant: receipt.arrival, device: receipt.device, fact: .car(report)),
            of: VehicleHint(name: point.vehicle), at: receipt.arrival)
    }

    /// Reads a value; `false` leaves one that tells nothing of the car unread.
    mutating func read(
        _ value: String, _ reader: inout JSONReader, _ faults: inout Faults
    ) throws(JSONError) -> Bool {
        switch value {
        case "vehicleName": name = try reader.readName(&faults)
        case "vehicleTitle": title = try reader.readName(&faults)
        case "vehicleOdometer": odometer = try reader.read(.kilometres, &faults)
        case "vehicleSoc": charge = try reader.read(.percent, &faults)
        case "vehicleRange": range = try reader.read(.rangeInKilometres, &faults)
        case "connected": isConnected = try reader.readFlag()
        case "charging": isCharging = try reader.readFlag()
        default: return false
        }
        return true
    }

    /// What people call the car, else what the configuration does.
    var vehicle: String? { title ?? name }

    /// `nil` when nothing is known.
    var report: CarReport? {
        let report = CarReport(
            odometer: odometer.flatMap { $0 > 0 ? Distance(kilometres: $0) : nil },
            activity: isCharging == true ? .charging : isConnected == true ? .parked : nil,
            charge: charge.flatMap { $0 > 0 ? $0 : nil },
            range: range.flatMap { $0 > 0 ? Distance(kilometres: $0) : nil })
        return report == CarReport() ? nil : report
    }
}

/// A charging session.
private struct EvccSession {
    var vehicle: String?
    var created: Int64?
    var finished: Int64?
    var odometer: Double?
    var chargeAtStart: Double?
    var chargeAtEnd: Double?

    static func read(
        _ reader: inout JSONReader, _ faults: inout Faults, into received: inout Received, from receipt: Receipt
    ) throws(JSONError) {
        var session = EvccSession()
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "vehicle": session.vehicle = try reader.readName(&faults)
            case "created": session.created = try reader.readInstant(for: receipt, &faults)
            case "finished": session.finished = try session.readEnd(&reader, &faults, from: receipt)
            case "odometer": session.odometer = try reader.read(.kilometres, &faults)
            case "socStart": session.chargeAtStart = try reader.read(.percent, &faults)
            case "socStop": session.chargeAtEnd = try reader.read(.percent, &faults)
            default: try reader.skipValue()
            }
        }
        guard !faults.isElementBad else { return }
        guard let created = session.created else {
            return faults.note(reader, "The session has no time of creation; evcc sends it as created.")
        }
        session.add(created: created, to: &received, from: receipt)
    }

    /// A session that goes on ends in the year 1.
    private func readEnd(
        _ reader: inout JSONReader, _ faults: inout Faults, from receipt: Receipt
    ) throws(JSONError) -> Int64? {
        guard try reader.peekKind() == .string else { return try reader.readInstant(for: receipt, &faults) }
        let text = try reader.readString()
        guard !text.isEmpty, !text.hasPrefix("0001-01-01") else { return nil }
        let instant = InstantText.read(text)
        if let sentence = receipt.fault(of: instant, written: text) {
            faults.note(reader, sentence)
            return nil
        }
        return instant
    }

    private func add(created: Int64, to received: inout Received, from receipt: Receipt) {
        let hint = VehicleHint(name: vehicle)
        let start = CarReport(
            odometer: odometer.flatMap { $0 > 0 ? Distance(kilometres: $0) : nil }, activity: .charging,
            charge: chargeAtStart)
        received.add(
            Observation(instant: created, device: receipt.device, fact: .car(start)), of: hint, at: receipt.arrival)
        guard let finished, let chargeAtEnd else { return }
        received.add(
            Observation(instant: finished, device: receipt.device, fact: .car(CarReport(charge: chargeAtEnd))),
            of: hint, at: receipt.arrival)
    }
}
