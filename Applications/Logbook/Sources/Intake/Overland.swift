// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Reads batches of Overland (Overland for iOS, API, 2026-11): GeoJSON features, longitude first.
///
/// The app keeps its points until it gets exactly the reply that is named here, so one point that cannot be, as one
/// with a clock of 1970, is left out and counted instead of holding up all that follow. A batch without any good point
/// is refused.
package enum Overland {
    /// The name of this form in an arrival.
    package static let form = "overland"

    /// Reads one batch.
    ///
    /// - Throws: `LogbookError` with the place of what is wrong; then nothing of it counts.
    package static func read(_ body: [UInt8], from receipt: Receipt) throws(LogbookError) -> Received {
        var received = Received(answer: Received.Answer(contentType: "application/json", text: #"{"result":"ok"}"#))
        var faults = Faults()
        var hasLocations = false
        try LogbookError.reading(body) { reader throws(JSONError) in
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "locations":
                    hasLocations = true
                    try reader.beginArray()
                    while try reader.nextElement() {
                        try received.checkRoom(reader)
                        try OverlandFeature.read(&reader, &faults, into: &received, from: receipt)
                    }
                // The newest point comes again in a batch of its own; a trip's ends are among the points.
                default: try reader.skipValue()
                }
            }
        }
        guard hasLocations else {
            throw LogbookError(.invalid, "The member locations is missing; Overland sends a list under it.")
        }
        if received.parts.isEmpty { try faults.check() }
        return received
    }
}

/// One point.
private struct OverlandFeature {
    var draft = FixDraft()
    var device: String?
    var motions: [String] = []
    var isPoint = true

    static func read(
        _ reader: inout JSONReader, _ faults: inout Faults, into received: inout Received, from receipt: Receipt
    ) throws(JSONError) {
        var feature = OverlandFeature()
        faults.isElementBad = false
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "geometry": try feature.readGeometry(&reader, &faults)
            case "properties": try feature.readProperties(&reader, &faults, from: receipt)
            default: try reader.skipValue()
            }
        }
        feature.finish(reader, &faults, into: &received, from: receipt)
    }

    private mutating func readGeometry(_ reader: inout JSONReader, _ faults: inout Faults) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "type": isPoint = try reader.readString() == "Point"
            case "coordinates":
                var place = 0
                try reader.beginArray()
                while try reader.nextElement() {
                    switch place {
                    case 0: draft.longitude = try reader.read(.longitude, &faults)
                    case 1: draft.latitude = try reader.read(.latitude, &faults)
                    default: try reader.skipValue()
                    }
                    place += 1
                }
            default: try reader.skipValue()
            }
        }
    }

    private mutating func readProperties(
        _ reader: inout JSONReader, _ faults: inout Faults, from receipt: Receipt
    ) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "timestamp": draft.instant = try reader.readInstant(for: receipt, &faults)
            case "speed": draft.speed = try reader.read(.speed, &faults)
            case "course": draft.heading = try reader.read(.heading, &faults)
            case "horizontal_accuracy": draft.accuracy = try reader.read(.accuracy, &faults)
            case "device_id": device = try reader.readName(&faults)
            case "motion":
                guard try reader.peekKind() == .array else {
                    try reader.skipValue()
                    continue
                }
                try reader.readArray { reader throws(JSONError) in
                    guard let word = try reader.readName(&faults), motions.count < 8 else { return }
                    motions.append(word)
                }
            default: try reader.skipValue()
            }
        }
    }

    private func finish(
        _ reader: borrowing JSONReader, _ faults: inout Faults, into received: inout Received, from receipt: Receipt
    ) {
        guard !faults.isElementBad else { return received.ignore(.outOfRange) }
        guard isPoint else { return received.ignore(.otherKind) }
        guard let instant = draft.instant else { return received.ignore(.withoutTime) }
        var draft = draft
        draft.movement = Fix.Movement(words: motions)
        guard let fix = draft.fix else { return received.ignore(.withoutPosition) }
        received.device = received.device ?? device
        received.add(
            Observation(instant: instant, device: receipt.device(named: device), fact: .fix(fix)),
            at: receipt.arrival)
    }
}
