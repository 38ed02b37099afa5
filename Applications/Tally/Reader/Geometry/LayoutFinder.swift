// SPDX-License-Identifier: Apache-2.0
package import StewardImaging
package import Tally

/// Finds where a scanned page has its table, rows and cells.
package struct LayoutFinder {
    private let form: FormType?
    private let engine: TextEngine?

    /// - Parameters:
    ///   - form: which form it is, where that is known.
    ///   - engine: reads what is printed above tables; without one neither form nor fields are found.
    package init(form: FormType? = nil, engine: TextEngine? = nil) {
        self.form = form
        self.engine = engine
    }

    /// A page's layout, and the upright, straightened picture that its boxes speak of.
    package struct Found {
        package let layout: PageLayout
        package let picture: Raster
    }

    /// Finds the layout, whichever way the page was scanned. A table shows by its heading what is its top; a page
    /// without a table that is higher than wide is left as it is.
    /// - Throws: `ImagingError`.
    package func find(_ scan: Raster, number: Int) throws -> Found {
        let ways = scan.width > scan.height ? [1, 3] : [0, 2]
        let first = try find(scan, number: number, quarters: ways[0])
        guard first.layout.problems.contains(.noHeading) else { return first }
        let second = try find(scan, number: number, quarters: ways[1])
        return second.layout.problems.count < first.layout.problems.count ? second : first
    }

    private func find(_ scan: Raster, number: Int, quarters: Int) throws -> Found {
        let page = try PreparedPage(scan, quarters: quarters)
        let grid = try TableFinder(page).table()
        let rows = try grid.map { try TableRows(grid: $0, page: page).rows() } ?? (rows: [], problems: [])
        let kind =
            if let grid { Self.kind(page, grid, rows.rows) } else if page.inkShare() < 0.002 {
                PageLayout.Kind.blank
            } else { PageLayout.Kind.text }
        let isTitled = kind == .first || kind == .text
        var lines = isTitled ? lines(page, above: grid?.area.y ?? page.small.height / 3) : []
        var mark = FormMark(
            text: PrintedText(lines.map { $0.all.joined() }.joined(separator: "\n")), columns: grid?.columnCount ?? 0)
        if let form { mark.form = form.rawValue }
        if kind == .text, mark.form == FormType.announcement.rawValue {
            lines = self.lines(page, above: page.small.height)
        }
        let isAnnouncement = mark.form == FormType.announcement.rawValue
        let layout = PageLayout(
            number: number, kind: kind, width: page.grey.width, height: page.grey.height, quarters: page.quarters,
            skew: page.skew, columns: grid?.columnCount ?? 0, rows: rows.rows,
            fields: try fields(page, grid, lines, mark), mark: mark, problems: rows.problems,
            place: isAnnouncement ? try PlaceMark(lines, on: page) : PlaceMark())
        return Found(layout: layout, picture: page.grey)
    }

    /// What is printed in the upper part of a page.
    private func lines(_ page: PreparedPage, above bottom: Int) -> [PrintedLine] {
        guard let engine else { return [] }
        let area = PixelArea(x: 0, y: 0, width: page.small.width, height: bottom)
        return PrintedLine.lines(page.small, in: area, engine: engine)
    }

    private func fields(
        _ page: PreparedPage, _ grid: TableGrid?, _ lines: [PrintedLine], _ mark: FormMark
    ) throws -> [HeaderField] {
        guard let engine, !lines.isEmpty, let form = mark.form.flatMap(FormType.init) else { return [] }
        if form == .announcement { return AnnouncementHeader(page: page, lines: lines, engine: engine).fields() }
        guard let grid else { return [] }
        return try StationHeader(page: page, table: grid.area, form: form, engine: engine).fields()
    }

    private static func kind(_ page: PreparedPage, _ grid: TableGrid, _ rows: [PageLayout.Row]) -> PageLayout.Kind {
        if grid.area.y > page.small.height * 2 / 5 { return .first }
        return rows.contains { $0.kind == .total } ? .last : .continuation
    }
}
