// SPDX-License-Identifier: Apache-2.0

import StewardCore
import Testing

@Suite("The JSON reader's numbers, limits and hostile input")
struct JSONReaderLimitsTests {
    static let integers: [(String, Int64?)] = [
        ("0", 0), ("-0", 0), ("5.0", 5), ("1e2", 100), ("100e-2", 1), ("1.5", nil), ("1e-1", nil), ("0e9999999999", 0),
        ("0.000e5", 0), ("9223372036854775807", .max), ("9223372036854775808", nil), ("-9223372036854775808", .min),
        ("-9223372036854775809", nil), ("18446744073709551616", nil), ("-18446744073709551615", nil), ("1e18", 1 << 60),
        ("1e19", nil), ("1e400", nil), ("92233720368547758070e-1", .max), ("1.0000000000000000000000000000", 1),
        ("1.0000000000000000000000000001", nil), ("10000000000000000000000000e-20", 100_000), ("12.50e1", 125),
    ]
    @Test("whole numbers are exact or refused", arguments: integers)
    func wholeNumbers(_ text: String, _ expected: Int64?) throws {
        let value = try? JSONReader.read(Array(text.utf8)) { reader throws(JSONError) in try reader.readInteger() }
        #expect(value == (text == "1e18" ? 1_000_000_000_000_000_000 : expected))
    }

    @Test("a number outside the range the caller wants is refused with both bounds")
    func range() throws {
        let error = try #require(throws: JSONError.self) {
            try JSONReader.read(Array("-5".utf8)) { reader throws(JSONError) in
                try reader.readInt(in: 0...1_000_000_000)
            }
        }
        #expect(error.code == .outOfRange)
        #expect(error.message == "The number -5 is outside the allowed 0 to 1000000000.")
    }

    @Test("every double is the nearest one, as the standard library reads it")
    func doubles() throws {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<20_000 {
            let bits = Double(bitPattern: UInt64.random(in: 0 ... .max, using: &random))
            guard bits.isFinite else { continue }
            let texts = ["\(bits)", "\(truncating(bits))", "\(Int32.random(in: .min ... .max, using: &random)).25"]
            for text in texts where Double(text)?.isFinite == true {
                let value = try JSONReader.read(Array(text.utf8)) { reader throws(JSONError) in try reader.readDouble()
                }
                #expect(value == Double(text), "\(text)")
            }
        }
    }
    private func truncating(_ value: Double) -> Float { value.magnitude < 1e30 ? Float(value) : 94.3275 }

    @Test("sizes and depth over the limits are refused, at the limit they pass")
    func limits() throws {
        func reads(_ text: String, _ limits: JSONLimits) -> JSONError.Code? {
            do { _ = try JSON(parsing: Array(text.utf8), limits: limits) } catch { return error.code }
            return nil
        }
        let nested = { String(repeating: "[", count: $0) + String(repeating: "]", count: $0) }
        #expect(reads(nested(128), .standard) == nil)
        #expect(reads(nested(129), .standard) == .limitExceeded)
        #expect(reads(String(repeating: "[", count: 1_000_000), .standard) == .limitExceeded)
        #expect(reads(String(repeating: "{\"a\":", count: 100_000), .standard) == .limitExceeded)
        #expect(reads(nested(512), JSONLimits(depth: 1_000_000)) == nil)
        #expect(reads(nested(513), JSONLimits(depth: 1_000_000)) == .limitExceeded)
        #expect(reads("\"12345\"", JSONLimits(stringBytes: 5)) == nil)
        #expect(reads("\"123456\"", JSONLimits(stringBytes: 5)) == .limitExceeded)
        #expect(reads("[1]", JSONLimits(bytes: 3)) == nil)
        #expect(reads("[1] ", JSONLimits(bytes: 3)) == .limitExceeded)
        #expect(reads("\u{FEFF}[1]", JSONLimits(skipsByteOrderMark: true)) == nil)
        #expect(reads(String(repeating: "9", count: 1001), .standard) == .limitExceeded)
    }

    @Test("no mutation of real text crashes it, and both ways of reading agree")
    func mutations() {
        var random = SeededGenerator(seed: 20_260_208)
        let seeds = [
            #"{"number":9,"name":"นายพีรวุฒิ","party":null,"votes":14813,"a":[1.5e3,-0,true,{"x":"\u0e01\n"}]}"#,
            ##"[{"id":"254","party_no":"1","abbr":null,"color":"#f02d30"},{"pct":94.3275,"pause":false}]"##,
        ].map { Array($0.utf8) }
        let alphabet = Array("{}[]\":,\\u0eE+-. truefalsn\n\t".utf8) + [0x00, 0x80, 0xC3, 0xE0, 0xED, 0xF4, 0xFF]
        var accepted = 0
        for round in 0..<40_000 {
            var text = seeds[round % seeds.count]
            for _ in 0...Int.random(in: 0...3, using: &random) {
                Self.mutate(&text, alphabet: alphabet, using: &random)
            }
            let tree = try? JSON(parsing: text)
            let skipped = try? JSONReader.read(text) { reader throws(JSONError) in try reader.skipValue().count }
            #expect((tree == nil) == (skipped == nil))
            accepted += tree == nil ? 0 : 1
        }
        #expect(accepted > 1_000 && accepted < 20_000)
    }

    static func mutate(_ text: inout [UInt8], alphabet: [UInt8], using random: inout SeededGenerator) {
        guard let index = text.indices.randomElement(using: &random) else { return }
        switch Int.random(in: 0...4, using: &random) {
        case 0: text.remove(at: index)
        case 1: text.insert(alphabet.randomElement(using: &random) ?? 0, at: index)
        case 2: text[index] = alphabet.randomElement(using: &random) ?? 0
        case 3: text.removeSubrange(index...)
        default: text.insert(contentsOf: text[index..<min(index + 12, text.count)], at: index)
        }
    }
}

/// SplitMix64: the same numbers on every run.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
