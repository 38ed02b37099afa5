// SPDX-License-Identifier: Apache-2.0
import StewardImaging

/// The printed dots that an answer is written on. Handwriting covers some of them, a hard scan loses others.
struct DottedLine: Sendable, Equatable {
    let left: Int
    let right: Int
    /// Below the dots.
    let bottom: Int

    /// - Parameters:
    ///   - parts: what is ink around the line, other writing too, in pixels of `small`.
    ///   - end: where the line is over at the latest.
    init?(_ parts: [PixelArea], before end: Int) {
        let dots = parts.filter { part in
            (2...8).contains(part.width) && (2...8).contains(part.height) && part.right <= end
        }
        // They stand at one height; the marks of letters do not.
        let rows = dots.map { dot in dots.filter { abs($0.bottom - dot.bottom) <= 3 } }
        guard let row = rows.max(by: { $0.count < $1.count })?.sorted(by: { $0.x > $1.x }), let last = row.first else {
            return nil
        }
        var bottoms = [last.bottom]
        var left = last.x
        for dot in row.dropFirst() {
            guard left - dot.right <= Self.widestGap else { break }
            left = dot.x
            bottoms.append(dot.bottom)
        }
        guard bottoms.count >= Self.fewestDots else { return nil }
        (self.left, right, bottom) = (left, last.right, bottoms.sorted()[bottoms.count / 2])
    }

    /// What a digit or two may cover.
    private static let widestGap = 60
    private static let fewestDots = 6
}
