// SPDX-License-Identifier: Apache-2.0
import StewardImaging

/// Divides cells of votes at their brackets.
struct VoteCells {
    struct Division {
        var digits: PixelArea
        var words: PixelArea
        var isSeen: Bool
    }

    let ink: InkPicture
    let raster: Raster

    /// - Returns: a division of each cell, and whether too few brackets were seen to trust the others.
    func divide(_ cells: [PixelArea]) throws -> (divisions: [Division], isDoubtful: Bool) {
        let brackets = try cells.map { try self.brackets(in: $0) }
        if let column = consensus(brackets, cells) {
            let usual = usual(brackets, cells, column)
            let found = zip(cells, brackets).map { cell, own in
                let seen = own.min { abs($0.x - cell.x - column) < abs($1.x - cell.x - column) }
                let isSeen = seen.map { abs($0.x - cell.x - column) < 12 } ?? false
                if !isSeen, let usual, isSmudged(usual, cell) {
                    return division(of: cell, at: usual.x, isSeen: true)
                }
                // Typed numbers push their bracket to the right: a bracket elsewhere is better than none here.
                if !isSeen, let first = own.first { return division(of: cell, at: first.x - cell.x, isSeen: false) }
                return division(of: cell, at: isSeen ? (seen?.x ?? 0) - cell.x : column, isSeen: isSeen)
            }
            return (found, false)
        }
        let found = zip(cells, brackets).map { cell, own in
            guard let first = own.first else { return division(of: cell, at: cell.width * 22 / 100, isSeen: false) }
            return division(of: cell, at: first.x - cell.x, isSeen: true)
        }
        return (found, found.count { $0.isSeen } * 10 < found.count * 8)
    }

    private func division(of cell: PixelArea, at column: Int, isSeen: Bool) -> Division {
        Division(
            digits: PixelArea(x: cell.x, y: cell.y, width: max(1, column - 1), height: cell.height),
            words: PixelArea(
                x: cell.x + column, y: cell.y, width: max(1, cell.width - column), height: cell.height),
            isSeen: isSeen)
    }

    /// The place, from the cell's left edge, where most cells have a bracket: the form printed it there.
    private func consensus(_ brackets: [[PixelArea]], _ cells: [PixelArea]) -> Int? {
        let places = zip(brackets, cells).flatMap { own, cell in
            own.map { $0.x - cell.x }.filter { $0 > cell.width / 12 && $0 < cell.width / 2 }
        }.sorted()
        var best: (count: Int, middle: Int) = (0, 0)
        for place in places {
            let near = places.filter { abs($0 - place) <= 7 }
            if near.count > best.count { best = (near.count, near[near.count / 2]) }
        }
        return best.count * 10 >= cells.count * 5 && best.count >= 2 ? best.middle : nil
    }

    /// The bracket that most cells have, from its cell's upper left corner.
    private func usual(_ brackets: [[PixelArea]], _ cells: [PixelArea], _ column: Int) -> PixelArea? {
        let printed = zip(brackets, cells).compactMap { own, cell in
            own.first { abs($0.x - cell.x - column) <= 7 }
                .map { PixelArea(x: $0.x - cell.x, y: $0.y - cell.y, width: $0.width, height: $0.height) }
        }
        guard printed.count >= 3 else { return nil }
        func median(_ value: (PixelArea) -> Int) -> Int { printed.map(value).sorted()[printed.count / 2] }
        return PixelArea(x: column, y: median(\.y), width: median(\.width), height: median(\.height))
    }

    /// Whether the printed bracket is where it usually is, with a line or a smudge of the scanner across it: then it is
    /// one with other ink, and no part by itself.
    private func isSmudged(_ usual: PixelArea, _ cell: PixelArea) -> Bool {
        stride(from: -12, through: 24, by: 2).contains { by in
            let place = PixelArea(
                x: cell.x + usual.x - 5, y: cell.y + usual.y + by, width: usual.width + 10, height: usual.height)
            return ink.isSmudgedBracket(in: place)
        }
    }

    /// What looks like an opening bracket, from the left.
    func brackets(in cell: PixelArea) throws -> [PixelArea] {
        let area = ink.within(cell)
        let parts = try raster.part(area).components()
        return parts.map { PixelArea(x: $0.x + area.x, y: $0.y + area.y, width: $0.width, height: $0.height) }
            .filter(isBracket).sorted { $0.x < $1.x }
    }

    /// Taller than wide, thin, and bent to the left in its middle.
    private func isBracket(_ part: PixelArea) -> Bool { ink.isBracket(part) }
}

extension InkPicture {
    /// Whether a part is taller than wide, thin, and bent to the left in its middle: an opening bracket.
    func isBracket(_ part: PixelArea) -> Bool {
        guard part.height >= 17, part.height <= 46, part.width >= 3, part.width <= 15,
            part.height * 10 >= part.width * 21
        else { return false }
        var edges: [Int] = []
        var thickest = 0
        for y in part.y..<part.bottom {
            guard let first = firstInk(inRow: y, of: part), let last = lastInk(inRow: y, of: part) else {
                return false
            }
            edges.append(first)
            thickest = max(thickest, last - first + 1)
        }
        return thickest <= 7 && Self.isBent(edges)
    }

    /// Whether a thin stroke bent to the left goes through the whole height of a place, other ink across it in a few
    /// rows at most.
    func isSmudgedBracket(in place: PixelArea) -> Bool {
        let area = within(place)
        guard area.height >= 17, area.height == place.height else { return false }
        var edges: [Int] = []
        var middle: Int?
        for y in area.y..<area.bottom {
            // The dots beside it stand a little off.
            guard
                let stroke = runs(inRow: y, of: area).filter({ $0.count <= 7 })
                    .min(by: { abs($0.lowerBound - (middle ?? area.x)) < abs($1.lowerBound - (middle ?? area.x)) }),
                abs(stroke.lowerBound - (middle ?? stroke.lowerBound)) <= 3
            else { continue }
            edges.append(stroke.lowerBound)
            middle = stroke.lowerBound
        }
        return edges.count * 4 >= area.height * 3 && Self.isBent(edges)
    }

    /// The columns with ink in one row of pixels of an area, together where they touch.
    private func runs(inRow y: Int, of area: PixelArea) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for x in area.x..<area.right where bytes[y * width + x] == 1 {
            if let last = runs.last, last.upperBound == x {
                runs[runs.count - 1] = last.lowerBound..<x + 1
            } else {
                runs.append(x..<x + 1)
            }
        }
        return runs
    }

    private static func isBent(_ edges: [Int]) -> Bool {
        let count = edges.count
        func mean(_ range: Range<Int>) -> Double { Double(edges[range].reduce(0, +)) / Double(range.count) }
        let (top, bottom) = (mean(0..<count / 6), mean(count - count / 6..<count))
        let middle = mean(count * 5 / 12..<count * 7 / 12)
        return top - middle >= 1.2 && bottom - middle >= 1.2
    }
}
