// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// A point of Google's `Records.json`, or of `Location History.json` before 2022 (locationhistoryformat.com, 2026-11).
enum GoogleRecord {
    /// Reads one point. One that cannot be is left out and counted, as ten years of points have some; so is one on a
    /// train or a plane.
    static func read(
        _ reader: inout JSONReader, _ faults: inout Faults, into received: inout Received, from receipt: Receipt
    ) throws(JSONError) {
        var draft = FixDraft()
        var word: String?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "latitudeE7": draft.latitude = try reader.readE7(.latitude, &faults)
            case "longitudeE7": draft.longitude = try reader.readE7(.longitude, &faults)
            case "accuracy": draft.accuracy = try reader.read(.accuracy, &faults)
            case "velocity": draft.speed = try reader.read(.speed, &faults)
            case "heading": draft.heading = try reader.read(.heading, &faults)
            case "timestamp", "timestampMs": draft.instant = try reader.readInstant(for: receipt, &faults)
            case "activity": word = try readActivities(&reader, &faults) ?? word
            default: try reader.skipValue()
            }
        }
        guard !faults.isElementBad else { return received.ignore(.outOfRange) }
        draft.movement = word.flatMap(Fix.Movement.init(word:))
        if let word, draft.movement == nil, GoogleDrive.isOtherVehicle(word) { return received.ignore(.otherMovement) }
        guard let fix = draft.fix else { return received.ignore(.withoutPosition) }
        guard let instant = draft.instant else { return received.ignore(.withoutTime) }
        received.add(
            Observation(instant: instant, device: receipt.device, fact: .fix(fix)), at: receipt.arrival)
    }

    /// What the phone held most likely first.
    private static func readActivities(
        _ reader: inout JSONReader, _ faults: inout Faults
    ) throws(JSONError) -> String? {
        guard try reader.peekKind() == .array else {
            try reader.skipValue()
            return nil
        }
        var best: (word: String, confidence: Double)?
        try reader.readArray { reader throws(JSONError) in
            try reader.readObject { key, reader throws(JSONError) in
                guard key.text == "activity", try reader.peekKind() == .array else { return }
                try reader.readArray { reader throws(JSONError) in
                    var word: String?
                    var confidence = 0.0
                    try reader.readObject { key, reader throws(JSONError) in
                        switch key {
                        case "type": word = try reader.readName(&faults)
                        case "confidence": confidence = try reader.read(.confidence, &faults) ?? 0
                        default: try reader.skipValue()
                        }
                    }
                    if let word, word != "UNKNOWN", word != "TILTING", confidence > (best?.confidence ?? 0) {
                        best = (word, confidence)
                    }
                }
            }
        }
        return best?.word
    }
}

extension JSONReader {
    /// Reads ten-millionths of a degree. Old exports have numbers that went through 32 bits without a sign.
    mutating func readE7(_ measure: Measure, _ faults: inout Faults) throws(JSONError) -> Double? {
        guard try !readNullIfPresent() else { return nil }
        let number = try readDouble()
        let degrees = (number > 1.8e9 ? number - 4_294_967_296 : number) / 1e7
        switch measure.read(degrees) {
        case .known(let value): return value
        case .unknown: return nil
        case .wrong(let sentence):
            faults.note(self, sentence)
            return nil
        }
    }

    /// Reads `52.09°, 5.12°` or `geo:52.09,5.12`, as it is or as a member `latLng`; `nil` when there is none, or it is
    /// wrong, which `faults` notes.
    mutating func readGooglePosition(_ faults: inout Faults) throws(JSONError) -> Position? {
        switch try peekKind() {
        case .string:
            let text = try readString()
            guard !text.isEmpty else { return nil }
            let position = Position(google: text)
            if position == nil { faults.note(self, "\"\(text.prefix(60))\" is no position.") }
            return position
        case .object:
            var position: Position?
            try beginObject()
            while let key = try nextKey() {
                switch key {
                case "latLng", "LatLng": position = try readGooglePosition(&faults)
                default: try skipValue()
                }
            }
            return position
        default:
            try skipValue()
            return nil
        }
    }
}

extension Position {
    /// A position as Google's phones write it.
    init?(google text: String) {
        let bare = text.hasPrefix("geo:") ? text.dropFirst(4) : text[...]
        let parts = bare.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        let numbers = parts.map { part in NumberText.read(part.filter { $0 != "°" }) }
        guard let latitude = numbers[0], let longitude = numbers[1], latitude != 0 || longitude != 0 else { return nil }
        self.init(latitude: latitude, longitude: longitude)
    }
}
