// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import Testing

@Suite("What models are told of pictures")
struct PageInstructionsTests {
    private static let numberWords = [
        "ศูนย์", "หนึ่ง", "เอ็ด", "สอง", "ยี่", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน",
        "ล้าน",
    ]
    private static let englishWords: Set<String> = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "twenty", "thirty", "hundred", "thousand", "million", "once", "twice", "first", "second", "third", "single",
        "dozen", "pair", "half",
    ]

    private static func hasNumber(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0.properties.numericType != nil }
            || numberWords.contains { text.contains($0) }
            || text.lowercased().split { !$0.isLetter }.contains { englishWords.contains(String($0)) }
    }

    @Test("names no number in any script, no number word and no sum")
    func noNumbers() throws {
        #expect(!Self.hasNumber(PageInstructions.text))
        for isClosed in [true, false] {
            let schema = try PageInstructions.schema(isClosed: isClosed).canonicalBytes()
            #expect(!Self.hasNumber(String(decoding: schema, as: UTF8.self)))
        }
        for word in ["sum", "total", "example", "expected"] {
            #expect(!PageInstructions.text.lowercased().contains(word))
        }
        // The check itself finds what it looks for.
        for text in ["5", "๕", "五", "½", "about three rows", "ห้าสิบ"] { #expect(Self.hasNumber(text)) }
    }

    @Test("gives the rows' numbers and nothing else to them, and has a hash of all of it")
    func rows() {
        let text = PageInstructions.text(rows: [3, 14])
        #expect(text == PageInstructions.text + "Rows: 3, 14")
        #expect(PageInstructions.hash(rows: [3, 14]).count == 64)
        #expect(PageInstructions.hash(rows: [3, 14]) != PageInstructions.hash(rows: [3]))
        for state in PageInstructions.states { #expect(PageInstructions.text.contains("\"\(state)\"")) }
    }

    private static func png(_ width: UInt32, _ height: UInt32, count: Int = 40) -> [UInt8] {
        var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
        for number in [width, height] { bytes += (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) } }
        return bytes + [UInt8](repeating: 0, count: max(0, count - bytes.count))
    }

    @Test("a crop that is no PNG, is too large or is asked for impossible rows is refused before anything is sent")
    func crops() throws {
        #expect(try PageCrop(png: Self.png(8000, 1), rows: [2, 1]).rows == [2, 1])
        let wrong: [([UInt8], [Int])] = [
            ([], [1]), (Array("\u{FF}\u{D8} a photograph, not a PNG at all".utf8), [1]), (Self.png(8001, 5), [1]),
            (Self.png(5, 0), [1]), (Self.png(.max, .max), [1]), (Array(Self.png(5, 5).prefix(24)), [1]),
            (Self.png(5, 5, count: PageCrop.mostBytes + 1), [1]), (Self.png(5, 5), []), (Self.png(5, 5), [1, 1]),
            (Self.png(5, 5), [0]), (Self.png(5, 5), [-3]), (Self.png(5, 5), Array(1...201)),
        ]
        for (png, rows) in wrong {
            #expect(throws: IntegrationError(.invalidRequest, "")) { try PageCrop(png: png, rows: rows) }
        }
    }
}
