// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Tally

@Suite("Thai numerals")
struct ThaiNumeralsTests {
    static let read: [(String, Int?)] = [
        ("๓,๖๓๒", 3_632), ("๐", 0), ("0", 0), ("1234567", 1_234_567), ("1,234,567", 1_234_567), (" ๘๒,๔๒๑ ", 82_421),
        ("๑๒๓๔", 1_234), ("007", 7), ("", nil), (" ", nil), ("๑2", nil), ("1,23", nil), ("1234,567", nil),
        ("1,,234", nil),
        (",123", nil), ("123,", nil), ("1,234567", nil), ("-5", nil), ("5.0", nil), ("1 2", nil), ("๓ก", nil),
        ("9223372036854775807", .max), ("9223372036854775808", nil), ("๑๒ ", 12), ("١٢", nil),
    ]
    @Test("reads digits of either script, and nothing else", arguments: read)
    func reading(_ text: String, _ expected: Int?) { #expect(ThaiNumerals.number(in: text) == expected) }

    @Test("writes with commas between thousands, and reads that back")
    func writing() {
        #expect(ThaiNumerals.text(0) == "๐")
        #expect(ThaiNumerals.text(999) == "๙๙๙")
        #expect(ThaiNumerals.text(1_234_567) == "๑,๒๓๔,๕๖๗")
        #expect(ThaiNumerals.text(1_234_567, grouped: false) == "๑๒๓๔๕๖๗")
        var random = Seeded(seed: 1)
        for _ in 0..<2_000 {
            let number = Int.random(in: 0...999_999_999, using: &random)
            #expect(ThaiNumerals.number(in: ThaiNumerals.text(number)) == number)
            #expect(ThaiNumerals.number(in: ThaiNumerals.text(number, grouped: false)) == number)
        }
    }
}

@Suite("Thai number words")
struct ThaiNumberWordsTests {
    static let read: [(String, Int)] = [
        ("ศูนย์", 0), ("หนึ่ง", 1), ("สิบ", 10), ("สิบเอ็ด", 11), ("สิบสอง", 12), ("ยี่สิบ", 20), ("ยี่สิบเอ็ด", 21), ("สามสิบ", 30),
        ("ร้อย", 100), ("หนึ่งร้อย", 100), ("หนึ่งร้อยเอ็ด", 101), ("หนึ่งร้อยหนึ่ง", 101), ("ร้อยเอ็ด", 101), ("พัน", 1_000),
        ("สามพันหกร้อยสามสิบหก", 3_636), ("สองพันเก้าร้อยเจ็ด", 2_907), ("หนึ่งหมื่นสองพัน", 12_000), ("หกศูนย์สอง", 602),
        ("ศูนย์ถ้วน", 0),
        ("เจ็ดสิบแปดบัตร", 78), ("สามร้อยยี่สิบเอ็ดคะแนน", 321), ("สองร้อยคนถ้วน", 200), ("สองร้อยถ้วนคน", 200), ("ห้าแต้ม", 5),
        ("หนึ่งล้าน", 1_000_000), ("ล้านเอ็ด", 1_000_001), ("สิบเอ็ดล้านสองแสน", 11_200_000), ("หนึ่งล้านล้าน", 1_000_000_000_000),
        ("แปดหมื่นสองพันสี่ร้อยยี่สิบเอ็ด", 82_421), ("เก้าล้านเก้าแสนเก้าหมื่นเก้าพันเก้าร้อยเก้าสิบเก้า", 9_999_999),
        ("„สิบสอง”", 12), ("( ห้าสิบ )", 50), ("- สามสิบ -", 30), ("......สี่สิบ......ห้า.....", 45), ("สามร้อย\nสิบ", 310),
        ("สี\u{0E48}สิบ", 40), ("ส\u{0E48}\u{0E35}สิบ", 40),
        ("เเปด", 8), ("ห\u{0E49}า\u{200B}สิบ", 50), ("ศูนย์ศูนย์ห้า", 5),
    ]
    @Test("reads the whole grammar", arguments: read)
    func reading(_ text: String, _ expected: Int) { #expect(ThaiNumberWords.number(in: text) == expected) }

    @Test(
        "a text that is not used up completely is no number",
        arguments: [
            "", "บัตร", "ถ้วน", "สามสี่ร้อย", "ร้อยพัน", "สิบสิบ", "ร้อยสองพัน", "เอ็ด", "เอ็ดสิบ", "ยี่", "ยี่ร้อย", "ยี่สิบยี่", "สองสิบ",
            "หนึ่งสิบ",
            "สิบเอ็ดเอ็ด", "สิบศูนย์", "ศูนย์ร้อย", "ศูนย์ล้าน", "หนึ่งร้อย x", "หนึ่งร้อย5", "100", "สิบบัตรคน", "สิบถ้วนถ้วน", "บัตรสิบ",
            "สิบบัตรสอง",
            "สาม-สี่", "สิบเอ", "ห้าสิบ ก", "หนึ่งร้อย\u{FFFD}", "แสนล้านล้านล้าน", "ไม่มี", "ล้านเอ็ดสิบ", "หกศูนย์สองร้อย",
        ])
    func refusing(_ text: String) { #expect(ThaiNumberWords.number(in: text) == nil) }

    @Test("writes the standard spelling")
    func writing() {
        #expect(ThaiNumberWords.text(0) == "ศูนย์")
        #expect(ThaiNumberWords.text(1) == "หนึ่ง")
        #expect(ThaiNumberWords.text(11) == "สิบเอ็ด")
        #expect(ThaiNumberWords.text(121) == "หนึ่งร้อยยี่สิบเอ็ด")
        #expect(ThaiNumberWords.text(3_636) == "สามพันหกร้อยสามสิบหก")
        #expect(ThaiNumberWords.text(1_000_001) == "หนึ่งล้านเอ็ด")
        #expect(ThaiNumberWords.text(21_000_010) == "ยี่สิบเอ็ดล้านสิบ")
        #expect(ThaiNumberWords.spellings(of: 101) == ["หนึ่งร้อยเอ็ด", "ร้อยเอ็ด", "หนึ่งร้อยหนึ่ง", "ร้อยหนึ่ง", "หนึ่งศูนย์หนึ่ง"])
    }

    @Test("every number to 30,000, and a sample up to 9,999,999, comes back from each of its spellings")
    func roundTrips() {
        var random = Seeded(seed: 2_569)
        let sample = (0..<10_000).map { _ in Int.random(in: 0...9_999_999, using: &random) }
        // Numbers of few different digits have the most spellings.
        let ones = (0..<128).map { mask in
            (0..<7).reduce(0) { $0 * 10 + (mask >> $1 & 1) }
        }
        for number in Array(0...30_000) + sample + ones {
            let spellings = ThaiNumberWords.spellings(of: number)
            #expect(spellings.first == ThaiNumberWords.text(number))
            #expect(Set(spellings).count == spellings.count)
            for spelling in spellings where ThaiNumberWords.number(in: spelling) != number {
                Issue.record(
                    "\(spelling) is read as \(String(describing: ThaiNumberWords.number(in: spelling))), not \(number)")
            }
        }
    }

    @Test("no two numbers share a spelling, so none is read wrongly")
    func unambiguous() {
        var owner: [String: Int] = [:]
        for number in 0...3_000 {
            for spelling in ThaiNumberWords.spellings(of: number) {
                #expect(owner.updateValue(number, forKey: spelling) == nil, "\(spelling)")
            }
        }
    }

    @Test("no text of vocabulary words crashes the reader, and what it reads is one of that number's spellings")
    func mixtures() {
        var random = Seeded(seed: 77)
        let words = ThaiNumberWord.vocabulary.map { String(String.UnicodeScalarView($0.letters)) }
        for _ in 0..<20_000 {
            let count = Int.random(in: 1...7, using: &random)
            let picked = (0..<count).map { _ in words.randomElement(using: &random) ?? "" }
            guard let number = ThaiNumberWords.number(in: picked.joined()), number < 1_000_000_000 else { continue }
            let plain = picked.filter { !["บัตร", "คะแนน", "คน", "แต้ม", "ถ้วน"].contains($0) }
            let isByDigit = plain.first == "ศูนย์" && plain.count > 1
            #expect(isByDigit || ThaiNumberWords.spellings(of: number).contains(plain.joined()), "\(picked)")
        }
    }
}

@Suite("Guesses at sloppy number words")
struct ThaiNumberGuessesTests {
    @Test("a right spelling is its own first guess at no cost, and always has alternatives apart")
    func right() {
        for number in [0, 7, 21, 101, 315, 3_636, 82_421, 1_234_567] {
            let guesses = ThaiNumberGuesses.guesses(for: ThaiNumberWords.text(number))
            #expect(guesses.first?.number == number && guesses.first?.cost == 0)
        }
    }

    static let sloppy: [(String, Int)] = [
        ("สามรอยยีสิบเอด", 321), ("หนึงรอย", 100), ("แปดสิบห้", 85), ("หกพันเการ้อย", 6_900), ("สองหมืนสามพัน", 23_000),
        ("เจดสิบ", 70),
        ("สิบเอดบัตร", 11), ("หาร้อย", 500),
    ]
    @Test("finds what was meant among the first three when marks are missing or a letter is wrong", arguments: sloppy)
    func finds(_ text: String, _ meant: Int) {
        #expect(ThaiNumberWords.number(in: text) == nil, "strictly it is no number")
        let guesses = ThaiNumberGuesses.guesses(for: text)
        #expect(guesses.prefix(3).contains { $0.number == meant }, "\(guesses)")
        #expect(guesses.allSatisfy { $0.cost > 0 })
    }

    @Test("one mark left out of any spelling is found again for at most its price")
    func marks() {
        var random = Seeded(seed: 12)
        for _ in 0..<60 {
            let number = Int.random(in: 1...999_999, using: &random)
            var letters = Array(ThaiNumberWords.text(number).unicodeScalars)
            guard
                let index = letters.indices.filter({ (0x0E47...0x0E4C) ~= letters[$0].value }).randomElement(
                    using: &random)
            else { continue }
            letters.remove(at: index)
            let guesses = ThaiNumberGuesses.guesses(for: String(String.UnicodeScalarView(letters)))
            #expect(guesses.contains { $0.number == number && $0.cost <= 3 }, "\(number): \(guesses)")
        }
    }

    @Test("what is near no number has no guess", arguments: ["", "กรุงเทพมหานคร", "xyz", "๓๒๑", "ไม่ประสงค์ลงคะแนน"])
    func nothing(_ text: String) { #expect(ThaiNumberGuesses.guesses(for: text, maximumCost: 12).isEmpty) }
}

@Suite("The text of a vote cell")
struct CellTextTests {
    static let cells: [(String, Reading.Value)] = [
        ("", .blank), ("  ....... ", .blank), ("(      )", .blank), ("-", .dash), (" – ", .dash), ("- (-)", .dash),
        ("0", .number(0)),
        ("ศูนย์", .number(0)), ("๓,๖๓๒", .number(3_632)), ("-315-", .number(315)), ("....12....", .number(12)),
        ("78 บัตร", .number(78)),
        ("(สามสิบ)", .number(30)), ("12.5", .unreadable), ("1.234", .unreadable), ("-5", .unreadable),
        ("3 4", .unreadable),
        ("ก", .unreadable), ("12\u{FFFD}", .unreadable), ("๑2", .unreadable),
    ]
    @Test("digits, words, a dash and nothing stay apart", arguments: cells)
    func values(_ text: String, _ expected: Reading.Value) { #expect(CellText.value(of: text) == expected) }
}
