// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Testing

@Suite("Canonical JSON")
struct CanonicalJSONTests {
    private func text(_ value: JSON) throws -> String { String(decoding: try value.canonicalBytes(), as: UTF8.self) }

    /// RFC 8785 appendix B.
    private static let numbers: [(UInt64, String)] = [
        (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"), (0x0000_0000_0000_0001, "5e-324"),
        (0x8000_0000_0000_0001, "-5e-324"), (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
        (0xffef_ffff_ffff_ffff, "-1.7976931348623157e+308"), (0x4340_0000_0000_0000, "9007199254740992"),
        (0xc340_0000_0000_0000, "-9007199254740992"), (0x4430_0000_0000_0000, "295147905179352830000"),
        (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"), (0x44b5_2d02_c7e1_4af6, "1e+23"),
        (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"), (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
        (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"), (0x444b_1ae4_d6e2_ef50, "1e+21"),
        (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"), (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
        (0x41b3_de43_5555_5553, "333333333.3333332"), (0x41b3_de43_5555_5554, "333333333.33333325"),
        (0x41b3_de43_5555_5555, "333333333.3333333"), (0x41b3_de43_5555_5556, "333333333.3333334"),
        (0x41b3_de43_5555_5557, "333333333.33333343"), (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
        (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
    ]

    @Test("Every number of RFC 8785 appendix B is written as there", arguments: numbers)
    func publishedNumbers(bits: UInt64, expected: String) throws {
        #expect(try text(.number(Double(bitPattern: bits))) == expected)
    }

    @Test("Numbers are written as ECMAScript does around the places where its form changes")
    func formChanges() throws {
        let expected: [(Double, String)] = [
            (1, "1"), (-1.5, "-1.5"), (10, "10"), (123.456, "123.456"), (1e20, "100000000000000000000"),
            (1e21, "1e+21"),
            (1.5e21, "1.5e+21"), (123456789012345683968, "123456789012345680000"), (0.1, "0.1"), (1e-6, "0.000001"),
            (1e-7, "1e-7"), (1.25e-7, "1.25e-7"), (4.35, "4.35"), (2e-3, "0.002"), (1e30, "1e+30"), (1e-27, "1e-27"),
            (4.5, "4.5"), (0.000001234, "0.000001234"), (1e22, "1e+22"), (12345678.9, "12345678.9"),
        ]
        for (value, form) in expected { #expect(try text(.number(value)) == form) }
    }

    @Test("Random numbers read back as themselves and are as short as Swift's own")
    func randomNumbers() throws {
        var random = SplitMix(seed: 8785)
        for _ in 0..<20_000 {
            let value = Double(bitPattern: random.next())
            guard value.isFinite else { continue }
            let form = try text(.number(value))
            #expect(Double(form) == value)
            let digits = { (text: String) in
                text.prefix { $0 != "e" }.filter(\.isNumber).drop { $0 == "0" }.reversed().drop { $0 == "0" }.count
            }
            #expect(digits(form) == digits(value.description))
        }
    }

    @Test("What JSON cannot hold is refused")
    func refusesNumbers() {
        for value in [Double.nan, .infinity, -.infinity] {
            #expect(throws: JSONError(.outOfRange, "")) { try JSON.number(value).canonicalBytes() }
        }
        for value in [1 << 53, -(1 << 53), Int64.max, Int64.min] {
            #expect(throws: JSONError(.outOfRange, "")) { try JSON.integer(value).canonicalBytes() }
        }
        #expect(throws: Never.self) { try JSON.integer((1 << 53) - 1).canonicalBytes() }
        #expect(throws: Never.self) { try JSON.integer(1 - (1 << 53)).canonicalBytes() }
    }

    @Test("The example of RFC 8785 section 3.2 comes out byte for byte")
    func publishedExample() throws {
        let value: JSON = [
            "numbers": [.number(333333333.33333329), .number(1e30), .number(4.50), .number(2e-3), .number(1e-27)],
            "string": "\u{20ac}$\u{000F}\u{000a}A'\u{0042}\u{0022}\u{005c}\\\"\u{002f}",
            "literals": [nil, true, false],
        ]
        let expected: [UInt8] = [
            0x7b, 0x22, 0x6c, 0x69, 0x74, 0x65, 0x72, 0x61, 0x6c, 0x73, 0x22, 0x3a, 0x5b, 0x6e, 0x75, 0x6c, 0x6c, 0x2c,
            0x74, 0x72, 0x75, 0x65, 0x2c, 0x66, 0x61, 0x6c, 0x73, 0x65, 0x5d, 0x2c, 0x22, 0x6e, 0x75, 0x6d, 0x62, 0x65,
            0x72, 0x73, 0x22, 0x3a, 0x5b, 0x33, 0x33, 0x33, 0x33, 0x33, 0x33, 0x33, 0x33, 0x33, 0x2e, 0x33, 0x33, 0x33,
            0x33, 0x33, 0x33, 0x33, 0x2c, 0x31, 0x65, 0x2b, 0x33, 0x30, 0x2c, 0x34, 0x2e, 0x35, 0x2c, 0x30, 0x2e, 0x30,
            0x30, 0x32, 0x2c, 0x31, 0x65, 0x2d, 0x32, 0x37, 0x5d, 0x2c, 0x22, 0x73, 0x74, 0x72, 0x69, 0x6e, 0x67, 0x22,
            0x3a, 0x22, 0xe2, 0x82, 0xac, 0x24, 0x5c, 0x75, 0x30, 0x30, 0x30, 0x66, 0x5c, 0x6e, 0x41, 0x27, 0x42, 0x5c,
            0x22, 0x5c, 0x5c, 0x5c, 0x5c, 0x5c, 0x22, 0x2f, 0x22, 0x7d,
        ]
        #expect(try value.canonicalBytes() == expected)
    }

    @Test("Keys are sorted by UTF-16 code units, as in RFC 8785 section 3.2.3")
    func keyOrder() throws {
        let value: JSON = [
            "\u{20ac}": "Euro Sign", "\r": "Carriage Return", "\u{fb33}": "Hebrew Letter Dalet With Dagesh", "1": "One",
            "\u{1f600}": "Emoji: Grinning Face", "\u{80}": "Control", "\u{f6}": "Latin Small Letter O With Diaeresis",
        ]
        let expected =
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\","
            + "\"\u{f6}\":\"Latin Small Letter O With Diaeresis\",\"\u{20ac}\":\"Euro Sign\","
            + "\"\u{1f600}\":\"Emoji: Grinning Face\",\"\u{fb33}\":\"Hebrew Letter Dalet With Dagesh\"}"
        #expect(Array(try text(value).utf8) == Array(expected.utf8))
    }

    @Test("Random keys come in the order that comparing their UTF-16 gives")
    func randomKeyOrder() throws {
        var random = SplitMix(seed: 3)
        let alphabet = ["a", "b", "\u{7f}", "\u{e9}", "\u{d7ff}", "\u{e000}", "\u{ffff}", "\u{10000}", "\u{10ffff}"]
        for _ in 0..<500 {
            var keys: [String] = []
            for _ in 0..<8 {
                let key = (0..<(random.next() % 4)).map { _ in alphabet[Int(random.next() % 9)] }.joined()
                if !keys.contains(where: { $0.utf8.elementsEqual(key.utf8) }) { keys.append(key) }
            }
            let sorted = keys.sorted { $0.utf16.lexicographicallyPrecedes($1.utf16) }
            let members = try #require(JSON.object(keys.map { .init($0, nil) }).canonical.members)
            #expect(members.map { Array($0.key.utf8) } == sorted.map { Array($0.utf8) })
        }
    }

    @Test("Control characters, quotes and backslashes are escaped, and nothing else")
    func escapes() throws {
        let all =
            String(String.UnicodeScalarView((0..<0x20).compactMap { Unicode.Scalar($0) })) + "\u{7f}\"\\/é\u{2028}"
        let expected =
            "\"\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\b\\t\\n\\u000b\\f\\r\\u000e\\u000f"
            + "\\u0010\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017\\u0018\\u0019\\u001a\\u001b\\u001c\\u001d"
            + "\\u001e\\u001f\u{7f}\\\"\\\\/é\u{2028}\""
        #expect(try text(.string(all)) == expected)
    }

    @Test("A key twice is refused; composed and decomposed letters are two keys")
    func duplicateKeys() throws {
        let twice = JSON.object([.init("a", 1), .init("b", 2), .init("a", 3)])
        #expect(throws: JSONError(.duplicateKey, "")) { try twice.canonicalBytes() }
        let both = JSON.object([.init("\u{e9}", 1), .init("e\u{301}", 2)])
        #expect(Array(try text(both).utf8) == Array("{\"e\u{301}\":2,\"\u{e9}\":1}".utf8))
    }

    @Test("Nesting of 512 levels is written, one more is refused")
    func depth() throws {
        var value: JSON = []
        for _ in 0..<511 { value = [value] }
        #expect(try value.canonicalBytes().count == 1024)
        #expect(throws: JSONError(.limitExceeded, "")) { try JSON.array([value]).canonicalBytes() }
    }

    @Test("Canonical bytes read back as the canonical value, and give the same bytes again")
    func roundTrip() throws {
        var random = SplitMix(seed: 11)
        for _ in 0..<500 {
            let value = random.json(depth: 4)
            let bytes = try value.canonicalBytes()
            let again = try JSON(parsing: bytes)
            #expect(again == value.canonical)
            #expect(try again.canonicalBytes() == bytes)
        }
    }
}

/// Random numbers that are the same in every run (Steele, Lea, Flood: SplitMix64).
private struct SplitMix: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    mutating func json(depth: Int) -> JSON {
        switch next() % (depth > 0 ? 8 : 6) {
        case 0: return nil
        case 1: return .bool(next() % 2 == 0)
        case 2: return .integer(Int64(next() % 2_000_001) - 1_000_000)
        case 3: return .number(Double(Int64(next() % 1_000_000)) / 64)
        case 4, 5: return .string(text())
        case 6: return .array((0..<(next() % 4)).map { _ in json(depth: depth - 1) })
        default:
            var members: [JSON.Member] = []
            for place in 0..<(next() % 4) { members.append(.init("\(text())\(place)", json(depth: depth - 1))) }
            return .object(members)
        }
    }

    private mutating func text() -> String {
        let alphabet = ["a", "Z", "\"", "\\", "\n", "\u{0}", "ก", "é", "\u{1f600}", "/"]
        return (0..<(next() % 6)).map { _ in alphabet[Int(next() % 10)] }.joined()
    }
}
