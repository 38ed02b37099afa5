// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// A trip as the compatible API lists and exports it.
///
/// Its date and times have no zone. Where its trail has times, they are exact and count; else the import's zone does.
/// An odometer of 0 is one that nobody read.
struct CompatibleTrip {
    private var texts: [String: String] = [:]
    private var numbers: [String: Double] = [:]
    private var from = FixDraft()
    private var to = FixDraft()
    private var trail: [TrailPoint] = []

    /// Reads one trip; `nil` when something in it cannot be, which `faults` notes.
    static func read(
        _ reader: inout JSONReader, _ faults: inout Faults, _ options: ImportOptions
    ) throws(JSONError) -> ImportedTrip? {
        var trip = CompatibleTrip()
        try reader.beginObject()
        while let key = try reader.nextKey() { try trip.read(key, &reader, &faults, options) }
        guard !faults.isElementBad else { return nil }
        if trip.from.isHalf || trip.to.isHalf {
            faults.note(reader, "The trip has one coordinate of an end and not the other.")
            return nil
        }
        guard let times = trip.times(LocalMoment(options)) else {
            faults.note(
                reader, "The trip has no date, start_time and end_time that can be read, as 22-11-2026 and 08:30.")
            return nil
        }
        let found = trip.trip(times)
        if let sentence = found.fault { faults.note(reader, sentence) }
        for instant in [found.start, found.end] {
            if let sentence = options.receipt.fault(of: instant, written: trip.texts["date"] ?? "") {
                faults.note(reader, sentence)
            }
        }
        return found
    }

    private mutating func read(
        _ key: JSONReader.Key, _ reader: inout JSONReader, _ faults: inout Faults, _ options: ImportOptions
    ) throws(JSONError) {
        switch key {
        case "id", "date", "start_time", "end_time", "from_address", "to_address", "trip_type", "notes", "car_id",
            "purpose", "partner", "project":
            texts[key.text] = try reader.readOptionalString()
        case "distance_km", "business_km", "private_km":
            numbers[key.text] = try reader.read(.tripKilometres, &faults)
        case "start_odo", "end_odo": numbers[key.text] = try reader.read(.kilometres, &faults)
        case "from_lat": from.latitude = try reader.read(.latitude, &faults)
        case "from_lon": from.longitude = try reader.read(.longitude, &faults)
        case "to_lat": to.latitude = try reader.read(.latitude, &faults)
        case "to_lon": to.longitude = try reader.read(.longitude, &faults)
        case "gps_trail":
            guard try !reader.readNullIfPresent() else { break }
            try reader.beginArray()
            while try reader.nextElement() { try readPoint(&reader, &faults, options) }
        default: try reader.skipValue()
        }
    }

    private mutating func readPoint(
        _ reader: inout JSONReader, _ faults: inout Faults, _ options: ImportOptions
    ) throws(JSONError) {
        var draft = FixDraft()
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "timestamp":
                draft.instant = try reader.readInstant(for: options.receipt, &faults, zoneless: .utc)
            default:
                guard try !draft.read(key, &reader, &faults) else { continue }
                try reader.skipValue()
            }
        }
        guard let position = draft.position, let instant = draft.instant else { return }
        trail.append(TrailPoint(instant: instant, position: position))
    }

    private func times(_ local: LocalMoment) -> (start: Int64, end: Int64)? {
        let instants = trail.map(\.instant)
        if instants.count > 1, let first = instants.min(), let last = instants.max() { return (first, last) }
        guard let day = texts["date"].flatMap(local.day), let start = texts["start_time"].flatMap(local.time),
            let end = texts["end_time"].flatMap(local.time)
        else { return nil }
        // A trip that ends earlier on the clock than it began ended on the next day.
        return (
            local.instant(day: day, seconds: start), local.instant(day: end < start ? day + 1 : day, seconds: end)
        )
    }

    private func trip(_ times: (start: Int64, end: Int64)) -> ImportedTrip {
        var trip = ImportedTrip(start: times.start, end: times.end, distance: kilometres("distance_km") ?? .zero)
        trip.name = texts["id"] ?? ""
        trip.vehicle.id = texts["car_id"].flatMap { $0.isEmpty ? nil : $0 }
        trip.from = from.position
        trip.to = to.position
        trip.fromAddress = texts["from_address"] ?? ""
        trip.toAddress = texts["to_address"] ?? ""
        trip.odometerBefore = kilometres("start_odo").flatMap { $0 > .zero ? $0 : nil }
        trip.odometerAfter = kilometres("end_odo").flatMap { $0 > .zero ? $0 : nil }
        trip.use = texts["trip_type"].flatMap(Trip.Use.init(word:))
        trip.business = kilometres("business_km")
        trip.personal = kilometres("private_km")
        trip.purpose = texts["purpose"] ?? ""
        trip.partner = texts["partner"] ?? ""
        trip.project = texts["project"] ?? ""
        trip.notes = texts["notes"] ?? ""
        trip.trail = trail.sorted { $0.instant < $1.instant }
        return trip
    }

    private func kilometres(_ key: String) -> Distance? { numbers[key].flatMap(Distance.init(kilometres:)) }
}

extension Trip.Use {
    /// A use in the words of older programs and of people, in English, Dutch and German; `nil` for others.
    init?(word: String) {
        switch word.lowercased() {
        case "b", "business", "zakelijk", "betriebsfahrt", "geschäftlich", "dienstlich": self = .business
        case "p", "private", "personal", "privé", "prive", "privat", "privatfahrt": self = .personal
        case "m", "mixed", "gemengd", "gemischt": self = .mixed
        case "c", "commute", "woon-werk", "woonwerk", "arbeitsweg": self = .commute
        default: return nil
        }
    }
}
