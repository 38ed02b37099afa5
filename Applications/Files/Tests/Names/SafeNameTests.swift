// SPDX-License-Identifier: Apache-2.0
import StewardTestKit
import Testing

@testable import Files

@Suite struct SafeNameTests {
    @Test(
        "a name that would lead elsewhere or that a disk refuses becomes one that does not",
        arguments: [
            ("a/b.txt", "a_b.txt"), ("..", "file_x1"), (".", "file_x1"), ("", "file_x1"), ("   ", "file_x1"),
            ("a\u{0}b", "a_b"), ("line\nbreak", "line_break"), ("name. . ", "name"), ("CON.txt", "_CON.txt"),
            ("com5", "_com5"), ("com0", "com0"), ("x.partial", "x.partial_"), ("X.Partial-State", "X.Partial-State_"),
            ("a\u{202E}fdp.exe", "a_fdp.exe"), ("สส.5/18 (บช).pdf", "สส.5_18 (บช).pdf"), (".hidden", ".hidden"),
            ("C:\\x", "C__x"),
        ])
    func replaced(name: String, safe: String) {
        #expect(SafeName.make(name, id: "x1") == safe)
    }

    @Test("what is safe stays byte for byte, composed and decomposed letters included")
    func kept() {
        for name in ["ตำบล.pdf", "ต\u{0E4D}\u{0E32}บล.pdf", "Zürich.txt", "Zu\u{308}rich.txt", "👩‍👩‍👧 photo.jpg"] {
            #expect(Array(SafeName.make(name, id: "1").utf8) == Array(name.utf8))
        }
    }

    @Test("a name of 255 bytes stays, a longer one is cut between characters and keeps its extension")
    func long() {
        let fits = String(repeating: "a", count: 251) + ".pdf"
        #expect(SafeName.make(fits, id: "1") == fits)
        let thai = String(repeating: "ตำ", count: 60) + ".pdf"
        let cut = SafeName.make(thai, id: "1")
        #expect(cut.utf8.count <= 255)
        #expect(cut.hasSuffix("-" + NameDigits.of("1") + ".pdf"))
        #expect(cut.dropLast(11).allSatisfy { $0 == "ตำ" })
        #expect(SafeName.make(thai, id: "2") != cut)
    }

    @Test("one character longer than a whole name is cut between its scalars")
    func monster() {
        let name = "e" + String(repeating: "\u{301}", count: 300)
        #expect((1...255).contains(SafeName.make(name, id: "1").utf8.count))
    }

    @Test("whatever a name and an id hold, the result is one safe component, always the same")
    func property() throws {
        var generator = SeededGenerator(seed: 20_261_121)
        let pieces: [String] = [
            "/", "..", ".", "\0", "\u{1}", "\n", " ", "ำ", "\u{0E4D}\u{0E32}", "เ", "a", "Z", "é", "e\u{301}", "😀",
            "\\",
            "CON", ".partial", "-", "\u{202E}", "\u{FEFF}", "\u{7F}", "x", "%2F", "~", ":", "\u{200D}", "𝒳",
        ]
        for _ in 0..<20_000 {
            let count = Int.random(in: 0...120, using: &generator)
            let name = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            let id = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }.joined()
            for safe in [SafeName.make(name, id: id), RecoveryName.make(name, id: id)] {
                #expect(throws: Never.self) { try LocalPath([safe]) }
                #expect(safe.utf8.count <= 255 && !safe.lowercased().hasSuffix(".partial"))
                #expect(!safe.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F })
            }
            #expect(SafeName.make(name, id: id) == SafeName.make(name, id: id))
        }
    }

    @Test("names that a disk could take for one another have one key")
    func keys() {
        #expect(NameKey.of("ตำบล") == NameKey.of("ต\u{0E4D}\u{0E32}บล"))
        #expect(NameKey.of("น้ำ") == NameKey.of("น\u{0E4D}\u{0E49}\u{0E32}"))
        #expect(NameKey.of("น้ำ") == NameKey.of("น\u{0E49}\u{0E4D}\u{0E32}"))
        #expect(NameKey.of("เเละ") == NameKey.of("และ"))
        #expect(NameKey.of("Zürich.PDF") == NameKey.of("zu\u{308}rich.pdf"))
        #expect(NameKey.of("a  b\u{200B}") == NameKey.of("a b"))
        #expect(NameKey.of("a") != NameKey.of("b"))
        #expect(NameKey.of("ดำ") != NameKey.of("ดา"))
    }

    @Test("names of one key in one folder get digits from the id, in another folder not")
    func reservations() {
        var names = NameReservations()
        #expect(names.reserve("a.pdf", id: "1", in: "x") == "a.pdf")
        #expect(names.reserve("A.pdf", id: "2", in: "x") == "A-\(NameDigits.of("2")).pdf")
        #expect(names.reserve("a.pdf", id: "3", in: "y") == "a.pdf")
        names.take("b-\(NameDigits.of("4")).txt", in: "x")
        names.take("b.txt", in: "x")
        #expect(names.reserve("b.txt", id: "4", in: "x") == "b-\(NameDigits.of("4", count: 12)).txt")
    }

    @Test(
        "recovered files keep letters, digits, space and -_.",
        arguments: [
            ("Rapport (1) é.pdf", "Rapport 1 é.pdf"), ("a/b*c", "abc"), ("***", "file_id1"), ("..", "file_id1"),
            ("name  ", "name"), ("ตำบล.pdf", "ตำบล.pdf"),
        ])
    func recovered(name: String, safe: String) {
        #expect(RecoveryName.make(name, id: "id1") == safe)
    }
}
