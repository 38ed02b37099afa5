// SPDX-License-Identifier: Apache-2.0
import Tally
import Testing

@testable import StewardImaging
@testable import TallyReader

@Suite("An announcement's numbered sections are found by their words")
struct AnnouncementHeaderTests {
    /// Lines with each letter 20 pixels wide, 50 pixels apart.
    /// - Parameter low: a line that is only as high as marks.
    private func fields(_ lines: [String], low: Int? = nil) throws -> [HeaderField] {
        let printed = lines.enumerated().map { row, text in
            PrintedLine(
                text.enumerated().map { column, letter in
                    TextEngine.Letter(
                        text: String(letter),
                        area: PixelArea(x: 20 * column, y: 100 + 50 * row, width: 18, height: row == low ? 12 : 28),
                        line: row)
                })
        }
        let page = try PreparedPage(try DrawnForm(rows: 3, total: false).raster())
        return AnnouncementHeader(page: page, lines: printed).fields()
    }

    @Test("what a line counts, its digits, and its words, which may go on in the next line")
    func lines() throws {
        let found = try fields([
            "๒.๓ จำนวนบัตรเลือกตั้งที่เหลือ ๓๙,๒๙๖ บัตร (สามหมื่นเก้าพัน", "สองร้อยเก้าสิบหก)", "๓. จำนวนบัตรเลือกตั้งที่ใช้นับคะแนน",
            "๓.๔ รวม ๖๒ บัตร (หกสิบสอง)",
        ])
        #expect(found.map(\.field) == [.remaining, .ballots])
        #expect(found.map(\.printedWords) == [["สามหมื่นเก้าพันสองร้อยเก้าสิบหก"], ["หกสิบสอง"]])
        let (first, second) = (found[0].digits, found[1].digits)
        #expect(first.y < second.y && first.width > 20 && first.width < 400)
    }

    @Test("lines that are nearly alike are told apart; without a unit the bracket ends the digits")
    func alike() throws {
        let found = try fields([
            "๓.๒ บัตรเลือกตั้งก่อนวันเลือกตั้งในเขตเลือกตั้ง ๗๘ (เจ็ดสิบแปด)",
            "๓.๓ บัตรเลือกตั้งก่อนวันเลือกตั้งนอกเขตเลือกตั้งและนอกราชอาณาจักร ๓ บัตร (สาม)",
        ])
        #expect(found.map(\.field) == [.countedAdvanceInside, .countedAdvanceOutside])
        #expect(found.map(\.printedWords) == [["เจ็ดสิบแปด"], ["สาม"]])
    }

    @Test("a section that stands there twice is not used")
    func twice() throws {
        let found = try fields(["๔.๑ บัตรดี ๕ บัตร (ห้า)", "๔.๒ บัตรเสีย ๑ บัตร (หนึ่ง)", "๔.๑ บัตรดี ๖ บัตร (หก)"])
        #expect(found.map(\.field) == [.bad])
    }

    @Test("a unit with a misread letter ends the digits; one within the brackets does not")
    func unit() throws {
        let found = try fields([
            "๓.๓ บัตรเลือกตั้งนอกเขตเลือกตั้งและนอกราชอาณาจักร ๔,๖๐๓ ปตร (สี่พันหกร้อยสามบัตร)",
            "๔.๒ บัตรเสีย ๗๘ (เจ็ดสิบแปดบัตร)",
        ])
        #expect(found.map(\.printedWords) == [["สี่พันหกร้อยสามบัตร"], ["เจ็ดสิบแปดบัตร"]])
        #expect(found.allSatisfy { $0.digits.x + $0.digits.width < 70 * 20 * 2 })
        let (unit, bracket) = (found[0].digits, found[1].digits)
        #expect(unit.x + unit.width > bracket.x + bracket.width)
    }

    @Test("words stand in the next line that is one: marks above a line are none")
    func below() throws {
        let printed = try fields(["๑.๑ จำนวนผู้มีสิทธิเลือกตั้งตามบัญชีรายชื่อผู้มีสิทธิเลือกตั้ง ๗๘ คน", "~", "(เจ็ดสิบแปด)"], low: 1)
        #expect(printed.map(\.printedWords) == [["เจ็ดสิบแปด"]])
    }
}
