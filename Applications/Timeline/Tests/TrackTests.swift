// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardStore
import StewardTestKit
import Testing

@testable import Timeline

@Suite("Tracks")
struct TrackTests {
    @Test(
        "a span is written as GPX: UTC, heights with two decimals, a new track after a pause",
        arguments: TimelineBench.engines)
    func export(engine: DatabaseEngine) async throws {
        let folder = try TemporaryFolder("tracks")
        try await TimelineBench.with(engine) { timeline in
            try await timeline.database.write { connection in
                try connection.locations.insert([
                    LocationRecord(
                        instant: at("10:00:00.250"), latitude: 52.0907374, longitude: -0.00001, elevation: 3.14159),
                    LocationRecord(instant: at("10:30:00.250"), latitude: -1, longitude: 180),
                    LocationRecord(instant: at("11:00:00.251"), latitude: 2, longitude: 2, elevation: -0.5),
                ])
            }
            let path = folder.path("day.gpx")
            let file = try OutputFile(path)
            let summary = try await timeline.export(LocationQuery(), to: file, gap: 1800)
            #expect(summary == GPXSummary(points: 3, tracks: 2))
            let text = String(decoding: try folder.bytes("day.gpx"), as: UTF8.self)
            #expect(
                text.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gpx version=\"1.1\" creator=\"Steward\" "))
            #expect(
                text.hasSuffix(
                    """
                      <trk>
                        <name>2026-03-01T10:00:00.250Z</name>
                        <trkseg>
                          <trkpt lat="52.0907374" lon="-0.00001"><ele>3.14</ele>\
                    <time>2026-03-01T10:00:00.250Z</time></trkpt>
                          <trkpt lat="-1" lon="180"><time>2026-03-01T10:30:00.250Z</time></trkpt>
                        </trkseg>
                      </trk>
                      <trk>
                        <name>2026-03-01T11:00:00.251Z</name>
                        <trkseg>
                          <trkpt lat="2" lon="2"><ele>-0.50</ele><time>2026-03-01T11:00:00.251Z</time></trkpt>
                        </trkseg>
                      </trk>
                    </gpx>

                    """))
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            #expect(throws: TimelineError(.exists, "")) { try OutputFile(path) }
            let empty = try OutputFile(path, overwrites: true)
            let none = try await timeline.export(LocationQuery(from: at("12:00:00")), to: empty, gap: nil)
            #expect(none == GPXSummary())
            #expect(try folder.bytes("day.gpx").count < text.utf8.count)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["day.gpx"])
    }

    private func convert(_ text: String, _ table: TrackTable = TrackTable()) throws -> String {
        let folder = try TemporaryFolder("tracks")
        let file = try ExportFile(try folder.write("a.csv", Array(text.utf8)))
        do {
            _ = try table.convert(file, to: try OutputFile(folder.path("a.gpx")))
        } catch {
            #expect(!FileManager.default.fileExists(atPath: folder.path("a.gpx")))
            throw error
        }
        return String(decoding: try folder.bytes("a.gpx"), as: UTF8.self)
    }

    @Test("a table becomes one track, its times in UTC")
    func table() throws {
        let text = try convert(
            "\u{FEFF}Time,note,LAT,lng,ele\r\n2026-03-01T10:00:00+01:00,\"a \"\"b\"\",\nc\",52.1,5.1,3\r\n\r\n"
                + "2026-03-01 09:30:00Z,,52.2,5.2,\r\n")
        #expect(text.contains("<trkpt lat=\"52.1\" lon=\"5.1\"><ele>3.00</ele><time>2026-03-01T09:00:00Z</time>"))
        #expect(text.contains("<trkpt lat=\"52.2\" lon=\"5.2\"><time>2026-03-01T09:30:00Z</time>"))
        #expect(text.split(separator: "<trk>").count == 2)
        let semicolons = try convert("lat;lng;time\n1.5;2;2026-03-01T10:00:00Z")
        #expect(semicolons.contains("lat=\"1.5\" lon=\"2\""))
    }

    @Test("a time without an offset needs its zone")
    func zones() throws {
        let text = "lat,lng,time\n1,2,2026-03-01 10:00:00\n"
        #expect(throws: TimelineError(.invalid, "")) { try convert(text) }
        let told = try convert(text, TrackTable { $0 - 7 * 3600 * InstantText.second })
        #expect(told.contains("2026-03-01T03:00:00Z"))
    }

    @Test("a broken table is refused with its line")
    func broken() throws {
        for (text, line) in [
            ("lat,lng,time\n1,2,2026-03-01T10:00:00Z\n91,2,2026-03-01T10:00:00Z", "line 3"),
            ("lat,lng,time\n1,nan,2026-03-01T10:00:00Z", "line 2"), ("lat,lng,time\n1,2,yesterday", "line 2"),
            ("lat,lng,time\n1,2", "line 2"), ("lat,lng,time\n\"1,2,x", "line 2"), ("lat,lng\n1,2", "lat, lng and time"),
            ("", "lat, lng and time"), ("lat,lng,time\n\"1\"x,2,3", "line 2"),
            ("lat,lng,time,ele\n1,2,2026-03-01T10:00:00Z,high", "line 2"),
        ] {
            do {
                _ = try convert(text)
                Issue.record("It was taken: \(text)")
            } catch let error as TimelineError { #expect(error.description.contains(line), "\(error)") }
        }
    }
}
