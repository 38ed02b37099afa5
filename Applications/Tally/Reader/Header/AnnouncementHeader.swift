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
            guard let (field, end) = Self.label(of: line.text), let unit = Self.unit(after: end, in: line) else {
                continue
            }
            let after = unit.lowerBound
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
                    words: nil, printedWords: words(from: place, at: unit.upperBound)))
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

    /// The pieces that follow the digits: “บัตร” or “คน”, the nearest ones; without either none, at the opening
    /// bracket. A letter of “บัตร” may be misread; the words in the brackets may end with it, too.
    private static func unit(after end: Int, in line: PrintedLine) -> Range<Int>? {
        let last = line.letters[end - 1].place
        let bracket = line.pieces.indices.first { $0 > last && line.pieces[$0].text.contains("(") }
        let letters = line.text.letters
        let limit = letters.indices.first { line.letters[$0].place >= bracket ?? .max } ?? letters.count
        func place(_ unit: PrintedText, _ isUnit: (ArraySlice<Unicode.Scalar>) -> Bool) -> Range<Int>? {
            let count = unit.letters.count
            guard let start = (end..<limit).first(where: { $0 + count <= limit && isUnit(letters[$0..<$0 + count]) })
            else { return nil }
            return line.letters[start].place..<line.letters[start + count - 1].place + 1
        }
        let (papers, people) = (PrintedText("บัตร"), PrintedText("คน"))
        for unit in [papers, people] {
            if let found = place(unit, { $0.elementsEqual(unit.letters) }) { return found }
        }
        let misread = place(papers) { part in zip(part, papers.letters).count { $0 == $1 } == 2 }
        return misread ?? bracket.map { $0..<$0 }
    }

    /// What stands in brackets after a place of a line, if need be to the end of the next line, as often as it was
    /// looked at.
    private func words(from place: Int, at start: Int) -> [String] {
        var text = lines[place].all.dropFirst(start).joined()
        let next = text.contains(")") ? nil : continuation(of: place)
        if let next { text += next.all.joined() }
        let inside = String(text.drop { !"([{".contains($0) }.dropFirst().prefix { !")]}".contains($0) })
        guard let engine, !TypedWords.isSpelled(inside) else { return [inside] }
        // A line by itself, in the size of the scan, is often read where a part of the page was not.
        let looks = TypedLooks(page: page.grey, engine: engine)
        var again = area(of: lines[place], from: start).map(looks.texts) ?? [""]
        if !again.contains(where: { $0.contains(")") }), let next = continuation(of: place),
            let more = area(of: next, from: 0).map(looks.texts)
        {
            again = (0..<max(again.count, more.count)).map { look in
                (look < again.count ? again[look] : "") + (look < more.count ? more[look] : "")
            }
        }
        return [inside] + again
    }

    /// The line in which the words of another go on.
    private func continuation(of place: Int) -> PrintedLine? {
        let heights = lines.compactMap { $0.pieces.map(\.area.height).max() }.sorted()
        let usual = heights.isEmpty ? 0 : heights[heights.count / 2]
        for line in lines.dropFirst(place + 1) {
            guard Self.label(of: line.text) == nil else { return nil }
            // The marks above a line are taken for a line of their own here and there.
            let height = line.pieces.map(\.area.height).max() ?? 0
            if height * 4 >= usual * 3 || line.all.contains(where: { $0.contains("(") }) { return line }
        }
        return nil
    }

    /// Where a line stands from one of its pieces on.
    private func area(of line: PrintedLine, from start: Int) -> PixelArea? {
        let pieces = line.pieces.dropFirst(start).map(\.area).filter { $0.height < 60 }
        guard let left = pieces.map(\.x).min(), let right = pieces.map(\.right).max(),
            let top = pieces.map(\.y).min(), let bottom = pieces.map(\.bottom).max()
        else { return nil }
        // A bracket's own box is often beside it. Nothing stands left of a line that goes on.
        let before = start == 0 ? 18 : 3
        let area = PixelArea(
            x: left - before, y: top - 6, width: right - left + before + 12, height: bottom - top + 12
        )
        .within(width: page.small.width, height: page.small.height)
        guard area.width > 20, area.height > 10 else { return nil }
        return PixelArea(page.box(area))
    }
}
