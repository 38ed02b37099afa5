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

    /// From the top; a field that stands there twice is left out.
    func fields() -> [HeaderField] {
        var found: [HeaderField] = []
        var doubled: Set<FormField> = []
        for (place, line) in lines.enumerated() {
            guard let (field, end) = Self.label(of: line.text), let unit = Self.unit(of: line.text, after: end) else {
                continue
            }
            if found.contains(where: { $0.field == field }) { doubled.insert(field) }
            let right = line.letters[unit.lowerBound].area.x - 1
            let left = max(line.letters[end - 1].area.right + 2, right - Self.widest)
            guard right - left > 8, let band = band(line, unit) else { continue }
            let area = PixelArea(x: left, y: band.lowerBound, width: right - left, height: band.count)
            found.append(
                HeaderField(
                    field: field, digits: page.box(area), words: nil,
                    printedWords: words(from: place, after: line.letters[unit.upperBound - 1].place)))
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

    /// The letters of “บัตร” or “คน” that follow the digits, the nearest first.
    private static func unit(of text: PrintedText, after end: Int) -> Range<Int>? {
        for unit in ["บัตร", "คน"].map(PrintedText.init) {
            let count = unit.letters.count
            let starts = text.letters.indices.filter {
                $0 >= end && $0 + count <= text.letters.count && Array(text.letters[$0..<$0 + count]) == unit.letters
            }
            if let start = starts.first { return start..<start + count }
        }
        return nil
    }

    /// Digits are as high as the letters beside them.
    private func band(_ line: PrintedLine, _ unit: Range<Int>) -> Range<Int>? {
        let areas = line.letters[unit].map(\.area)
        guard let bottom = areas.map(\.bottom).max(), let top = areas.map(\.y).min(), bottom - top < 60 else {
            return nil
        }
        return max(0, bottom - 42)..<min(page.small.height, bottom + 14)
    }

    /// What stands in brackets after a place of a line, if need be to the end of the next line.
    private func words(from place: Int, after start: Int) -> String {
        var text = String(lines[place].all.dropFirst(start + 1).joined())
        if !text.contains(")"), place + 1 < lines.count, Self.label(of: lines[place + 1].text) == nil {
            text += lines[place + 1].all.joined()
        }
        let inside = text.drop { !"([{".contains($0) }.dropFirst()
        return String(inside.prefix { !")]}".contains($0) })
    }
}
