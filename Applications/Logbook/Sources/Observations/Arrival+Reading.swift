// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension Arrival {
    /// The arrival of an entry's line, as it stands in a book; `nil` when the entry is of another kind.
    ///
    /// Members that nobody knows are passed over.
    /// - Throws: `LogbookError` (`damaged`) when the line is no entry, or an observation in it is nonsense.
    package static func read(line: UnsafeRawBufferPointer) throws(LogbookError) -> Arrival? {
        do throws(JSONError) {
            return try JSONReader.read(line) { reader throws(JSONError) in
                var isArrival = false
                var arrival: Arrival?
                try reader.beginObject()
                while let key = try reader.nextKey() {
                    switch key {
                    case "kind": isArrival = try reader.readString() == LogbookEntry.arrival
                    // The members of an entry are in order, so its kind is known before its payload.
                    case "payload": if isArrival { arrival = try Arrival(&reader) }
                    default: break
                    }
                }
                if isArrival, arrival == nil {
                    throw reader.error(.missingKey, "An arrival's entry has no payload.")
                }
                return arrival
            }
        } catch {
            throw LogbookError(.damaged, "An arrival in the vehicle's book cannot be read: \(error)")
        }
    }

    /// The arrival of a payload alone.
    /// - Throws: as ``read(line:)``.
    package init(payload: [UInt8]) throws(LogbookError) {
        do throws(JSONError) {
            self = try JSONReader.read(payload) { reader throws(JSONError) in try Arrival(&reader) }
        } catch {
            throw LogbookError(.damaged, "An arrival in the vehicle's book cannot be read: \(error)")
        }
    }

    private init(_ reader: inout JSONReader) throws(JSONError) {
        var form = ""
        var evidence: Evidence?
        var observations: [Observation] = []
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "because":
                evidence = Evidence(rawValue: try reader.readString())
                guard evidence != nil else {
                    throw reader.error(.invalidValue, "This is no reason why an arrival went to a vehicle.")
                }
            case "form": form = try reader.readString()
            case "observations":
                try reader.beginArray()
                while try reader.nextElement() { observations.append(try ObservationRecord.read(&reader)) }
            default: break
            }
        }
        guard let evidence else {
            throw reader.error(.missingKey, "An arrival has no \"because\".")
        }
        guard observations.count <= Self.most else {
            throw reader.error(.limitExceeded, "An arrival has more than \(Self.most) observations.")
        }
        self.init(form: form, evidence: evidence, observations: observations)
    }
}

/// An observation while it is read: members come in any order.
private struct ObservationRecord {
    private var kind = Kind.none
    private var instant: Int64?
    private var device = ""
    private var latitude: Double?
    private var longitude: Double?
    private var accuracy: Double?
    private var speed: Double?
    private var heading: Double?
    private var movement: Fix.Movement?
    private var activity: CarReport.Activity?
    private var odometer: Double?
    private var charge: Double?
    private var range: Double?
    private var fetched: Int64?

    private enum Kind { case none, fix, connected, disconnected, finished, cancelled, car }

    static func read(_ reader: inout JSONReader) throws(JSONError) -> Observation {
        var record = ObservationRecord()
        try reader.beginObject()
        while let key = try reader.nextKey() { try record.read(key, &reader) }
        return try record.observation(reader)
    }

    private mutating func read(_ key: JSONReader.Key, _ reader: inout JSONReader) throws(JSONError) {
        switch key {
        case "at": instant = try Self.instant(&reader)
        case "device": device = try reader.readString()
        case "is": try readKind(&reader)
        case "latitude": latitude = try reader.readDouble()
        case "longitude": longitude = try reader.readDouble()
        case "accuracy": accuracy = try reader.readDouble()
        case "speed": speed = try reader.readDouble()
        case "heading": heading = try reader.readDouble()
        case "movement":
            movement = Fix.Movement(rawValue: try reader.readString())
            guard movement != nil else { throw reader.error(.invalidValue, "Nobody moves like this.") }
        case "activity":
            activity = CarReport.Activity(rawValue: try reader.readString())
            guard activity != nil else { throw reader.error(.invalidValue, "No car does this.") }
        case "odometer": odometer = try reader.readDouble()
        case "charge": charge = try reader.readDouble()
        case "range": range = try reader.readDouble()
        case "fetched": fetched = try Self.instant(&reader)
        default: break
        }
    }

    private static func instant(_ reader: inout JSONReader) throws(JSONError) -> Int64 {
        guard let instant = ObservationTime.parse(try reader.readString().utf8) else {
            throw reader.error(
                .invalidValue, "This is no time in UTC between 2000 and 2100, as 2026-11-22T01:35:00.000Z.")
        }
        return instant
    }

    private mutating func readKind(_ reader: inout JSONReader) throws(JSONError) {
        switch try reader.readString() {
        case "fix": kind = .fix
        case "connected": kind = .connected
        case "disconnected": kind = .disconnected
        case "finished": kind = .finished
        case "cancelled": kind = .cancelled
        case "car": kind = .car
        default: throw reader.error(.invalidValue, "This is nothing that can be observed.")
        }
    }

    private func observation(_ reader: borrowing JSONReader) throws(JSONError) -> Observation {
        guard let instant else { throw reader.error(.missingKey, "An observation has no \"at\".") }
        let fact = try fact(reader)
        let observation = Observation(instant: instant, device: device, fact: fact)
        if let fault = observation.fault { throw reader.error(.outOfRange, "An observation is nonsense: \(fault).") }
        return observation
    }

    private func fact(_ reader: borrowing JSONReader) throws(JSONError) -> Observation.Fact {
        switch kind {
        case .none: throw reader.error(.missingKey, "An observation does not say what it \"is\".")
        case .finished: return .finished
        case .cancelled: return .cancelled
        case .connected: return .connected(try fix(reader))
        case .disconnected: return .disconnected(try fix(reader))
        case .fix:
            guard let fix = try fix(reader) else { throw reader.error(.missingKey, "A fix has no position.") }
            return .fix(fix)
        case .car:
            return .car(
                CarReport(
                    odometer: try distance(odometer, reader), position: try position(reader), activity: activity,
                    charge: charge, range: try distance(range, reader), fetched: fetched))
        }
    }

    private func fix(_ reader: borrowing JSONReader) throws(JSONError) -> Fix? {
        try position(reader).map {
            Fix(position: $0, accuracy: accuracy, speed: speed, heading: heading, movement: movement)
        }
    }

    private func position(_ reader: borrowing JSONReader) throws(JSONError) -> Position? {
        guard latitude != nil || longitude != nil else { return nil }
        guard let latitude, let longitude, let position = Position(latitude: latitude, longitude: longitude) else {
            throw reader.error(.outOfRange, "A latitude and a longitude are half a position, or not on the earth.")
        }
        return position
    }

    private func distance(_ kilometres: Double?, _ reader: borrowing JSONReader) throws(JSONError) -> Distance? {
        guard let kilometres else { return nil }
        guard let distance = Distance(kilometres: kilometres) else {
            throw reader.error(.outOfRange, "A number of kilometres is out of range.")
        }
        return distance
    }
}
