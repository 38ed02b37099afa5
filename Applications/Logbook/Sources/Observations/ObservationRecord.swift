// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// An observation while it is read: members come in any order.
struct ObservationRecord {
    var kind = Kind.none
    var instant: Int64?
    var device = ""
    var latitude: Double?
    var longitude: Double?
    var accuracy: Double?
    var speed: Double?
    var heading: Double?
    var movement: Fix.Movement?
    var activity: CarReport.Activity?
    /// Kilometres.
    var odometer: Double?
    var charge: Double?
    /// Kilometres.
    var range: Double?
    var fetched: Int64?

    enum Kind: String { case none = "", fix, connected, disconnected, finished, cancelled, car }

    /// Why the members are no observation.
    enum Lack: Error {
        case instant, kind, position, place, distance

        var sentence: String {
            switch self {
            case .instant: "An observation has no \"at\"."
            case .kind: "An observation does not say what it \"is\"."
            case .position: "A fix has no position."
            case .place: "A latitude and a longitude are half a position, or not on the earth."
            case .distance: "A number of kilometres is out of range."
            }
        }
    }

    /// The observation; `nil` when something lacks.
    var observation: Observation? { try? complete() }

    /// The observation, which may still be nonsense (``Observation/fault``).
    func complete() throws(Lack) -> Observation {
        guard let instant else { throw .instant }
        return Observation(instant: instant, device: device, fact: try fact())
    }

    private func fact() throws(Lack) -> Observation.Fact {
        switch kind {
        case .none: throw .kind
        case .finished: return .finished
        case .cancelled: return .cancelled
        case .connected: return .connected(try fix())
        case .disconnected: return .disconnected(try fix())
        case .fix:
            guard let fix = try fix() else { throw .position }
            return .fix(fix)
        case .car:
            return .car(
                CarReport(
                    odometer: try distance(odometer), position: try position(), activity: activity, charge: charge,
                    range: try distance(range), fetched: fetched))
        }
    }

    private func fix() throws(Lack) -> Fix? {
        guard let position = try position() else { return nil }
        return Fix(position: position, accuracy: accuracy, speed: speed, heading: heading, movement: movement)
    }

    private func position() throws(Lack) -> Position? {
        guard latitude != nil || longitude != nil else { return nil }
        guard let latitude, let longitude, let position = Position(latitude: latitude, longitude: longitude) else {
            throw .place
        }
        return position
    }

    private func distance(_ kilometres: Double?) throws(Lack) -> Distance? {
        guard let kilometres else { return nil }
        guard let distance = Distance(kilometres: kilometres) else { throw .distance }
        return distance
    }
}

extension ObservationRecord {
    static func read(_ reader: inout JSONReader) throws(JSONError) -> Observation {
        var record = ObservationRecord()
        try reader.beginObject()
        while let key = try reader.nextKey() { try record.read(key, &reader) }
        let observation: Observation
        do throws(Lack) {
            observation = try record.complete()
        } catch {
            throw reader.error(.invalidValue, error.sentence)
        }
        if let fault = observation.fault { throw reader.error(.outOfRange, "An observation is nonsense: \(fault).") }
        return observation
    }

    private mutating func read(_ key: JSONReader.Key, _ reader: inout JSONReader) throws(JSONError) {
        switch key {
        case "at": instant = try Self.instant(&reader)
        case "device": device = try reader.readString()
        case "is":
            guard let kind = Kind(rawValue: try reader.readString()), kind != .none else {
                throw reader.error(.invalidValue, "This is nothing that can be observed.")
            }
            self.kind = kind
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
}
