// SPDX-License-Identifier: Apache-2.0
import StewardImaging

/// The rules of one table: what separates its columns, and what separates its rows.
struct TableGrid {
    let area: PixelArea
    /// From the left, the table's edges included.
    let separators: [RuleLine]
    /// From the top, the table's edges included.
    let rules: [RuleLine]

    var columnCount: Int { max(0, separators.count - 1) }
    var rowCount: Int { max(0, rules.count - 1) }

    /// A column's width at half the table's height.
    func width(ofColumn column: Int) -> Double {
        let y = Double(area.y + area.height / 2)
        return separators[column + 1].across(at: y) - separators[column].across(at: y)
    }

    /// The inside of a cell; of the columns from one to another where they are merged.
    func cell(row: Int, columns: ClosedRange<Int>) -> PixelArea {
        let (left, right) = (separators[columns.lowerBound], separators[columns.upperBound + 1])
        let (top, bottom) = (rules[row], rules[row + 1])
        let middleX = (left.across(at: top.across(at: left.start)) + right.across(at: top.across(at: left.start))) / 2
        let middleY = (top.across(at: middleX) + bottom.across(at: middleX)) / 2
        let (x0, x1) = (left.across(at: middleY) + 3, right.across(at: middleY) - 2)
        let y0 = (top.across(at: x0) + top.across(at: x1)) / 2 + 2
        let y1 = (bottom.across(at: x0) + bottom.across(at: x1)) / 2 - 1
        return PixelArea(
            x: Int(x0.rounded()), y: Int(y0.rounded()), width: max(1, Int((x1 - x0).rounded())),
            height: max(1, Int((y1 - y0).rounded())))
    }

    /// How much of a row's height a separator was seen on, from 0 to 1.
    func isSeparated(row: Int, by separator: Int) -> Bool {
        let x = separators[separator].across(at: Double(area.y))
        let (top, bottom) = (rules[row].across(at: x), rules[row + 1].across(at: x))
        let inset = (bottom - top) * 0.15
        return separators[separator].coverage(from: top + inset, to: bottom - inset) > 0.4
    }
}

/// Finds tables.
struct TableFinder {
    private let page: PreparedPage
    private let across: RuleTracer
    private let down: RuleTracer
    private let lines: Raster

    init(_ page: PreparedPage) throws {
        self.page = page
        let acrossMask = try page.ink.morphed("d1.3+o41.1")
        let downMask = try page.ink.morphed("d3.1+o1.31")
        across = RuleTracer(acrossMask, .across)
        down = RuleTracer(downMask, .down)
        lines = try acrossMask.joined(with: downMask).morphed("c15.15")
    }

    /// The page's largest table; `nil` when it has none.
    func table() throws -> TableGrid? {
        let (width, height) = (Double(page.small.width), Double(page.small.height))
        let found = try lines.components().filter { Double($0.width) > 0.4 * width && $0.height > 90 }
            .filter { Double($0.height) < 0.97 * height || Double($0.width) < 0.97 * width }
        let grids = found.compactMap { grid(in: Self.wider($0, page.small)) }
        return grids.max { $0.columnCount * $0.rowCount < $1.columnCount * $1.rowCount }
    }

    /// Rectangles of rules: the boxes with the form's code, for instance.
    func boxes() throws -> [PixelArea] {
        try lines.components().filter { $0.width > 90 && $0.width < 480 && $0.height > 40 && $0.height < 260 }
    }

    private func grid(in area: PixelArea) -> TableGrid? {
        let height = Double(area.height)
        let separators = apart(
            down.rules(in: area).filter { $0.coverage(from: Double(area.y), to: Double(area.bottom)) > 0.4 },
            at: Double(area.y) + height / 2, by: 40)
        guard separators.count >= 3, let left = separators.first, let right = separators.last else { return nil }
        let y = Double(area.y) + height / 2
        let (x0, x1) = (left.across(at: y), right.across(at: y))
        let x2 = separators[1].across(at: y)
        let rules = across.rules(in: area).filter {
            $0.coverage(from: x0, to: x1) > 0.5 && $0.coverage(from: x0, to: x2) > 0.4
        }
        let separate = apart(rules, at: (x0 + x2) / 2, by: 14)
        guard separate.count >= 3 else { return nil }
        return TableGrid(area: area, separators: separators, rules: separate)
    }

    /// Without those that lie too near to another: the two edges of a thick rule. The longer one stays.
    private func apart(_ lines: [RuleLine], at along: Double, by distance: Double) -> [RuleLine] {
        var kept: [RuleLine] = []
        for line in lines.sorted(by: { $0.across(at: along) < $1.across(at: along) }) {
            if let last = kept.last, line.across(at: along) - last.across(at: along) < distance {
                if line.points.count > last.points.count { kept[kept.count - 1] = line }
            } else {
                kept.append(line)
            }
        }
        return kept
    }

    private static func wider(_ area: PixelArea, _ page: Raster) -> PixelArea {
        let (x, y) = (max(0, area.x - 6), max(0, area.y - 6))
        return PixelArea(
            x: x, y: y, width: min(page.width, area.right + 6) - x, height: min(page.height, area.bottom + 6) - y)
    }
}
