// SPDX-License-Identifier: Apache-2.0
import StewardImaging

/// A page with a table, drawn dot by dot: rules, row numbers, brackets, dotted lines.
struct DrawnForm {
    static let width = 1654
    static let height = 2339
    var grey = [UInt8](repeating: 250, count: width * height)
    /// By how much the table sinks in its middle, in dots: paper that is not flat.
    var sag = 0.0
    /// By how much it falls from left to right, in dots.
    var slope = 0.0

    /// - Parameters:
    ///   - skipped: a rule that is left out, counted from the top.
    init(rows: Int, total: Bool, sag: Double = 0, slope: Double = 0, skipped: Int? = nil) {
        self.sag = sag
        self.slope = slope
        let tops = [300, 400] + (1...rows).map { 400 + 60 * $0 } + (total ? [400 + 60 * rows + 60] : [])
        for (index, y) in tops.enumerated() where index != skipped { fill(150, y, 1350, 3) }
        let last = tops[tops.count - 1]
        let inner = total ? last - 60 : last
        for (x, bottom) in [(150, last), (480, inner), (900, last), (1498, last)] { fill(x, 300, 3, bottom - 300 + 3) }
        for row in 0..<3 { for letter in 0..<9 { fill(180 + 30 * letter, 308 + 30 * row, 16, 22) } }
        for row in 0..<rows {
            fill(300, 420 + 60 * row, 16, 24)
            bracket(1030, 415 + 60 * row)
            for dot in stride(from: 920, to: 1480, by: 7) { fill(dot, 448 + 60 * row, 3, 3) }
        }
        if total { bracket(1030, last - 45) }
    }

    private mutating func bracket(_ x: Int, _ y: Int) {
        for step in 0..<30 {
            let bend = abs(step - 15) * abs(step - 15) * 6 / 225
            fill(x + bend, y + step, 3, 1)
        }
    }

    mutating func fill(_ x: Int, _ y: Int, _ width: Int, _ height: Int) {
        for column in x..<x + width {
            let part = Double(column) / Double(Self.width)
            let shift = Int((sag * 4 * part * (1 - part) + slope * part).rounded())
            for row in y..<y + height where row + shift < Self.height && row + shift >= 0 {
                grey[(row + shift) * Self.width + column] = 20
            }
        }
    }

    func raster() throws -> Raster { try Raster(width: Self.width, height: Self.height, grey: grey) }
}
