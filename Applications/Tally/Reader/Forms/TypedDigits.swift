// SPDX-License-Identifier: Apache-2.0
import StewardImaging
import Tally

/// Finds a typed number in the place for digits, so that the network sees it as large as it can.
///
/// The network has 40 rows. A picture with the whole height of a cell leaves half of them or fewer to the type, and
/// nine cells in ten are then read without being sure. Cut close, the same network reads the same type right and
/// clearly; docs/reader.md has the figures.
struct TypedDigits {
    /// Paper around the number, as a share of its height: more and less were measured on made and real type.
    private static let margin = 0.5

    /// The place as it is on the page.
    let image: GrayImage
    /// What hangs together of its ink.
    let parts: [PixelArea]
    /// Whether the place ends before the bracket, as far as is known. Otherwise one is looked for.
    let endsBeforeBracket: Bool
    /// What of the picture lies left and right of the place. A glyph belongs to the side on which its middle is.
    var around = 0

    /// The number alone on white paper; `nil` where more than one number or other ink than type is there, which is then
    /// left to the network as it stands.
    func picture() -> GrayImage? {
        guard let number = number() else { return nil }
        let height = number.height
        let more = max(2, Int(Double(height) * Self.margin))
        let (width, full) = (number.width + 2 * more, height + 2 * more)
        var pixels = [UInt8](repeating: Self.paper(image), count: width * full)
        // A rim, because letters end softly.
        let rim = PixelArea(x: number.x - 2, y: number.y - 2, width: number.width + 4, height: height + 4)
            .within(width: image.width, height: image.height)
        for y in rim.y..<rim.bottom {
            for x in rim.x..<rim.right {
                let (column, row) = (x - number.x + more, y - number.y + more)
                guard (0..<width).contains(column), (0..<full).contains(row) else { continue }
                pixels[row * width + column] = image.pixels[y * image.width + x]
            }
        }
        return GrayImage(width: width, height: full, pixels: pixels)
    }

    /// Where the one number is.
    func number() -> PixelArea? { found()?.area }

    /// Whether paper is on both sides of the number, so that no glyph of it can have been cut off: more of it than
    /// between two digits, or a bracket. It must end before a column of the picture.
    func isFree(before column: Int) -> Bool {
        guard let found = found(), found.area.x > 2, found.area.right <= column else { return false }
        if let end = found.end { return end.height * 10 > end.width * 21 }
        return (image.width - found.area.right) * 10 >= found.usual * 6
    }

    /// The number, how high its digits usually are, and what may be the bracket behind it.
    private func found() -> (area: PixelArea, usual: Int, end: PixelArea?)? {
        let place = around..<max(around + 1, image.width - around)
        let solid = parts.filter { !isRule($0) && place.contains($0.x + $0.width / 2) }
        let digits = solid.filter(isSized)
        guard let usual = Self.median(midmost(digits).map(\.height)) else { return nil }
        let tall = solid.filter { isTall($0, usual) && isInBand($0, of: digits, usual) }
        // Ticks and strokes are no type. What may be the bracket ends the number only where one is missing.
        guard tall.isEmpty || !endsBeforeBracket else { return nil }
        let end = tall.min { $0.x < $1.x }
        let right = end?.x ?? image.width
        let line = digits.filter { $0.right <= right && !isTall($0, usual) && isInBand($0, of: digits, usual) }
            .sorted { $0.x < $1.x }
        guard let first = line.first else { return nil }
        var area = first
        for part in line.dropFirst() {
            // Two numbers, or a number and a word.
            guard part.x - area.right <= usual * 11 / 10 else { return nil }
            area = Self.around(area, part)
        }
        return (area, usual, end)
    }

    /// A rule of the table, or what is left of one.
    private func isRule(_ part: PixelArea) -> Bool {
        let isFlat = part.width * 2 > image.width && part.height * 10 < image.height * 3
        let touches = part.x <= 2 || part.right >= image.width - 2
        return isFlat || (touches && part.height * 10 > image.height * 7 && part.width * 4 < part.height)
    }

    private func isSized(_ part: PixelArea) -> Bool {
        part.height >= max(8, image.height * 14 / 100) && part.height * 4 <= image.height * 3 && part.width >= 3
            && part.width < part.height * 4
    }

    /// Whether a part stands in the line of the digits, not in the lines above and below.
    private func isInBand(_ part: PixelArea, of digits: [PixelArea], _ usual: Int) -> Bool {
        guard let foot = Self.median(midmost(digits).map(\.bottom)) else { return false }
        return abs(part.bottom - foot) * 10 < usual * 6
    }

    /// Higher than Thai digits with their tails; a bracket is narrow besides, and lower.
    private func isTall(_ part: PixelArea, _ usual: Int) -> Bool {
        part.height * 10 > usual * 16 || (part.height * 5 > usual * 6 && part.height * 10 > part.width * 21)
    }

    /// Those by which the number's line is known: beside one digit there may be several marks of the lines above and
    /// below.
    private func midmost(_ parts: [PixelArea]) -> [PixelArea] {
        let found = parts.filter { abs(2 * $0.y + $0.height - image.height) * 10 < image.height * 6 }
        return found.isEmpty ? parts : found
    }

    private static func median(_ values: [Int]) -> Int? { values.isEmpty ? nil : values.sorted()[values.count / 2] }

    private static func around(_ one: PixelArea, _ other: PixelArea) -> PixelArea {
        let (x, y) = (min(one.x, other.x), min(one.y, other.y))
        return PixelArea(
            x: x, y: y, width: max(one.right, other.right) - x, height: max(one.bottom, other.bottom) - y)
    }

    /// The grey of the paper: four pixels in five are darker or the same.
    static func paper(_ image: GrayImage) -> UInt8 {
        var counts = [Int](repeating: 0, count: 256)
        for pixel in image.pixels { counts[Int(pixel)] += 1 }
        var sum = 0
        for (level, count) in counts.enumerated() {
            sum += count
            if sum > image.pixels.count * 8 / 10 { return UInt8(level) }
        }
        return 255
    }
}
