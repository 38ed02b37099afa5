// SPDX-License-Identifier: Apache-2.0
import StewardTestKit
import Testing

@testable import Timeline

@Suite("Records that meet rows")
struct MergeTests {
    private let second = InstantText.second

    private func row(
        _ seconds: Int64, _ latitude: Double, elevation: Double? = nil, accuracy: Int? = nil, activity: String? = nil,
        confidence: Int? = nil
    ) -> LocationRecord {
        LocationRecord(
            instant: seconds * second, latitude: latitude, longitude: 5, elevation: elevation, accuracy: accuracy,
            activity: activity, confidence: confidence)
    }

    private func merge(_ records: [LocationRecord]) -> (rows: [LocationRecord], counts: LocationMerge.Counts) {
        var merge = LocationMerge(known: [])
        for record in records { merge.take(record) }
        return (merge.inserted, merge.counts)
    }

    @Test("the same point within 30 seconds is one row, from 31 on another")
    func nearby() {
        #expect(merge([row(100, 52), row(130, 52)]).counts == .init(inserted: 1, replaced: 0, skipped: 1))
        #expect(merge([row(100, 52), row(70, 52)]).counts.skipped == 1)
        #expect(merge([row(100, 52), row(131, 52)]).counts.inserted == 2)
        #expect(merge([row(100, 52), row(101, 52.0000001)]).counts.inserted == 2)
        #expect(merge([row(100, 0), row(101, -0.0)]).counts.inserted == 1)
    }

    @Test("only the strictly richer takes the other's place, with its own time")
    func richer() {
        #expect(merge([row(100, 52, accuracy: 3), row(110, 52, activity: "A")]).rows == [row(100, 52, accuracy: 3)])
        let rich = row(110, 52, activity: "A", confidence: 1)
        #expect(merge([row(100, 52, accuracy: 3), rich]).rows == [rich])
        #expect(merge([rich, row(100, 52, accuracy: 3)]).rows == [rich])
    }

    @Test("at the same instant somewhere else the same rule holds, for that row alone")
    func sameInstant() {
        let (rows, counts) = merge([row(100, 52), row(100, 53, accuracy: 1), row(100, 54), row(200, 52)])
        #expect(rows == [row(100, 53, accuracy: 1), row(200, 52)])
        #expect(counts == .init(inserted: 2, replaced: 1, skipped: 1))
    }

    @Test("of several rows that match the richest counts, and the others stay")
    func several() {
        func known(_ id: Int64, _ seconds: Int64, _ latitude: Double, _ richness: Int) -> KnownRow {
            KnownRow(
                id: id, instant: seconds * second, latitude: latitude, longitude: 5, elevation: nil, richness: richness)
        }
        var merge = LocationMerge(known: [known(1, 100, 52, 0), known(2, 100, 53, 1), known(3, 100, 54, 0)])
        merge.take(row(100, 60, accuracy: 1))
        #expect(merge.counts.skipped == 1 && merge.replaced.isEmpty)
        merge.take(row(100, 60, accuracy: 1, activity: "A"))
        #expect(merge.replaced.map(\.id) == [2] && merge.inserted.isEmpty)
    }

    @Test("a record that takes the place of one at the same point keeps its elevation")
    func elevation() {
        let rows = merge([row(100, 52, elevation: 7), row(110, 52, activity: "A", confidence: 1)]).rows
        #expect(rows == [row(110, 52, elevation: 7, activity: "A", confidence: 1)])
        let elsewhere = merge([row(100, 52, elevation: 7), row(100, 53, activity: "A", confidence: 1)]).rows
        #expect(elsewhere == [row(100, 53, activity: "A", confidence: 1)])
    }

    @Test("the spans in which rows can be met hold every one, and do not touch")
    func spans() {
        let spans = LocationMerge.spans(of: [row(500, 52), row(100, 52), row(130, 52)])
        #expect(spans == [(70 * second)...(160 * second), (470 * second)...(530 * second)])
        #expect(LocationMerge.spans(of: []).isEmpty)
    }

    @Test("more points within minutes than a phone can have are refused, before they fill the memory")
    func crowd() throws {
        try LocationMerge.checkNeighbours(LocationMerge.mostNeighbours)
        #expect(throws: TimelineError(.tooMuch, "")) {
            try LocationMerge.checkNeighbours(LocationMerge.mostNeighbours + 1)
        }
    }

    @Test("any records give what comparing each with every row gives")
    func plain() {
        var random = SeededGenerator(seed: 23)
        for _ in 0..<300 {
            var merge = LocationMerge(known: [])
            var plain: [LocationRecord] = []
            for _ in 0..<40 {
                let record = row(
                    Int64(random.below(200)), 52 + Double(random.below(4)), accuracy: random.below(2) == 0 ? 1 : nil,
                    activity: random.below(2) == 0 ? "A" : nil, confidence: random.below(2) == 0 ? 1 : nil)
                merge.take(record)
                Self.take(record, &plain)
            }
            #expect(merge.inserted == plain)
        }
    }

    /// The rule as it is written down, row by row.
    private static func take(_ record: LocationRecord, _ rows: inout [LocationRecord]) {
        func best(_ matches: (LocationRecord) -> Bool) -> Int? {
            rows.indices.filter { matches(rows[$0]) }.min { left, right in
                let (one, other) = (rows[left], rows[right])
                let gaps = (abs(one.instant - record.instant), abs(other.instant - record.instant))
                return one.richness != other.richness
                    ? one.richness > other.richness : gaps.0 != gaps.1 ? gaps.0 < gaps.1 : left < right
            }
        }
        let near = best {
            $0.latitude == record.latitude && $0.longitude == record.longitude
                && abs($0.instant - record.instant) <= 30 * InstantText.second
        }
        guard let match = near ?? best({ $0.instant == record.instant }) else { return rows.append(record) }
        if record.richness > rows[match].richness { rows[match] = record }
    }
}
