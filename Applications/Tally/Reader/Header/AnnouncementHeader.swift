// SPDX-License-Identifier: Apache-2.0
import StewardImaging
import Tally

/// The numbered sections 1.1 to 4.3 of an announcement (6/1), typed above the table or on a page of their own.
///
/// What a line counts is read from its words. Its digits stand between them and “บัตร” or “คน”; the number words in
/// brackets behind may go on in the next line.
struct AnnouncementHeader {
    /// As wide as 1,000,000 is typed, in pixels of `small`, and some paper.
    private static let widest = 190

    let page: PreparedPage
    /// The text above the table, or of the whole page when it has none.
    let lines: [PrintedLine]
    /// Reads words once more that were not understood at first.
    var engine: TextEngine?

    /// From the top; a field that stands there twice is left out.
    func fields() -> [HeaderField] {
        var found: [HeaderField] = []
        var doubled: Set<FormField> = []
        for (place, line) in lines.enumerated() {
            guard let (field, end) = Self.label(of: line.text), let after = Self.place(after: end, in: line) else {
                continue
            }
            if found.contains(where: { $0.field == field }) { doubled.insert(field) }
            let next = line.pieces[after].area
            let right = next.x - 1
            let left = max(line.letters[end - 1].area.right + 2, right - Self.widest)
            guard right - left > 8, next.height < 60 else { continue }
            // Digits are as high as the letters beside them.
            let (top, bottom) = (max(0, next.bottom - 42), min(page.small.height, next.bottom + 14))
            found.append(
                HeaderField(
                    field: field,
                    digits: page.box(PixelArea(x: left, y: top, width: right - left, height: bottom - top)),
                    words: nil, printedWords: words(from: place, at: after)))
        }
        return found.filter { !doubled.contains($0.field) }
    }

    /// What a line counts, and where its words end. The clearest phrases come first: others are part of them.
    private static func label(of text: PrintedText) -> (field: FormField, end: Int)? {
        let phrases: [(String, FormField)] = [
            ("นอกราชอาณาจักร", .countedAdvanceOutside), ("ก่อนวันเลือกตั้งในเขตเลือกตั้ง", .countedAdvanceInside),
            ("บัตรเลือกตั้งในหน่วยเลือกตั้ง", .countedAtStations), ("เลือกตั้งที่มาแสดงตน", .appeared),
            ("บัญชีรายชื่อผู้มีสิทธิเลือกตั้ง", .eligible), ("จัดสรร", .received), ("เลือกตั้งที่เหลือ", .remaining),
            ("บัตรเลือกตั้งที่ใช้", .used), ("ไม่เลือกบัญชีรายชื่อของพรรคการเมืองใด", .noChoice),
            ("ไม่เลือกผู้สมัครผู้ใด", .noChoice), ("บัตรเสีย", .bad), ("บัตรดี", .good),
        ]
        for (phrase, field) in phrases {
            if let end = text.ends(of: PrintedText(phrase)).first { return (field, end) }
        }
        // “รวม” alone: a letter before it may be a misread section number.
        if let end = text.ends(of: PrintedText("รวม")).first, end <= 4 { return (.ballots, end) }
        return nil
    }

    /// The piece that follows the digits: “บัตร” or “คน”, the nearest one; without either the opening bracket.
    private static func place(after end: Int, in line: PrintedLine) -> Int? {
        for unit in ["บัตร", "คน"].map({ PrintedText($0).letters }) {
            let start = line.text.letters.indices.first {
                $0 >= end && line.text.letters[$0...].starts(with: unit)
            }
            if let start { return line.letters[start].place }
        }
        let last = line.letters[end - 1].place
        return line.pieces.indices.first { $0 > last && line.pieces[$0].text.contains("(") }
    }

    /// What stands in brackets after a place of a line, if need be to the end of the next line.
    private func words(from place: Int, at start: Int) -> String {
        var text = lines[place].all.dropFirst(start).joined()
        if !text.contains(")"), place + 1 < lines.count, Self.label(of: lines[place + 1].text) == nil {
            text += lines[place + 1].all.joined()
        }
        let inside = String(text.drop { !"([{".contains($0) }.dropFirst().prefix { !")]}".contains($0) })
        guard let engine, TypedWords.candidates(inside).isEmpty else { return inside }
        // A line by itself, in the size of the scan, is often read where a part of the page was not.
        var again = self.text(of: lines[place], from: start, engine)
        if !again.contains(")"), place + 1 < lines.count, Self.label(of: lines[place + 1].text) == nil {
            again += self.text(of: lines[place + 1], from: 0, engine)
        }
        return TypedWords.candidates(again).isEmpty ? inside : again
    }

    /// What stands in a line from one of its pieces on.
    private func text(of line: PrintedLine, from start: Int, _ engine: TextEngine) -> String {
        let pieces = line.pieces.dropFirst(start).map(\.area).filter { $0.height < 60 }
        guard let left = pieces.map(\.x).min(), let right = pieces.map(\.right).max(),
            let top = pieces.map(\.y).min(), let bottom = pieces.map(\.bottom).max()
        else { return "" }
        let area = PixelArea(x: left - 3, y: top - 6, width: right - left + 9, height: bottom - top + 12)
            .within(width: page.small.width, height: page.small.height)
        guard area.width > 20, area.height > 10 else { return "" }
        return engine.text(of: page.grey, in: PixelArea(page.box(area)))
    }
}
