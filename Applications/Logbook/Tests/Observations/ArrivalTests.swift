// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Testing

@testable import Logbook

@Suite struct ArrivalTests {
    /// An observation with anything in it.
    static func any(_ random: inout SplitMix, isPlain: Bool = false) -> Observation {
        func maybe(_ range: ClosedRange<Double>) -> Double? {
            switch Int.random(in: 0..<4, using: &random) {
            case 0: nil
            case 1: Double.random(in: range, using: &random)
            case 2: (Double.random(in: range, using: &random) * 100).rounded() / 100
            default: Double.random(in: range, using: &random).rounded()
            }
        }
        func position() -> Position {
            Position(latitude: maybe(-90...90) ?? 0, longitude: maybe(-180...180) ?? -0.0) ?? Story.origin
        }
        func fix() -> Fix {
            Fix(
                position: position(), accuracy: maybe(0...1_000_000), speed: maybe(0...300), heading: maybe(0...360),
                movement: Fix.Movement.allCases.randomElement(using: &random))
        }
        let step: Int64 = Bool.random(using: &random) ? 1000 : 1
        let instant = Int64.random(in: 946_684_800_000_000...4_133_980_799_999_000, using: &random) / step * step
        let odd = isPlain ? [] : ["ก \"x\" \\ y"]
        let device = (["", "3f9k2", "evcc", "a/b"] + odd).randomElement(using: &random) ?? ""
        let fact: Observation.Fact
        switch Int.random(in: 0..<8, using: &random) {
        case 0: fact = .connected(Bool.random(using: &random) ? fix() : nil)
        case 1: fact = .disconnected(Bool.random(using: &random) ? fix() : nil)
        case 2: fact = .finished
        case 3: fact = .cancelled
        case 4, 5:
            fact = .car(
                CarReport(
                    odometer: maybe(0...10_000_000).flatMap { Distance(kilometres: $0) },
                    position: Bool.random(using: &random) ? position() : nil,
                    activity: CarReport.Activity.allCases.randomElement(using: &random), charge: maybe(0...100),
                    range: maybe(0...900).flatMap { Distance(kilometres: $0) }, fetched: instant))
        default: fact = .fix(fix())
        }
        return Observation(instant: instant, device: device, fact: fact)
    }

    static func arrival(_ seed: UInt64, isPlain: Bool = false) -> Arrival {
        var random = SplitMix(seed: seed)
        return Arrival(
            form: (["owntracks", "shortcuts"] + (isPlain ? [] : ["ü\n"])).randomElement(using: &random) ?? "",
            evidence: Arrival.Evidence.allCases.randomElement(using: &random) ?? .named,
            observations: (0..<Int.random(in: 0...8, using: &random)).map { _ in any(&random, isPlain: isPlain) })
    }

    @Test func `what is written is the canonical form, and reads back the same`() throws {
        for seed in UInt64(0)..<3000 {
            let arrival = Self.arrival(seed)
            let bytes = try arrival.written()
            #expect(try JSON(parsing: bytes).canonicalBytes() == bytes)
            #expect(try Arrival(payload: bytes) == arrival)
            #expect(try Arrival.readAny(payload: bytes) == arrival)
        }
    }

    @Test func `a person can read what is written`() throws {
        let position = try #require(Position(latitude: 52.0907374, longitude: 5.1214201))
        let arrival = Arrival(
            form: "owntracks", evidence: .named,
            observations: [
                Observation(
                    instant: 1_795_312_500_000_000, device: "3f9k2",
                    fact: .fix(Fix(position: position, accuracy: 8, speed: 13.9, movement: .driving))),
                Observation(
                    instant: 1_795_312_500_000_001, device: "evcc",
                    fact: .car(CarReport(odometer: Distance(metres: 50_010_400), activity: .parked))),
            ])
        #expect(
            String(decoding: try arrival.written(), as: UTF8.self) == """
                {"because":"named","form":"owntracks","observations":[{"accuracy":8,"at":"2026-11-22T01:55:00.000Z",\
                "device":"3f9k2","is":"fix","latitude":52.0907374,"longitude":5.1214201,"movement":"driving",\
                "speed":13.9},{"activity":"parked","at":"2026-11-22T01:55:00.000001Z","device":"evcc","is":"car",\
                "odometer":50010.4}]}
                """)
    }

    @Test func `members that nobody knows are passed over`() throws {
        let text = """
            {"because":"usual","extra":[1,{"a":null}],"form":"phone","observations":[{"altitude":3,\
            "at":"2026-11-22T01:55:00.000Z","is":"finished","new":{"x":[]}}]}
            """
        let arrival = try Arrival(payload: Array(text.utf8))
        #expect(arrival.observations == [Observation(instant: 1_795_312_500_000_000, device: "", fact: .finished)])
    }

    /// One observation's members, each of them nonsense.
    @Test(arguments: [
        #""at":"1999-12-31T23:59:59.999Z","is":"finished""#, #""at":"2101-01-01T00:00:00.000Z","is":"finished""#,
        #""at":"0001-01-01T00:00:00.000Z","is":"finished""#, #""at":"9999-01-01T00:00:00.000Z","is":"finished""#,
        #""at":"2026-02-29T00:00:00.000Z","is":"finished""#, #""at":"2026-01-01T24:00:00.000Z","is":"finished""#,
        #""at":"2026-01-01 00:00:00.000Z","is":"finished""#, #""at":1795312500,"is":"finished""#,
        #""is":"finished""#, #""at":"2026-01-01T00:00:00.000Z""#, #""at":"2026-01-01T00:00:00.000Z","is":"flown""#,
        #""at":"2026-01-01T00:00:00.000Z","is":"""#, #""at":"2026-01-01T00:00:00.000Z","is":"fix""#,
        #""at":"2026-01-01T00:00:00.000Z","is":"fix","latitude":52"#,
        #""at":"2026-01-01T00:00:00.000Z","is":"fix","latitude":90.1,"longitude":5"#,
        #""at":"2026-01-01T00:00:00.000Z","is":"fix","latitude":52,"longitude":181"#,
        #""at":"2026-01-01T00:00:00.000Z","is":"fix","latitude":NaN,"longitude":5"#,
        #""at":"2026-01-01T00:00:00.000Z","is":"fix","latitude":"52","longitude":5"#,
        #""at":"2026-01-01T00:00:00.000Z","is":"fix","latitude":52,"longitude":5,"accuracy":-1"#,
        #""at":"2026-01-01T00:00:00.000Z","is":"fix","latitude":52,"longitude":5,"speed":2001"#,
        #""at":"2026-01-01T00:00:00.000Z","is":"fix","latitude":52,"longitude":5,"heading":361"#,
        #""at":"2026-01-01T00:00:00.000Z","is":"fix","latitude":52,"longitude":5,"speed":1e999"#,
        #""at":"2026-01-01T00:00:00.000Z","is":"fix","latitude":52,"longitude":5,"movement":"flying""#,
        #""at":"2026-01-01T00:00:00.000Z","is":"car","odometer":-1"#,
        #""at":"2026-01-01T00:00:00.000Z","is":"car","odometer":1e300"#,
        #""at":"2026-01-01T00:00:00.000Z","is":"car","charge":101"#,
        #""at":"2026-01-01T00:00:00.000Z","is":"car","fetched":"yesterday""#,
        #""at":"2026-01-01T00:00:00.000Z","at":"2026-01-01T00:00:00.000Z","is":"finished""#,
        #""at":"2026-01-01T00:00:00.000Z","is":"finished","device":"a\u0001b""#,
    ])
    func `nonsense in a book is damage, in one sentence`(_ members: String) {
        let text = "{\"because\":\"named\",\"form\":\"x\",\"observations\":[{\(members)}]}"
        #expect(throws: LogbookError(.damaged, "")) { try Arrival(payload: Array(text.utf8)) }
    }

    @Test func `nonsense is not written either`() throws {
        let fix = Fix(position: Story.origin, accuracy: .nan)
        let wrong = [
            Observation(instant: 0, device: "", fact: .finished),
            Observation(instant: Story.start, device: "", fact: .fix(fix)),
            Observation(instant: Story.start, device: String(repeating: "x", count: 200), fact: .finished),
            Observation(instant: Story.start, device: "", fact: .car(CarReport(odometer: Distance(metres: -5)))),
        ]
        for observation in wrong {
            #expect(throws: LogbookError(.invalid, "")) {
                try Arrival(form: "x", evidence: .named, observations: [observation]).written()
            }
        }
        let many = Array(repeating: Observation(instant: Story.start, device: "", fact: .finished), count: 2001)
        #expect(throws: LogbookError(.tooMuch, "")) {
            try Arrival(form: "x", evidence: .named, observations: many).written()
        }
    }

    @Test func `damaged bytes never crash a reader, and the quick one never takes what the strict one refuses`() throws
    {
        var random = SplitMix(seed: 11)
        var taken = 0
        for seed in UInt64(0)..<4000 {
            var bytes = try Self.arrival(seed % 40, isPlain: true).written()
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                case 2:
                    bytes.insert(Array("0123456789-.eE\",:{}[] ".utf8).randomElement(using: &random) ?? 0, at: place)
                default: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &random))
                }
            }
            let quick = bytes.withUnsafeBytes { ArrivalScanner.scan(payload: $0) }
            let strict = try? Arrival.readAny(payload: bytes)
            if let quick {
                taken += 1
                #expect(quick == strict, "\(String(decoding: bytes, as: UTF8.self))")
            }
        }
        #expect(taken > 50)
    }

    @Test func `lines of other entries are passed over`() throws {
        let line = Array(
            "{\"actor\":\"a\",\"book\":\"b\",\"kind\":\"logbook.void\",\"payload\":{\"observations\":3}}".utf8)
        #expect(try line.withUnsafeBytes { try Arrival.read(line: $0) } == nil)
        #expect(try line.withUnsafeBytes { try Arrival.readAny(line: $0) } == nil)
        let broken = Array("{\"actor\":\"a\",\"kind\":\"logbook.arrival\"}".utf8)
        #expect(throws: LogbookError(.damaged, "")) { try broken.withUnsafeBytes { try Arrival.read(line: $0) } }
    }
}

@Suite struct ObservationOrderTests {
    @Test func `there is one order of any observations, and equal ones count once`() {
        var random = SplitMix(seed: 5)
        let some = (0..<60).map { _ in ArrivalTests.any(&random) }
        // Many at one instant.
        var all = some + some.map { Observation(instant: Story.start, device: $0.device, fact: $0.fact) }
        let ordered = Observation.ordered(all)
        for _ in 0..<50 {
            all.shuffle(using: &random)
            #expect(Observation.ordered(all + all) == ordered)
        }
        #expect(Set(ordered) == Set(all))
        for (first, second) in zip(ordered, ordered.dropFirst()) { #expect(first < second && !(second < first)) }
    }

    @Test func `at one instant joining comes first and leaving after what is measured`() {
        let fix = Observation.Fact.fix(Fix(position: Story.origin))
        let facts: [Observation.Fact] = [
            .connected(nil), fix, .car(CarReport(activity: .parked)), .disconnected(nil), .finished, .cancelled,
        ]
        let all = facts.map { Observation(instant: Story.start, device: "a", fact: $0) }
        #expect(Observation.ordered(all.reversed()) == all)
    }
}
