// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardTestKit
import Testing

@testable import Logbook

@Suite("Kilometres add up whatever happens")
struct ContinuityPropertyTests {
    /// Random legs, some overlapping, some told wrongly, and random readings, some impossible.
    struct Case {
        var legs: [Leg] = []
        var readings: [OdometerReading] = []

        init(seed: UInt64) {
            var random = SeededGenerator(seed: seed)
            var time: Int64 = 1_700_000_000_000_000
            var odometer: Int64 = 10_000_000 + Int64(random.below(1000)) * 100
            let unit: Int64 = [1, 100, 1000][random.below(3)]
            func read(_ at: Int64, _ random: inout SeededGenerator) {
                guard random.below(3) > 0 else { return }
                var value = odometer / unit * unit
                switch random.below(20) {
                case 0: value += Int64(random.below(400_000))
                case 1: value = max(0, value - Int64(random.below(400_000)))
                default: break
                }
                readings.append(
                    OdometerReading(
                        instant: at, value: Distance(metres: value), device: random.below(4) == 0 ? "" : "car"))
            }
            for _ in 0..<(random.below(40) + 1) {
                time += Int64(random.below(600)) * 60_000_000
                read(time, &random)
                if random.below(8) == 0 { odometer += Int64(random.below(60_000)) }
                let length = Int64(random.below(80_000))
                let duration = 60_000_000 + length * 50_000
                let told = length * Int64(80 + random.below(40)) / 100
                legs.append(
                    Leg(
                        start: time, end: time + duration, estimate: Distance(metres: random.below(10) == 0 ? 0 : told),
                        uncertainty: Distance(metres: told / Int64(10 + random.below(40))),
                        isFixed: random.below(6) == 0))
                if random.below(5) == 0 { read(time + duration / 3, &random) }
                odometer += length
                time += random.below(12) == 0 ? duration / 2 : duration
                read(time, &random)
            }
            legs.sort { $0.start < $1.start }
            readings.shuffle(using: &random)
        }
    }

    @Test(arguments: 1...400)
    func `trips and gaps between two readings are their difference to the metre and never negative`(seed: Int) throws {
        let example = Case(seed: UInt64(seed))
        let account = Continuity(legs: example.legs, readings: example.readings)
        #expect(account.legs.allSatisfy { $0.distance >= .zero })
        #expect(account.gaps.allSatisfy { $0.distance > .zero })
        for (one, next) in zip(account.anchors, account.anchors.dropFirst()) {
            #expect((one.instant, one.value) <= (next.instant, next.value))
        }
        guard let first = account.anchors.first, let last = account.anchors.last else { return }
        // Trips that begin before the first reading or end after the last count with the part between.
        var between: Int64 = 0
        for (leg, result) in zip(example.legs, account.legs) {
            between += result.distance.metres - leg.metres(by: first.instant)
            between -= leg.estimate.metres - leg.metres(by: last.instant)
        }
        let gaps = account.gaps.reduce(0) { $0 + $1.distance.metres }
        #expect(between + gaps == (last.value - first.value).metres)
    }

    @Test(arguments: 1...100)
    func `odometers of trips follow each other without a jump but the gaps`(seed: Int) {
        let example = Case(seed: UInt64(seed))
        let account = Continuity(legs: example.legs, readings: example.readings)
        var last: Distance?
        for (place, leg) in account.legs.enumerated() {
            guard let before = leg.before?.value, let after = leg.after?.value else { continue }
            #expect(after - before == leg.distance)
            if let last { #expect(before >= last, "leg \(place)") }
            last = after
        }
        let known = account.legs.compactMap { $0.before?.value }
        if let first = known.first, let last, known.count == account.legs.count {
            let driven = account.legs.reduce(0) { $0 + $1.distance.metres }
            let start = example.legs[0].start
            let gaps = account.gaps.filter { $0.at > start && $0.at <= example.legs[example.legs.count - 1].start }
            #expect((last - first).metres == driven + gaps.reduce(0) { $0 + $1.distance.metres })
        }
    }

    @Test(arguments: 1...60)
    func `the order in which readings come makes no difference`(seed: Int) {
        let example = Case(seed: UInt64(seed))
        var random = SeededGenerator(seed: UInt64(seed) + 1_000)
        let account = Continuity(legs: example.legs, readings: example.readings)
        #expect(Continuity(legs: example.legs, readings: example.readings.shuffled(using: &random)) == account)
        #expect(Continuity(legs: example.legs, readings: example.readings + example.readings) == account)
    }
}
