// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Logbook

@Suite struct TextReadingTests {
    private let noon: Int64 = 1_795_341_600_000_000

    @Test(arguments: [
        "2026-11-22T10:00:00Z", "2026-11-22T10:00:00.000Z", "2026-11-22t10:00z", "2026-11-22T11:00:00+01:00",
        "2026-11-22T03:00:00-0700", "2026-11-22 15:30:00+0530", "2026-11-22T11:00:00+01", "1795341600",
        "1795341600000", "1795341600.0", "2026-11-22T10:00:00,000000000Z",
    ])
    func `an instant is read however it is written`(text: String) {
        #expect(InstantText.read(text) == noon)
    }

    @Test(arguments: [
        "", " ", "2026-11-22", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-11-22T24:00:00Z",
        "2026-11-22T10:60:00Z", "2026-11-22T10:00:00", "2026-11-22T10:00:00.Z", "2026-11-22T10:00:00Zx", "-1", "NaN",
        "1e9", "99999999999999999999", "22-11-2026 10:00", "2026-11-22T10:00:00+1", "yesterday",
        "2026-11-22T10:00:00+19:00", "１７９５３４１６００",
    ])
    func `what is no instant is none`(text: String) {
        #expect(InstantText.read(text) == nil)
    }

    @Test func `fractions count, and more than microseconds do not`() {
        #expect(InstantText.read("2026-11-22T10:00:00.1234567Z") == noon + 123_456)
        #expect(InstantText.read("1795341600.25") == noon + 250_000)
    }

    @Test func `a time without an offset is UTC only where the format says so`() {
        #expect(InstantText.read("2026-11-22 10:00:00", zoneless: .utc) == noon)
        #expect(InstantText.read("2026-11-22 10:00:00") == nil)
    }

    @Test(arguments: [
        (2000, 2, 29, 11_016), (1970, 1, 1, 0), (1969, 12, 31, -1), (2026, 11, 22, 20_779), (2100, 3, 1, 47_541),
        (1, 1, 1, -719_162), (9999, 12, 31, 2_932_896),
    ])
    func `days are counted as the Gregorian calendar has them`(year: Int, month: Int, day: Int, days: Int) {
        #expect(InstantText.days(year: year, month: month, day: day) == days)
    }

    @Test func `the years of days that are none are refused`() {
        #expect(InstantText.days(year: 2100, month: 2, day: 29) == nil)
        #expect(InstantText.days(year: 2026, month: 0, day: 1) == nil)
        #expect(InstantText.days(year: 2026, month: 4, day: 31) == nil)
    }

    @Test(arguments: [
        ("52.09", 52.09), ("52,09", 52.09), (" 5 ", 5), ("-0.5", -0.5), ("+3", 3), ("1e3", 1000), ("1.5E-2", 0.015),
        (".5", 0.5), ("50010", 50010),
    ])
    func `a number in quotes is read, with point or comma`(text: String, value: Double) {
        #expect(NumberText.read(text) == value)
    }

    @Test(arguments: [
        "", " ", "NaN", "nan", "inf", "-Infinity", "0x10", "1.2.3", "1.234,5", "1,2,3", "1e", "e5", "--1", "1-", "5 km",
        "1e400", "٥", "12345678901234567890123456789012345678901",
    ])
    func `what is no number is none`(text: String) {
        #expect(NumberText.read(text) == nil)
    }

    @Test func `a separator that may stand for thousands is noticed`() {
        for text in ["50.010", "50,010", "1.234"] { #expect(NumberText.isAmbiguous(text)) }
        for text in ["50010.123", "50.01", "0.125", "50.000", "50010", "1.2345"] {
            #expect(!NumberText.isAmbiguous(text), "\(text)")
        }
    }

    @Test func `parameters are read as forms write them`() throws {
        let parameters = try Parameters(query: "a=1+2&b=%C3%A9&c&d=&a=3&=x")
        #expect(parameters.value("a") == "1 2")
        #expect(parameters.value("b") == "é")
        #expect(parameters.value("c") == "")
        #expect(parameters.value("d") == "")
        #expect(parameters.value("e") == nil)
        #expect(parameters.value("e", "b") == "é")
    }

    @Test(arguments: ["a=%", "a=%4", "a=%zz", "a=%FF", "a=%C3"])
    func `parameters with broken escapes are refused`(query: String) {
        #expect(throws: LogbookError.self) { try Parameters(query: query) }
    }

    @Test func `too many parameters are too much`() {
        let query = String(repeating: "a=1&", count: 501)
        #expect(throws: LogbookError(.tooMuch, "")) { try Parameters(query: query) }
    }
}
