// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Reads the elements of a phone's Timeline export. Google documents the format nowhere; this follows what exports
/// of Android (`Timeline.json`) and iPhone (`location-history.json`) hold as of 2026-11.
///
/// What has the wrong type or is outside of what can be is counted and left out; only broken JSON is thrown.
struct ElementReader {
    /// What is looked for. Activities come first, because the points within one may stand before it.
    enum Search: Sendable { case activities, records }

    /// What an element held.
    struct Found {
        var records: [(kind: LocationRecord.Kind, record: LocationRecord)] = []
        var activity: (type: String, confidence: Int?, span: ClosedRange<Int64>)?
        /// Whether the element is one of an export at all.
        var isKnown = false
    }

    static let limits = JSONLimits(bytes: JSONElements.mostBytes, depth: 64, stringBytes: 1 << 20)
    static let longestType = 100
    let search: Search
    /// The last instant that can be true.
    let latest: Int64
    var invalid = InvalidRecords()
    /// How many records were met, good or not.
    var read: [LocationRecord.Kind: Int] = [:]
    /// Where the element stands; for sentences.
    private var element: JSONElements.Element?
    /// Whether something of the record being read was noted already.
    private var isBad = false

    init(_ search: Search, latest: Int64) {
        self.search = search
        self.latest = latest
    }

    mutating func read(_ element: JSONElements.Element) throws(JSONError) -> Found {
        self.element = element
        defer { self.element = nil }
        var found = Found()
        var copy = self
        try JSONReader.read(element.bytes, limits: Self.limits) { reader throws(JSONError) in
            guard try reader.peekKind() == .object else { return copy.note(.type, "The element is no object.") }
            if element.key == "rawSignals" {
                try copy.readSignal(&reader, &found)
            } else {
                try copy.readSegment(&reader, &found)
            }
        }
        self = copy
        return found
    }

    mutating func note(_ reason: InvalidRecords.Reason, _ sentence: String) {
        isBad = true
        invalid.note(reason, element?.place ?? "The file", sentence)
    }

    // MARK: - Segments

    private struct PathPoint {
        var position: Position?
        var instant: Int64?
        var minutes: Double?
    }

    private struct Candidate {
        var position: Position?
        var type: String?
        var probability: Double?
        /// As whole hundredths, cut off.
        var confidence: Int? { probability.map { Int($0 * 100) } }
    }

    private mutating func readSegment(_ reader: inout JSONReader, _ found: inout Found) throws(JSONError) {
        var (start, end): (String?, String?)
        var path: [PathPoint] = []
        var (visit, activity): (Candidate?, Candidate?)
        var isBadVisit = false
        try reader.beginObject()
        while let key = try reader.nextKey() {
            isBad = false
            switch (key, search) {
            case ("startTime", _): if try reader.peekKind() == .string { start = try reader.readString() }
            case ("endTime", _): if try reader.peekKind() == .string { end = try reader.readString() }
            case ("activity", .activities):
                activity = try candidate(&reader)
                if isBad { activity = nil }
            case ("visit", .records):
                visit = try candidate(&reader)
                isBadVisit = isBad
            case ("timelinePath", .records): try readPath(&reader, &path)
            case ("timelineMemory", _): found.isKnown = true
            default: break
            }
        }
        found.isKnown = found.isKnown || start != nil
        for point in path { add(point, start, &found) }
        if let activity { addActivity(activity, start, end, &found) }
        if let visit { addVisit(visit, isBadVisit, start, end, &found) }
    }

    private mutating func readPath(_ reader: inout JSONReader, _ path: inout [PathPoint]) throws(JSONError) {
        guard try reader.peekKind() == .array else { return note(.type, "timelinePath is no list.") }
        try reader.beginArray()
        while try reader.nextElement() {
            read[.path, default: 0] += 1
            isBad = false
            guard try reader.peekKind() == .object else {
                note(.type, "A point of timelinePath is no object.")
                continue
            }
            var point = PathPoint()
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "point": point.position = try position(&reader)
                case "time":
                    let text = try text(&reader, "time")
                    if !isBad { point.instant = instant(text) }
                case "durationMinutesOffsetFromStartTime": point.minutes = try number(&reader, .time)
                default: break
                }
            }
            if !isBad { path.append(point) }
        }
    }

    private mutating func add(_ point: PathPoint, _ start: String?, _ found: inout Found) {
        isBad = false
        guard let position = point.position else { return note(.withoutPosition, "A point has no position.") }
        var instant = point.instant
        if instant == nil, let minutes = point.minutes, abs(minutes) <= 1e6 {
            instant = self.instant(start).map { $0 + Int64((minutes * 60e6).rounded()) }
            if isBad { return }
        }
        guard let instant, instant <= latest else { return note(.time, "A point has no time.") }
        found.records.append(
            (
                .path,
                LocationRecord(instant: instant, latitude: position.latitude, longitude: position.longitude)
            ))
    }

    /// Reads `topCandidate` of a visit or an activity.
    private mutating func candidate(_ reader: inout JSONReader) throws(JSONError) -> Candidate {
        var candidate = Candidate()
        try object(&reader, "visit or activity") { own, key, reader throws(JSONError) in
            guard key.text == "topCandidate" else { return }
            try own.object(&reader, "topCandidate") { own, key, reader throws(JSONError) in
                switch key {
                case "placeLocation": candidate.position = try own.position(&reader)
                case "type": candidate.type = try own.text(&reader, "type")
                case "probability":
                    let value = try own.number(&reader, .probability)
                    if let value, !(0...1).contains(value) {
                        own.note(.probability, "The probability \(value) is not between 0 and 1.")
                    }
                    candidate.probability = value
                default: break
                }
            }
        }
        return candidate
    }

    private mutating func addActivity(
        _ activity: Candidate, _ start: String?, _ end: String?, _ found: inout Found
    ) {
        isBad = false
        guard let first = instant(start), let last = instant(end) else { return }
        guard let type = activity.type, (1...Self.longestType).contains(type.utf8.count), !type.utf8.contains(0) else {
            return note(.activity, "The activity has no type, or one with more than \(Self.longestType) bytes.")
        }
        guard first <= last else { return note(.activity, "The activity ends before it begins.") }
        found.activity = (type, activity.confidence, first...last)
    }

    /// A stay counts twice: at its beginning and at its end.
    private mutating func addVisit(
        _ visit: Candidate, _ isBadVisit: Bool, _ start: String?, _ end: String?, _ found: inout Found
    ) {
        read[.visit, default: 0] += 2
        guard !isBadVisit else { return invalid.repeatLast() }
        guard let position = visit.position else {
            note(.withoutPosition, "The stay has no position.")
            return invalid.repeatLast()
        }
        for text in [start, end] {
            guard let instant = instant(text) else { continue }
            found.records.append(
                (
                    .visit,
                    LocationRecord(
                        instant: instant, latitude: position.latitude, longitude: position.longitude,
                        activity: "PLACE_VISIT", confidence: visit.confidence)
                ))
        }
    }

    // MARK: - Signals

    private mutating func readSignal(_ reader: inout JSONReader, _ found: inout Found) throws(JSONError) {
        found.isKnown = true
        guard search == .records else { return }
        try reader.beginObject()
        while let key = try reader.nextKey() {
            guard key.text == "position" else { continue }
            read[.position, default: 0] += 1
            isBad = false
            var (place, time): (Position?, String?)
            var accuracy: Int?
            try object(&reader, "position") { own, key, reader throws(JSONError) in
                switch key {
                case "LatLng", "latLng": place = try own.position(&reader)
                case "timestamp": time = try own.text(&reader, "timestamp")
                case "accuracyMeters": accuracy = try own.metres(&reader)
                default: break
                }
            }
            guard !isBad else { continue }
            guard let place else {
                note(.withoutPosition, "The signal has no position.")
                continue
            }
            guard let instant = instant(time) else { continue }
            found.records.append(
                (
                    .position,
                    LocationRecord(
                        instant: instant, latitude: place.latitude, longitude: place.longitude, accuracy: accuracy)
                ))
        }
    }
}
