// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Reads messages of a broker one by one, whatever client brings them: those of OwnTracks, TeslaMate and evcc, and
/// reports under `steward/report`.
///
/// It remembers what belongs to later messages: a latitude until its longitude comes, and which car is at a charger. A
/// value that the broker kept is not taken, since its time is unknown; the names are.
package struct MQTTTopics: Sendable {
    /// What to ask a broker for.
    package static let subscriptions = [
        "owntracks/+/+", "owntracks/+/+/event", "teslamate/+/+/+", "teslamate/+/cars/+/+", "evcc/loadpoints/+/+",
        "steward/report",
    ]

    /// Half of a position that came alone, and when.
    private struct HalfPosition {
        var place = FixDraft()
        var instant: Int64
    }

    private var halves: [String: HalfPosition] = [:]
    private var chargers: [String: EvccLoadpoint] = [:]

    /// How long half of a position waits for the other.
    private static let pause = 5 * InstantText.second
    /// How many cars and chargers are remembered.
    private static let most = 1_000

    package init() {}

    /// The name of the form in an arrival for a topic; `nil` for a topic that tells of no vehicle.
    package static func form(of topic: String) -> String? {
        switch topic.prefix(while: { $0 != "/" }) {
        case "owntracks": OwnTracks.form
        case "teslamate": TeslaMate.form
        case "evcc": Evcc.form
        case "steward": VehiclePush.form
        default: nil
        }
    }

    /// Reads one message.
    ///
    /// - Throws: `LogbookError` with the place of what is wrong; the next message can be read all the same.
    package mutating func read(
        _ message: MQTTMessage, from receipt: Receipt
    ) throws(LogbookError) -> Received {
        guard message.payload.count <= Received.mostBytes else {
            throw LogbookError(.tooMuch, "A message has more than \(Received.mostBytes) bytes; send less at once.")
        }
        let parts = message.topic.split(separator: "/", omittingEmptySubsequences: false)
        switch parts.first {
        case "owntracks" where parts.count == 3 || (parts.count == 4 && parts[3] == "event"):
            // What a phone said last is kept by the broker too; it has its own time.
            return try OwnTracks.read(message.payload, device: "\(parts[1])/\(parts[2])", from: receipt)
        case "teslamate":
            guard let topic = TeslaMateTopic(message.topic) else { break }
            return try readTesla(topic, message, from: receipt)
        case "evcc" where parts.count == 4 && parts[1] == "loadpoints":
            return try readCharger(String(parts[2]), String(parts[3]), message, from: receipt)
        case "steward" where parts.count == 2 && parts[1] == "report":
            guard !message.isRetained else { return Self.ignored(.retained) }
            return try VehiclePush.read(body: message.payload, from: receipt)
        default: break
        }
        return Self.ignored(.otherKind)
    }

    private static func ignored(_ reason: Received.Ignored) -> Received {
        var received = Received()
        received.ignore(reason)
        return received
    }

    private mutating func readTesla(
        _ topic: TeslaMateTopic, _ message: MQTTMessage, from receipt: Receipt
    ) throws(LogbookError) -> Received {
        if let sentence = Receipt.fault(ofName: topic.car) { throw LogbookError(.invalid, sentence) }
        var car = TeslaMateCar()
        let isKnown = try Self.readValue(message) { reader, faults throws(JSONError) in
            try car.read(topic.value, &reader, &faults)
        }
        guard isKnown else { return Self.ignored(.otherKind) }
        guard !message.isRetained else { return Self.ignored(.retained) }
        if car.place.isHalf { join(&car.place, of: topic.car, at: receipt.arrival) }
        guard let report = car.report else { return Self.ignored(.withoutPosition) }
        var received = Received()
        received.add(
            Observation(instant: receipt.arrival, device: receipt.device, fact: .car(report)),
            of: VehicleHint(name: topic.car), at: receipt.arrival)
        return received
    }

    /// Completes half of a position with the other half, when that came just before; else keeps it.
    private mutating func join(_ place: inout FixDraft, of car: String, at arrival: Int64) {
        if let half = halves[car], abs(arrival - half.instant) <= Self.pause {
            place.latitude = place.latitude ?? half.place.latitude
            place.longitude = place.longitude ?? half.place.longitude
        }
        if place.isHalf, halves.count < Self.most || halves[car] != nil {
            halves[car] = HalfPosition(place: place, instant: arrival)
        } else {
            halves[car] = nil
        }
    }

    private mutating func readCharger(
        _ charger: String, _ value: String, _ message: MQTTMessage, from receipt: Receipt
    ) throws(LogbookError) -> Received {
        guard charger.utf8.count <= 8, Int(charger) != nil, chargers.count < Self.most || chargers[charger] != nil
        else { return Self.ignored(.otherKind) }
        let known = chargers[charger] ?? EvccLoadpoint()
        var news = EvccLoadpoint()
        let isKnown = try Self.readValue(message) { reader, faults throws(JSONError) in
            try news.read(value, &reader, &faults)
        }
        guard isKnown else { return Self.ignored(.otherKind) }
        var kept = known
        switch value {
        case "vehicleName": kept.name = news.name
        case "vehicleTitle": kept.title = news.title
        case "connected": kept.isConnected = news.isConnected
        default: break
        }
        chargers[charger] = kept
        guard !message.isRetained else { return Self.ignored(.retained) }
        guard kept.isConnected != false else { return Self.ignored(.notConnected) }
        guard let report = news.report else { return Self.ignored(.withoutPosition) }
        var received = Received()
        received.add(
            Observation(instant: receipt.arrival, device: receipt.device, fact: .car(report)),
            of: VehicleHint(name: kept.vehicle), at: receipt.arrival)
        return received
    }

    /// Reads a payload: an object as JSON, anything else as text, for brokers carry `D` as well as `50010.4`.
    private static func readValue(
        _ message: MQTTMessage, _ body: (inout JSONReader, inout Faults) throws(JSONError) -> Bool
    ) throws(LogbookError) -> Bool {
        // An empty message says that a value is gone.
        guard !message.payload.isEmpty else { return false }
        guard let text = String(validating: message.payload, as: UTF8.self) else {
            throw LogbookError(.invalid, "The message under \(message.topic.prefix(100)) is not UTF-8; publish text.")
        }
        let bytes = text.first == "{" ? message.payload : (try? JSON.string(text).canonicalBytes()) ?? []
        var faults = Faults()
        var isKnown = false
        do throws(JSONError) {
            try JSONReader.read(bytes, limits: .intake) { reader throws(JSONError) in
                isKnown = try body(&reader, &faults)
            }
        } catch {
            throw LogbookError(.invalid, "The message under \(message.topic.prefix(100)) cannot be: \(error)")
        }
        if let first = faults.first {
            throw LogbookError(first.code, "The message under \(message.topic.prefix(100)) cannot be: \(first)")
        }
        return isKnown
    }
}
