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

    /// - Throws: `ImagingError`.
    package func find(_ scan: Raster, number: Int) throws -> Found {
        let page = try PreparedPage(scan, quarters: 0)
        let finder = try TableFinder(page)
        guard let grid = try finder.table() else {
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
