// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Testing

@testable import Logbook

@Suite("Where every kilometre went")
struct ContinuityTests {
    private static let minute: Int64 = 60_000_000

    private func leg(
        _ start: Int64, _ end: Int64, _ metres: Int64, off: Int64 = 0, isFixed: Bool = false
    ) -> Leg {
        Leg(
            start: start * Self.minute, end: end * Self.minute, estimate: Distance(metres: metres),
            uncertainty: Distance(metres: off), isFixed: isFixed)
    }

    private func reading(_ minute: Int64, _ metres: Int64, _ device: String = "car") -> OdometerReading {
        OdometerReading(instant: minute * Self.minute, value: Distance(metres: metres), device: device)
    }

    private func metres(_ account: Continuity) -> [Int64] { account.legs.map(\.distance.metres) }

    @Test func `one trip between two readings is what the odometer says`() {
        let account = Continuity(
            legs: [leg(10, 40, 20_100)], readings: [reading(5, 50_010_400), reading(45, 50_030_300)])
        #expect(metres(account) == [19_900])
        #expect(account.legs[0].source == .odometer)
        #expect(
            account.legs[0].before
                == Trip.Odometer(value: Distance(metres: Int64(50_010_400)), source: .car, measured: 5 * Self.minute))
        #expect(account.legs[0].after?.measured == 45 * Self.minute)
        #expect(account.gaps == [])
    }

    @Test func `a car that was last parked two hundred kilometres ago has a gap before the trip`() {
        let account = Continuity(
            legs: [leg(600, 620, 10_000), leg(660, 690, 20_000)],
            readings: [reading(0, 1_000_300), reading(595, 1_200_300), reading(700, 1_230_300)])
        #expect(metres(account) == [10_000, 20_000])
        #expect(account.gaps.map(\.distance.metres) == [200_000])
        #expect(account.gaps[0].before.value.metres == 1_000_300)
        #expect(account.gaps[0].isOpen)
        #expect(account.legs[0].before?.value.metres == 1_200_300)
        #expect(account.legs[0].after?.source == .computed)
        #expect(account.legs[1].before?.value == account.legs[0].after?.value)
        #expect(account.legs[1].after?.value.metres == 1_230_300)
        #expect(account.legs[1].after?.source == .car)
    }

    @Test func `trips between two readings share a small difference in proportion`() {
        let account = Continuity(
            legs: [leg(10, 20, 10_000), leg(30, 40, 30_000)],
            readings: [reading(0, 100_100), reading(50, 140_500)])
        #expect(metres(account) == [10_100, 30_300])
        #expect(account.legs.map(\.source) == [.calibrated, .calibrated])
        #expect(account.gaps == [])
        #expect(account.calibrations.map(\.estimated.metres) == [40_000])
        #expect(account.calibrations.map(\.driven.metres) == [40_400])
    }

    @Test(arguments: [(500, 0), (501, 501), (-500, 0)] as [(Int64, Int64)])
    func `half a kilometre is spread and a metre more is a gap`(more: Int64, gap: Int64) {
        let account = Continuity(
            legs: [leg(10, 20, 10_000)], readings: [reading(0, 100_100), reading(50, 110_100 + more)])
        #expect(account.gaps.map(\.distance.metres) == (gap == 0 ? [] : [gap]))
        #expect(metres(account)[0] + gap == 10_000 + more)
    }

    @Test(arguments: [(2_040, 0), (2_041, 2_041)] as [(Int64, Int64)])
    func `of a long way two percent is spread`(more: Int64, gap: Int64) {
        // 2 % of 102 040 m is 2 040 m.
        let account = Continuity(
            legs: [leg(10, 100, 100_000)], readings: [reading(0, 100_100), reading(150, 200_100 + more)])
        #expect(account.gaps.map(\.distance.metres) == (gap == 0 ? [] : [gap]))
    }

    @Test func `an odometer in whole kilometres may be off by one`() {
        let account = Continuity(
            legs: [leg(10, 20, 10_000)], readings: [reading(0, 100_000), reading(50, 111_000)])
        #expect(account.gaps == [])
        #expect(metres(account) == [11_000])
    }

    @Test func `what a trip says that it may be off is no gap`() {
        let account = Continuity(
            legs: [leg(10, 60, 10_000, off: 6_000)], readings: [reading(0, 100_100), reading(70, 115_100)])
        #expect(metres(account) == [15_000])
        #expect(account.gaps == [])
    }

    @Test func `what a person said about a trip stays and another takes the difference`() {
        let account = Continuity(
            legs: [leg(10, 20, 10_000, isFixed: true), leg(30, 40, 20_000)],
            readings: [reading(0, 100_100), reading(50, 130_500)])
        #expect(metres(account) == [10_000, 20_400])
        #expect(account.legs[0].source == nil)
        let alone = Continuity(
            legs: [leg(10, 20, 10_000, isFixed: true)], readings: [reading(0, 100_100), reading(50, 110_400)])
        #expect(metres(alone) == [10_000])
        #expect(alone.gaps.map(\.distance.metres) == [300])
        #expect(alone.gaps.map(\.isOpen) == [false])
    }

    @Test func `an old value that a service repeats is no reading`() {
        let account = Continuity(
            legs: [leg(10, 40, 30_000)],
            readings: [reading(0, 100_100), reading(45, 100_100), reading(60, 100_100), reading(90, 130_200)])
        #expect(metres(account) == [30_100])
        #expect(account.gaps == [])
        #expect(account.refused.map(\.reason) == [.repeated])
    }

    @Test func `a reading below the trips is doubted until another confirms it`() {
        let legs = [leg(10, 40, 30_000), leg(100, 130, 30_000)]
        let doubted = Continuity(legs: [legs[0]], readings: [reading(0, 100_100), reading(45, 110_100)])
        #expect(metres(doubted) == [30_000])
        #expect(doubted.doubted.map(\.value.metres) == [110_100])
        #expect(doubted.legs[0].after?.value.metres == 130_100)
        let cleared = Continuity(
            legs: legs, readings: [reading(0, 100_100), reading(45, 110_100), reading(140, 160_100)])
        #expect(metres(cleared) == [30_000, 30_000])
        #expect(cleared.refused.map(\.reason) == [.contradicted])
        let confirmed = Continuity(
            legs: legs, readings: [reading(0, 100_100), reading(45, 110_100), reading(140, 140_100)])
        #expect(metres(confirmed) == [10_000, 30_000])
        #expect(confirmed.gaps == [])
    }

    @Test func `a trip may span several readings`() {
        let account = Continuity(
            legs: [leg(0, 100, 102_500), leg(200, 210, 5_000)],
            readings: [
                reading(-10, 1_000_100), reading(25, 1_009_100), reading(50, 1_090_100), reading(110, 1_104_100),
                reading(220, 1_109_100),
            ])
        #expect(metres(account) == [104_000, 5_000])
        #expect(account.legs[0].source == .odometer)
        #expect(account.gaps == [])
    }

    @Test func `readings on the way only still divide trips`() {
        // The car speaks while it drives and never when it stands.
        let account = Continuity(
            legs: [leg(0, 100, 100_000), leg(200, 300, 100_000)],
            readings: [reading(50, 1_050_100), reading(250, 1_150_900)])
        #expect(metres(account).reduce(0, +) == 200_800)
        #expect(account.legs[0].before?.value.metres == 1_000_100)
        #expect(account.legs[1].before?.value == account.legs[0].after?.value)
        #expect(account.legs.map(\.source) == [.calibrated, .calibrated])
    }

    @Test func `without readings nothing is known of the odometer and one tells before and after`() {
        let legs = [leg(10, 20, 10_000), leg(30, 40, 20_000)]
        let unknown = Continuity(legs: legs, readings: [])
        #expect(unknown.legs.allSatisfy { $0.before == nil && $0.after == nil && $0.source == nil })
        let one = Continuity(legs: legs, readings: [reading(25, 500_000, "")])
        #expect(one.legs[0].before?.value.metres == 490_000)
        #expect(
            one.legs[0].after
                == Trip.Odometer(value: Distance(metres: Int64(500_000)), source: .person, measured: 25 * Self.minute))
        #expect(one.legs[1].after?.value.metres == 520_000)
        #expect(one.legs[1].after?.source == .computed)
        let early = Continuity(legs: legs, readings: [reading(25, 5_000)])
        #expect(early.legs[0].before == nil)
        #expect(early.legs[0].after?.value.metres == 5_000)
    }

    @Test func `kilometres without any trip are a gap however few`() {
        let account = Continuity(legs: [], readings: [reading(0, 100_000), reading(60, 100_300)])
        #expect(account.gaps.map(\.distance.metres) == [300])
        #expect(account.gaps.map(\.isOpen) == [false])
    }

    /// As whole kilometres, tenths, hundredths, whole miles and tenths of miles are told in metres.
    @Test(
        arguments: [
            (50_010_000, 50_030_000, 1_000), (50_010_400, 50_030_000, 100), (50_010_430, 50_030_370, 10),
            (50_010_431, 50_030_370, 1), (49_999_099, 50_018_412, 1_610), (50_000_709, 50_018_894, 161),
        ] as [(Int64, Int64, Int64)])
    func `a difference of readings may be off by what their last digit leaves open`(
        before: Int64, after: Int64, off: Int64
    ) {
        let account = Continuity(
            legs: [leg(10, 40, after - before, off: 400)], readings: [reading(5, before), reading(45, after)])
        #expect(account.legs[0].source == .odometer)
        #expect(account.legs[0].uncertainty.metres == off)
    }

    @Test func `of two devices the coarser odometer says how far a trip may be off`() {
        let account = Continuity(
            legs: [leg(10, 40, 20_000)], readings: [reading(5, 50_010_400), reading(45, 50_030_000, "")])
        #expect(account.legs[0].uncertainty.metres == 1_000)
    }

    @Test func `trips that share a difference may be off by what the others may be as well`() {
        let account = Continuity(
            legs: [leg(10, 20, 10_000, off: 300), leg(30, 40, 30_000, off: 900)],
            readings: [reading(0, 100_100), reading(50, 140_500)])
        #expect(account.legs.map(\.source) == [.calibrated, .calibrated])
        #expect(account.legs.map(\.uncertainty.metres) == [400, 400])
    }

    @Test func `readings on the way add nothing to what those at the ends leave open`() {
        let account = Continuity(
            legs: [leg(0, 100, 102_500)],
            readings: [
                reading(-10, 1_000_000), reading(25, 1_009_000), reading(50, 1_090_000), reading(110, 1_104_000),
            ])
        #expect(account.legs[0].source == .odometer)
        #expect(account.legs[0].uncertainty.metres == 1_000)
    }

    @Test func `shares add up and follow the weights`() {
        #expect(KilometreLedger.shares(of: 10, by: [1, 1, 1]) == [4, 3, 3])
        #expect(KilometreLedger.shares(of: 100, by: [0, 0]) == [50, 50])
        #expect(KilometreLedger.shares(of: 7, by: []) == [])
        #expect(KilometreLedger.shares(of: 9_999_999_000, by: [10_000_000, 1, 0]).reduce(0, +) == 9_999_999_000)
    }
}
