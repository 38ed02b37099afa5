// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import StewardCore

@Suite struct XMLTreeTests {
    private static let text = """
        <?xml version="1.0" encoding="UTF-16"?>
        <!-- a task -->
        <t:Task xmlns:t="http://example.org/x" version="1.2"><Name id='a'> Größe &amp; 𝒳 </Name>
          <Empty/><More><Inner>1</Inner><Inner><![CDATA[<2>]]></Inner></More></t:Task>
        """

    private static let tree = XMLElement(
        "Task", attributes: [.init("version", "1.2")],
        children: [
            XMLElement("Name", attributes: [.init("id", "a")], text: "Größe & 𝒳"), XMLElement("Empty"),
            XMLElement("More", children: [XMLElement("Inner", text: "1"), XMLElement("Inner", text: "<2>")]),
        ])

    private static func utf16(_ text: String, big: Bool, mark: Bool = true) -> [UInt8] {
        ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit -> [UInt8] in
            let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
            return big ? bytes.reversed() : bytes
        }
    }

    @Test(arguments: [1, 3, 100_000])
    func `the bytes decide the encoding, whatever is declared, in whatever pieces they come`(size: Int) throws {
        let encoded: [[UInt8]] = [
            Array(Self.text.utf8), [0xEF, 0xBB, 0xBF] + Array(Self.text.utf8), Self.utf16(Self.text, big: false),
            Self.utf16(Self.text, big: true), Self.utf16(Self.text, big: false, mark: false),
            Self.utf16(Self.text, big: true, mark: false),
        ]
        for bytes in encoded {
            var reader = XMLTreeReader()
            for start in stride(from: 0, to: bytes.count, by: size) {
                try reader.push(bytes[start..<min(start + size, bytes.count)])
            }
            #expect(try reader.finish() == Self.tree)
        }
    }

    @Test func `what is written reads back the same`() throws {
        let strange = XMLElement(
            "a", attributes: [.init("q", "\"<&>'\n\t")], children: [XMLElement("b", text: "x < y & \"z\" ]]> \r é")])
        for tree in [Self.tree, strange] {
            #expect(try XMLTreeReader.read(Array(tree.xml.utf8)) == tree)
        }
    }

    @Test func `a document type, and with it every entity, is refused`() {
        let bombs = [
            "<!DOCTYPE a [<!ENTITY b \"bbbbbbbb\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>",
            "<?xml version=\"1.0\"?><!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>",
        ]
        for bomb in bombs {
            #expect(throws: XMLError(.invalid, "")) { try XMLTreeReader.read(Array(bomb.utf8)) }
            #expect(throws: XMLError(.invalid, "")) { try XMLTreeReader.read(Self.utf16(bomb, big: false)) }
        }
        #expect(throws: XMLError(.invalid, "")) { try XMLTreeReader.read(Array("<a>&b;</a>".utf8)) }
    }

    @Test func `a hundred megabytes are refused at the first piece that is too much`() {
        var reader = XMLTreeReader()
        let piece = Array(repeating: UInt8(ascii: " "), count: 64 << 10)
        var taken = 0
        #expect(throws: XMLError(.tooMuch, "")) {
            while taken < 100 << 20 {
                taken += piece.count
                try reader.push(piece[...])
            }
        }
        #expect(taken <= XMLLimits.standard.bytes + piece.count)
    }

    @Test func `deep nesting and very many elements are refused`() {
        let deep = String(repeating: "<a>", count: 1000)
        #expect(throws: XMLError(.tooMuch, "")) { try XMLTreeReader.read(Array(deep.utf8)) }
        let many = "<a>" + String(repeating: "<b/>", count: 20_000) + "</a>"
        #expect(throws: XMLError(.tooMuch, "")) { try XMLTreeReader.read(Array(many.utf8)) }
    }

    @Test func `cut UTF-16 and halves of characters are refused`() {
        let whole = Self.utf16("<a>𝒳</a>", big: false)
        #expect(throws: XMLError(.invalid, "")) { try XMLTreeReader.read(Array(whole.dropLast())) }
        #expect(throws: XMLError(.invalid, "")) {
            try XMLTreeReader.read(Array(whole[..<10]) + Array(whole[12...]))
        }
        for bytes in [[], [0xFF], [0xFF, 0xFE], [0xFF, 0xFE, 0x3C]] as [[UInt8]] {
            #expect(throws: XMLError.self) { try XMLTreeReader.read(bytes) }
        }
    }

    @Test func `random bytes are read or refused, never anything else`() {
        var random = SplitMix(state: 6)
        let good = Array(Self.text.utf8)
        for round in 0..<4000 {
            var bytes = round % 3 == 0 ? Self.utf16(Self.text, big: round % 2 == 0) : good
            for _ in 0...Int(random.next() % 6) {
                let place = Int(random.next() % UInt64(bytes.count))
                switch random.next() % 3 {
                case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
                case 1: bytes.remove(at: place)
                default: bytes.insert(contentsOf: bytes[..<min(bytes.count, place)].suffix(9), at: place)
                }
            }
            guard let tree = try? XMLTreeReader.read(bytes) else { continue }
            #expect((try? XMLTreeReader.read(Array(tree.xml.utf8))) == tree)
        }
    }

    private struct SplitMix: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }
}
