// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Testing

@testable import Logbook

/// OwnTracks, OsmAnd, Traccar Client and Overland, with the examples of their own documentation.
@Suite struct PhoneFormTests {
    private typealias Sample = IntakeSample
    /// In 2016, as the examples' times are older than the messages would be now.
    private let receipt = Sample.receipt

    @Test func `a location of OwnTracks is a fix`() throws {
        // OwnTracks booklet, JSON: an example of location, with vel in km/h.
        let body = """
            {"cog":271,"batt":74,"lon":5.1214201,"acc":75,"vel":54,"vac":13,"lat":52.0907374,"t":"u","tst":1795341000,
             "alt":212,"_type":"location","topic":"owntracks/jane/phone","tid":"JJ","conn":"w","inregions":["home"]}
            """
        let received = try OwnTracks.read(Sample.bytes(body), from: receipt)
        let observation = try #require(received.observations.first)
        #expect(received.observations.count == 1)
        #expect(observation.instant == 1_795_341_000 * Sample.second)
        #expect(observation.device == "3f9k2/JJ")
        #expect(
            observation.fact
                == .fix(
                    Fix(position: try #require(Sample.utrecht), accuracy: 75, speed: 15, heading: 271)))
        #expect(received.answer == Received.Answer(contentType: "application/json", text: "[]"))
        #expect(try OwnTracks.read(Sample.bytes(body), device: "phone", from: receipt).device == "phone")
    }

    @Test func `a transition is a fix, and a tracker in a car adds what the car says`() throws {
        let transition = """
            {"_type":"transition","event":"enter","desc":"Home","lat":52.1,"lon":5.1,"acc":10,"tst":1795341000,
             "wtst":1795000000,"tid":"JJ","t":"c"}
            """
        #expect(try OwnTracks.read(Sample.bytes(transition), from: receipt).observations.count == 1)
        let tracker = """
            {"_type":"location","lat":52.1,"lon":5.1,"tst":1795341000,"tid":"car","odometer":50010.4,
             "vin":"WAUZZZ8V5KA123456","ign":0,"motionactivities":["stationary","automotive"]}
            """
        let received = try OwnTracks.read(Sample.bytes(tracker), from: receipt)
        #expect(received.parts.map(\.vehicle.vin) == ["WAUZZZ8V5KA123456"])
        #expect(received.observations.count == 2)
        #expect(received.observations[0].anyFix?.movement == .driving)
        let report = try #require(received.observations[1].carReport)
        #expect(report.odometer == Distance(metres: 50_010_400))
        #expect(report.activity == .parked)
    }

    @Test(arguments: [
        ("lwt", #"{"_type":"lwt","tst":1795341000}"#), ("card", #"{"_type":"card","name":"J","face":"iVBORw0"}"#),
        ("waypoint", #"{"_type":"waypoint","desc":"x","lat":1,"lon":2,"rad":50,"tst":1795341000}"#),
        ("status", #"{"_type":"status","iOS":{"version":"1"}}"#), ("new", #"{"_type":"something new"}"#), ("none", ""),
    ])
    func `other kinds of OwnTracks are left out and counted`(name: String, body: String) throws {
        let received = try OwnTracks.read(Sample.bytes(body), from: receipt)
        #expect(received.observations.isEmpty)
        #expect(received.ignored == [.otherKind: 1])
        #expect(received.answer?.bytes == Sample.bytes("[]"))
    }

    @Test func `an encrypted message is left out politely`() throws {
        let received = try OwnTracks.read(Sample.bytes(#"{"_type":"encrypted","data":"Ym9ndXM="}"#), from: receipt)
        #expect(received.ignored == [.encrypted: 1])
    }

    @Test(arguments: [
        (#"{"lat":1,"lon":2,"tst":1795341000}"#, "no _type"), (#"{"_type":"location","lat":1,"lon":2}"#, "no tst"),
        (#"{"_type":"location","lat":1,"tst":1795341000}"#, "One of lat and lon"),
        (#"{"_type":"location","lat":95,"lon":2,"tst":1795341000}"#, "(lat): Latitude"),
        (#"{"_type":"location","lat":1,"lon":2,"tst":-5}"#, "is no time"),
    ])
    func `a message of OwnTracks that cannot be is refused`(body: String, sentence: String) {
        let found = Sample.sentence { try OwnTracks.read(Sample.bytes(body), from: receipt) }
        #expect(found.contains(sentence), "\(found)")
    }

    @Test(arguments: [
        "1795341000", "1795341000000", "2026-11-22T09:50:00Z", "2026-11-22T10:50:00%2B01:00", "2026-11-22+09:50:00",
    ])
    func `every time of the OsmAnd protocol is read`(time: String) throws {
        let query = "id=123456&timestamp=\(time)&lat=52.0907374&lon=5.1214201&speed=30&bearing=91&accuracy=5&batt=80"
        let received = try OsmAnd.read(try Parameters(query: query), from: receipt)
        let observation = try #require(received.observations.first)
        #expect(observation.instant == 1_795_341_000 * Sample.second)
        #expect(observation.device == "3f9k2")
        #expect(observation.anyFix?.position == Sample.utrecht)
        #expect(observation.anyFix?.heading == 91)
        #expect(observation.anyFix?.accuracy == 5)
        #expect(observation.anyFix?.speed == nil)
    }

    @Test func `OsmAnd without a time counts as of its arrival, and without a position is left out`() throws {
        let located = try OsmAnd.read(try Parameters(query: "deviceid=7&location=52.5,5.5"), from: receipt)
        #expect(located.observations.map(\.instant) == [Sample.arrival])
        for query in ["id=7&batt=5", "id=7&lat=0&lon=0"] {
            let nowhere = try OsmAnd.read(try Parameters(query: query), from: receipt)
            #expect(nowhere.ignored == [.withoutPosition: 1])
        }
        let invalid = try OsmAnd.read(try Parameters(query: "id=7&lat=1&lon=1&valid=false"), from: receipt)
        #expect(invalid.ignored == [.invalidFix: 1])
    }

    @Test(arguments: [
        ("id=7&lat=1", "One of lat and lon"), ("id=7&lat=91&lon=2", "lat: Latitude"),
        ("id=7&location=1", "location: It must be"),
        ("id=7&lat=1&lon=2&timestamp=soon", "timestamp: \"soon\" is no time"),
    ])
    func `an OsmAnd request that cannot be is refused`(query: String, sentence: String) throws {
        let parameters = try Parameters(query: query)
        let found = Sample.sentence { try OsmAnd.read(parameters, from: receipt) }
        #expect(found.contains(sentence), "\(found)")
    }

    @Test func `Traccar Client sends metres a second and a counter that is no odometer`() throws {
        let body = """
            {"location":{"timestamp":"2026-11-22T09:50:00.000Z","coords":{"latitude":52.0907374,"longitude":5.1214201,
             "accuracy":4.2,"speed":13.9,"heading":90,"altitude":3},"is_moving":true,"odometer":123456.7,
             "event":"motionchange","battery":{"level":0.8,"is_charging":false},
             "activity":{"type":"in_vehicle","confidence":90},"extras":{}},"device_id":"123456"}
            """
        let received = try TraccarClient.read(Sample.bytes(body), from: receipt)
        #expect(
            received.observations == [
                Observation(
                    instant: 1_795_341_000 * Sample.second, device: "3f9k2",
                    fact: .fix(
                        Fix(
                            position: try #require(Sample.utrecht), accuracy: 4.2, speed: 13.9, heading: 90,
                            movement: .driving)))
            ])
    }

    @Test func `an activity that Traccar Client doubts says nothing`() throws {
        let body = """
            {"location":[{"timestamp":"2026-11-22T09:50:00Z","coords":{"latitude":1,"longitude":2,
             "speed":-1,"heading":-1},
             "activity":{"type":"walking","confidence":30}}],"device_id":"x"}
            """
        let fix = try #require(try TraccarClient.read(Sample.bytes(body), from: receipt).observations.first?.anyFix)
        #expect(fix == Fix(position: try #require(Position(latitude: 1, longitude: 2))))
    }

    @Test(arguments: [
        (#"{"device_id":"x"}"#, "location is missing"),

        (#"{"location":{"coords":{"latitude":1,"longitude":2}},"device_id":"x"}"#, "no timestamp"),
        (#"{"location":{"timestamp":1795341000,"coords":{"latitude":1}},"device_id":"x"}"#, "One of latitude"),
    ])
    func `a request of Traccar Client that cannot be is refused`(body: String, sentence: String) {
        let found = Sample.sentence { try TraccarClient.read(Sample.bytes(body), from: receipt) }
        #expect(found.contains(sentence), "\(found)")
    }

    @Test func `a token in place of a device's name is kept nowhere`() throws {
        let token = "x7-very-secret"
        let body = """
            {"location":{"timestamp":1795341000,"coords":{"latitude":1,"longitude":2}},"device_id":"\(token)"}
            """
        let received = [
            try OsmAnd.read(try Parameters(query: "id=\(token)&lat=1&lon=2"), from: receipt),
            try OsmAnd.read(try Parameters(query: "deviceid=\(token)&lat=1&lon=2"), from: receipt),
            try TraccarClient.read(Sample.bytes(body), from: receipt),
        ]
        for one in received {
            #expect(one.observations.count == 1)
            #expect(!"\(one)".contains(token))
        }
        let parameters = try Parameters(query: "id=\(token)&lat=91&lon=2")
        #expect(!Sample.sentence { try OsmAnd.read(parameters, from: receipt) }.contains(token))
    }

    private func feature(_ time: String, _ coordinates: String = "[-122.030581,37.3318]") -> String {
        // The example of Overland's own documentation.
        """
        {"type":"Feature","geometry":{"type":"Point","coordinates":\(coordinates)},"properties":{"timestamp":"\(time)",
         "altitude":0,"speed":4,"horizontal_accuracy":30,"vertical_accuracy":-1,"motion":["driving","stationary"],
         "pauses":false,"activity":"other_navigation","desired_accuracy":100,"deferred":1000,
         "significant_change":"disabled","locations_in_payload":1,"battery_state":"charging","battery_level":0.89,
         "device_id":"","wifi":""}}
        """
    }

    @Test func `Overland puts the longitude first and rests in a moving car`() throws {
        let body = "{\"locations\":[\(feature("2015-10-01T08:00:00-0700"))],\"current\":{},\"trip\":{\"distance\":3}}"
        let received = try Overland.read(Sample.bytes(body), from: receipt)
        let observation = try #require(received.observations.first)
        #expect(observation.instant == 1_443_711_600 * Sample.second)
        #expect(
            observation.fact
                == .fix(
                    Fix(
                        position: try #require(Position(latitude: 37.3318, longitude: -122.030581)), accuracy: 30,
                        speed: 4, movement: .driving)))
        #expect(observation.device == "3f9k2")
        #expect(received.answer?.bytes == Sample.bytes(#"{"result":"ok"}"#))
    }

    @Test func `one point that cannot be does not hold up a batch of Overland`() throws {
        let good = feature("2026-11-22T09:50:00Z")
        let bad = [feature("1970-01-01T00:00:00Z"), feature("2026-11-22T09:50:00Z", "[200,95]"), feature("", "[1,2]")]
        let body = "{\"locations\":[\((bad + [good]).joined(separator: ","))]}"
        let received = try Overland.read(Sample.bytes(body), from: receipt)
        #expect(received.observations.count == 1)
        #expect(received.ignored == [.outOfRange: 2, .withoutTime: 1])
        let sentence = Sample.sentence {
            try Overland.read(Sample.bytes("{\"locations\":[\(bad.joined(separator: ","))]}"), from: receipt)
        }
        #expect(sentence.contains("locations[0].properties.timestamp"), "\(sentence)")
        #expect(sentence.contains("outside the years"), "\(sentence)")
    }

    @Test func `an empty batch of Overland is answered, and one without locations refused`() throws {
        #expect(try Overland.read(Sample.bytes(#"{"locations":[]}"#), from: receipt).observations.isEmpty)
        #expect(throws: LogbookError.self) { try Overland.read(Sample.bytes("{}"), from: receipt) }
    }
}
