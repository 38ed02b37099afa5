// SPDX-License-Identifier: Apache-2.0

/// A crop as the network sees it: 40 rows, ink from 0 to 1, the width in proportion.
struct InkStrip: Sendable {
    static let height = 40
    static let minimumWidth = 16
    /// Columns of paper on the right, so that the last sign has room.
    static let padding = 8
    /// A larger picture is no cell.
    static let maximumPixels = 1 << 26

    /// Columns of the crop itself; the rest is padding up to a multiple of four.
    let inkWidth: Int
    let width: Int
    var values: [Float]

    /// `nil` for a picture that is empty, damaged or far too large.
    init?(_ image: GrayImage, maximumWidth: Int) {
        guard image.isComplete, image.pixels.count <= Self.maximumPixels else { return nil }
        let wanted = (2 * image.width * Self.height + image.height) / (2 * image.height)
        inkWidth = min(max(wanted, Self.minimumWidth), maximumWidth)
        width = (inkWidth + Self.padding + 3) / 4 * 4
        values = Array(repeating: 0, count: width * Self.height)
        let ink = Self.inkOfLevels(image)
        let rows = Span.spans(from: image.height, to: Self.height)
        let columns = Span.spans(from: image.width, to: inkWidth)
        var line = [Float](repeating: 0, count: image.width)
        for (y, span) in rows.enumerated() {
            for x in line.indices { line[x] = 0 }
            for row in span.pixels {
                let weight = span.weight(of: row)
                let start = row * image.width
                for x in line.indices { line[x] += weight * ink[Int(image.pixels[start + x])] }
            }
            for (x, span) in columns.enumerated() {
                values[y * width + x] = span.pixels.reduce(0) { $0 + span.weight(of: $1) * line[$1] }
            }
        }
    }

    /// How much ink each grey value is. Paper is the 80th percentile, ink the first, at least 64 darker.
    private static func inkOfLevels(_ image: GrayImage) -> [Float] {
        var counts = [Int](repeating: 0, count: 256)
        for pixel in image.pixels { counts[Int(pixel)] += 1 }
        func level(_ percent: Int) -> Int {
            let wanted = (image.pixels.count * percent + 99) / 100
            var sum = 0
            for (value, count) in counts.enumerated() {
                sum += count
                if sum >= wanted { return value }
            }
            return 255
        }
        let paper = level(80)
        let darkest = min(level(1), paper - 64)
        return (0..<256).map { min(max(Float(paper - $0) / Float(paper - darkest), 0), 1) }
    }
}

/// The source pixels that one target pixel covers, with the share of each.
private struct Span {
    var lower: Double
    var upper: Double
    var pixels: Range<Int>

    static func spans(from size: Int, to target: Int) -> [Span] {
        let step = Double(size) / Double(target)
        return (0..<target).map { index in
            let lower = Double(index) * step
            let upper = lower + step
            let first = min(Int(lower), size - 1)
            let last = min(max(Int(upper.rounded(.up)), first + 1), size)
            return Span(lower: lower, upper: upper, pixels: first..<last)
        }
    }
    func weight(of pixel: Int) -> Float {
        let overlap = min(upper, Double(pixel + 1)) - max(lower, Double(pixel))
        return Float(max(0, overlap) / (upper - lower))
    }
}
