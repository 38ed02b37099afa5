// SPDX-License-Identifier: Apache-2.0
import StewardImaging
import Tally

/// Tells a table's rows apart: header, votes, empty rows, total.
struct TableRows {
    let grid: TableGrid
    let page: PreparedPage
    private let ink: InkPicture

    init(grid: TableGrid, page: PreparedPage) {
        self.grid = grid
        self.page = page
        ink = InkPicture(page.ink)
    }

    func rows() throws -> (rows: [PageLayout.Row], problems: [PageLayout.Problem]) {
        let column = voteColumn
        let cells = (0..<grid.rowCount).map { grid.cell(row: $0, columns: column...column) }
        let kinds = try (0..<grid.rowCount).map(kind)
        let filled = kinds.indices.filter { kinds[$0] != .header }
        let split = try VoteCells(ink: ink, raster: page.ink).divide(filled.map { cells[$0] })
        var rows: [PageLayout.Row] = []
        for (index, division) in zip(filled, split.divisions) {
            let number = kinds[index] == .total ? nil : box(grid.cell(row: index, columns: 0...0))
            let names = try names(index)
            rows.append(
                PageLayout.Row(
                    kind: kinds[index], isNamed: voteColumn < 2 || names.contains(true),
                    isNamedInPart: names.contains(true) && names.contains(false), number: number,
                    votes: box(cells[index]), digits: box(division.digits),
                    words: box(division.words), isBracketSeen: division.isSeen,
                    before: column > 2 ? box(grid.cell(row: index, columns: column - 1...column - 1)) : nil))
        }
        return (rows, try problems(kinds, isDoubtful: split.isDoubtful))
    }

    /// The last column that is wide enough: remarks may stand in a narrow one behind it.
    private var voteColumn: Int {
        let last = grid.columnCount - 1
        let all = (0...last).map(grid.width).reduce(0, +)
        return last >= 2 && grid.width(ofColumn: last) < 0.18 * all ? last - 1 : last
    }

    private func kind(ofRow row: Int) throws -> PageLayout.Row.Kind {
        guard grid.isSeparated(row: row, by: 1) else { return row == 0 ? .header : .total }
        let glyphs = try numberGlyphs(row)
        // Ink that is no digit, a streak across the number for instance, still says that the row is there.
        if glyphs.isEmpty, try numberParts(row).allSatisfy({ $0.height < 11 }) { return .empty }
        // A heading has a dozen letters, often small ones; a number has two digits, and a speck or two beside them.
        let letters = try letters(row)
        return letters.count > 7 || (row == 0 && isText(letters)) ? .header : .votes
    }

    /// Of each column between the number and the votes, whether letters stand in it.
    private func names(_ row: Int) throws -> [Bool] {
        guard voteColumn > 1 else { return [] }
        return try (1..<voteColumn).compactMap { column in
            let cell = grid.cell(row: row, columns: column...column)
            let inside = PixelArea(x: cell.x + 6, y: cell.y + 4, width: cell.width - 12, height: cell.height - 8)
            guard inside.width > 8, inside.height > 8 else { return nil }
            let letters = try page.ink.part(ink.within(inside)).components().filter { $0.height >= 9 && $0.width >= 4 }
            return letters.count >= 3 || letters.contains { $0.width > 60 && $0.height > 14 }
        }
    }

    /// What may be printed digits in a row's number cell.
    private func numberGlyphs(_ row: Int) throws -> [PixelArea] {
        try numberParts(row).filter { $0.height >= 11 && $0.height <= 46 && $0.width >= 4 && $0.width <= 46 }
    }

    /// Whether letters that run together fill more than a number does: two lines of print, or one long one.
    private func isText(_ letters: [PixelArea]) -> Bool {
        guard let top = letters.map(\.y).min(), let bottom = letters.map(\.bottom).max(),
            let left = letters.map(\.x).min(), let right = letters.map(\.right).max()
        else { return false }
        return right - left > 50 && (bottom - top > 42 || right - left > 110)
    }

    /// What may be letters in it, small print included.
    private func letters(_ row: Int) throws -> [PixelArea] {
        try numberParts(row).filter { $0.height >= 7 && $0.height <= 46 && $0.width >= 3 }
    }

    private func numberParts(_ row: Int) throws -> [PixelArea] {
        let cell = grid.cell(row: row, columns: 0...0)
        let inside = PixelArea(x: cell.x + 5, y: cell.y + 2, width: cell.width - 10, height: cell.height - 4)
        guard inside.width > 8, inside.height > 8 else { return [] }
        return try page.ink.part(ink.within(inside)).components()
    }

    /// Whether a heading ends with a number: the rule between it and the first row was not found.
    private func endsWithNumber(_ row: Int) throws -> Bool {
        guard let lowest = try numberGlyphs(row).max(by: { $0.bottom < $1.bottom }) else { return false }
        // Small print counts as well: beside its one high letter are others that are lower than any digit.
        return try numberParts(row).count { $0.bottom > lowest.y && $0.height >= 5 && $0.width >= 4 } <= 2
    }

    /// Whether one cell holds numbers above each other: the rule between was not found.
    private func hasSeveralNumbers(_ row: Int) throws -> Bool {
        let glyphs = try numberGlyphs(row).filter { $0.height >= 15 }
        guard let highest = glyphs.min(by: { $0.bottom < $1.bottom }) else { return false }
        return glyphs.contains { $0.y > highest.bottom + 8 }
    }

    private func problems(_ kinds: [PageLayout.Row.Kind], isDoubtful: Bool) throws -> [PageLayout.Problem] {
        var found: [PageLayout.Problem] = []
        if isDoubtful { found.append(.noBrackets) }
        let votes = kinds.indices.filter { kinds[$0] == .votes }
        if try votes.contains(where: hasSeveralNumbers) { found.append(.severalNumbers) }
        if kinds.first == .header, try endsWithNumber(0) { found.append(.headingWithNumber) }
        let heights = votes.map { grid.cell(row: $0, columns: 0...0).height }.sorted()
        if let least = heights.first, let most = heights.last {
            let usual = heights[heights.count / 2]
            if least * 10 < usual * 6 || most * 10 > usual * 26 { found.append(.unusualHeight) }
        }
        if kinds.first != .header { found.append(.noHeading) }
        if kinds.dropFirst().contains(.header) || kinds.dropLast().contains(.total) { found.append(.brokenTable) }
        return found
    }

    private func box(_ area: PixelArea) -> PageBox { page.box(area) }
}
