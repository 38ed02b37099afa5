// SPDX-License-Identifier: Apache-2.0

/// A square of a tile map: columns go east, rows go south, both from 0.
struct TileCell: Hashable, Sendable {
    var column: Int
    var row: Int
}

/// Where the constituencies of Thailand lie on a tile map: one square each, all of one size, so that every seat is seen
/// alike and the country is still recognised. Each number is the official code of the province whose square it is.
///
/// Made from the provinces' approximate centres and their numbers of constituencies in the election of 2026: circles of
/// the provinces' sizes were pushed apart until none overlapped, then each square went to a province so that the sum of
/// squared distances is smallest. Within a province, squares say nothing of where a constituency lies.
enum CountryGrid {
    static let text = """
        .. .. .. .. 57 57 57 .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. ..
        .. .. 50 50 57 57 57 .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. ..
        .. .. 50 50 50 57 56 55 .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. ..
        .. 58 50 50 50 56 56 55 55 .. .. .. .. .. .. .. .. .. .. .. .. .. .. ..
        .. 58 50 50 52 52 54 54 53 .. .. 43 43 .. .. 38 38 .. .. .. .. .. .. ..
        .. .. 51 51 52 52 54 53 53 42 42 43 41 41 41 38 47 47 .. .. .. .. .. ..
        .. .. .. .. 64 64 65 65 65 42 42 39 41 41 41 41 47 47 48 48 .. .. .. ..
        .. .. 63 63 64 64 65 65 67 67 39 39 41 41 41 47 47 47 48 48 .. .. .. ..
        .. .. .. 63 62 62 66 66 67 67 36 40 40 40 40 46 46 46 49 .. .. .. .. ..
        .. .. .. 62 62 60 60 66 67 67 36 40 40 40 40 46 46 46 49 .. 37 .. .. ..
        .. .. .. 61 18 60 60 60 16 36 36 36 40 40 40 44 45 45 45 35 37 34 34 ..
        .. .. .. 61 18 17 60 16 16 16 36 36 30 44 44 44 45 45 45 35 34 34 34 ..
        .. .. 72 72 72 14 15 15 19 19 30 30 30 30 44 44 32 45 45 35 34 34 34 34
        .. 71 71 72 72 14 14 14 19 19 30 30 30 30 30 32 32 32 32 33 33 34 34 ..
        71 71 71 12 12 12 14 13 13 13 30 30 30 30 31 31 32 32 33 33 33 33 .. ..
        .. 73 73 73 12 12 12 13 13 13 26 30 30 31 31 31 31 32 33 33 33 .. .. ..
        .. 73 73 73 12 12 10 10 13 13 26 25 25 25 31 31 31 .. .. .. .. .. .. ..
        70 70 70 74 10 10 10 10 10 11 11 11 24 27 27 31 .. .. .. .. .. .. .. ..
        .. 70 74 74 10 10 10 10 10 11 11 11 24 24 27 .. .. .. .. .. .. .. .. ..
        .. 70 75 74 10 10 10 10 10 11 11 20 24 22 22 .. .. .. .. .. .. .. .. ..
        .. .. 76 10 10 10 10 10 10 10 20 20 20 22 .. .. .. .. .. .. .. .. .. ..
        .. .. 76 76 10 10 10 10 10 20 20 20 21 21 23 .. .. .. .. .. .. .. .. ..
        .. .. .. 77 .. 10 10 10 10 20 20 20 21 21 .. .. .. .. .. .. .. .. .. ..
        .. .. 77 77 .. .. .. .. .. .. .. .. 21 .. .. .. .. .. .. .. .. .. .. ..
        .. .. .. 86 .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. ..
        .. .. 86 86 .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. ..
        .. .. 85 84 84 .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. ..
        .. .. 84 84 84 80 80 .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. ..
        .. 82 82 84 84 80 80 80 .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. ..
        .. .. 83 81 81 80 80 80 .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. ..
        .. 83 83 81 92 80 93 93 .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. ..
        .. .. .. .. 92 92 93 90 94 94 .. .. .. .. .. .. .. .. .. .. .. .. .. ..
        .. .. .. .. 92 91 90 90 90 94 94 .. .. .. .. .. .. .. .. .. .. .. .. ..
        .. .. .. .. .. 91 90 90 90 94 96 .. .. .. .. .. .. .. .. .. .. .. .. ..
        .. .. .. .. .. .. 90 90 95 96 96 .. .. .. .. .. .. .. .. .. .. .. .. ..
        .. .. .. .. .. .. .. 95 95 96 96 .. .. .. .. .. .. .. .. .. .. .. .. ..
        """

    /// The squares of each province, row by row.
    static let cells: [Int: [TileCell]] = {
        var cells: [Int: [TileCell]] = [:]
        for (row, line) in text.split(separator: "\n").enumerated() {
            for (column, code) in line.split(separator: " ").enumerated() {
                guard let province = Int(code) else { continue }
                cells[province, default: []].append(TileCell(column: column, row: row))
            }
        }
        return cells
    }()

    /// Whether an election of these provinces is drawn as this country: it knows them all, and half of the country's
    /// provinces take part.
    static func fits(_ provinces: some Collection<Int>) -> Bool {
        provinces.count * 2 >= cells.count && provinces.allSatisfy { cells[$0] != nil }
    }
}
