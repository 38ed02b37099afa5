// SPDX-License-Identifier: Apache-2.0
package import StewardImaging
import Tally

/// Finds where a scanned page has its table, rows and cells.
package struct LayoutFinder {
    package init() {}

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
        guard let grid = try TableFinder(page).table() else {
            let kind: PageLayout.Kind = page.inkShare() < 0.002 ? .blank : .text
            return Found(layout: Self.layout(page, number, kind, nil, ([], [])), picture: page.grey)
        }
        let rows = try TableRows(grid: grid, page: page).rows()
        return Found(
            layout: Self.layout(page, number, Self.kind(page, grid, rows.rows), grid, rows), picture: page.grey)
    }

    private static func kind(_ page: PreparedPage, _ grid: TableGrid, _ rows: [PageLayout.Row]) -> PageLayout.Kind {
        if grid.area.y > page.small.height * 2 / 5 { return .first }
        return rows.contains { $0.kind == .total } ? .last : .continuation
    }

    private static func layout(
        _ page: PreparedPage, _ number: Int, _ kind: PageLayout.Kind, _ grid: TableGrid?,
        _ rows: (rows: [PageLayout.Row], problems: [PageLayout.Problem])
    ) -> PageLayout {
        PageLayout(
            number: number, kind: kind, width: page.grey.width, height: page.grey.height, quarters: page.quarters,
            skew: page.skew, columns: grid?.columnCount ?? 0, rows: rows.rows, problems: rows.problems)
    }
}
