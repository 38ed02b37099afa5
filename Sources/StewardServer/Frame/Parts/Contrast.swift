// SPDX-License-Identifier: Apache-2.0
import Foundation

/// How well one colour can be read on another: the contrast ratio of WCAG 2.2, from 1 to 21.
enum Contrast {
    /// What WCAG 2.2 AA asks of text (1.4.3), and of the edges of what one operates (1.4.11).
    enum Level: Double, Sendable { case text = 4.5, edge = 3 }

    /// `nil` when one of them is not written as `#rrggbb`.
    static func ratio(_ one: String, _ other: String) -> Double? {
        guard let one = luminance(one), let other = luminance(other) else { return nil }
        return (max(one, other) + 0.05) / (min(one, other) + 0.05)
    }

    /// The relative luminance of an sRGB colour (WCAG 2.2, "relative luminance").
    static func luminance(_ color: String) -> Double? {
        guard color.count == 7, color.hasPrefix("#"), let value = UInt32(color.dropFirst(), radix: 16) else {
            return nil
        }
        let parts = [16, 8, 0].map { shift -> Double in
            let part = Double((value >> UInt32(shift)) & 0xFF) / 255
            return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
}
