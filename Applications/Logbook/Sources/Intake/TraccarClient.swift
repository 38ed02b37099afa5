// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Reads what Traccar Client 9 and later posts as JSON (Traccar, OsmAnd protocol, JSON form, 2026-11).
///
/// Its `odometer` is the phone's own counter and no car's; it is left out. `location` may be a list. `device_id` shows
/// who sends it, for it holds the device's token: it is looked at before, and kept nowhere.
package enum TraccarClient {
    /// The name of this form in an arrival.
    package static let form = "traccar"

    /// Reads one request.
    ///
    /// - Throws: `LogbookError` with the place of what is wrong; then nothing of it counts.
    package static func read(_ body: [UInt8], from receipt: Receipt) throws(LogbookError) -> Received {
        var received = Received(answer: Received.Answer(contentType: "text/plain", text: ""))
        var faults = Faults()
        var drafts: [FixDraft] = []
        try LogbookError.reading(body) { reader throws(JSONError) in
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "location": try readLocations(&reader, &faults, into: &drafts, from: receipt)
                default: try reader.skipValue()
                }
            }
            if drafts.isEmpty { faults.note(reader, "The member location is missing; the app sends it.") }
        }
        try faults.check()
        for draft in drafts {
            guard let fix = draft.fix, let instant = draft.instant else {
                received.ignore(.withoutPosition)
                continue
            }
            received.add(
                Observation(instant: instant, device: receipt.device, fact: .fix(fix)), at: receipt.arrival)
        }
        return received
    }

    private static func readLocations(
        _ reader: inout JSONReader, _ faults: inout Faults, into drafts: inout [FixDraft], from receipt: Receipt
    ) throws(JSONError) {
        guard try reader.peekKind() == .array else {
            return drafts.append(try readLocation(&reader, &faults, from: receipt))
        }
        try reader.beginArray()
        while try reader.nextElement() {
            try Received.checkCount(drafts.count, reader)
            drafts.append(try readLocation(&reader, &faults, from: receipt))
        }
    }

    private static func readLocation(
        _ reader: inout JSONReader, _ faults: inout Faults, from receipt: Receipt
    ) throws(JSONError) -> FixDraft {
        var draft = FixDraft()
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "timestamp": draft.instant = try reader.readInstant(for: receipt, &faults)
            case "coords":
                try reader.beginObject()
                while let key = try reader.nextKey() {
                    guard try !draft.read(key, &reader, &faults) else { continue }
                    try reader.skipValue()
                }
            case "activity": draft.movement = try readActivity(&reader, &faults)
            default: try reader.skipValue()
            }
        }
        if draft.instant == nil, !faults.isElementBad {
            faults.note(reader, "The location has no timestamp; the app sends one.")
        }
        if draft.isHalf { faults.note(reader, "One of latitude and longitude is missing; the app sends both.") }
        return draft
    }

    /// What the phone takes its owner to be doing, when it is rather sure.
    private static func readActivity(
        _ reader: inout JSONReader, _ faults: inout Faults
    ) throws(JSONError) -> Fix.Movement? {
        var movement: Fix.Movement?
        var confidence: Double?
        guard try reader.peekKind() == .object else {
            try reader.skipValue()
            return nil
        }
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "type": movement = try reader.readName(&faults).flatMap(Fix.Movement.init(word:))
            case "confidence": confidence = try reader.read(.confidence, &faults)
            default: try reader.skipValue()
            }
        }
        return (confidence ?? 100) >= 50 ? movement : nil
    }
}
