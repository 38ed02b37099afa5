// SPDX-License-Identifier: Apache-2.0
import StewardImaging
import Tally
import Testing

@testable import TallyReader

@Suite("A typed number is cut out close")
struct TypedDigitsTests {
    private static let white = GrayImage(width: 300, height: 90, pixels: [UInt8](repeating: 250, count: 300 * 90))
    /// Three digits with a comma after the first; the second one has a tail above.
    private static let digits = [
        PixelArea(x: 100, y: 40, width: 20, height: 25), PixelArea(x: 123, y: 60, width: 5, height: 10),
        PixelArea(x: 132, y: 30, width: 22, height: 35), PixelArea(x: 158, y: 40, width: 20, height: 25),
    ]
    private static let number = PixelArea(x: 100, y: 30, width: 78, height: 35)

    private func found(_ more: PixelArea..., endsBeforeBracket: Bool = true) -> PixelArea? {
        TypedDigits(image: Self.white, parts: Self.digits + more, endsBeforeBracket: endsBeforeBracket).number()
    }

    @Test("digits with their tails and commas are one number")
    func tails() { #expect(found() == Self.number) }

    @Test("rules, specks and the lines above and below are no part of it")
    func surroundings() {
        let rule = PixelArea(x: 0, y: 2, width: 300, height: 3)
        let edge = PixelArea(x: 0, y: 0, width: 4, height: 90)
        let speck = PixelArea(x: 30, y: 50, width: 4, height: 4)
        let below = PixelArea(x: 150, y: 72, width: 20, height: 18)
        let above = PixelArea(x: 100, y: 0, width: 20, height: 20)
        #expect(found(rule, edge, speck, below, above) == Self.number)
    }

    @Test("one digit is found among more marks of the line below than it has signs")
    func oneDigit() {
        let digit = PixelArea(x: 188, y: 27, width: 26, height: 21)
        let marks = [27, 60, 90, 150].map { PixelArea(x: $0, y: 72, width: 16, height: 13) }
        #expect(TypedDigits(image: Self.white, parts: [digit] + marks, endsBeforeBracket: true).number() == digit)
    }

    @Test("what may be a bracket ends it only where the bracket was not found; otherwise a stroke leaves all as it is")
    func strokes() {
        let stroke = PixelArea(x: 184, y: 32, width: 8, height: 36)
        let letter = PixelArea(x: 196, y: 40, width: 20, height: 25)
        #expect(found(stroke, letter, endsBeforeBracket: false) == Self.number)
        #expect(found(stroke, letter) == nil)
        #expect(found(PixelArea(x: 140, y: 10, width: 30, height: 58)) == nil, "a tick across")
    }

    @Test("two numbers, or a number and a word, are left as they stand")
    func apart() { #expect(found(PixelArea(x: 240, y: 40, width: 20, height: 25)) == nil) }

    @Test("a glyph belongs to the side of the border on which its middle is")
    func borders() {
        func found(around: Int) -> PixelArea? {
            let more = [
                PixelArea(x: 70, y: 40, width: 20, height: 25), PixelArea(x: 186, y: 40, width: 24, height: 25),
            ]
            return TypedDigits(
                image: Self.white, parts: Self.digits + more, endsBeforeBracket: true, around: around
            ).number()
        }
        // The borders are at 95 and 205: a letter before, and a digit of which more than half is inside.
        #expect(found(around: 95) == PixelArea(x: 100, y: 30, width: 110, height: 35))
        // At 110 and 190: the first digit's middle is on the border, the last one's is not inside any more.
        #expect(found(around: 110) == Self.number)
    }

    @Test("a number stands free where a bracket follows, or more paper than between two digits")
    func free() {
        func isFree(_ more: PixelArea..., width: Int = 300) -> Bool {
            let image = GrayImage(width: width, height: 90, pixels: [UInt8](repeating: 250, count: width * 90))
            return TypedDigits(image: image, parts: Self.digits + more, endsBeforeBracket: false)
                .isFree(before: width)
        }
        #expect(isFree() && isFree(PixelArea(x: 184, y: 32, width: 8, height: 36)))
        #expect(!isFree(width: 185), "the picture ends right behind a digit")
        #expect(!isFree(PixelArea(x: 190, y: 20, width: 40, height: 60)), "a stroke, or a bracket grown together")
        #expect(!isFree(PixelArea(x: 1, y: 40, width: 20, height: 25)), "something is at the border, far from it")
        let image = GrayImage(width: 300, height: 90, pixels: [UInt8](repeating: 250, count: 300 * 90))
        let beyond = TypedDigits(image: image, parts: Self.digits, endsBeforeBracket: false)
        #expect(!beyond.isFree(before: 170), "the place ends within the number")
    }

    @Test("the picture holds the number alone, with half its height as paper around it")
    func picture() throws {
        var image = Self.white
        for part in Self.digits + [PixelArea(x: 20, y: 50, width: 4, height: 4)] {
            for y in part.y..<part.bottom { for x in part.x..<part.right { image.pixels[y * 300 + x] = 10 } }
        }
        let raster = try Raster(width: 300, height: 90, grey: image.pixels)
        let box = PageBox(x: 0, y: 0, width: 300, height: 90)
        let cuts = try CellPictures(page: raster, isTyped: true).digits(box)
        #expect(cuts.count == 1)
        let cut = try #require(cuts.first)
        #expect(cut.width == 78 + 34 && cut.height == 35 + 34)
        // The tail stands in the first row after the margin; the speck is gone.
        #expect(cut.pixels[17 * cut.width + 17 + 40] == 10 && cut.pixels[16 * cut.width + 17 + 40] == 250)
        // All ink but the comma's foot, which hangs three rows below the rim.
        let ink = Self.digits.reduce(0) { $0 + $1.width * $1.height }
        #expect(cut.pixels.count { $0 == 10 } == ink - 3 * 5)
    }

    @Test("a handwritten number is looked at as it is cut usually, then with less above and below")
    func looks() throws {
        let raster = try Raster(
            width: 300, height: 200, grey: (0..<200).flatMap { [UInt8](repeating: UInt8($0), count: 300) })
        let box = PageBox(x: 10, y: 50, width: 200, height: 84)
        let looks = try CellPictures(page: raster, isTyped: false).digits(box)
        #expect(looks.map(\.height) == [96, 89, 85] && looks.allSatisfy { $0.width == 200 })
        #expect(looks.map { $0.pixels.first } == [44, 49, 46])
    }
}
