// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardTestKit
import Testing

@testable import Timeline

@Suite("Texts of an export")
struct ReadingTests {
    @Test("a time is read with its offset, and written in UTC")
    func instants() {
        #expect(InstantText.read("2026-11-22T10:00:00+01:00")?.instant == 1_795_338_000_000_000)
        #expect(InstantText.read("2026-11-22T09:00:00.000Z")?.instant == 1_795_338_000_000_000)
        #expect(InstantText.read("2026-11-22T03:30:00.250-0530")?.instant == 1_795_338_000_250_000)
        #expect(InstantText.read("2026-11-22 10:00")?.instant == nil && InstantText.read("2026-11-22 10:00") != nil)
        for wrong in [
            "", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-11-22", "2026-11-22T24:00:00Z", "NaN",
            "2026-11-22T10:00:00+19:00", "2026-11-22T10:00:00Z ", "١٠٢٦-11-22T10:00:00Z",
        ] { #expect(InstantText.read(wrong) == nil, "\(wrong)") }
        #expect(InstantText.write(1_795_338_000_000_000) == "2026-11-22T09:00:00Z")
        #expect(InstantText.write(1_795_338_000_250_000) == "2026-11-22T09:00:00.250Z")
        #expect(InstantText.write(-1) == "1969-12-31T23:59:59.999999Z")
    }

    @Test("what is written is read again, over four centuries of days")
    func roundTrip() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<3000 {
            let instant = Int64.random(in: -5_000_000_000_000_000...9_000_000_000_000_000, using: &random)
            #expect(InstantText.read(InstantText.write(instant))?.instant == instant)
        }
    }

    @Test("a position is two numbers in degrees, on Android with a sign, on an iPhone with geo:")
    func positions() {
        #expect(PointText.read("52.0907374°, 5.1214201°") == position(52.0907374, 5.1214201))
        #expect(PointText.read("geo:-33.856159,151.215256") == position(-33.856159, 151.215256))
        #expect(PointText.read("-0.5,  -180°") == position(-0.5, -180))
        for wrong in [
            "", ",", "52.1", "52,09°, 5,12°", "NaN°, NaN°", "inf, 5", "1e2°, 5°", "52.°, 5°", "0x10, 5", "5°°, 6°",
            "52.1°; 5.1°", String(repeating: "1", count: 200) + ",1", "°,°", "- 5, 6", "52.1°, 5.1°, 3",
        ] { #expect(PointText.read(wrong) == .malformed, "\(wrong)") }
        for outside in ["90.01°, 5°", "52°, 180.5°", "-91, 0", "99999999999999999999, 1"] {
            #expect(PointText.read(outside) == .outside, "\(outside)")
        }
    }

    private func position(_ latitude: Double, _ longitude: Double) -> PointText.Result? {
        Position(latitude: latitude, longitude: longitude).map { .position($0) }
    }

    @Test("a decimal is the nearest double, whatever its length")
    func decimals() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<3000 {
            let value = Double.random(in: -200...200, using: &random)
            let digits = Int.random(in: 1...17, using: &random)
            let text = "\((value * 1e15).rounded() / 1e15)".prefix(digits + 5)
            guard !text.hasSuffix("."), !text.contains("e") else { continue }
            #expect(DecimalText.read(text) == Double(text), "\(text)")
        }
        #expect(DecimalText.write(1e-7, decimals: 9) == "0.0000001" && DecimalText.write(-0.0, decimals: 2) == "0")
        #expect(DecimalText.write(12.345, decimals: 2, fixed: true) == "12.35")
        #expect(DecimalText.write(-3, decimals: 2, fixed: true) == "-3.00")
    }

    @Test("of activities that hold an instant the first in the file counts, both ends included")
    func windows() throws {
        var windows = ActivityWindows()
        try windows.add("A", 80, 100...200)
        try windows.add("B", nil, 150...300)
        try windows.add("C", 10, 300...300)
        windows.prepare()
        let found = [99, 100, 200, 201, 300, 301].map { windows.activity(at: $0)?.type }
        #expect(found == [nil, "A", "A", "B", "B", nil])
        #expect(windows.activity(at: 150)?.confidence == 80 && windows.activity(at: 250)?.confidence == nil)
        var none = ActivityWindows()
        none.prepare()
        #expect(none.activity(at: 0) == nil)
    }

    @Test("any activities give what looking at each in turn gives")
    func anyWindows() throws {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<200 {
            var windows = ActivityWindows()
            var plain: [(String, ClosedRange<Int64>)] = []
            for number in 0..<random.below(12) {
                let start = Int64(random.below(40))
                let span = start...(start + Int64(random.below(15)))
                plain.append(("\(number)", span))
                try windows.add("\(number)", nil, span)
            }
            windows.prepare()
            for instant in Int64(-1)...60 {
                #expect(windows.activity(at: instant)?.type == plain.first { $0.1.contains(instant) }?.0)
            }
        }
    }
}
