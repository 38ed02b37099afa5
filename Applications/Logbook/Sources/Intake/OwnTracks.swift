// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Reads messages of OwnTracks, by HTTP or MQTT (OwnTracks booklet, JSON formats, 2026-11).
///
/// `location` and `transition` are fixes; every other kind is left out and counted, the encrypted ones too. A tracker
/// in a car that speaks this format may add `odometer` (km), `vin` and `ign`. The reply is an empty list: no message
/// for the phone.
package enum OwnTracks {
    /// The name of this form in an arrival.
    package static let form = "owntracks"

    /// Reads one message, or a list of them.
    ///
    /// - Parameter device: what the phone calls itself outside the message (`X-Limit-D`, parameter `d`, or the topic's
    ///   last part); without it the message's `tid` counts.
    /// - Throws: `LogbookError` with the place of what is wrong; then nothing of it counts.
    package static func read(
        _ body: [UInt8], device: String? = nil, from receipt: Receipt
    ) throws(LogbookError) -> Received {
        var received = Received(answer: Received.Answer(contentType: "application/json", text: "[]"))
        // An empty message clears what a broker keeps.
        guard !body.isEmpty else {
            received.ignore(.otherKind)
            return received
        }
        var faults = Faults()
        if let sentence = device.flatMap(Receipt.fault(ofName:)) { faults.note(parameter: "device", sentence) }
        received.device = device
        try LogbookError.reading(body) { reader throws(JSONError) in
            guard try reader.peekKind() == .array else {
                return try OwnTracksMessage.read(&reader, &faults, into: &received, from: receipt)
            }
            try reader.beginArray()
            while try reader.nextElement() {
                try received.checkRoom(reader)
                try OwnTracksMessage.read(&reader, &faults, into: &received, from: receipt)
            }
        }
        try faults.check()
        return received
    }
}

/// One message.
private struct OwnTracksMessage {
    var kind: String?
    var draft = FixDraft()
    var tracker: String?
    var vin: String?
    var odometer: Double?
    var ignition: Bool?
    var motions: [String] = []

    static func read(
        _ reader: inout JSONReader, _ faults: inout Faults, into received: inout Received, from receipt: Receipt
    ) throws(JSONError) {
        var message = OwnTracksMessage()
        try reader.beginObject()
        while let key = try reader.nextKey() {
            guard try !message.readCar(key, &reader, &faults) else { continue }
            switch key {
            case "_type": message.kind = try reader.readString()
            case "tst": message.draft.instant = try reader.readInstant(for: receipt, &faults)
            case "lat": message.draft.latitude = try reader.read(.latitude, &faults)
            case "lon": message.draft.longitude = try reader.read(.longitude, &faults)
            case "acc": message.draft.accuracy = try reader.read(.accuracy, &faults)
            case "vel": message.draft.speed = try reader.read(.kilometresAnHour, &faults).map { $0 / 3.6 }
            case "cog": message.draft.heading = try reader.read(.heading, &faults)
            case "tid": message.tracker = try reader.readName(&faults)
            default: try reader.skipValue()
            }
        }
        message.finish(reader, &faults, into: &received, from: receipt)
    }

    /// Members that tell of the car or of what its driver does.
    private mutating func readCar(
        _ key: JSONReader.Key, _ reader: inout JSONReader, _ faults: inout Faults
    ) throws(JSONError) -> Bool {
        switch key {
        case "vin": vin = try reader.readName(&faults)
        case "odometer": odometer = try reader.read(.kilometres, &faults)
        case "ign": ignition = try reader.readFlag()
        case "motionactivities":
            guard try reader.peekKind() == .array else { return false }
            try reader.readArray { reader throws(JSONError) in
                guard let word = try reader.readName(&faults), motions.count < 8 else { return }
                motions.append(word)
            }
        default: return false
        }
        return true
    }

    private func finish(
        _ reader: borrowing JSONReader, _ faults: inout Faults, into received: inout Received, from receipt: Receipt
    ) {
        switch kind {
        case nil: return faults.note(reader, "The message has no _type; OwnTracks sends one, as \"location\".")
        case "location", "transition": break
        case "encrypted": return received.ignore(.encrypted)
        default: return received.ignore(.otherKind)
        }
        guard !faults.isElementBad else { return }
        guard let instant = draft.instant else {
            return faults.note(reader, "The \(kind ?? "message") has no tst, the time in seconds since 1970.")
        }
        if draft.isHalf { return faults.note(reader, "One of lat and lon is missing; OwnTracks sends both.") }
        if received.device == nil { received.device = tracker }
        let device = receipt.device(named: received.device ?? tracker)
        let vehicle = VehicleHint(vin: vin)
        var draft = draft
        draft.movement = Fix.Movement(words: motions)
        if let fix = draft.fix {
            received.add(
                Observation(instant: instant, device: device, fact: .fix(fix)), of: vehicle, at: receipt.arrival)
        } else {
            received.ignore(.withoutPosition)
        }
        // An odometer at 0 is one that the tracker does not know.
        let metres = odometer.flatMap { $0 > 0 ? Distance(kilometres: $0) : nil }
        let report = CarReport(
            odometer: metres, position: draft.position, activity: ignition == false ? .parked : nil)
        guard report.odometer != nil || report.activity != nil else { return }
        received.add(
            Observation(instant: instant, device: device, fact: .car(report)), of: vehicle, at: receipt.arrival)
    }
}
