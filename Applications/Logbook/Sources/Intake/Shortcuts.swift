// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Reads what an iPhone's Shortcuts, older apps and the phone page send: `start`, `ping`, `end`, `finalize`, `cancel`.
///
/// One point is `{"lat":52.09,"lng":5.12}`, as JSON or as parameters, and may have `timestamp`, `accuracy` (metres),
/// `speed` (metres a second), `heading`, `movement`, `car_id` and `device_id` (the name of the car's Bluetooth).
/// Without `timestamp` it counts as of its arrival. Many points that were kept while there was no network come as a
/// list, or as `{"points":[…]}`, each with its `timestamp`; a point of a list may have an `event` of its own. Numbers
/// may stand in quotes. A start or an end may come without a position, as from a garage.
package enum Shortcuts {
    /// The name of this form in an arrival.
    package static let form = "shortcuts"

    /// What a call, or a point of a list, says.
    package enum Call: String, Sendable, Hashable, CaseIterable {
        /// The phone joined the car.
        case start
        /// The phone was somewhere.
        case ping
        /// The phone left the car.
        case end
        /// The trip has ended, wherever the car is.
        case finalize
        /// What is going on is no trip.
        case cancel
    }

    /// Reads one call.
    ///
    /// - Throws: `LogbookError` (`invalid`, `tooMuch`) with the place of what is wrong; then nothing of it counts.
    package static func read(
        _ call: Call, body: [UInt8], parameters: Parameters = Parameters(), from receipt: Receipt
    ) throws(LogbookError) -> Received {
        var batch = ShortcutsBatch(call: call, receipt: receipt)
        var parameters = parameters
        switch BodyForm(body) {
        case .empty: break
        case .json: try LogbookError.reading(body) { reader throws(JSONError) in try batch.read(&reader) }
        case .parameters: parameters = parameters + (try Parameters(encoded: body))
        case .multipart: throw LogbookError(.invalid, "The body is a multipart form; choose JSON as the request body.")
        case .other: throw LogbookError(.invalid, "The body is no JSON; send {\"lat\":52.09,\"lng\":5.12}.")
        }
        return try batch.finish(parameters)
    }
}

/// Collects the points of one call.
private struct ShortcutsBatch {
    struct Point {
        var draft = FixDraft()
        var event: Shortcuts.Call?
        var hint = VehicleHint()
        /// Whether it says anything about a place.
        var hasCoordinate: Bool { draft.latitude != nil || draft.longitude != nil }

        mutating func read(
            _ key: JSONReader.Key, _ reader: inout JSONReader, _ faults: inout Faults, from receipt: Receipt
        ) throws(JSONError) {
            switch key {
            case "timestamp", "time", "at": draft.instant = try reader.readInstant(for: receipt, &faults)
            case "movement": draft.movement = try reader.readName(&faults).flatMap(Fix.Movement.init(word:))
            case "car_id": hint.id = try reader.readName(&faults)
            case "device_id": hint.bluetooth = try reader.readName(&faults)
            case "event":
                guard let name = try reader.readName(&faults) else { break }
                event = Shortcuts.Call(rawValue: name)
                guard event == nil else { break }
                faults.note(
                    reader, "\"\(name.prefix(40))\" is no event; use start, ping, end, finalize or cancel.")
            default:
                guard try !draft.read(key, &reader, &faults) else { break }
                try reader.skipValue()
            }
        }
    }

    let call: Shortcuts.Call
    let receipt: Receipt
    var faults = Faults()
    var received = Received()
    /// What stands outside a list.
    var single = Point()
    var points: [Point] = []
    var isList = false

    init(call: Shortcuts.Call, receipt: Receipt) {
        self.call = call
        self.receipt = receipt
    }

    mutating func read(_ reader: inout JSONReader) throws(JSONError) {
        if try reader.peekKind() == .array { return try readList(&reader) }
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "points", "batch", "locations": try readList(&reader)
            default: try single.read(key, &reader, &faults, from: receipt)
            }
        }
    }

    private mutating func readList(_ reader: inout JSONReader) throws(JSONError) {
        isList = true
        try reader.beginArray()
        while try reader.nextElement() {
            try Received.checkCount(points.count, reader)
            var point = Point()
            try reader.beginObject()
            while let key = try reader.nextKey() { try point.read(key, &reader, &faults, from: receipt) }
            if point.draft.instant == nil {
                faults.note(reader, "A point of a list needs its own timestamp, as 2026-11-22T10:00:00+01:00.")
            } else if let sentence = fault(of: point, as: point.event ?? .ping) {
                faults.note(reader, sentence)
            }
            points.append(point)
        }
    }

    /// Why a point cannot be what it is meant to be.
    private func fault(of point: Point, as call: Shortcuts.Call) -> String? {
        guard !faults.isElementBad else { return nil }
        if point.draft.isHalf {
            return "\(point.draft.latitude == nil ? "lat" : "lng") is missing; send both, as lat 52.09 and lng 5.12."
        }
        guard call == .ping, !point.hasCoordinate else { return nil }
        return "lat and lng are missing; send them as numbers, as 52.09 and 5.12."
    }

    mutating func finish(_ parameters: Parameters) throws(LogbookError) -> Received {
        try faults.check()
        try merge(parameters)
        // An empty list still says that the phone joined or left the car.
        let isAlone = !isList || single.hasCoordinate || (points.isEmpty && call != .ping)
        if isAlone {
            if let sentence = fault(of: single, as: call) { throw LogbookError(.invalid, sentence) }
            single.draft.instant = single.draft.instant ?? receipt.arrival
            points.append(single)
        }
        points.sort { ($0.draft.instant ?? 0) < ($1.draft.instant ?? 0) }
        markEnds()
        for point in points {
            guard received.parts.count <= Received.mostVehicles else {
                throw LogbookError(.tooMuch, Received.tooManyVehicles)
            }
            add(point)
        }
        return received
    }

    /// Parameters count where the body says nothing.
    private mutating func merge(_ parameters: Parameters) throws(LogbookError) {
        single.hint.id = parameters.readName("car_id", faults: &faults) ?? single.hint.id
        single.hint.bluetooth = parameters.readName("device_id", faults: &faults) ?? single.hint.bluetooth
        if !single.hasCoordinate, !isList {
            var draft = parameters.readFix(faults: &faults)
            draft.instant = single.draft.instant
            draft.movement = single.draft.movement
            single.draft = draft
        }
        if single.draft.instant == nil {
            single.draft.instant = parameters.readInstant("timestamp", "time", "at", for: receipt, faults: &faults)
        }
        try faults.check()
    }

    /// A list sent as a start begins with it, and one sent as an end ends with it, unless its points say themselves.
    private mutating func markEnds() {
        guard !points.contains(where: { $0.event == call }) else { return }
        switch call {
        case .start: if !points.isEmpty { points[0].event = .start }
        case .ping: break
        case .end, .finalize, .cancel: if let last = points.indices.last { points[last].event = call }
        }
    }

    private mutating func add(_ point: Point) {
        let fact: Observation.Fact?
        switch point.event ?? .ping {
        case .start: fact = .connected(point.draft.fix)
        case .ping: fact = point.draft.fix.map { .fix($0) }
        case .end: fact = .disconnected(point.draft.fix)
        case .finalize: fact = .finished
        case .cancel: fact = .cancelled
        }
        guard let fact, let instant = point.draft.instant else { return received.ignore(.withoutPosition) }
        var hint = point.hint
        hint.id = hint.id ?? single.hint.id
        hint.bluetooth = hint.bluetooth ?? single.hint.bluetooth
        received.add(
            Observation(instant: instant, device: receipt.device, fact: fact), of: hint, at: receipt.arrival)
    }
}

extension Parameters {
    /// These, and after them those.
    static func + (left: Self, right: Self) -> Self {
        Parameters((left.pairs + right.pairs).map { ($0.name, $0.value) })
    }
}
