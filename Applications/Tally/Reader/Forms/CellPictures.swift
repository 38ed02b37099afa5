// SPDX-License-Identifier: Apache-2.0
import StewardImaging
import Tally

/// Cuts cells out of a page for the networks.
struct CellPictures {
    let page: Raster
    /// Whether the cells are typed.
    let isTyped: Bool
    var writing: DigitReader.Writing { isTyped ? .typed : .handwritten }

    /// A box and a little above and below it, because handwriting crosses the rules.
    func cell(_ box: PageBox) throws -> GrayImage { try cell(box, above: 0, below: 0) }

    /// Several looks at a handwritten cell, the usual one first.
    func looks(_ box: PageBox) throws -> [GrayImage] {
        try [(0, 0), (6, 3), (3, 10)].map { try cell(box, above: $0, below: $1) }
    }

    /// - Parameters:
    ///   - above: so many hundredths of the cell are left away above.
    ///   - below: and below.
    private func cell(_ box: PageBox, above: Int, below: Int) throws -> GrayImage {
        let more = max(2, box.height / 14)
        let height = box.height + 2 * more
        let (top, bottom) = (height * above / 100, height * below / 100)
        return try picture(
            PixelArea(x: box.x, y: box.y - more + top, width: box.width, height: height - top - bottom))
    }

    /// The digits part of a cell: several looks at a handwritten one. Of a typed one the number alone, where one is
    /// found. Otherwise, where a typed row is much higher than its type, only the band with the ink: the network knows
    /// digits that fill a quarter of the height or more.
    /// - Parameters:
    ///   - isBracketSeen: whether the box is known to end before the bracket.
    ///   - isBetweenLetters: whether its sides are where the text recogniser has letters, which may be off by half a
    ///     glyph.
    func digits(_ box: PageBox, isBracketSeen: Bool = true, isBetweenLetters: Bool = false) throws -> [GrayImage] {
        guard isTyped else { return try looks(box) }
        return [try typedDigits(box, isBracketSeen: isBracketSeen, isBetweenLetters: isBetweenLetters)]
    }

    private func typedDigits(_ box: PageBox, isBracketSeen: Bool, isBetweenLetters: Bool) throws -> GrayImage {
        let whole = try cell(box)
        let around = isBetweenLetters ? box.height / 3 : 0
        if let number = try typed(box, isBracketSeen: isBracketSeen, around: around)?.picture() {
            return number
        }
        let inside = Self.withoutRules(box)
        guard inside.width > 8, inside.height > 8, let ink = Self.ink(of: try picture(inside)) else { return whole }
        // Less than that is a dash, or a speck.
        guard ink.height * 4 < whole.height, ink.height * 8 > whole.height else { return whole }
        let more = ink.height * 3 / 4
        return try picture(
            PixelArea(x: box.x, y: inside.y + ink.y - more, width: box.width, height: ink.height + 2 * more))
    }

    /// Whether a typed number stands in a place whose end is not known, and none of its glyphs can have been cut off.
    func isFree(_ box: PageBox) throws -> Bool {
        // What follows is the bracket, or paper.
        let wider = PageBox(x: box.x, y: box.y, width: box.width + box.height / 2, height: box.height)
        guard isTyped, let typed = try typed(wider, isBracketSeen: false, around: 0) else { return false }
        return typed.isFree(before: box.width)
    }

    private func typed(_ box: PageBox, isBracketSeen: Bool, around: Int) throws -> TypedDigits? {
        let more = max(0, min(around, box.x, page.width - box.x - box.width))
        let area = area(PageBox(x: box.x - more, y: box.y, width: box.width + 2 * more, height: box.height))
        guard area.width > 8, area.height > 8 else { return nil }
        let part = try page.part(area)
        let image = GrayImage(width: part.width, height: part.height, pixels: part.bytes())
        let paper = Int(TypedDigits.paper(image))
        guard let darkest = image.pixels.min(), paper - Int(darkest) > 60 else { return nil }
        let parts = try part.ink(darkerThan: (paper + Int(darkest)) / 2).components()
        return TypedDigits(image: image, parts: parts, endsBeforeBracket: isBracketSeen, around: more)
    }

    /// The printed number of a row: its ink with as much paper around it as the network knows.
    func printed(_ box: PageBox) throws -> GrayImage {
        let inside = Self.withoutRules(box)
        guard inside.width > 8, inside.height > 8 else { return try cell(box) }
        let whole = try picture(inside)
        guard let ink = Self.ink(of: whole) else { return whole }
        let more = max(4, ink.height * 5 / 8)
        return try picture(
            PixelArea(
                x: inside.x + ink.x - more, y: inside.y + ink.y - more, width: ink.width + 2 * more,
                height: ink.height + 2 * more))
    }

    /// A box without the rules around it.
    private static func withoutRules(_ box: PageBox) -> PixelArea {
        let inset = max(3, box.height / 12)
        return PixelArea(
            x: box.x + inset, y: box.y + inset, width: box.width - 2 * inset, height: box.height - 2 * inset)
    }

    /// A box within the page.
    func area(_ box: PageBox) -> PixelArea {
        PixelArea(x: box.x, y: box.y, width: box.width, height: box.height)
            .within(width: page.width, height: page.height)
    }

    private func picture(_ area: PixelArea) throws -> GrayImage {
        let part = try page.part(area.within(width: page.width, height: page.height))
        return GrayImage(width: part.width, height: part.height, pixels: part.bytes())
    }

    /// Where the ink of a small picture is, without lone specks; `nil` for white paper.
    private static func ink(of image: GrayImage) -> PixelArea? {
        let sorted = image.pixels.sorted()
        guard let darkest = sorted.first, !sorted.isEmpty else { return nil }
        let paper = sorted[sorted.count * 8 / 10]
        guard paper > darkest, paper - darkest > 60 else { return nil }
        let level = UInt8((Int(paper) + Int(darkest)) / 2)
        var rows = [Int](repeating: 0, count: image.height)
        var columns = [Int](repeating: 0, count: image.width)
        for y in 0..<image.height {
            for x in 0..<image.width where image.pixels[y * image.width + x] < level {
                rows[y] += 1
                columns[x] += 1
            }
        }
        guard let top = rows.firstIndex(where: { $0 > 1 }), let bottom = rows.lastIndex(where: { $0 > 1 }),
            let left = columns.firstIndex(where: { $0 > 1 }), let right = columns.lastIndex(where: { $0 > 1 }),
            bottom - top > 6
        else { return nil }
        return PixelArea(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
    }
}
