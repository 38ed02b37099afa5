// SPDX-License-Identifier: Apache-2.0
import StewardJobs
import Testing

@testable import Automation

@Suite("The stamp of a line")
struct LogStampTests {
    /// 2025-11-22 10:00:00 UTC.
    private static let ten: Int64 = 1_763_805_600

    @Test(
        "is read in its forms, with every sort of zone",
        arguments: [
            ("2025-11-22 10:00:00 message", 0), ("2025-11-22T10:00:00Z message", 0),
            ("2025-11-22 10:00:00.123 message", 0), ("2025-11-22 10:00:00,123 INFO message", 0),
            ("2025/11/22 10:00:00 [error] 1#1: message", 0), ("[2025-11-22 10:00:00] message", 0),
            ("2025-11-22 10:00 message", 0), ("\u{FEFF}2025-11-22 10:00:00 message", 0),
            ("[20251122-100000] gnucash: Backup Script started", 0), ("20251122_100000 x", 0),
            ("2025-11-22 10:00:00.123 UTC [42] LOG:  message", 0), ("2025-11-22 10:00:00 IST message", 330),
            ("[2025-11-22 10:00:00.123 IST] [INFO] [a] [b] [1] message", 330),
            ("[2025-11-22 10:00:00.123 India Standard Time] [INFO] message", 330),
            ("2025-11-22 10:00:00 India Standard Time message", 330),
            ("[2025-11-22 10:00:00.123 W. Europe Standard Time] [INFO] message", 60),
            ("[2025-11-22 10:00:00 SE Asia Standard Time] x", 420), ("[2025-11-22 10:00:00 Asia/Bangkok] x", 420),
            ("[2025-11-22 10:00:00 Europe/Amsterdam] x", 60), ("2025-11-22 10:00:00 Europe/Amsterdam x", 60),
            ("2025-11-22T10:00:00+05:30 x", 330), ("2025-11-22T10:00:00.5-0800 x", -480),
            ("2025-11-22 10:00:00 +0700 x", 420), ("2025-11-22 10:00:00+07 x", 420),
            ("[2025-11-22 10:00:00 UTC+7] x", 420), ("[2025-11-22 10:00:00 GMT-03:30] x", -210),
            ("[2025-11-22 10:00:00 (UTC+05:30) Chennai, Kolkata] x", 330), ("[2025-11-22 10:00:00 CEST] x", 120),
            ("2025-11-22 10:00:00 ERROR message", 0), ("2025-11-22 10:00:00", 0),
            // A zone that nobody knows: as late as can be.
            ("[2025-11-22 10:00:00 Middle Earth Time] x", -720),
        ])
    func read(line: String, minutes: Int64) {
        var stamps = LogStamp(zone: .utc)
        #expect(stamps.read(Array(line.utf8)[...]) == .instant(Self.ten - minutes * 60))
    }

    @Test("that names no zone is of the zone that was said")
    func zone() throws {
        var stamps = LogStamp(zone: try LocalZone("Asia/Bangkok"))
        #expect(stamps.read(Array("2025-11-22 17:00:00 x".utf8)[...]) == .instant(Self.ten))
        #expect(stamps.read(Array("[2025-11-22 10:00:00 UTC] x".utf8)[...]) == .instant(Self.ten))
    }

    @Test("alone without a time is over when its day is")
    func date() {
        var stamps = LogStamp(zone: .utc)
        #expect(stamps.read(Array("2025-11-22 x".utf8)[...]) == .instant(Self.ten + 14 * 3600))
    }

    @Test(
        "is none where a line begins with something else",
        arguments: [
            "", "message", "  at line 3", "[INFO] x", "12345 x", "2025 was a year", "20251122 x", "2025-11 x", "[",
            "[2",
            "2025.11.22 10:00:00", "192.168.0.1 - - [22/Nov/2025:10:00:00 +0000]", "２０２５-11-22 10:00:00",
        ])
    func none(line: String) {
        var stamps = LogStamp(zone: .utc)
        #expect(stamps.read(Array(line.utf8)[...]) == .none)
    }

    @Test(
        "is unparsable where there is no such time",
        arguments: [
            "2025-13-01 10:00:00 x", "2025-02-29 10:00:00 x", "[2025-11-00 10:00:00 UTC] x", "2025-11-22 24:00:00 x",
            "2025-11-22 10:60:00 x", "0000-00-00 00:00:00", "20251322-100000 x",
        ])
    func unparsable(line: String) {
        var stamps = LogStamp(zone: .utc)
        #expect(stamps.read(Array(line.utf8)[...]) == .unparsable)
    }

    @Test("is found or not in any bytes without harm")
    func anyBytes() {
        var generator = SeededBytes(state: 7)
        var stamps = LogStamp(zone: .utc)
        let alphabet = Array("[]0123456789-/: TZ.,+UTCIST\u{0}é".utf8)
        for _ in 0..<20_000 {
            let count = Int(generator.next() % 40)
            let start = generator.next() % 2 == 0 ? Array("2025-11-22 10:00:00".utf8) : []
            let line = start + (0..<count).map { _ in alphabet[Int(generator.next() % UInt64(alphabet.count))] }
            _ = stamps.read(line[...])
        }
    }

    @Test("days are numbered as the calendar has them")
    func days() {
        #expect(CivilDay.number(1970, 1, 1) == 0)
        #expect(CivilDay.number(2000, 2, 29) == 11_016)
        #expect(CivilDay.number(2025, 11, 22) == 20_414)
        #expect(CivilDay.number(1900, 2, 29) == nil)
        #expect(CivilDay.number(1, 1, 1) == -719_162)
    }
}

/// The same numbers at every run.
struct SeededBytes {
    var state: UInt64
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }
}
