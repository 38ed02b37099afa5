// SPDX-License-Identifier: Apache-2.0
import StewardImaging
import Testing

@testable import TallyReader

@Suite("The dots that an answer is written on")
struct DottedLineTests {
    private static func dots(_ places: some Sequence<Int>, y: Int = 40) -> [PixelArea] {
        places.map { PixelArea(x: $0, y: y, width: 3, height: 3) }
    }
    private static let line = dots(stride(from: 100, through: 196, by: 6))

    @Test("go from the first to the last, also under a digit that covers some")
    func covered() {
        let found = DottedLine(Self.line, before: 300)
        #expect(found?.left == 100)
        #expect(found?.right == 199)
        #expect(found?.bottom == 43, "the text stands on them")
        let digit = PixelArea(x: 118, y: 4, width: 30, height: 42)
        #expect(DottedLine(Self.line.filter { !(118..<148).contains($0.x) } + [digit], before: 300) == found)
    }

    @Test("are not those of the words behind the bracket, nor the marks of letters above")
    func others() {
        let words = Self.dots(stride(from: 260, through: 500, by: 6))
        let marks = Self.dots([60, 75, 90], y: 12)
        #expect(DottedLine(Self.line + words + marks, before: 230) == DottedLine(Self.line, before: 300))
        let far = Self.dots([10, 16, 22])
        #expect(DottedLine(far + Self.line, before: 300) == DottedLine(Self.line, before: 300))
    }

    @Test("are not found where a hard scan left too few, or none")
    func lost() {
        #expect(DottedLine(Self.dots([100, 140, 180]), before: 300) == nil)
        #expect(DottedLine([], before: 300) == nil)
    }
}
