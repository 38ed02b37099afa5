// SPDX-License-Identifier: Apache-2.0
import Tally

/// Which square of a tile map each constituency of an election has: that of the country where the provinces are its
/// own, else one province after another.
struct TileLayout: Sendable {
    /// A province's name beside its squares, where nothing else tells where it is.
    struct Title: Sendable {
        let text: String
        let province: Int
        let cell: TileCell
    }

    let places: [Area: TileCell]
    let columns: Int
    let rows: Int
    /// Whether squares lie about where the provinces do.
    let isCountry: Bool
    let titles: [Title]
    /// Lines between squares of different provinces, each from one corner to the next.
    let borders: [(from: TileCell, to: TileCell)]

    init(_ register: Register) {
        let provinces = Dictionary(grouping: register.constituencies.keys.sorted(), by: \.province)
        isCountry = CountryGrid.fits(provinces.keys)
        var titles: [Title] = []
        let found = isCountry ? Self.country(provinces) : Self.flow(provinces, register, &titles)
        let left = found.values.map(\.column).min() ?? 0
        let top = min(found.values.map(\.row).min() ?? 0, titles.map(\.cell.row).min() ?? .max)
        let places = found.mapValues { TileCell(column: $0.column - left, row: $0.row - top) }
        self.places = places
        self.titles = titles
        // A name beside the squares needs the room of four of them.
        let right = max(
            places.values.map(\.column).max() ?? 0, titles.map { $0.cell.column + 3 }.max() ?? 0)
        columns = right + 1
        rows = (places.values.map(\.row).max() ?? 0) + 1
        borders = isCountry ? Self.borders(places) : []
    }

    // MARK: the country

    private static func country(_ provinces: [Int: [Area]]) -> [Area: TileCell] {
        var places: [Area: TileCell] = [:]
        var taken = Set(CountryGrid.cells.values.joined())
        for province in provinces.keys.sorted() {
            let cells = CountryGrid.cells[province] ?? []
            for (number, area) in (provinces[province] ?? []).enumerated() {
                // An election with other constituencies than the table's: the province grows where there is room.
                let cell = number < cells.count ? cells[number] : nearest(to: cells, outside: taken)
                taken.insert(cell)
                places[area] = cell
            }
        }
        return places
    }

    private static func nearest(to cells: [TileCell], outside taken: Set<TileCell>) -> TileCell {
        let count = max(1, cells.count)
        let middle = TileCell(
            column: cells.reduce(0) { $0 + $1.column } / count,
            row: cells.reduce(0) { $0 + $1.row } / count)
        for distance in 0... {
            for row in (middle.row - distance)...(middle.row + distance) {
                for column in (middle.column - distance)...(middle.column + distance) {
                    let cell = TileCell(column: column, row: row)
                    if !taken.contains(cell) { return cell }
                }
            }
        }
        return middle
    }

    // MARK: one after another

    private static let shelf = 24
    private static let widest = 8

    private static func flow(
        _ provinces: [Int: [Area]], _ register: Register, _ titles: inout [Title]
    ) -> [Area: TileCell] {
        var places: [Area: TileCell] = [:]
        var (column, row, height) = (0, 0, 0)
        for province in provinces.keys.sorted() {
            let areas = provinces[province] ?? []
            let width = max(4, min(areas.count, widest))
            if column > 0, column + width > shelf { (column, row, height) = (0, row + height, 0) }
            titles.append(
                Title(
                    text: register.provinces[province]?.name ?? String(province), province: province,
                    cell: TileCell(column: column, row: row)))
            for (number, area) in areas.enumerated() {
                places[area] = TileCell(column: column + number % width, row: row + 1 + number / width)
            }
            height = max(height, (areas.count + width - 1) / width + 1)
            column += width + 1
        }
        return places
    }

    // MARK: borders

    private static func borders(_ places: [Area: TileCell]) -> [(from: TileCell, to: TileCell)] {
        let provinces = Dictionary(places.map { ($1, $0.province) }) { first, _ in first }
        var lines: [(from: TileCell, to: TileCell)] = []
        for (cell, province) in provinces.sorted(by: {
            ($0.key.row, $0.key.column) < ($1.key.row, $1.key.column)
        }) {
            let corner = TileCell(column: cell.column + 1, row: cell.row + 1)
            let right = TileCell(column: cell.column + 1, row: cell.row)
            if let other = provinces[right], other != province { lines.append((right, corner)) }
            let below = TileCell(column: cell.column, row: cell.row + 1)
            if let other = provinces[below], other != province { lines.append((below, corner)) }
        }
        return lines
    }
}
