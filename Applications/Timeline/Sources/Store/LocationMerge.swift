// SPDX-License-Identifier: Apache-2.0

/// Decides what becomes of records that meet rows: a value without a database.
///
/// A record with the same latitude and longitude as a row within 30 seconds takes its place when more of accuracy,
/// elevation, activity and confidence is known of it, and is left out otherwise. So does one at a row's very instant
/// somewhere else; it takes the place of that row alone. Where several rows match, the richest of them counts. Any
/// other record is a new row. A record that takes the place of one at the same point inherits its elevation.
struct LocationMerge {
    /// What came of the records so far.
    struct Counts: Sendable, Hashable {
        var inserted = 0
        var replaced = 0
        var skipped = 0
    }

    static let nearby: Int64 = 30 * InstantText.second
    /// More rows around one batch than a phone can have made.
    static let mostNeighbours = 100_000

    private struct Row {
        /// `nil` for one that is not in the table yet.
        let id: Int64?
        var record: LocationRecord
        var richness: Int
        var isChanged: Bool
    }

    /// Where and about when a row is, so that those of 30 seconds are found in three places.
    private struct Place: Hashable {
        let latitude: UInt64
        let longitude: UInt64
        let slot: Int64

        init(_ record: LocationRecord, slot: Int64 = 0) {
            // Adding zero makes -0 the same as 0.
            latitude = (record.latitude + 0).bitPattern
            longitude = (record.longitude + 0).bitPattern
            self.slot = (record.instant >= 0 ? record.instant : record.instant - nearby + 1) / nearby + slot
        }
    }

    private var rows: [Row] = []
    private var byPlace: [Place: [Int]] = [:]
    private var byInstant: [Int64: [Int]] = [:]
    private(set) var counts = Counts()

    /// - Parameter known: every row of the table that a record can meet; those of `spans(of:)`.
    init(known: [KnownRow]) {
        rows.reserveCapacity(known.count)
        for row in known {
            add(
                Row(
                    id: row.id,
                    record: LocationRecord(
                        instant: row.instant, latitude: row.latitude, longitude: row.longitude, elevation: row.elevation
                    ),
                    richness: row.richness, isChanged: false))
        }
    }

    static func checkNeighbours(_ count: Int) throws(TimelineError) {
        guard count <= mostNeighbours else {
            throw TimelineError(
                .tooMuch, "More than \(mostNeighbours) points lie within minutes; the file is no phone's export.")
        }
    }

    /// The spans of time in which rows can be that a record of these meets; they do not touch.
    static func spans(of records: [LocationRecord]) -> [ClosedRange<Int64>] {
        var spans: [ClosedRange<Int64>] = []
        for instant in records.map(\.instant).sorted() {
            let end = instant + nearby
            if let last = spans.last, instant - nearby <= last.upperBound + 1 {
                spans[spans.count - 1] = last.lowerBound...end
            } else {
                spans.append((instant - nearby)...end)
            }
        }
        return spans
    }

    mutating func take(_ record: LocationRecord) {
        if let match = nearbyMatch(record) { return settle(record, match, keepsElevation: true) }
        if let match = best(byInstant[record.instant] ?? [], record) {
            return settle(record, match, keepsElevation: false)
        }
        counts.inserted += 1
        add(Row(id: nil, record: record, richness: record.richness, isChanged: true))
    }

    /// What is to be written: new rows, and rows that others take the place of.
    var inserted: [LocationRecord] { rows.compactMap { $0.id == nil ? $0.record : nil } }
    var replaced: [(id: Int64, record: LocationRecord)] {
        rows.compactMap { row in
            guard row.isChanged, let id = row.id else { return nil }
            return (id, row.record)
        }
    }

    private mutating func settle(_ record: LocationRecord, _ place: Int, keepsElevation: Bool) {
        guard record.richness > rows[place].richness else {
            counts.skipped += 1
            return
        }
        counts.replaced += 1
        let old = rows[place].record
        var new = record
        if keepsElevation, new.elevation == nil { new.elevation = old.elevation }
        remove(place, old)
        rows[place].record = new
        rows[place].richness = new.richness
        rows[place].isChanged = true
        index(place, new)
    }

    private func nearbyMatch(_ record: LocationRecord) -> Int? {
        var found: [Int] = []
        for slot in -1...1 {
            for place in byPlace[Place(record, slot: Int64(slot))] ?? []
            where abs(rows[place].record.instant - record.instant) <= Self.nearby {
                found.append(place)
            }
        }
        return best(found, record)
    }

    /// The richest, of equally rich ones the nearest in time, of those the first.
    private func best(_ places: [Int], _ record: LocationRecord) -> Int? {
        guard places.count > 1 else { return places.first }
        return places.min { left, right in
            let (one, other) = (rows[left], rows[right])
            if one.richness != other.richness { return one.richness > other.richness }
            let gaps = (abs(one.record.instant - record.instant), abs(other.record.instant - record.instant))
            return gaps.0 == gaps.1 ? left < right : gaps.0 < gaps.1
        }
    }

    private mutating func add(_ row: Row) {
        rows.append(row)
        index(rows.count - 1, row.record)
    }

    private mutating func index(_ place: Int, _ record: LocationRecord) {
        byPlace[Place(record), default: []].append(place)
        byInstant[record.instant, default: []].append(place)
    }

    private mutating func remove(_ place: Int, _ record: LocationRecord) {
        byPlace[Place(record)]?.removeAll { $0 == place }
        byInstant[record.instant]?.removeAll { $0 == place }
    }
}
