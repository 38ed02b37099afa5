// SPDX-License-Identifier: Apache-2.0
import StewardImaging

/// Follows the rules on a picture that holds only what is long and straight.
struct RuleTracer {
    enum Direction { case across, down }

    private let bytes: [UInt8]
    private let width: Int
    private let direction: Direction

    init(_ mask: Raster, _ direction: Direction) {
        bytes = mask.bytes()
        width = mask.width
        self.direction = direction
    }

    /// The rules within an area, from the top or from the left.
    func rules(in area: PixelArea) -> [RuleLine] {
        let (from, to) = direction == .across ? (area.x, area.right) : (area.y, area.bottom)
        var open: [RuleLine] = []
        for start in stride(from: from, to: to - RuleLine.step / 2, by: RuleLine.step) {
            let middle = Double(start) + Double(RuleLine.step) / 2
            for across in crossings(start, min(start + RuleLine.step, to), in: area) {
                extend(&open, RuleLine.Point(along: middle, across: across))
            }
        }
        return joined(open.filter { $0.points.count >= 3 }).sorted { $0.across(at: $0.start) < $1.across(at: $1.start) }
    }

    /// Where rules cross one piece.
    private func crossings(_ start: Int, _ end: Int, in area: PixelArea) -> [Double] {
        let (low, high) = direction == .across ? (area.y, area.bottom) : (area.x, area.right)
        let (stepAlong, stepAcross) = direction == .across ? (1, width) : (width, 1)
        let needed = (end - start) * 6 / 10
        var found: [Double] = []
        var weight = 0
        var sum = 0
        bytes.withUnsafeBufferPointer { pixels in
            for across in low...high {
                var count = 0
                if across < high {
                    var index = start * stepAlong + across * stepAcross
                    for _ in start..<end {
                        count += Int(pixels[index])
                        index += stepAlong
                    }
                }
                if count >= needed {
                    weight += count
                    sum += count * across
                } else if weight > 0 {
                    found.append(Double(sum) / Double(weight))
                    (weight, sum) = (0, 0)
                }
            }
        }
        return found
    }

    private func extend(_ open: inout [RuleLine], _ point: RuleLine.Point) {
        var best: Int?
        var nearest = 5.0
        for (index, line) in open.enumerated() {
            guard let last = line.points.last, last.along < point.along,
                point.along - last.along <= Double(7 * RuleLine.step)
            else { continue }
            let distance = abs(line.predicted(at: point.along) - point.across)
            if distance < nearest { (best, nearest) = (index, distance) }
        }
        if let best { open[best].points.append(point) } else { open.append(RuleLine(points: [point])) }
    }

    /// Pieces of one rule that a fold or a pen stroke keeps apart, made one.
    private func joined(_ lines: [RuleLine]) -> [RuleLine] {
        var rest = lines.sorted { $0.start < $1.start }
        var index = 0
        while index < rest.count {
            let next = rest.indices.first { other in
                guard other != index, rest[other].start > rest[index].end - 1, let first = rest[other].points.first,
                    let last = rest[index].points.last
                else { return false }
                let apart = abs(rest[index].predicted(at: first.along) - first.across)
                let back = abs(rest[other].across(at: last.along) - last.across)
                return min(apart, back) < 7 && max(apart, back) < 14
            }
            guard let next else {
                index += 1
                continue
            }
            rest[index].points += rest[next].points
            rest.remove(at: next)
            if next < index { index -= 1 }
        }
        return rest
    }
}
