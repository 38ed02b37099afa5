// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Testing

@testable import Logbook

@Suite("Odometer readings that can be true")
struct ReadingGuardTests {
    /// Readings an hour apart, in kilometres.
    private func readings(_ kilometres: [Double], hours: Double = 1) throws -> [OdometerReading] {
        try kilometres.enumerated().map { place, value in
            OdometerReading(
                instant: Int64(Double(place) * hours * 3_600_000_000),
                value: try #require(Distance(kilometres: value)), device: "car")
        }
    }

    private func judged(_ kilometres: [Double], hours: Double = 1) throws -> [Double?] {
        let all = try readings(kilometres, hours: hours)
        let (sound, refused) = ReadingGuard.sound(all.reversed())
        #expect(Set(sound).isDisjoint(with: refused.map(\.reading)))
        return all.map { reading in sound.contains(reading) ? reading.value.kilometres : nil }
    }

    @Test func `a lower reading keeps the last value`() throws {
        #expect(try judged([50_010, 50_005, 50_020]) == [50_010, nil, 50_020])
        #expect(try judged([50_010, 40_000]) == [50_010, nil])
        #expect(try judged([50_010, 50_010, 50_010.4]) == [50_010, 50_010, 50_010.4])
    }

    @Test func `a single slip of the finger is told from the readings around it`() throws {
        #expect(try judged([50_000, 50_100, 50_010, 50_020]) == [50_000, nil, 50_010, 50_020])
        #expect(try judged([500_100, 50_010, 50_020]) == [nil, 50_010, 50_020])
    }

    @Test func `nothing drives from one place to the other end of the world in an hour`() throws {
        #expect(try judged([50_000, 50_305]) == [50_000, 50_305])
        #expect(try judged([50_000, 50_306]) == [50_000, nil])
        let refused = ReadingGuard.sound(try readings([50_000, 90_000])).refused
        #expect(refused.map(\.reason) == [.tooFast])
    }

    @Test func `a jump that two more readings confirm is a jump`() throws {
        #expect(try judged([0, 50_000, 50_010, 50_020]) == [0, 50_000, 50_010, 50_020])
        #expect(try judged([0, 50_000, 50_010]) == [0, nil, nil])
    }

    @Test func `whole kilometres are rounded down and blame nobody`() throws {
        let (sound, refused) = ReadingGuard.sound(try readings([50_010.6, 50_010, 50_011]))
        #expect(sound.map(\.value.kilometres) == [50_010.6, 50_011])
        #expect(refused == [])
    }

    @Test func `the same reading twice is one`() throws {
        let one = try readings([50_000, 50_010])
        #expect(ReadingGuard.sound(one + one).sound == one)
    }
}
