// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Testing

@testable import Logbook

/// Whatever comes, a reader gives observations that a vehicle's book can hold, or a `LogbookError` with a sentence.
@Suite struct HostileIntakeTests {
    private typealias Sample = IntakeSample

    /// Readers of bodies by name, each with a good body.
    static let forms: [(name: String, body: String)] = [
        ("start", #"{"lat":52.0907374,"lng":5.1214201,"timestamp":"2026-11-22T09:50:00+01:00","accuracy":8}"#),
        (
            "ping",
            #"[{"lat":52.1,"lng":5.1,"timestamp":1795341000,"speed":13.9},{"event":"end","timestamp":1795341060}]"#
        ),
        ("form", "lat=52.1&lng=5.1&timestamp=1795341000&car_id=k3f9x2m7qa&device_id=Audi%20MMI"),
        ("owntracks", #"{"_type":"location","lat":52.1,"lon":5.1,"tst":1795341000,"acc":5,"vel":54,"tid":"JJ"}"#),
        ("osmand", "id=123456&timestamp=2026-11-22T09:50:00Z&lat=52.1&lon=5.1&bearing=91&accuracy=5&valid=true"),
        (
            "traccar",
            #"{"device_id":"x","location":{"timestamp":"2026-11-22T09:50:00Z","coords":{"latitude":1,"longitude":2}}}"#
        ),
        (
            "overland",
            """
            {"locations":[{"geometry":{"type":"Point","coordinates":[5.1,52.1]},"properties":{"timestamp":\
            "2026-11-22T09:50:00Z","motion":["driving"],"speed":4}}]}
            """
        ),
        ("report", #"{"vehicle":"x","odometer":"50010","unit":"mi","soc":70,"state":"parked","lat":52,"lng":5}"#),
        ("evcc", #"{"loadpoints":[{"connected":true,"vehicleOdometer":50010.4,"vehicleSoc":71,"vehicleRange":320}]}"#),
        ("sessions", #"[{"created":"2026-11-20T18:02:11Z","vehicle":"x","odometer":49800,"socStart":30}]"#),
        ("teslamate", #"{"teslamate/cars/1/odometer":1653,"teslamate/cars/1/shift_state":"D"}"#),
        ("torque", "id=1&time=1795341000000&kff1005=5.1&kff1006=52.1&kff1001=36.0&ka6=50010.4"),
        ("mqtt", #"{"latitude":52.1,"longitude":5.1}"#),
    ]

    static func read(_ name: String, _ body: [UInt8]) throws -> Received {
        let receipt = Sample.receipt
        switch name {
        case "start": return try Shortcuts.read(.start, body: body, from: receipt)
        case "ping", "form": return try Shortcuts.read(.ping, body: body, from: receipt)
        case "owntracks": return try OwnTracks.read(body, from: receipt)
        case "osmand": return try OsmAnd.read(try Parameters(encoded: body), from: receipt)
        case "traccar": return try TraccarClient.read(body, from: receipt)
        case "overland": return try Overland.read(body, from: receipt)
        case "report": return try VehiclePush.read(body: body, from: receipt)
        case "evcc", "sessions": return try Evcc.read(body, from: receipt)
        case "teslamate": return try TeslaMate.read(body, from: receipt)
        case "torque": return try Torque.read(try Parameters(encoded: body), from: receipt)
        default:
            var topics = MQTTTopics()
            return try topics.read(MQTTMessage(topic: "teslamate/cars/1/location", payload: body), from: receipt)
        }
    }

    /// What is wrong with a reader's reaction to a body; `nil` when nothing is.
    private func complaint(_ name: String, _ body: [UInt8]) -> String? {
        do {
            let received = try Self.read(name, body)
            return received.observations.compactMap(\.fault).first
        } catch let error as LogbookError {
            return error.description.isEmpty ? "an error without a sentence" : nil
        } catch {
            return "another error: \(error)"
        }
    }

    @Test(arguments: forms)
    func `the good body is read`(name: String, body: String) throws {
        let received = try Self.read(name, Sample.bytes(body))
        #expect(!received.observations.isEmpty)
        #expect(complaint(name, Sample.bytes(body)) == nil)
    }

    @Test(arguments: forms)
    func `no body with changed bytes does harm`(name: String, body: String) {
        var random = IntakeRandom(seed: 0x5EED)
        let good = Sample.bytes(body)
        for _ in 0..<3_000 {
            var bytes = good
            for _ in 0...Int(random.next() % 3) {
                let place = Int(random.next() % UInt64(bytes.count))
                switch random.next() % 3 {
                case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
                case 1: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
                default: bytes.remove(at: place)
                }
            }
            if let complaint = complaint(name, bytes) {
                Issue.record("\(complaint): \(String(decoding: bytes, as: UTF8.self))")
                return
            }
        }
    }

    @Test(arguments: forms)
    func `no body that is cut does harm`(name: String, body: String) {
        let good = Sample.bytes(body)
        for length in 0..<good.count {
            let complaint = complaint(name, Array(good[..<length]))
            #expect(complaint == nil, "\(length): \(complaint ?? "")")
        }
    }

    @Test(arguments: forms)
    func `numbers, types and times that cannot be do no harm`(name: String, body: String) {
        let odd = [
            "NaN", "181", "-181", "1e400", "-0", "null", "[]", "{}", "\"\"", "\"NaN\"", "true", "1e15", "-1",
            "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59Z\"", "99999999999999999999999999", "\"\\u0000\"",
            "\"\(String(repeating: "x", count: 5_000))\"", "0.1e-400",
        ]
        for value in odd {
            for key in [
                "lat", "lng", "lon", "timestamp", "tst", "odometer", "speed", "vel", "vehicleOdometer", "state",
            ] {
                for form in ["\"\(key)\":", "\(key)="] {
                    guard let range = body.firstRange(of: form) else { continue }
                    let rest = body[range.upperBound...]
                    let end = rest.firstIndex { ",}]&".contains($0) } ?? rest.endIndex
                    let text = body[..<range.upperBound] + value + rest[end...]
                    let complaint = complaint(name, Array(text.utf8))
                    #expect(complaint == nil, "\(text.prefix(200)): \(complaint ?? "")")
                }
            }
        }
    }

    @Test(arguments: forms.map(\.name))
    func `deep nesting and bytes without sense are refused`(name: String) {
        let deep = String(repeating: "[", count: 100_000)
        let members = String(repeating: "{\"a\":", count: 100_000)
        for body in [
            deep, members, "{\"locations\":\(deep)", "{\"points\":\(deep)", "\u{FEFF}", "\0", "{", "\"", "=&=&",
        ] {
            let complaint = complaint(name, Sample.bytes(body))
            #expect(complaint == nil, "\(complaint ?? "")")
        }
    }

    @Test func `a million points at once are too much`() {
        let point = #"{"lat":1,"lng":5,"timestamp":1795341000}"#
        let points = "[" + String(repeating: point + ",", count: 150_000) + point + "]"
        #expect(throws: LogbookError(.tooMuch, "")) {
            try Shortcuts.read(.ping, body: Sample.bytes(points), from: Sample.receipt)
        }
        let larger = "[" + String(repeating: point + ",", count: 1_000_000) + point + "]"
        #expect(throws: LogbookError(.tooMuch, "")) {
            try Shortcuts.read(.ping, body: Sample.bytes(larger), from: Sample.receipt)
        }
    }

    @Test func `very many vehicles at once are too much`() {
        let points = (0..<20_000).map { "{\"car_id\":\"\($0)\",\"lat\":1,\"lng\":5,\"timestamp\":1795341000}" }
        #expect(throws: LogbookError(.tooMuch, "")) {
            try Shortcuts.read(.ping, body: Sample.bytes("[\(points.joined(separator: ","))]"), from: Sample.receipt)
        }
        let readings = (0..<20_000).map { "{\"car_id\":\"\($0)\",\"odometer\":5,\"measured_at\":1795341000}" }
        #expect(throws: LogbookError(.tooMuch, "")) {
            try VehiclePush.read(body: Sample.bytes("[\(readings.joined(separator: ","))]"), from: Sample.receipt)
        }
    }

    @Test func `very many bad points cost no more time than good ones`() throws {
        let bad = #"{"geometry":{"coordinates":[500,500]},"properties":{}}"#
        let body = "{\"locations\":[" + String(repeating: bad + ",", count: 90_000) + bad + "]}"
        let sentence = Sample.sentence { try Overland.read(Sample.bytes(body), from: Sample.receipt) }
        #expect(sentence.contains("locations[0].geometry.coordinates[0]"), "\(sentence)")
    }
}

/// A small generator with a seed, so that a failure comes again (SplitMix64).
struct IntakeRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
