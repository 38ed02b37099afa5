// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// An element of `Timeline.json` (Android) or of `location-history.json` (iPhone), exported on the phone since 2024.
/// Google documents neither; this follows what both contain as of 2026-11.
///
/// Drives and the points of ways come apart. Points count where the first reading of the file found a drive.
struct GoogleSegment {
    private var start: Int64?
    private var end: Int64?
    private var word: String?
    private var from: Position?
    private var to: Position?
    private var path: [(instant: Int64?, minutes: Double?, position: Position)] = []
    private var hasPath = false

    /// Reads one segment; gives the drive that it is. Points of a way go into `received` in the second reading.
    static func read(
        _ reader: inout JSONReader, _ faults: inout Faults, into received: inout Received, _ receipt: Receipt,
        _ known: DriveTimes?
    ) throws(JSONError) -> GoogleDrive? {
        var segment = GoogleSegment()
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "startTime": segment.start = try reader.readInstant(for: receipt, &faults)
            case "endTime": segment.end = try reader.readInstant(for: receipt, &faults)
            case "activity": try segment.readActivity(&reader, &faults)
            case "timelinePath":
                segment.hasPath = true
                try reader.beginArray()
                while try reader.nextElement() { try segment.readPoint(&reader, &faults, receipt) }
            default: try reader.skipValue()
            }
        }
        guard !faults.isElementBad else {
            received.ignore(.outOfRange)
            return nil
        }
        if segment.hasPath { segment.addPath(to: &received, receipt, known) }
        return segment.drive(&received)
    }

    private mutating func readActivity(_ reader: inout JSONReader, _ faults: inout Faults) throws(JSONError) {
        word = ""
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "start": from = try reader.readGooglePosition(&faults)
            case "end": to = try reader.readGooglePosition(&faults)
            case "topCandidate":
                try reader.beginObject()
                while let key = try reader.nextKey() {
                    guard key.text == "type" else {
                        try reader.skipValue()
                        continue
                    }
                    word = try reader.readName(&faults)
                }
            default: try reader.skipValue()
            }
        }
    }

    private mutating func readPoint(
        _ reader: inout JSONReader, _ faults: inout Faults, _ receipt: Receipt
    ) throws(JSONError) {
        var position: Position?
        var instant: Int64?
        var minutes: Double?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "point": position = try reader.readGooglePosition(&faults)
            case "time": instant = try reader.readInstant(for: receipt, &faults)
            case "durationMinutesOffsetFromStartTime": minutes = try reader.read(.minutes, &faults)
            default: try reader.skipValue()
            }
        }
        if let position { path.append((instant, minutes, position)) }
    }

    private func addPath(to received: inout Received, _ receipt: Receipt, _ known: DriveTimes?) {
        for point in path {
            let counted = point.minutes.flatMap { minutes in
                start.map { $0 + Int64((minutes * 60e6).rounded()) }
            }
            guard let instant = point.instant ?? counted else {
                received.ignore(.withoutTime)
                continue
            }
            guard known?.contain(instant) ?? false else {
                received.ignore(.otherMovement)
                continue
            }
            let fix = Fix(position: point.position, movement: .driving)
            received.add(
                Observation(instant: instant, device: receipt.device, fact: .fix(fix)), at: receipt.arrival)
        }
    }

    private func drive(_ received: inout Received) -> GoogleDrive? {
        guard let word else {
            if !hasPath { received.ignore(.otherKind) }
            return nil
        }
        guard GoogleDrive.isDriving(word) else {
            received.ignore(.otherMovement)
            return nil
        }
        guard let start, let end, start <= end else {
            received.ignore(.withoutTime)
            return nil
        }
        return GoogleDrive(start: start, end: end, from: from, to: to)
    }
}

/// An element of `rawSignals`: what an Android phone heard in the last weeks.
enum GoogleSignal {
    static func read(
        _ reader: inout JSONReader, _ faults: inout Faults, into received: inout Received, _ receipt: Receipt,
        _ known: DriveTimes?
    ) throws(JSONError) {
        var position: Position?
        var draft = FixDraft()
        try reader.beginObject()
        while let key = try reader.nextKey() {
            guard key.text == "position" else {
                try reader.skipValue()
                continue
            }
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "LatLng", "latLng": position = try reader.readGooglePosition(&faults)
                case "accuracyMeters": draft.accuracy = try reader.read(.accuracy, &faults)
                case "speedMetersPerSecond": draft.speed = try reader.read(.speed, &faults)
                case "timestamp": draft.instant = try reader.readInstant(for: receipt, &faults)
                default: try reader.skipValue()
                }
            }
        }
        guard !faults.isElementBad else { return received.ignore(.outOfRange) }
        guard let position else { return received.ignore(.otherKind) }
        guard let instant = draft.instant else { return received.ignore(.withoutTime) }
        guard known?.contain(instant) ?? false else { return received.ignore(.otherMovement) }
        let fix = Fix(position: position, accuracy: draft.accuracy, speed: draft.speed, movement: .driving)
        received.add(
            Observation(instant: instant, device: receipt.device, fact: .fix(fix)), at: receipt.arrival)
    }
}
