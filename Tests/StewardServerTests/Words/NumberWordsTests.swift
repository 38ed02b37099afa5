// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Tally
import Testing

@testable import StewardServer

@Suite("Numbers in words")
struct NumberWordsTests {
    private static func words(_ language: Language) -> Words { Words(language, now: Date(timeIntervalSince1970: 0)) }

    @Test(
        "thousands are grouped with a comma in English and Thai and with a point in Dutch",
        arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (-1234, "-1,234"), (12_345_678, "12,345,678")])
    func grouping(value: Int, text: String) {
        #expect(Self.words(.english).number(value) == text)
        #expect(Self.words(.thai).number(value) == text)
        #expect(Self.words(.dutch).number(value) == text.replacing(",", with: "."))
        #expect(Self.words(.english).number(Int64(value)) == text)
    }

    @Test("the largest and the smallest numbers are written in full")
    func extremes() {
        #expect(Self.words(.dutch).number(Int64.max) == "9.223.372.036.854.775.807")
        #expect(Self.words(.english).number(Int64.min) == "-9,223,372,036,854,775,808")
        #expect(Self.words(.english).number(UInt64.max) == "9,223,372,036,854,775,807")
    }

    @Test(
        "decimals stand after a point, in Dutch after a comma, rounded half away from zero",
        arguments: [
            (1234.5, 1, "1,234.5", "1.234,5"), (0.05, 1, "0.1", "0,1"), (-0.04, 1, "0.0", "0,0"),
            (-2.5, 0, "-3", "-3"), (99.999, 2, "100.00", "100,00"), (7, 2, "7.00", "7,00"),
            (0.125, 9, "0.125000", "0,125000"),
        ] as [(Double, Int, String, String)])
    func decimals(value: Double, digits: Int, english: String, dutch: String) {
        #expect(Self.words(.english).decimal(value, digits: digits) == english)
        #expect(Self.words(.thai).decimal(value, digits: digits) == english)
        #expect(Self.words(.dutch).decimal(value, digits: digits) == dutch)
    }

    @Test(
        "what is no number, or cannot be told exactly, is a dash",
        arguments: [Double.nan, .infinity, -.infinity, 1e17])
    func nothing(value: Double) {
        #expect(Self.words(.english).decimal(value, digits: 1) == "–")
        #expect(Self.words(.english).percent(value) == "–")
    }

    @Test("percentages follow the number without a space, and only the whole is 100")
    func percentages() {
        #expect(Self.words(.english).percent(97.46) == "97.5%")
        #expect(Self.words(.dutch).percent(97.46) == "97,5%")
        #expect(Self.words(.thai).percent(100, digits: 0) == "100%")
        #expect(Self.words(.english).share(0.999) == "99%")
        #expect(Self.words(.english).share(1) == "100%")
        #expect(Self.words(.english).share(-1) == "0%" && Self.words(.english).share(7) == "100%")
    }

    @Test(
        "sizes are whole bytes below a kilobyte and have two decimals from there on",
        arguments: [
            (0, "0 bytes", "0 bytes"), (1, "1 byte", "1 byte"), (950, "950 bytes", "950 bytes"),
            (1023, "1,023 bytes", "1.023 bytes"), (1024, "1.00 KB", "1,00 KB"), (1_048_575, "1.00 MB", "1,00 MB"),
            (1_610_612_736, "1.50 GB", "1,50 GB"), (-2048, "-2.00 KB", "-2,00 KB"), (Int64.max, "8.00 EB", "8,00 EB"),
        ] as [(Int64, String, String)])
    func sizes(bytes: Int64, english: String, dutch: String) {
        #expect(Self.words(.english).bytes(bytes) == english)
        #expect(Self.words(.dutch).bytes(bytes) == dutch)
    }

    @Test("Thai has its own word for bytes, and an unknown size is a dash")
    func thaiSizes() {
        #expect(Self.words(.thai).bytes(Int64(950)) == "950 ไบต์")
        #expect(Self.words(.thai).bytes(nil as Int64?) == "–")
        #expect(Self.words(.dutch).ratio(1234, 5678) == "1.234/5.678")
    }
}
