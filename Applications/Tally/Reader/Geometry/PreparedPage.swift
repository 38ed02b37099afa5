// SPDX-License-Identifier: Apache-2.0
import StewardImaging
import Tally

/// A page made ready for measuring: upright, straight, on even paper, and once more at a size that is good to measure.
struct PreparedPage {
    /// How wide an upright page is made for measuring: about 200 dots an inch on A4.
    static let measure = 1654.0

    /// Upright and straight, in the size of the scan.
    let grey: Raster
    /// The same, smaller, with even paper.
    let small: Raster
    /// The ink of `small`.
    let ink: Raster
    /// From `small` to `grey`.
    let scale: Double
    /// By how many quarters the scan was turned clockwise.
    let quarters: Int
    /// By how much it was turned to be straight, in degrees.
    let skew: Double

    init(_ scan: Raster, quarters: Int = 0) throws {
        var grey = try scan.grey()
        if quarters != 0 { grey = try grey.turned(quarters: quarters) }
        let factor = Self.measure / Double(min(grey.width, grey.height))
        var small = try grey.scaled(by: factor).withEvenPaper()
        var ink = try small.ink(darkerThan: 180)
        var angle = 0.0
        if let skew = ink.skew(), abs(skew) > 0.0015 {
            angle = skew
            grey = try grey.rotated(radians: skew)
            small = try small.rotated(radians: skew)
            ink = try small.ink(darkerThan: 180)
        }
        (self.grey, self.small, self.ink) = (grey, small, ink)
        scale = Double(grey.width) / Double(small.width)
        self.quarters = quarters
        skew = angle * 180 / .pi
    }

    /// A part of `small` in pixels of `grey`.
    func box(_ area: PixelArea) -> PageBox {
        let (x, y) = (Int(Double(max(0, area.x)) * scale), Int(Double(max(0, area.y)) * scale))
        return PageBox(
            x: x, y: y, width: min(grey.width, Int(Double(area.right) * scale)) - x,
            height: min(grey.height, Int(Double(area.bottom) * scale)) - y)
    }

    /// The share of the page that is ink.
    func inkShare() -> Double {
        let bytes = ink.bytes()
        return Double(bytes.count { $0 == 1 }) / Double(max(1, bytes.count))
    }
}
