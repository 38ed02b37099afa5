// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import Testing

/// A generator with a fixed seed (SplitMix64), so that every run tries the same.
private struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

@Suite("Answers about pictures, thousands of them")
struct PageAnswerFuzzTests {
    private static let states = ["blank", "dash", "struck-out", "unreadable"]

    /// A random right answer with what must be read of it.
    private static func right(_ random: inout Seeded) -> (json: JSON, readings: [RowReading]) {
        let rows = Array((1...60).shuffled(using: &random).prefix(Int.random(in: 1...12, using: &random)))
        var readings: [RowReading] = []
        var list: [JSON] = []
        for row in rows {
            var digits = ""
            var words = ""
            let state = Bool.random(using: &random) ? "written" : states.randomElement(using: &random) ?? "blank"
            if state == "written" {
                let number = String(Int.random(in: 0...99_999, using: &random))
                let isThai = Bool.random(using: &random)
                digits = isThai ? String(String.UnicodeScalarView(number.unicodeScalars.map(thai))) : number
                words = Bool.random(using: &random) ? "ห้าสิบ \"x\" \\ é" : ""
            }
            readings.append(RowReading(row: row, writing: writing(state, digits, words)))
            list.append([
                "row": .integer(Int64(row)), "state": .string(state), "digits": .string(digits),
                "words": .string(words),
            ])
        }
        return (["rows": .array(list.shuffled(using: &random))], readings)
    }

    private static func thai(_ digit: Unicode.Scalar) -> Unicode.Scalar {
        Unicode.Scalar(digit.value - 0x30 + 0x0E50) ?? digit
    }

    private static func writing(_ state: String, _ digits: String, _ words: String) -> RowReading.Writing {
        switch state {
        case "written": .written(digits: digits, words: words)
        case "dash": .dash
        case "struck-out": .struckOut
        case "unreadable": .unreadable
        default: .blank
        }
    }

    @Test("what was written is what is read, in any order of rows")
    func roundTrip() throws {
        var random = Seeded(state: 20_261_122)
        for _ in 0..<400 {
            let (json, readings) = Self.right(&random)
            let text = String(decoding: try json.canonicalBytes(), as: UTF8.self)
            let outcome = PageAnswerParser.outcome(of: .text(text), rows: readings.map(\.row))
            guard case .read(let found) = outcome else {
                Issue.record("\(text) gave \(outcome)")
                return
            }
            #expect(found.rows == readings)
        }
    }

    @Test("whatever is changed in an answer, it gives every row that was asked for, or none")
    func mutations() throws {
        var random = Seeded(state: 7)
        let pieces = ["\"", "{", "}", "[", "]", ",", ":", "1", "๒", "null", "```", "\\", "\u{0}", "-", "row", " "]
        var taken = 0
        var refused = 0
        for _ in 0..<3000 {
            let (json, readings) = Self.right(&random)
            let rows = readings.map(\.row)
            var bytes = try json.canonicalBytes()
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<6, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(contentsOf: (pieces.randomElement(using: &random) ?? "").utf8, at: place)
                case 3: bytes.removeSubrange(place..<min(bytes.count, place + 30))
                default:
                    let digits = bytes.indices.filter { (0x30...0x39).contains(bytes[$0]) }
                    if let digit = digits.randomElement(using: &random) {
                        bytes[digit] = UInt8.random(in: 0x30...0x39, using: &random)
                    }
                }
                if bytes.isEmpty { bytes = [0x20] }
            }
            switch PageAnswerParser.outcome(of: .text(String(decoding: bytes, as: UTF8.self)), rows: rows) {
            case .read(let found):
                taken += 1
                #expect(found.rows.map(\.row) == rows)
                for case .written(let digits, let words) in found.rows.map(\.writing) {
                    #expect(!(digits.isEmpty && words.isEmpty) && digits.unicodeScalars.count <= 16)
                }
            case .malformed(let fault):
                refused += 1
                #expect(!fault.message.isEmpty)
            case let other: Issue.record("A text gave \(other).")
            }
        }
        // Both kinds came up, so that neither check is idle.
        #expect(taken > 50 && refused > 1000)
    }
}
