// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardStore
import StewardTestKit
import Testing

@testable import Timeline

@Suite("Import of a Timeline")
struct ImportTests {
    @Test("PostGIS is here, so that every test of imports runs on both engines", .enabled(if: TimelineBench.hasPostGIS))
    func bothEngines() { #expect(TimelineBench.engines.count == 2) }

    private let home = "52.0907374°, 5.1214201°"

    @Test(
        "points get the activity they are in, stays count twice, and everything is counted",
        arguments: TimelineBench.engines)
    func whole(engine: DatabaseEngine) async throws {
        try await TimelineBench.with(engine) { timeline in
            let text = Sample.export(
                [
                    Sample.visit("07:00:00", "08:00:00", home),
                    // Before the activity it is in, as phones write it.
                    Sample.path([
                        ("07:59:59", "1°, 1°"), ("08:30:00", "2°, 2°"), ("09:00:00", "-3.5°, 3°"),
                        ("09:00:01", "4°, 4°"),
                    ]),
                    Sample.activity("08:30:00", "09:00:00", "CYCLING", "0.29"),
                    Sample.activity("08:00:00", "10:00:00", "WALKING", "1"),
                ], signals: [Sample.signal("09:30:00", "5°, 5°", "12.6"), "{\"activityRecord\": {}}"])
            let outcome = try await timeline.take(text)
            #expect(outcome.inserted == 7 && outcome.replaced == 0 && outcome.skipped == 0 && outcome.activities == 2)
            #expect(outcome.kinds[.visit] == .init(read: 2, skipped: 0, processed: 2))
            #expect(outcome.kinds[.path] == .init(read: 4, skipped: 0, processed: 4))
            #expect(outcome.kinds[.position] == .init(read: 1, skipped: 0, processed: 1))
            #expect(outcome.newest == at("09:30:00") && outcome.invalid.total == 0)
            let rows = try await timeline.all()
            func row(_ time: String, _ latitude: Double, _ longitude: Double) -> LocationRecord {
                LocationRecord(instant: at(time), latitude: latitude, longitude: longitude)
            }
            func row(
                _ time: String, _ latitude: Double, _ longitude: Double, _ activity: String, _ confidence: Int,
                _ accuracy: Int? = nil
            ) -> LocationRecord {
                LocationRecord(
                    instant: at(time), latitude: latitude, longitude: longitude, accuracy: accuracy, activity: activity,
                    confidence: confidence)
            }
            #expect(
                rows == [
                    // 0.57 × 100 is a little less than 57 in binary; it is cut off.
                    row("07:00:00", 52.0907374, 5.1214201, "PLACE_VISIT", 56), row("07:59:59", 1, 1),
                    row("08:00:00", 52.0907374, 5.1214201, "PLACE_VISIT", 56), row("08:30:00", 2, 2, "CYCLING", 28),
                    row("09:00:00", -3.5, 3, "CYCLING", 28), row("09:00:01", 4, 4, "WALKING", 100),
                    row("09:30:00", 5, 5, "WALKING", 100, 13),
                ])
        }
    }

    @Test(
        "the next import takes what is not older than the newest, or everything with reprocess",
        arguments: TimelineBench.engines)
    func incremental(engine: DatabaseEngine) async throws {
        try await TimelineBench.with(engine) { timeline in
            _ = try await timeline.take(Sample.export([Sample.path([("10:00:00", "1°, 1°")])]))
            let text = Sample.export([
                Sample.path([("09:00:00", "2°, 2°"), ("10:00:00", "3°, 3°"), ("11:00:00", "4°, 4°")])
            ])
            let second = try await timeline.take(text)
            // The one at the very instant is compared, and is no richer than the row of that instant.
            #expect(second.kinds[.path] == .init(read: 3, skipped: 1, processed: 2))
            #expect(second.inserted == 1 && second.skipped == 1)
            var options = TimelineImportOptions()
            options.reprocess = true
            let third = try await timeline.take(text, options)
            #expect(third.inserted == 1 && third.skipped == 2 && third.older == 0)
            #expect(try await timeline.control(.main) == at("11:00:00"))
            // Older files never move the control back.
            _ = try await timeline.take(Sample.export([Sample.path([("01:00:00", "1°, 1°")])]), options)
            #expect(try await timeline.control(.main) == at("11:00:00"))
            #expect(try await timeline.all().count == 4)
        }
    }

    @Test(
        "the richer record takes a row's place, and importing again changes nothing", arguments: TimelineBench.engines)
    func replacing(engine: DatabaseEngine) async throws {
        try await TimelineBench.with(engine) { timeline in
            var options = TimelineImportOptions()
            options.reprocess = true
            _ = try await timeline.take(
                Sample.export([Sample.path([("10:00:00", home), ("12:00:00", "1°, 1°"), ("13:00:00", "2°, 2°")])]))
            let text = Sample.export(
                [Sample.visit("12:00:00", "13:00:00", "8°, 8°")], signals: [Sample.signal("10:00:20", home, "5")])
            let outcome = try await timeline.take(text, options)
            #expect(outcome.inserted == 0 && outcome.replaced == 3 && outcome.skipped == 0)
            let rows = try await timeline.all()
            #expect(rows.map(\.instant) == [at("10:00:20"), at("12:00:00"), at("13:00:00")])
            #expect(rows.map(\.accuracy) == [5, nil, nil] && rows.map(\.latitude) == [52.0907374, 8, 8])
            let again = try await timeline.take(text, options)
            #expect(again.inserted == 0 && again.replaced == 0 && again.skipped == 3)
            #expect(try await timeline.all() == rows)
        }
    }

    @Test("a dry run says what would come in and changes nothing", arguments: TimelineBench.engines)
    func dryRun(engine: DatabaseEngine) async throws {
        try await TimelineBench.with(engine) { timeline in
            var options = TimelineImportOptions()
            options.isDryRun = true
            let text = Sample.export([Sample.visit("07:00:00", "08:00:00", home)])
            var dry = try await timeline.take(text, options)
            #expect(dry.isDryRun)
            #expect(try await timeline.all().isEmpty)
            #expect(try await timeline.control(.main) == nil)
            dry.isDryRun = false
            #expect(try await timeline.take(text) == dry)
        }
    }

    @Test("a file that breaks at its end imports nothing", arguments: TimelineBench.engines)
    func broken(engine: DatabaseEngine) async throws {
        try await TimelineBench.with(engine) { timeline in
            let text = Sample.export([Sample.visit("07:00:00", "08:00:00", home)])
            await #expect(throws: TimelineError(.invalid, "")) { try await timeline.take(String(text.dropLast())) }
            let rows = try await timeline.all()
            #expect(rows.isEmpty)
        }
    }

    @Test("batches give what one record after the other gives", arguments: TimelineBench.engines)
    func batches(engine: DatabaseEngine) async throws {
        var random = SeededGenerator(seed: 31)
        // Three batches and a part, of which many records meet one of another batch.
        var points: [(String, String)] = []
        for _ in 0..<13_000 {
            let second = random.below(20_000)
            let clock = [second / 3600, second / 60 % 60, second % 60].map { ($0 < 10 ? "0" : "") + "\($0)" }
            points.append((clock.joined(separator: ":"), "\(random.below(3))°, 5°"))
        }
        let text = Sample.export([Sample.activity("00:10:00", "00:40:00", "WALKING"), Sample.path(points)])
        var whole = LocationMerge(known: [])
        for (time, place) in points {
            var record = LocationRecord(
                instant: at(time), latitude: Double(place.prefix(1)) ?? 0, longitude: 5)
            if (at("00:10:00")...at("00:40:00")).contains(record.instant) {
                record.activity = "WALKING"
                record.confidence = 80
            }
            whole.take(record)
        }
        let expected = whole.inserted.sorted { $0.instant < $1.instant }
        try await TimelineBench.with(engine) { timeline in
            let outcome = try await timeline.take(text)
            #expect(outcome.inserted == expected.count && outcome.skipped == whole.counts.skipped)
            #expect(outcome.replaced == whole.counts.replaced)
            let rows = try await timeline.all()
            #expect(rows == expected)
        }
    }

    @Test(
        "an import whose task is cancelled leaves nothing, and the next one does it all",
        arguments: TimelineBench.engines)
    func cancelled(engine: DatabaseEngine) async throws {
        try await TimelineBench.with(engine) { timeline in
            let points = (0..<20_000).map { second in
                (
                    [second / 3600, second / 60 % 60, second % 60].map { ($0 < 10 ? "0" : "") + "\($0)" }
                        .joined(separator: ":"), "\(second % 90)°, 5°"
                )
            }
            let folder = try TemporaryFolder("timeline")
            let path = try folder.write("x.json", Array(Sample.export([Sample.path(points)]).utf8))
            let file = try ExportFile(path)
            let reached = Gate()
            let task = Task {
                try await timeline.importExport(file) { progress in
                    if progress.bytes > file.size { reached.open() }
                }
            }
            await reached.wait()
            task.cancel()
            _ = await task.result
            let left = try await timeline.all().count
            #expect(left == 0 || left == 20_000)
            _ = try await timeline.importExport(file)
            #expect(try await timeline.all().count == 20_000)
        }
    }
}
