// SPDX-License-Identifier: Apache-2.0
import StewardImaging
import Tally
import Testing

@testable import TallyReader

@Suite("Tables, rows and cells are found on pages")
struct LayoutFinderTests {
    private func layout(_ form: DrawnForm) throws -> PageLayout {
        try LayoutFinder().find(try form.raster(), number: 1).layout
    }

    @Test(
        "rows are counted right on flat, askew and curled paper",
        arguments: [(0.0, 0.0), (14, 0), (-14, 0), (0, 25), (0, -25), (10, 15)])
    func rows(sag: Double, slope: Double) throws {
        let found = try layout(DrawnForm(rows: 24, total: false, sag: sag, slope: slope))
        #expect(found.rows.map(\.kind) == .init(repeating: .votes, count: 24))
        #expect(found.columns == 3 && found.problems.isEmpty)
    }

    @Test("the total row is told from the others by its merged cells")
    func total() throws {
        let found = try layout(DrawnForm(rows: 10, total: true))
        #expect(found.rows.map(\.kind) == .init(repeating: .votes, count: 10) + [.total])
        #expect(found.rows.last?.number == nil && found.kind == .last)
    }

    @Test("a cell is divided at its bracket")
    func bracket() throws {
        let found = try layout(DrawnForm(rows: 5, total: false))
        for row in found.rows {
            #expect(row.isBracketSeen)
            #expect(abs(row.words.x - 1030) <= 5 && row.digits.x + row.digits.width <= 1032)
            #expect(row.digits.x >= 900 && row.digits.x <= 912)
        }
    }

    @Test("a bracket with a smudge across it is seen; one that is written over is not")
    func smudged() throws {
        var form = DrawnForm(rows: 5, total: false)
        form.fill(960, 490, 160, 2)
        form.fill(1020, 532, 30, 36)
        let found = try layout(form)
        #expect(found.rows.map(\.isBracketSeen) == [true, true, false, true, true])
        #expect(abs(found.rows[1].words.x - 1030) <= 5)
    }

    @Test("a row is named in part where one of the columns between number and votes is empty")
    func named() throws {
        var form = DrawnForm(rows: 5, total: false)
        form.fill(700, 300, 3, 400)
        for (row, columns) in [[500, 720], [500], [], [500, 720], []].enumerated() {
            for x in columns { for letter in 0..<5 { form.fill(x + 30 * letter, 420 + 60 * row, 16, 24) } }
        }
        let found = try layout(form)
        #expect(found.columns == 4)
        #expect(found.rows.map(\.isNamed) == [true, true, false, true, false])
        #expect(found.rows.map(\.isNamedInPart) == [false, true, false, false, false])
    }

    @Test("a rule that is missing is a problem, not a row more or less that nobody hears of")
    func missingRule() throws {
        let found = try layout(DrawnForm(rows: 12, total: false, skipped: 6))
        #expect(found.rows.count == 11)
        #expect(found.problems.contains(.severalNumbers))
    }

    @Test("a page that lies on its side or upside down is turned", arguments: 0..<4)
    func turned(quarters: Int) throws {
        let scan = try DrawnForm(rows: 10, total: true).raster().turned(quarters: quarters)
        let found = try LayoutFinder().find(scan, number: 1).layout
        #expect(found.rows.map(\.kind) == .init(repeating: .votes, count: 10) + [.total])
        #expect(found.quarters == (4 - quarters) % 4)
    }

    @Test("a heading that swallowed the first row is a problem")
    func swallowedRow() throws {
        let found = try layout(DrawnForm(rows: 12, total: false, skipped: 1))
        #expect(found.rows.count == 11)
        #expect(found.problems.contains(.headingWithNumber))
    }

    @Test("a page without ink is blank")
    func blank() throws {
        let white = [UInt8](repeating: 255, count: 1654 * 2339)
        let found = try LayoutFinder().find(try Raster(width: 1654, height: 2339, grey: white), number: 3).layout
        #expect(found.kind == .blank && found.rows.isEmpty && found.number == 3)
    }
}
