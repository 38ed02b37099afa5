// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Testing

@testable import Logbook

@Suite struct GPXTests {
    private typealias Sample = ImportSample

    static let good = """
        \u{FEFF}<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
        <!-- don't -- read this -->
        <gpx xmlns="http://www.topografix.com/GPX/1/1"
          xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v2"
          version="1.1" creator='a "device"'>
          <metadata><name>Home &amp; away &#233;</name><desc><![CDATA[<a & b>]]></desc></metadata>
          <wpt lat="1" lon="2"><name>x</name></wpt>
          <rte><rtept lat="1" lon="2"/></rte>
          <trk><name>drive</name><type>driving</type><trkseg>
            <trkpt lat="52.0907374" lon="5.1214201"><ele>3.2</ele><time>2026-11-22T08:00:00Z</time>
              <extensions><gpxtpx:TrackPointExtension><gpxtpx:speed> 13.9 </gpxtpx:speed>
              <gpxtpx:course>360</gpxtpx:course></gpxtpx:TrackPointExtension></extensions></trkpt>
            <trkpt lat="52.1" lon="5.2"><time>2026-11-22T09:00:15.250+01:00</time><speed>14</speed></trkpt>
            <trkpt lat="52.2" lon="5.3"></trkpt>
          </trkseg></trk>
          <trk><type>walking</type><trkseg>
            <trkpt lat="1" lon="2"><time>2026-11-22T08:00:00Z</time></trkpt></trkseg></trk>
        </gpx>

        """

    @Test(arguments: [1, 7, 100, 100_000])
    func `tracks are read, in whatever pieces they come`(pieces: Int) throws {
        let (batch, summary) = try Sample.read(Self.good, pieces: pieces)
        let first = Fix(
            position: try #require(Position(latitude: 52.0907374, longitude: 5.1214201)), speed: 13.9, heading: 0)
        let second = Fix(position: try #require(Position(latitude: 52.1, longitude: 5.2)), speed: 14)
        #expect(
            batch.received.observations == [
                Observation(instant: 1_795_334_400 * Sample.second, device: "import", fact: .fix(first)),
                Observation(
                    instant: 1_795_334_415 * Sample.second + 250_000, device: "import", fact: .fix(second)),
            ])
        #expect(batch.received.ignored == [.planned: 2, .withoutTime: 1, .otherMovement: 1])
        #expect(summary.format == .gpx)
        #expect(summary.observations == 2)
        #expect(summary.bytes == Int64(Self.good.utf8.count))
        #expect(summary.first == 1_795_334_400 * Sample.second)
        #expect(summary.last == 1_795_334_415 * Sample.second + 250_000)
    }

    @Test func `GPX 1.0 has speed and course in the point`() throws {
        let text = """
            <gpx version="1.0"><trk><trkseg><trkpt lat="1" lon="2"><time>2026-11-22T08:00:00</time><course>91</course>
            <speed>0</speed></trkpt></trkseg></trk></gpx>
            """
        let fix = try #require(try Sample.read(text).batch.received.observations.first?.anyFix)
        #expect(fix.heading == 91)
        #expect(fix.speed == 0)
    }

    private func point(_ inner: String, _ attributes: String = "lat=\"1\" lon=\"2\"") -> String {
        "<gpx><trk>\n<trkseg>\n<trkpt \(attributes)>\(inner)</trkpt></trkseg></trk></gpx>"
    }

    @Test func `what is no good GPX is refused with its line`() {
        let bad: [(text: String, sentence: String)] = [
            ("<kml/>", "Line 1: the file is <kml> and no GPX"), ("<gpx><trk>\n", "ends at line 2 inside <trk>"),
            ("<gpx></trk></gpx>", "Line 1: </trk> closes no open element"),
            (point("<time>2026-11-22T08:00:00Z</time>", "lat=\"91\" lon=\"2\""), "Line 3, lat: Latitude must be"),
            (point("<time>2026-11-22T08:00:00Z</time>", "lat=\"1\""), "Line 3: a trkpt has no lat or no lon"),
            (point("", "lat=\"NaN\" lon=\"2\""), "Line 3, lat: Latitude must be a number"),
            (point("<time>soon</time>"), "Line 3: \"soon\" is no time"),
            (point("<time>0001-01-01T00:00:00Z</time>"), "outside the years"),
            (point("<time>2027-11-22T08:00:00Z</time>"), "more than a day after"),
            (point("<speed>fast</speed>"), "Line 3: Speed"), (point("&nbsp;"), "Line 3: '&' begins no escape"),
            (point("", "lat=\"1\" lat=\"1\" lon=\"2\""), "the attribute lat"),
            (point("", "lat=1 lon=\"2\""), "the attribute lat"), ("<gpx/><gpx/>", "a second element"),
            ("x<gpx/>", "names no columns"), ("<gpx/>x", "outside of the outermost"),
            ("<!DOCTYPE gpx [<!ENTITY a \"b\">]><gpx/>", "document type"),
            ("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><gpx/>", "another encoding"),
            ("<gpx><!-- ", "is cut"), ("<gpx><![CDATA[ ", "is cut"), ("<gpx", "is cut"), ("<?xml", "is cut"),
            (String(repeating: "<gpx>", count: 100), "nested deeper"), ("<gpx a='1'b='2'/>", "the attribute a"),
            ("<gpx>&#0;</gpx>", "begins no escape"), ("<gpx>&#xD800;</gpx>", "begins no escape"),
        ]
        for (text, sentence) in bad {
            let found = Sample.sentence(text)
            #expect(found.contains(sentence), "\(text) → \(found)")
        }
    }

    @Test func `bytes that are not UTF-8 are refused`() {
        for bytes in [[0x3C, 0x67, 0x70, 0x78, 0x3E, 0xFF, 0x3C, 0x2F, 0x67, 0x70, 0x78, 0x3E], [0xFF, 0xFE, 0x3C]]
            as [[UInt8]]
        {
            #expect(throws: LogbookError.self) { try Sample.read(bytes) }
        }
    }
}
