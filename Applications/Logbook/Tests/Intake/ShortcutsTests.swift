// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Testing

@testable import Logbook

@Suite struct ShortcutsTests {
    private typealias Sample = IntakeSample

    private func read(
        _ call: Shortcuts.Call, _ body: String, _ query: String = ""
    ) throws -> Received {
        try Shortcuts.read(
            call, body: Sample.bytes(body), parameters: try Parameters(query: query), from: Sample.receipt)
    }

    @Test func `a ping without a time counts as of its arrival`() throws {
        let received = try read(.ping, #"{"lat":52.0907374,"lng":5.1214201}"#)
        let fix = Fix(position: try #require(Sample.utrecht))
        #expect(
            received.observations == [Observation(instant: Sample.arrival, device: "3f9k2", fact: .fix(fix))])
        #expect(received.ahead == 0)
    }

    @Test func `numbers may stand in quotes, with a Dutch comma, and lon is as good as lng`() throws {
        let received = try read(.ping, #"{"lat":"52,0907374","lon":"5.1214201","accuracy":"8","speed":13.9}"#)
        let fix = try #require(received.observations.first?.anyFix)
        #expect(fix.position == Sample.utrecht)
        #expect(fix.accuracy == 8)
        #expect(fix.speed == 13.9)
    }

    @Test func `the car and its Bluetooth are named in the address`() throws {
        let received = try read(.start, #"{"lat":52.1,"lng":5.1}"#, "car_id=k3f9x2m7qa&device_id=Audi+MMI&user=a%40b")
        #expect(received.parts.map(\.vehicle) == [VehicleHint(id: "k3f9x2m7qa", bluetooth: "Audi MMI")])
        guard case .connected(let fix?) = received.observations[0].fact else {
            Issue.record("no connection with a position: \(received.observations)")
            return
        }
        #expect(fix.position.latitude == 52.1)
    }

    @Test func `a start and an end may come without a position`() throws {
        #expect(try read(.start, "").observations.map(\.fact) == [.connected(nil)])
        #expect(try read(.start, "{}").observations.map(\.fact) == [.connected(nil)])
        #expect(try read(.end, #"{"lat":null,"lng":null}"#).observations.map(\.fact) == [.disconnected(nil)])
        #expect(try read(.end, #"{"lat":0,"lng":0}"#).observations.map(\.fact) == [.disconnected(nil)])
    }

    @Test func `finalize and cancel need no body`() throws {
        #expect(try read(.finalize, "").observations.map(\.fact) == [.finished])
        #expect(try read(.cancel, "").observations.map(\.fact) == [.cancelled])
    }

    @Test func `a form body and parameters do as well as JSON`() throws {
        for (body, query) in [("lat=52.5&lng=5.5&timestamp=1795341000", ""), ("", "lat=52.5&lng=5.5&time=1795341000")] {
            let observation = try #require(try read(.ping, body, query).observations.first)
            #expect(observation.anyFix?.position.latitude == 52.5)
            #expect(observation.instant == 1_795_341_000 * Sample.second)
        }
    }

    @Test func `kept points arrive later with their true times, in any order`() throws {
        let body = """
            {"points":[
              {"lat":52.2,"lng":5.2,"timestamp":"2026-11-22T09:10:00+01:00"},
              {"lat":52.1,"lng":5.1,"timestamp":"2026-11-22T09:00:00+01:00","movement":"driving"}]}
            """
        let started = try read(.start, body).observations
        #expect(started.map(\.instant) == [1_795_334_400 * Sample.second, 1_795_335_000 * Sample.second])
        guard case .connected = started[0].fact, case .fix = started[1].fact else {
            Issue.record("\(started)")
            return
        }
        #expect(started[0].anyFix?.movement == .driving)
        let ended = try read(.end, body).observations
        guard case .fix = ended[0].fact, case .disconnected = ended[1].fact else {
            Issue.record("\(ended)")
            return
        }
    }

    @Test func `points of a list may say what they are`() throws {
        let body = """
            [{"event":"start","timestamp":1795341000},
             {"lat":52.1,"lng":5.1,"timestamp":1795341060},
             {"event":"end","lat":52.2,"lng":5.2,"timestamp":1795341120},
             {"event":"cancel","timestamp":1795341180}]
            """
        let kinds = try read(.ping, body).observations.map { observation -> String in
            switch observation.fact {
            case .connected(let fix): "connected \(fix == nil)"
            case .fix: "fix"
            case .disconnected(let fix): "disconnected \(fix == nil)"
            case .cancelled: "cancelled"
            default: "other"
            }
        }
        #expect(kinds == ["connected true", "fix", "disconnected false", "cancelled"])
    }

    @Test(arguments: [
        (#"{"lat":52.1}"#, "lng is missing"), (#"{"lng":5.1}"#, "lat is missing"), ("{}", "lat and lng are missing"),
        ("", "lat and lng are missing"),
        (#"{"lat":181,"lng":5}"#, "(lat): Latitude must be between -90 and 90, got 181."),
        (#"{"lat":52,"lng":-180.5}"#, "(lng): Longitude must be between -180 and 180, got -180.5."),
        (#"{"lat":"NaN","lng":5}"#, "Latitude must be a number"), (#"{"lat":[1],"lng":5}"#, "(lat): Found a list"),
        (#"{"lat":1,"lng":5,"timestamp":"0001-01-01T00:00:00Z"}"#, "outside the years 2000 to 2100"),
        (#"{"lat":1,"lng":5,"timestamp":"9999-01-01T00:00:00Z"}"#, "outside the years 2000 to 2100"),
        (#"{"lat":1,"lng":5,"timestamp":"2026-11-23T10:00:01Z"}"#, "more than a day after its arrival"),
        (#"{"lat":1,"lng":5,"timestamp":"2026-11-22T10:00:00"}"#, "is no time"),
        (#"[{"lat":1,"lng":5}]"#, "([0]): A point of a list needs its own timestamp"),
        (#"[{"event":"stop","timestamp":1795341000}]"#, "is no event"), ("--x\r\n", "multipart"), ("<xml/>", "no JSON"),
        (#"{"lat":52.1,"lng":5.1"#, "The text ends"), (#"{"lat":1,"lat":2,"lng":5}"#, "twice"),
    ])
    func `what cannot be is refused with its place`(body: String, sentence: String) {
        let found = IntakeSample.sentence { try read(.ping, body) }
        #expect(found.contains(sentence), "\(found)")
    }

    @Test func `a clock that is ahead is taken up to a day, and told`() throws {
        let received = try read(.ping, #"{"lat":1,"lng":5,"timestamp":"2026-11-23T09:59:59Z"}"#)
        #expect(received.ahead == 86_399 * Sample.second)
    }

    @Test func `a list is taken whole or not at all`() {
        let body = #"[{"lat":1,"lng":5,"timestamp":1795341000},{"lat":91,"lng":5,"timestamp":1795341000}]"#
        let found = IntakeSample.sentence { try read(.ping, body) }
        #expect(found.contains("[1].lat"), "\(found)")
    }
}
