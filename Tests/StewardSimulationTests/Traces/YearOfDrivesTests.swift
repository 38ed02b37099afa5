// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardSimulation
import Testing

@Suite("YearOfDrives")
struct YearOfDrivesTests {
    @Test("has the drives it was asked for, one after the other, within its year")
    func year() {
        let year = YearOfDrives(2026, drives: 120, devices: [.minutePhone])
        var truth: [TrueTrip] = []
        var sequences: [Int] = []
        for day in year {
            truth += day.truth
            sequences += day.reports.filter { $0.device == "minute-phone" }.map(\.sequence)
        }
        #expect(truth.count == 120)
        #expect(sequences == Array(0..<sequences.count))
        for (before, after) in zip(truth, truth.dropFirst()) {
            #expect(before.end < after.start)
            #expect(before.odometerAfter == after.odometerBefore)
            #expect(before.to == after.from)
        }
        #expect(truth.first.map { $0.start > CivilTime.amsterdam(2026, 1, 1) } ?? false)
        #expect(truth.last.map { $0.end < CivilTime.amsterdam(2027, 1, 1) } ?? false)
        #expect(Array(year.prefix(3)) == Array(year.prefix(3)))
    }

    @Test("busy days hold: 13 drives do not run into the next day")
    func busy() {
        var last = Date.distantPast
        for day in YearOfDrives(2026, drives: 5000, devices: []).prefix(40) {
            for trip in day.truth {
                #expect(trip.start > last)
                last = trip.end
            }
        }
    }
}

@Suite("TraceRandom")
struct TraceRandomTests {
    @Test("gives the published numbers of SplitMix64")
    func published() {
        // The first five of seed 1234567, as in the test of the Java reference implementation by S. Vigna.
        var random = TraceRandom(seed: 1_234_567)
        let numbers = (0..<5).map { _ in random.next() }
        #expect(
            numbers == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
                4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
            ])
    }

    @Test("is normal enough: mean 0, deviation 1, two thirds within one")
    func normal() {
        var random = TraceRandom(seed: 5)
        let numbers = (0..<20_000).map { _ in random.gaussian() }
        let mean = numbers.reduce(0, +) / 20_000
        let variance = numbers.reduce(0) { $0 + $1 * $1 } / 20_000
        #expect(abs(mean) < 0.03)
        #expect(abs(variance - 1) < 0.04)
        let inside = numbers.filter { abs($0) < 1 }.count
        #expect((13_200...14_100).contains(inside))
    }

    @Test("purposes and seeds give numbers of their own")
    func purposes() {
        var numbers: Set<UInt64> = []
        for seed in 0..<20 {
            for purpose in ["a", "b", "road", ""] {
                var random = TraceRandom(seed: UInt64(seed), purpose: purpose)
                numbers.insert(random.next())
            }
        }
        #expect(numbers.count == 80)
    }
}

@Suite("CivilTime")
struct CivilTimeTests {
    @Test("knows when clocks in Amsterdam change")
    func clocks() {
        #expect(CivilTime.amsterdam(2026, 3, 29, 1, 59) == CivilTime.utc(2026, 3, 29, 0, 59))
        #expect(CivilTime.amsterdam(2026, 3, 29, 3, 0) == CivilTime.utc(2026, 3, 29, 1, 0))
        #expect(CivilTime.amsterdam(2026, 10, 25, 2, 30) == CivilTime.utc(2026, 10, 25, 0, 30))
        #expect(CivilTime.amsterdam(2026, 10, 25, 3, 0) == CivilTime.utc(2026, 10, 25, 2, 0))
        #expect(CivilTime.amsterdam(2026, 7, 1, 12) == CivilTime.utc(2026, 7, 1, 10))
        #expect(CivilTime.amsterdamOffset(at: CivilTime.utc(2024, 3, 31, 0, 59)) == 3600)
        #expect(CivilTime.amsterdamOffset(at: CivilTime.utc(2024, 3, 31, 1, 0)) == 7200)
        #expect(CivilTime.utc(2000, 2, 29).timeIntervalSince1970 == 951_782_400)
        #expect(CivilTime.utc(1969, 12, 31, 23, 59).timeIntervalSince1970 == -60)
    }
}
