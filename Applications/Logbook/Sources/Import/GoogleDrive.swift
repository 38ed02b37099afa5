// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// A drive as Google found it, with the points that belong to it.
struct GoogleDrive {
    struct Point {
        let instant: Int64
        let fix: Fix
    }

    var start: Int64
    var end: Int64
    var from: Position?
    var to: Position?
    var points: [Point] = []

    /// Whether a word for a movement is one of a car; Google writes `IN_PASSENGER_VEHICLE` or `in passenger vehicle`.
    static func isDriving(_ word: String) -> Bool {
        Fix.Movement(word: word.replacing(" ", with: "_")) == .driving
    }

    /// Whether a word is one of a vehicle that has no odometer of ours.
    static func isOtherVehicle(_ word: String) -> Bool {
        switch word.uppercased() {
        case "IN_RAIL_VEHICLE", "IN_TRAIN", "IN_SUBWAY", "IN_TRAM", "IN_BUS", "IN_FERRY", "FLYING", "SAILING",
            "IN_CABLECAR", "IN_FUNICULAR", "IN_GONDOLA_LIFT", "BOATING", "IN_TWO_WHEELER_VEHICLE", "MOTORCYCLING":
            true
        default: false
        }
    }

    /// Reads an element of `timelineObjects` (Takeout, Semantic Location History until 2024).
    static func readSemantic(
        _ reader: inout JSONReader, _ faults: inout Faults, into received: inout Received, _ receipt: Receipt
    ) throws(JSONError) -> Self? {
        var segment: SemanticSegment?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            guard key.text == "activitySegment" else {
                try reader.skipValue()
                continue
            }
            var read = SemanticSegment()
            try read.read(&reader, &faults, receipt)
            segment = read
        }
        guard let segment else {
            received.ignore(.otherKind)
            return nil
        }
        guard !faults.isElementBad else {
            received.ignore(.outOfRange)
            return nil
        }
        return segment.drive(&received)
    }
}

/// `activitySegment` while it is read.
private struct SemanticSegment {
    var start: Int64?
    var end: Int64?
    var from: Position?
    var to: Position?
    var word = ""
    var points: [GoogleDrive.Point] = []

    mutating func read(
        _ reader: inout JSONReader, _ faults: inout Faults, _ receipt: Receipt
    ) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "startLocation": from = try Self.readPlace(&reader, &faults)
            case "endLocation": to = try Self.readPlace(&reader, &faults)
            case "activityType": word = try reader.readName(&faults) ?? ""
            case "duration":
                try reader.beginObject()
                while let key = try reader.nextKey() {
                    switch key {
                    case "startTimestamp", "startTimestampMs": start = try reader.readInstant(for: receipt, &faults)
                    case "endTimestamp", "endTimestampMs": end = try reader.readInstant(for: receipt, &faults)
                    default: try reader.skipValue()
                    }
                }
            case "simplifiedRawPath":
                try reader.beginObject()
                while let key = try reader.nextKey() {
                    guard key.text == "points" else {
                        try reader.skipValue()
                        continue
                    }
                    try reader.beginArray()
                    while try reader.nextElement() { try readPoint(&reader, &faults, receipt) }
                }
            default: try reader.skipValue()
            }
        }
    }

    private static func readPlace(_ reader: inout JSONReader, _ faults: inout Faults) throws(JSONError) -> Position? {
        var draft = FixDraft()
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "latitudeE7": draft.latitude = try reader.readE7(.latitude, &faults)
            case "longitudeE7": draft.longitude = try reader.readE7(.longitude, &faults)
            default: try reader.skipValue()
            }
        }
        return draft.position
    }

    private mutating func readPoint(
        _ reader: inout JSONReader, _ faults: inout Faults, _ receipt: Receipt
    ) throws(JSONError) {
        var draft = FixDraft()
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "latE7": draft.latitude = try reader.readE7(.latitude, &faults)
            case "lngE7": draft.longitude = try reader.readE7(.longitude, &faults)
            case "accuracyMeters": draft.accuracy = try reader.read(.accuracy, &faults)
            case "timestamp", "timestampMs": draft.instant = try reader.readInstant(for: receipt, &faults)
            default: try reader.skipValue()
            }
        }
        draft.movement = .driving
        guard let fix = draft.fix, let instant = draft.instant else { return }
        points.append(GoogleDrive.Point(instant: instant, fix: fix))
    }

    func drive(_ received: inout Received) -> GoogleDrive? {
        guard GoogleDrive.isDriving(word) else {
            received.ignore(.otherMovement)
            return nil
        }
        guard let start, let end, start <= end else {
            received.ignore(.withoutTime)
            return nil
        }
        return GoogleDrive(
            start: start, end: end, from: from, to: to, points: points.filter { (start...end).contains($0.instant) })
    }
}
