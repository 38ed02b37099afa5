// SPDX-License-Identifier: Apache-2.0
import StewardImaging
import Tally

/// The numbered fields above the table of the handwritten forms (5/16, 5/17 and 5/18).
///
/// Answers with words stand before an opening bracket; what they answer is read from the label on their left, never
/// concluded from their order.
struct StationHeader {
    /// The distance of two lines of text, in pixels of `small`.
    private static let pitch = 53

    let page: PreparedPage
    let table: PixelArea
    let form: FormType
    let engine: TextEngine

    /// From the top.
    func fields() throws -> [HeaderField] {
        var found: [(field: FormField, bracket: PixelArea)] = []
        for bracket in try brackets() {
            guard let field = field(beside: bracket) else { continue }
            // One label twice: then neither is known.
            if found.contains(where: { $0.field == field }) { return [] }
            found.append((field, bracket))
        }
        addCovered(to: &found)
        var fields = try found.map { field, bracket in
            HeaderField(field: field, digits: try digits(bracket), words: words(bracket))
        }
        if form != .station, let ballots = try received(above: found.map(\.bracket)) {
            fields.insert(HeaderField(field: .ballots, digits: ballots, words: nil), at: 0)
        }
        return fields
    }

    /// Answers whose bracket nobody can tell from the writing on it: one line above or below another answer, if the
    /// label there says so.
    private func addCovered(to found: inout [(field: FormField, bracket: PixelArea)]) {
        let pitch = pitch(of: found.map(\.bracket))
        for known in found {
            for y in [known.bracket.y - pitch, known.bracket.y + pitch] {
                let place = PixelArea(
                    x: known.bracket.x, y: y, width: known.bracket.width, height: known.bracket.height)
                guard place.bottom < table.y, !found.contains(where: { abs($0.bracket.y - y) < pitch / 2 }),
                    let field = field(beside: place), !found.contains(where: { $0.field == field })
                else { continue }
                found.append((field, place))
            }
        }
        found.sort { $0.bracket.y < $1.bracket.y }
    }

    /// The distance of lines with answers.
    private func pitch(of brackets: [PixelArea]) -> Int {
        let usual = Self.pitch * 103 / 100
        // Of neighbours; between others a field was not found.
        return zip(brackets.dropFirst(), brackets).map { $0.y - $1.y }.sorted()
            .first { abs($0 - usual) <= usual / 4 } ?? usual
    }

    /// What may be the opening bracket of an answer's words, from the top.
    private func brackets() throws -> [PixelArea] {
        let ink = InkPicture(page.ink)
        let top = max(0, table.y - 12 * Self.pitch)
        let area = ink.within(
            PixelArea(x: table.x + table.width / 4, y: top, width: table.width * 5 / 8, height: table.y - top))
        let parts = try parts(area).filter(ink.isBracket)
        // They stand in one column; handwriting that is bent alike does not.
        let columns = parts.map { part in parts.filter { abs($0.x - part.x) <= 14 } }
        guard let column = columns.max(by: { $0.count < $1.count }) else { return [] }
        return column.sorted { $0.y < $1.y }
    }

    private func field(beside bracket: PixelArea) -> FormField? {
        let left = table.x
        let strip = PixelArea(
            x: left, y: bracket.y + bracket.height / 2 - Self.pitch / 2 - 4, width: bracket.x - 3 * Self.pitch - left,
            height: Self.pitch + 8)
        let label = PrintedText(engine.text(of: page.small, in: inside(strip)))
        return Self.labels(of: form).first { label.has($0.phrase) }?.field
    }

    /// What the lines say. The clearest phrases come first: others are nearly part of them.
    private static func labels(of form: FormType) -> [(phrase: String, field: FormField)] {
        let ballots: [(String, FormField)] = [
            ("ไม่เลือกบัญชีรายชื่อ", .noChoice), ("ไม่เลือกผู้สมัครผู้ใด", .noChoice), ("บัตรที่ไม่เลือก", .noChoice),
            ("บัตรเสีย", .bad), ("บัตรดี", .good),
        ]
        guard form == .station else { return ballots }
        return [
            ("มีสิทธิเลือกตั้งตามบัญชี", .eligible), ("ที่มาแสดงตน", .appeared), ("ที่ได้รับจัดสรร", .received),
            ("เลือกตั้งที่เหลือ", .remaining), ("บัตรเลือกตั้งที่ใช้", .used),
        ] + ballots
    }

    /// The dotted line before “บัตร (” or “คน (”: where it usually is, and where its dots are.
    private func digits(_ bracket: PixelArea) throws -> PageBox {
        let (top, height) = band(bracket)
        var left = bracket.x - Self.pitch * 10 / 3
        var right = left + Self.pitch * 2
        let before = inside(
            PixelArea(x: bracket.x - Self.pitch * 6, y: top, width: Self.pitch * 6, height: height))
        if let line = DottedLine(try parts(before), before: bracket.x - Self.pitch / 2) {
            left = min(left, line.left - 4)
            right = max(right, line.right + 4)
        }
        return page.box(PixelArea(x: left, y: top, width: right - left, height: height))
    }

    /// The ink in a part of `small`.
    private func parts(_ area: PixelArea) throws -> [PixelArea] {
        try page.ink.part(area).components()
            .map { PixelArea(x: $0.x + area.x, y: $0.y + area.y, width: $0.width, height: $0.height) }
    }

    private func words(_ bracket: PixelArea) -> PageBox {
        let (top, height) = band(bracket)
        return page.box(
            PixelArea(x: bracket.x - 1, y: top, width: table.right - 20 - bracket.x, height: height))
    }

    /// Handwriting stands on the dots and rises into the line above.
    private func band(_ bracket: PixelArea) -> (top: Int, height: Int) {
        let middle = bracket.y + bracket.height / 2
        return (middle - Self.pitch * 2 / 3, Self.pitch * 6 / 5)
    }

    /// Item 1 of the counting sets has no words: its number stands between “ทั้งหมด” and “บัตร”.
    private func received(above brackets: [PixelArea]) throws -> PageBox? {
        guard let first = brackets.first else { return nil }
        let pitch = pitch(of: brackets)
        for lines in [3, 2, 1, 4] {
            let middle = first.y + first.height / 2 - lines * pitch
            let strip = inside(
                PixelArea(x: table.x, y: middle - Self.pitch / 2 - 6, width: table.width, height: Self.pitch + 12))
            let letters = engine.letters(of: page.small, in: strip, layout: .line)
            guard let gap = try gap(in: PrintedLine(letters), strip) else { continue }
            // The dots are a quarter of the height above its lower side, as beside a bracket.
            let top = gap.dots.map { $0 - Self.pitch * 12 / 13 } ?? middle - Self.pitch * 2 / 3
            return page.box(
                PixelArea(x: gap.columns.lowerBound, y: top, width: gap.columns.count, height: Self.pitch * 6 / 5))
        }
        return nil
    }

    /// From the end of “ทั้งหมด” to the beginning of “บัตร” after it, or to the end of the dots: handwriting between
    /// the words makes the second one hard to read. And the row below the dots, where they are seen.
    private func gap(in line: PrintedLine, _ strip: PixelArea) throws -> (columns: Range<Int>, dots: Int?)? {
        guard line.text.has("ได้รับบัตรเลือกตั้ง"), let end = line.text.ends(of: PrintedText("ทั้งหมด")).first
        else { return nil }
        let label = line.letters[end - 1].area.right + 2
        let after = PixelArea(x: label, y: strip.y, width: Self.pitch * 5, height: strip.height)
            .within(width: page.small.width, height: page.small.height)
        let dots = DottedLine(try parts(after), before: after.right).flatMap { $0.left - label < Self.pitch ? $0 : nil }
        let right: Int
        if let last = line.text.ends(of: PrintedText("บัตร")).filter({ $0 >= end + 3 }).min() {
            right = line.letters[last - 3].area.x - 2
        } else if let dots {
            right = dots.right + 4
        } else {
            return nil
        }
        let left = max(label, right - Self.pitch * 7 / 2)
        return right - left > Self.pitch ? (left..<right, dots?.bottom) : nil
    }

    private func inside(_ area: PixelArea) -> PixelArea {
        area.within(width: page.small.width, height: page.small.height)
    }
}
