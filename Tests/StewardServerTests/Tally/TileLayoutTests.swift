// SPDX-License-Identifier: Apache-2.0
import Tally
import Testing

@testable import StewardServer

@Suite("Where constituencies lie on the map")
struct TileLayoutTests {
    /// A register of these provinces with so many constituencies each.
    private static func register(_ counts: [Int: Int]) -> Register {
        var constituencies: [Area: Register.Constituency] = [:]
        var provinces: [Int: Register.Province] = [:]
        for (code, count) in counts {
            provinces[code] = Register.Province(
                code: code, letters: "P\(code)", name: "จังหวัด \(code)", stations: 1, registeredVoters: 1)
            for number in 1...count {
                let area = Area(province: code, constituency: number)
                constituencies[area] = Register.Constituency(
                    area: area, id: "P\(code)_\(number)", stations: 1, registeredVoters: 1, candidates: [])
            }
        }
        return Register(provinces: provinces, constituencies: constituencies, parties: [:])
    }

    private static let country = CountryGrid.cells.mapValues(\.count)

    private static func neighbours(_ cell: TileCell) -> [TileCell] {
        [(0, 1), (1, 0), (0, -1), (-1, 0)].map {
            TileCell(column: cell.column + $0.0, row: cell.row + $0.1)
        }
    }

    @Test("the table has the 77 provinces and 400 squares, no two in one place")
    func table() {
        #expect(CountryGrid.cells.count == 77)
        let cells = CountryGrid.cells.values.joined()
        #expect(cells.count == 400)
        #expect(Set(cells).count == 400)
        let widths = Set(CountryGrid.text.split(separator: "\n").map { $0.split(separator: " ").count })
        #expect(widths == [24], "every line of the table is as long")
    }

    @Test("the squares of a province hang together", arguments: CountryGrid.cells.keys.sorted())
    func connected(province: Int) throws {
        let cells = Set(try #require(CountryGrid.cells[province]))
        var reached: Set<TileCell> = [try #require(cells.first)]
        var open = reached
        while let cell = open.popFirst() {
            for next in Self.neighbours(cell) where cells.contains(next) && reached.insert(next).inserted {
                open.insert(next)
            }
        }
        #expect(reached == cells)
    }

    @Test("every province is in one region, and no region has another")
    func regions() {
        let all = Region.allCases.flatMap(\.provinces)
        #expect(all.count == 77)
        #expect(Set(all) == Set(CountryGrid.cells.keys))
        #expect(Region.allCases.map(\.provinces.count) == [9, 20, 22, 7, 5, 14])
        #expect(Region(province: 99) == nil)
    }

    @Test("provinces lie as they do in the country: north above south, west before east")
    func geography() {
        func middle(_ province: Int) -> (column: Double, row: Double) {
            let cells = CountryGrid.cells[province] ?? []
            let count = Double(cells.count)
            return (
                Double(cells.reduce(0) { $0 + $1.column }) / count,
                Double(cells.reduce(0) { $0 + $1.row }) / count
            )
        }
        // Chiang Rai, Bangkok, Surat Thani, Narathiwat from north to south; Kanchanaburi, Bangkok, Ubon to the east.
        let down = [57, 10, 84, 96].map { middle($0).row }
        #expect(down == down.sorted())
        let across = [71, 10, 34].map { middle($0).column }
        #expect(across == across.sorted())
    }

    @Test("an election of this country is drawn as the country, each constituency once")
    func drawn() {
        let layout = TileLayout(Self.register(Self.country))
        #expect(layout.isCountry)
        #expect(layout.places.count == 400)
        #expect(Set(layout.places.values).count == 400)
        #expect((layout.columns, layout.rows) == (24, 36))
        #expect(layout.titles.isEmpty)
        #expect(layout.places.values.allSatisfy { $0.column >= 0 && $0.row >= 0 })
        let provinces = Dictionary(layout.places.map { ($1, $0.province) }) { first, _ in first }
        #expect(!layout.borders.isEmpty)
        for line in layout.borders {
            let isFlat = line.from.row == line.to.row
            let other = TileCell(
                column: line.from.column - (isFlat ? 0 : 1), row: line.from.row - (isFlat ? 1 : 0))
            #expect(provinces[line.from] != nil && provinces[other] != nil)
            #expect(provinces[line.from] != provinces[other])
        }
    }

    @Test(
        "an election with more or fewer constituencies than the table has still gives each a square of its own"
    )
    func otherCounts() {
        for change in [-1, 1, 5] {
            let counts = Self.country.mapValues { max(1, $0 + change) }
            let layout = TileLayout(Self.register(counts))
            #expect(layout.isCountry)
            #expect(layout.places.count == counts.values.reduce(0, +))
            #expect(Set(layout.places.values).count == layout.places.count)
            #expect(
                layout.places.values.allSatisfy { $0.column < layout.columns && $0.row < layout.rows })
            #expect(layout.places.values.allSatisfy { $0.column >= 0 && $0.row >= 0 })
        }
    }

    @Test("invented provinces stand one after another, each with its name")
    func flow() {
        for counts in [
            [10: 2], [91: 40, 97: 1, 98: 13, 99: 3],
            Dictionary(uniqueKeysWithValues: (97...99).map { ($0, 5) }),
        ] {
            let layout = TileLayout(Self.register(counts))
            #expect(!layout.isCountry)
            #expect(Set(layout.places.values).count == counts.values.reduce(0, +))
            #expect(Set(layout.titles.map(\.province)) == Set(counts.keys))
            #expect(
                layout.places.values.allSatisfy { $0.column < layout.columns && $0.row < layout.rows })
            #expect(Set(layout.titles.map(\.cell)).isDisjoint(with: Set(layout.places.values)))
        }
        let empty = TileLayout(Self.register([:]))
        #expect(empty.places.isEmpty)
    }
}
