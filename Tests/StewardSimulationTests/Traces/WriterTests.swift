// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardSimulation
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("Writers")
struct WriterTests {
    static let trace = Scenario.petrolStop.trace(devices: [.phone])

    private func json(_ message: WireMessage) throws -> JSON { try JSON(parsing: message.body) }

    @Test("every fix is in exactly one message, and every message is well formed", arguments: WireFormat.allCases)
    func messages(format: WireFormat) throws {
        let messages = try format.messages(Self.trace.reports, path: "/in")
        let carried = messages.flatMap(\.reports)
        #expect(carried == Self.trace.reports.filter { format.carries($0.kind) })
        #expect(carried.contains { $0.kind == .fix })
        for message in messages {
            #expect(message.target.hasPrefix("/in"))
            #expect(!message.target.contains(" "))
            if !message.body.isEmpty { _ = try json(message) }
        }
        #expect(try format.messages([]).isEmpty)
    }

    @Test("shortcuts start, ping and end, with the car's name at both ends")
    func shortcuts() throws {
        let messages = try WireFormat.shortcuts.messages(Self.trace.reports)
        #expect(messages.first?.target == "/webhook/start?device_id=Blue")
        #expect(messages.filter { $0.target.hasPrefix("/webhook/end") }.count == 3)
        let ping = try json(try #require(messages.first { $0.target == "/webhook/ping" }))
        #expect(ping.members?.map(\.key).sorted() == ["lat", "lng"])
        let timed = try WireFormat.timedShortcuts.messages(Self.trace.reports)
        let body = try json(try #require(timed.first { $0.target == "/webhook/ping" }))
        #expect(body["timestamp"]?.string?.hasPrefix("2026-02-10T07:0") ?? false)
        var odd = Report(device: "x", sequence: 0, kind: .connected, time: .now, trueTime: .now)
        odd.car = "Škoda & co"
        odd.position = RoadModel.utrecht
        #expect(
            try WireFormat.shortcuts.messages([odd]).first?.target
                == "/webhook/start?device_id=%C5%A0koda%20%26%20co")
    }

    @Test("OwnTracks: seconds, whole km/h, and nothing that is zero")
    func ownTracks() throws {
        for message in try WireFormat.ownTracks.messages(Self.trace.reports) {
            let body = try json(message)
            let fix = message.reports[0]
            #expect(body["_type"]?.string == "location")
            #expect(body["tst"]?.integer == Int64(fix.time.timeIntervalSince1970.rounded(.down)))
            #expect(body["vel"]?.integer != 0)
            if let speed = fix.speed, speed > 1 { #expect(body["vel"]?.integer == Int64((speed * 3.6).rounded())) }
            #expect(body["tid"]?.string?.count == 2)
            #expect(message.headers["X-Limit-D"] == "phone")
        }
    }

    @Test("OsmAnd: knots and seconds in the query, no body")
    func osmAnd() throws {
        let message = try #require(
            try WireFormat.osmAnd.messages(Self.trace.reports).first { $0.reports[0].speed ?? 0 > 10 })
        let components = try #require(URLComponents(string: message.target))
        let items = Dictionary(
            uniqueKeysWithValues: (components.queryItems ?? []).map { ($0.name, $0.value ?? "") })
        let knots = try #require(items["speed"].flatMap(Double.init))
        #expect(abs(knots * 0.514_444 - (message.reports[0].speed ?? 0)) < 0.01)
        #expect(items["lat"].flatMap(Double.init) == message.reports[0].position?.latitude)
        #expect(message.body.isEmpty)
    }

    @Test("Traccar Client and Overland: metres per second, unknown is −1, Overland puts longitude first")
    func nested() throws {
        let fixes = Self.trace.reports.filter { $0.kind == .fix }
        let traccar = try json(try #require(try WireFormat.traccarClient.messages(fixes).last))
        let coordinates = traccar["location"]?["coords"]
        #expect(traccar["device_id"]?.string == "phone")
        #expect(coordinates?["speed"] == fixes.last?.speed.map { JSON.number($0).canonical })
        let message = try #require(try WireFormat.overland.messages(fixes).first)
        let features = try #require(try json(message)["locations"]?.array)
        #expect(features.count == fixes.count)
        let first = features[0]["geometry"]?["coordinates"]?.array
        #expect(first?.first == fixes[0].position.map { JSON.number($0.longitude).canonical })
        let unknown = Scenario.city.trace(devices: [.minutePhone]).reports
        let body = try json(try #require(try WireFormat.overland.messages(unknown).first))
        #expect(body["locations"]?.array?.first?["properties"]?["speed"]?.integer == -1)
    }

    @Test("cars are broadcast in kilometres: TeslaMate always, evcc while they stand")
    func broadcast() throws {
        let statuses = Scenario.city.trace(devices: [], services: [.plug]).reports
        let driving = try #require(statuses.first { $0.activity == .driving })
        let parked = try #require(statuses.first { $0.activity == .parked })
        let tesla = CarBroadcast.teslaMate.messages(driving)
        let values = Dictionary(uniqueKeysWithValues: tesla.map { ($0.topic, $0.payload) })
        #expect(values["teslamate/cars/1/shift_state"] == "D")
        #expect(values["teslamate/cars/1/odometer"].flatMap(Double.init) == driving.odometer.map { $0 / 1000 })
        #expect(values["teslamate/cars/1/latitude"].flatMap(Double.init) == driving.position?.latitude)
        #expect(CarBroadcast.evcc.messages(driving).map(\.payload) == ["false"])
        let odometer = CarBroadcast.evcc.messages(parked).first { $0.topic.hasSuffix("vehicleOdometer") }
        #expect(odometer.flatMap { Double($0.payload) } == parked.odometer.map { $0 / 1000 })
        #expect(CarBroadcast.teslaMate.messages(Self.trace.reports[0]).isEmpty)
    }

    @Test("files hold every fix: GPX in segments, CSV in lines, records in E7")
    func files() throws {
        let fixes = Self.trace.reports.filter { $0.kind == .fix }
        let gpx = GPXCount()
        let parser = XMLParser(data: Data(try TraceFile.gpx.bytes(Self.trace)))
        parser.delegate = gpx
        #expect(parser.parse())
        #expect(gpx.counts["trkpt"] == fixes.count)
        #expect(gpx.counts["time"] == fixes.count)
        #expect(gpx.counts["trkseg"] == 3)
        let csv = String(decoding: try TraceFile.csv.bytes(Self.trace), as: UTF8.self)
        let lines = csv.split(separator: "\r\n")
        #expect(lines.count == fixes.count + 1)
        #expect(lines.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == 8 })
        for file in [TraceFile.googleRecords, .googleLocationHistory] {
            let locations = try #require(try JSON(parsing: file.bytes(Self.trace))["locations"]?.array)
            #expect(locations.count == fixes.count)
            let latitude = fixes[0].position.map { Int64(($0.latitude * 1e7).rounded()) }
            #expect(locations[0]["latitudeE7"]?.integer == latitude)
        }
    }

    @Test("Google's timelines hold the drives, the stay between them and the way")
    func timelines() throws {
        let semantic = try #require(
            try JSON(parsing: TraceFile.googleSemantic.bytes(Self.trace))["timelineObjects"]?.array)
        #expect(semantic.map { $0.members?.first?.key } == ["activitySegment", "placeVisit", "activitySegment"])
        let path = semantic[0]["activitySegment"]?["simplifiedRawPath"]?["points"]?.array
        #expect(path?.count ?? 0 > 5)
        let android = try JSON(parsing: TraceFile.googleTimelineAndroid.bytes(Self.trace))
        let segments = try #require(android["semanticSegments"]?.array)
        #expect(segments.filter { $0["activity"] != nil }.count == 2)
        #expect(segments.filter { $0["visit"] != nil }.count == 1)
        let point = segments.lazy.compactMap { $0["timelinePath"]?.array?.first }.first
        #expect(point?["point"]?.string?.hasPrefix("52.") ?? false)
        #expect(point?["time"]?.string?.hasSuffix("+01:00") ?? false)
        #expect(android["rawSignals"]?.array?.count == Self.trace.reports.filter { $0.kind == .fix }.count)
        let iPhone = try #require(try JSON(parsing: TraceFile.googleTimelineIPhone.bytes(Self.trace)).array)
        #expect(iPhone.count == segments.count)
        #expect(iPhone.contains { $0["activity"]?["start"]?.string?.hasPrefix("geo:52.") ?? false })
    }

    @Test("a file of a device that reported nothing is well formed and empty", arguments: TraceFile.allCases)
    func empty(file: TraceFile) throws {
        let bytes = try file.bytes(Self.trace, device: "nobody")
        if file == .gpx {
            #expect(XMLParser(data: Data(bytes)).parse())
        } else if file != .csv {
            _ = try JSON(parsing: bytes)
        }
        #expect(!file.name.isEmpty)
    }
}

/// Counts elements.
private final class GPXCount: NSObject, XMLParserDelegate {
    var counts: [String: Int] = [:]
    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) { counts[name, default: 0] += 1 }
}
