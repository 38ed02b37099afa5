// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Tally

@Suite("Thai text")
struct ThaiTextTests {
    static let folds: [(String, String)] = [
        // ำ as one scalar and as the pair that looks the same.
        ("\u{0E15}\u{0E4D}\u{0E32}\u{0E1A}\u{0E25}", "\u{0E15}\u{0E33}\u{0E1A}\u{0E25}"),
        // น้ำ in its three spellings.
        ("\u{0E19}\u{0E49}\u{0E33}", "\u{0E19}\u{0E49}\u{0E33}"),
        ("\u{0E19}\u{0E49}\u{0E4D}\u{0E32}", "\u{0E19}\u{0E49}\u{0E33}"),
        ("\u{0E19}\u{0E4D}\u{0E49}\u{0E32}", "\u{0E19}\u{0E49}\u{0E33}"),
        ("\u{0E19}\u{0E4D}\u{0E49}\u{0E33}", "\u{0E19}\u{0E49}\u{0E33}"),
        // Two เ for แ; three are แ and เ.
        ("\u{0E40}\u{0E40}\u{0E25}\u{0E30}", "\u{0E41}\u{0E25}\u{0E30}"),
        ("\u{0E40}\u{0E40}\u{0E40}\u{0E01}", "\u{0E41}\u{0E40}\u{0E01}"),
        ("\u{0E40}\u{0E01}\u{0E40}\u{0E01}", "\u{0E40}\u{0E01}\u{0E40}\u{0E01}"),
        // Tone before vowel, above and below.
        ("\u{0E17}\u{0E48}\u{0E35}", "\u{0E17}\u{0E35}\u{0E48}"),
        ("\u{0E1C}\u{0E49}\u{0E39}", "\u{0E1C}\u{0E39}\u{0E49}"),
        ("\u{0E01}\u{0E48}\u{0E48}", "\u{0E01}\u{0E48}"),
        ("\u{0E2A}\u{0E4C}\u{0E34}", "\u{0E2A}\u{0E34}\u{0E4C}"),
        // Invisible characters and spaces.
        ("\u{FEFF}กก\u{200B}ข", "กกข"), (" กก \u{A0}\t ขข  ", "กก ขข"), ("", ""), ("   ", ""),
        ("a\u{AD}b", "ab"),
        ("a\u{A0}b", "a b"), ("Ünknown – “x”", "Ünknown – “x”"), ("๑๒๓", "๑๒๓"),
    ]
    @Test("folds what looks the same into the same", arguments: folds)
    func folding(_ text: String, _ expected: String) throws {
        let folded = try ThaiText.fold(text)
        #expect(Array(folded.unicodeScalars) == Array(expected.unicodeScalars))
        #expect(
            Array(try ThaiText.fold(folded).unicodeScalars) == Array(expected.unicodeScalars),
            "folding twice")
    }

    @Test("a damaged text is refused by name, not compared")
    func damage() throws {
        let error = try #require(throws: ThaiText.Damage.self) {
            try ThaiText.fold("กรุงเทพ\u{FFFD}หานคร")
        }
        #expect(error.message.contains("U+FFFD"))
        #expect(!NameKey(party: "ประชา\u{FFFD}น").isPlaceholder)
        #expect(NameKey(party: "ประชา\u{FFFD}น") != NameKey(party: "ประชาชน"))
        #expect(NameKey(party: "ประชา\u{FFFD}น").similarity(to: NameKey(party: "ประชาชน")) == 0)
        #expect(NameKey(party: "\u{FFFD}") != NameKey(party: "\u{FFFD}\u{FFFD}"))
    }

    @Test("full stops do not count where abbreviations are compared")
    func stops() throws {
        #expect(try ThaiText.foldWithoutStops("ส.ส. 5/18") == "สส 5/18")
        #expect(try ThaiText.foldWithoutStops("สส. 5/18") == "สส 5/18")
    }

    @Test("folding is idempotent and never crashes on any mixture of Thai scalars")
    func idempotent() throws {
        var random = Seeded(seed: 4)
        let scalars =
            (0x0E01...0x0E5B).compactMap(Unicode.Scalar.init) + [
                " ", "a", ".", "\u{200B}", "\u{A0}", "é", "\u{301}",
            ]
        for _ in 0..<20_000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                text.append(scalars.randomElement(using: &random) ?? "a")
            }
            let once = try ThaiText.fold(String(text))
            #expect(
                Array(try ThaiText.fold(once).unicodeScalars) == Array(once.unicodeScalars),
                "\(Array(text))")
        }
    }
}

@Suite("Names")
struct NameKeyTests {
    @Test(
        "a title or a rank in front does not count, glued or not",
        arguments: [
            "นายสมชาย ใจดี", "นาย สมชาย  ใจดี", "สมชาย ใจดี", "ว่าที่ร้อยตรีสมชาย ใจดี", "ว่าที่ ร.ต. สมชาย ใจดี",
            "พ.ต.ท.สมชาย ใจดี",
            "พันตำรวจโท สมชาย ใจดี", "ดร.สมชาย ใจดี", "ผู้ช่วยศาสตราจารย์ ดร. สมชาย ใจดี", "นายแพทย์สมชาย ใจดี",
            "พล.ต.ต.สมชาย ใจดี",
            "จ.ส.ต.สมชาย ใจดี", "นาวาอากาศเอกสมชาย ใจดี", "พันจ่าอากาศเอกสมชาย ใจดี",
        ])
    func titles(_ name: String) {
        #expect(NameKey(candidate: name) == NameKey(candidate: "สมชายใจดี"))
        #expect(NameKey(candidate: name).original == name)
    }

    @Test("a name that only begins like a title stays whole")
    func notTitles() {
        #expect(NameKey(candidate: "นางสาวนายิกา แสงทอง") == NameKey(candidate: "นายิกา แสงทอง"))
        #expect(NameKey(candidate: "นาย") != NameKey(candidate: ""))
        #expect(NameKey(candidate: "นางสาวหญิง").letters.count > 0)
    }

    @Test(
        "placeholders are no names",
        arguments: ["", " ", "Unknown", "UNKNOWN", "Unknown Party", "N/A", "-"])
    func placeholders(_ name: String) {
        #expect(NameKey(party: name).isPlaceholder)
        #expect(
            NameKey(party: name).bestMatch(among: [NameKey(party: "ใหม่"), NameKey(party: "")]) == nil)
    }

    @Test("one letter more or less is near, another name is far")
    func similarity() {
        let fusion = NameKey(party: "พรรคฟิวชัน")
        #expect(fusion == NameKey(party: "ฟิวชัน"))
        #expect(fusion.distance(to: NameKey(party: "ฟิวชั่น")) == 1)
        #expect(fusion.similarity(to: NameKey(party: "ฟิวชั่น")) > 0.85)
        #expect(fusion.similarity(to: NameKey(party: "ประชาธิปัตย์")) < 0.3)
        let names = ["ประชาชน", "ประชาชาติ", "ฟิวชั่น"].map(NameKey.init(party:))
        #expect(fusion.bestMatch(among: names)?.index == 2)
        #expect(
            NameKey(party: "ประชาช").bestMatch(among: names, lead: 0.2) == nil, "two are about as near")
    }

    @Test("the fast distance is the one of the plain table, short and long")
    func distances() {
        var random = Seeded(seed: 9)
        for _ in 0..<3_000 {
            let left = (0..<Int.random(in: 0...90, using: &random)).map { _ in
                UInt8.random(in: 128...132, using: &random)
            }
            var right = left
            for _ in 0..<Int.random(in: 0...8, using: &random) where !right.isEmpty {
                let index = Int.random(in: 0..<right.count, using: &random)
                if Bool.random(using: &random) {
                    right.remove(at: index)
                } else {
                    right.insert(131, at: index)
                }
            }
            #expect(EditDistance.between(left, right) == plain(left, right))
        }
    }
    private func plain(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (line, letter) in left.enumerated() {
            var next = [line + 1]
            for (index, other) in right.enumerated() {
                next.append(
                    min(row[index] + (letter == other ? 0 : 1), row[index + 1] + 1, next[index] + 1))
            }
            row = next
        }
        return row[right.count]
    }
}

/// SplitMix64: the same numbers on every run.
struct Seeded: RandomNumberGenerator {
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
