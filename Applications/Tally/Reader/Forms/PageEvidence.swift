// SPDX-License-Identifier: Apache-2.0
import StewardImaging
import Tally

/// One page with what the witnesses have of its cells. The picture itself is let go.
struct PageEvidence: Sendable {
    struct Row: Sendable {
        /// The printed number as it was matched; `nil` when it is not certain.
        var number: Int?
        /// Whether somebody is named in the row: a slot without a name has no votes.
        var isNamed: Bool
        var votes: CellEvidence
        var box: PageBox
    }
    var layout: PageLayout
    var rows: [Row]
    var total: (evidence: CellEvidence, box: PageBox)?
    /// The fields above the table.
    var fields: [FormField: (evidence: CellEvidence, box: PageBox)]
    var hasTable: Bool { !rows.isEmpty || total != nil }
}

extension PageEvidence {
    /// - Parameters:
    ///   - expected: the number after the last one of the page before.
    ///   - engine: reads the words where the form is typed; `nil` where it is written by hand.
    init(_ found: LayoutFinder.Found, expected: Int?, typedBy engine: TextEngine? = nil) throws {
        let pictures = CellPictures(page: found.picture, isTyped: engine != nil)
        layout = found.layout
        let votes = layout.rows.filter { $0.kind == .votes }
        let printed = try votes.map { row in
            try row.number.map { DigitReader.read(try pictures.printed($0), .typed) } ?? []
        }
        let numbers = RowNumbers.matched(printed, expected: expected)
        rows = try zip(votes, numbers).map { row, number in
            Row(number: number, isNamed: row.isNamed, votes: try Self.evidence(row, pictures, engine), box: row.votes)
        }
        if let row = layout.rows.last(where: { $0.kind == .total }) {
            total = (try Self.evidence(row, pictures, engine), row.votes)
        }
        fields = [:]
        for field in layout.fields {
            fields[field.field] = (try Self.evidence(field, pictures), field.digits)
        }
        if engine != nil { try takeDigitsColumn(votes, pictures) }
    }

    /// Where digits and words have a column each, the digits are read in theirs.
    private mutating func takeDigitsColumn(_ votes: [PageLayout.Row], _ pictures: CellPictures) throws {
        var read = rows.map { DigitsColumn.Row(digits: $0.votes.digits, words: $0.votes.words) }
        guard DigitsColumn.isLikely(read) else { return }
        func digits(_ box: PageBox?) throws -> [CellCandidate] {
            try box.map { DigitReader.read(looks: try pictures.digits($0), .typed) } ?? []
        }
        for place in read.indices { read[place].before = try digits(votes[place].before) }
        guard DigitsColumn.isBeside(read) else { return }
        for place in rows.indices {
            guard let before = votes[place].before else { continue }
            rows[place].votes = CellEvidence(
                digits: read[place].before, words: read[place].words,
                notes: Self.notes(isWhole: true, votes[place], read[place].before))
            rows[place].box = before.joined(with: rows[place].box)
        }
        if let before = layout.rows.last(where: { $0.kind == .total })?.before, let old = total {
            let evidence = CellEvidence(digits: try digits(before), words: old.evidence.words)
            total = (evidence, before.joined(with: old.box))
        }
        // Brackets divide nothing here.
        layout.problems.removeAll { $0 == .noBrackets }
    }

    private static func evidence(
        _ row: PageLayout.Row, _ pictures: CellPictures, _ engine: TextEngine?
    ) throws -> CellEvidence {
        let heard =
            if let engine {
                WordReading(candidates: typedWords(row, TypedLooks(page: pictures.page, engine: engine)))
            } else {
                try words(row.words, pictures)
            }
        var digits = DigitReader.read(
            looks: try pictures.digits(row.digits, isBracketSeen: row.isBracketSeen), pictures.writing)
        // Nobody types words beside an empty place: the digits stand elsewhere, above the bracket for instance.
        if engine != nil, digits.first?.value == .blank, !heard.candidates.isEmpty { digits = [] }
        let isWhole = try row.isBracketSeen || row.kind == .total || pictures.isFree(row.digits)
        return CellEvidence(
            digits: digits, words: heard.candidates, overheard: heard.overheard,
            notes: notes(isWhole: isWhole, row, digits))
    }

    /// - Parameter isWhole: whether no digit can have been cut off.
    private static func notes(isWhole: Bool, _ row: PageLayout.Row, _ digits: [CellCandidate]) -> [CellNote] {
        var notes: [CellNote] = isWhole ? [] : [.touchesBorder]
        // Whether anybody has no votes there, or nobody stands there, is for a person to say.
        if row.isNamedInPart, row.kind == .votes, digits.first.map({ $0.value == .blank || $0.value == .dash }) ?? true
        {
            notes.append(.extraInk)
        }
        return notes
    }

    private static func evidence(_ field: HeaderField, _ pictures: CellPictures) throws -> CellEvidence {
        let heard =
            try field.words.map { try words($0, pictures) }
            ?? WordReading(candidates: TypedWords.candidates(field.printedWords ?? []))
        return CellEvidence(
            digits: DigitReader.read(
                looks: try pictures.digits(field.digits, isBetweenLetters: pictures.isTyped), pictures.writing),
            words: heard.candidates, overheard: heard.overheard)
    }

    /// The whole cell is looked at, without its rules: the bracket says where the words begin, also where it was not
    /// found by its shape.
    private static func typedWords(_ row: PageLayout.Row, _ looks: TypedLooks) -> [CellCandidate] {
        let inset = max(4, row.votes.height / 12)
        let area = PixelArea(
            x: row.votes.x + inset, y: row.votes.y + inset, width: row.votes.width - 2 * inset,
            height: row.votes.height - 2 * inset)
        return TypedWords.candidates(looks.texts(in: area))
    }

    /// Nothing written in the brackets says nothing: most committees leave them empty beside a dash.
    private static func words(_ box: PageBox, _ pictures: CellPictures) throws -> WordReading {
        let words = WordReader.read(looks: try pictures.looks(box))
        if let first = words.candidates.first?.value, first == .blank || first == .dash { return .nothing }
        return words
    }
}

extension PageBox {
    fileprivate func joined(with other: PageBox) -> PageBox {
        let (left, top) = (min(x, other.x), min(y, other.y))
        return PageBox(
            x: left, y: top, width: max(x + width, other.x + other.width) - left,
            height: max(y + height, other.y + other.height) - top)
    }
}
