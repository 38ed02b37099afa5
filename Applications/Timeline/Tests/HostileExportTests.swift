// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardTestKit
import Testing

@testable import Timeline

/// Files that no phone wrote: each is refused with a reason, or its records are counted as invalid.
@Suite("Hostile exports")
struct HostileExportTests {
    private let latest = at("00:00:00", day: "2026-11-23")

    private func read(_ text: String) throws -> (met: ExportReader.Met, records: [LocationRecord], bad: InvalidRecords)
    {
        let folder = try TemporaryFolder("timeline")
        let file = try ExportFile(try folder.write("x.json", Array(text.utf8)))
        let reader = ExportReader(file: file, latest: latest) { _ in }
        let survey = try reader.survey()
        var records: [LocationRecord] = []
        let met = try reader.forEachRecord { records.append($1) }
        var bad = survey.invalid
        bad.add(met.invalid)
        return (met, records, bad)
    }

    private func refusal(_ text: String) throws -> TimelineError {
        do {
            _ = try read(text)
        } catch let error as TimelineError { return error }
        throw TimelineError(.storage, "It was not refused.")
    }

    @Test("older exports are told apart by what is in them")
    func otherFormats() throws {
        let records = try refusal("{\"locations\": [{\"latitudeE7\": 520907374, \"longitudeE7\": 51214201}]}")
        #expect(records == TimelineError(.unsupported, "") && records.description.contains("Records.json"))
        let months = try refusal("{\"timelineObjects\": [{\"placeVisit\": {}}]}")
        #expect(months == TimelineError(.unsupported, "") && months.description.contains("Semantic Location History"))
        for other in ["{}", "[]", "[1, 2]", "{\"trips\": [{}]}", "[{\"a\": 1}]"] {
            #expect(try refusal(other) == TimelineError(.unsupported, ""), "\(other)")
        }
    }

    @Test("broken JSON is refused with its line")
    func broken() throws {
        let whole = Sample.export(
            [Sample.visit("08:00:00", "09:00:00", "52°, 5°"), Sample.path([("10:00:00", "52°, 5°")])],
            signals: [Sample.signal("10:00:00", "52°, 5°")])
        #expect(try read(whole).records.count == 4)
        for count in 0..<whole.utf8.count {
            let part = String(decoding: whole.utf8.prefix(count), as: UTF8.self)
            #expect(throws: TimelineError.self) { try read(part) }
        }
        let error = try refusal("{\"semanticSegments\": [\n{\"startTime\": NaN}\n]}")
        #expect(error == TimelineError(.invalid, "") && error.description.contains("line 2"))
        #expect(try refusal("{\"semanticSegments\": {\"a\": 1}}") == TimelineError(.invalid, ""))
        #expect(
            try refusal(Sample.export(["{\"startTime\": \"a\", \"startTime\": \"b\"}"])) == TimelineError(.invalid, ""))
    }

    @Test("deep nesting and long texts are refused, wherever they are")
    func large() throws {
        let deep = String(repeating: "[", count: 100_000)
        let long = "\"" + String(repeating: "x", count: 17 << 20) + "\""
        let wide = "\"" + String(repeating: "x", count: 2 << 20) + "\""
        for element in [deep, "{\"visit\": \(deep)", "{\"a\": \(deep)\(deep.replacing("[", with: "]"))}", long] {
            #expect(throws: TimelineError.self) { try read("{\"semanticSegments\": [\(element)]}") }
        }
        #expect(try refusal(Sample.export(["{\"startTime\": \(wide)}"])) == TimelineError(.tooMuch, ""))
        #expect(try refusal(Sample.export(["{\"visit\": {\"topCandidate\": \(long)}}"])) == TimelineError(.tooMuch, ""))
        #expect(try refusal("{\"a\": \(long), \"rawSignals\": []}") == TimelineError(.tooMuch, ""))
    }

    @Test("values of the wrong type and outside of what can be are counted by reason, with the first ones' places")
    func wrongValues() throws {
        let known = Sample.path([("10:00:00", "52°, 5°")])
        func reasons(_ segments: [String], signals: [String] = []) throws -> [InvalidRecords.Reason: Int] {
            try read(Sample.export([known] + segments, signals: signals)).bad.counts
        }
        #expect(
            try reasons([Sample.path([("11:00:00", "91°, 5°"), ("11:00:00", "52,1°, 5,2°")])]) == [
                .outside: 1, .position: 1,
            ])
        #expect(try reasons([Sample.path([("25:00:00", "52°, 5°")])]) == [.time: 1])
        #expect(try reasons([Sample.visit("08:00:00", "09:00:00", "NaN°, NaN°")]) == [.position: 2])
        #expect(try reasons([Sample.visit("08:00:00", "09:00:00", "52°, 5°", "1.5")]) == [.probability: 2])
        #expect(try reasons([Sample.visit("08:00:00", "09:00:00", "52°, 5°", "{}")]) == [.probability: 2])
        #expect(try reasons([Sample.activity("09:00:00", "08:00:00", "WALKING")]) == [.activity: 1])
        #expect(try reasons([Sample.activity("08:00:00", "09:00:00", "")]) == [.activity: 1])
        #expect(try reasons(["7", "null", "[]"])[.type] == 6)
        #expect(try reasons([], signals: [Sample.signal("08:00:00", "52°, 5°", "-1")]) == [.accuracy: 1])
        #expect(try reasons([], signals: [Sample.signal("08:00:00", "52°, 5°", "\"near\"")]) == [.accuracy: 1])
        #expect(try reasons([], signals: ["{\"position\": 5}", "{\"wifiScan\": {}}"]) == [.type: 1])
        #expect(try reasons([], signals: ["{\"position\": {}}"]) == [.withoutPosition: 1])
        let far =
            "{\"startTime\": \"x\", \"timelinePath\": [{\"point\": \"52°, 5°\", \"time\": \"2300-01-01T00:00:00Z\"}]}"
        #expect(try reasons([far]) == [.future: 1])
        let bad = try read(Sample.export([known, Sample.path([("11:00:00", "91°, 5°")])])).bad
        #expect(bad.examples == ["Element 1 of semanticSegments (line 1): “91°, 5°” is outside of the earth."])
    }

    @Test("one byte changed anywhere never does more than refuse the file or its record")
    func anyByte() throws {
        let whole = Array(
            Sample.export(
                [
                    Sample.visit("08:00:00", "09:00:00", "52°, 5°"), Sample.activity("10:00:00", "11:00:00", "WALKING"),
                    Sample.path([("10:00:00", "52°, 5°")]),
                ], signals: [Sample.signal("10:00:00", "52°, 5°")]
            ).utf8)
        var random = SeededGenerator(seed: 5)
        let folder = try TemporaryFolder("timeline")
        var refused = 0
        for place in whole.indices {
            var bytes = whole
            bytes[place] = UInt8.random(in: 0...255, using: &random)
            let file = try ExportFile(try folder.write("x.json", bytes))
            let reader = ExportReader(file: file, latest: latest) { _ in }
            do {
                _ = try reader.survey()
                var count = 0
                _ = try reader.forEachRecord { _, _ in count += 1 }
                #expect(count <= 4)
            } catch is TimelineError { refused += 1 }
        }
        #expect(refused > 100 && refused < whole.count)
    }

    @Test("an iPhone's list is read too: positions as geo:, minutes from the beginning of a way")
    func iPhone() throws {
        let text = """
            [{"startTime": "2026-03-01T08:00:00.000+01:00", "endTime": "2026-03-01T10:00:00.000+01:00",
              "visit": {"hierarchyLevel": "0", "topCandidate": {"probability": "0.750000",
                "semanticType": "Home", "placeLocation": "geo:52.1,5.1"}, "probability": "0.9"}},
             {"startTime": "2026-03-01T10:00:00.000+01:00", "endTime": "2026-03-01T12:00:00.000+01:00",
              "timelinePath": [{"point": "geo:52.2,5.2", "durationMinutesOffsetFromStartTime": "12"}]}]
            """
        let records = try read(text).records
        #expect(
            records == [
                LocationRecord(
                    instant: at("07:00:00"), latitude: 52.1, longitude: 5.1, activity: "PLACE_VISIT", confidence: 75),
                LocationRecord(
                    instant: at("09:00:00"), latitude: 52.1, longitude: 5.1, activity: "PLACE_VISIT", confidence: 75),
                LocationRecord(instant: at("09:12:00"), latitude: 52.2, longitude: 5.2),
            ])
    }

    @Test("what is no file, or changes while it is read, is refused")
    func files() throws {
        #expect(throws: TimelineError(.notFound, "")) { try ExportFile("/nowhere/Timeline.json") }
        #expect(throws: TimelineError(.unsupported, "")) { try ExportFile("/dev/null") }
        let folder = try TemporaryFolder("timeline")
        let path = try folder.write("x.json", Array(Sample.export([Sample.path([("10:00:00", "52°, 5°")])]).utf8))
        let file = try ExportFile(path)
        #expect(throws: TimelineError(.changed, "")) {
            try file.forEachPiece { _ in
                let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
                try handle.seekToEnd()
                try handle.write(contentsOf: Data([0x20]))
                try handle.close()
            }
        }
    }
}
