// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Reads made forms through simulated witnesses, and counts what is accepted and what of it is wrong.
package struct ReadingTrial: Sendable {
    /// What was wrong on the paper itself.
    package enum Fault: String, Sendable, CaseIterable {
        case none
        /// One number, in digits and in words, is another than the sums need.
        case sumDoesNotHold = "sum_does_not_hold"
        /// One cell's words say another number than its digits.
        case wordsDiffer = "words_differ"
    }
    package struct Score: Sendable {
        package var forms = 0
        package var accepted = 0
        /// Forms accepted although a value is another than on paper, or although the paper contradicts itself.
        package var silentForms = 0
        package var cells = 0
        package var certainCells = 0
        /// Certain cells, on any form, whose value is not what the paper says.
        package var silentCells = 0
        /// Cells left for a person, over the forms that were not accepted.
        package var openCells = 0
        /// Values right before any person.
        package var rightCells = 0
        /// The same forms by the digits alone; and by the digits where every sum holds.
        package var digitsAccepted = 0
        package var digitsSilent = 0
        package var sumsAccepted = 0
        package var sumsSilent = 0
        package var reported = 0

        package init() {}
    }

    let forms: [TallyDocument]
    let simulator: WitnessSimulator

    package init(_ forms: [TallyDocument], _ settings: WitnessSimulator.Settings) {
        self.forms = forms
        simulator = WitnessSimulator(settings)
    }

    /// One pass over the forms, which are read `rounds` times with other random numbers.
    package func run(_ fault: Fault, seed: UInt64, rounds: Int = 1, _ thresholds: DecodingThresholds? = nil) -> Score {
        var score = Score()
        var random = SplitMix64(seed: seed)
        for _ in 0..<rounds {
            for form in forms { count(PaperForm(form, fault, &random), thresholds, &random, &score) }
        }
        return score
    }

    private func count(
        _ paper: PaperForm, _ thresholds: DecodingThresholds?, _ random: inout SplitMix64, _ score: inout Score
    ) {
        let evidence = paper.evidence(simulator, &random)
        let decoded = FormDecoder.decode(evidence, thresholds)
        let truth = paper.numbers(decoded)
        score.forms += 1
        score.cells += truth.count
        var isWrong = false
        for (cell, number) in truth {
            if cell.number == number { score.rightCells += 1 }
            guard cell.state == .certain else { continue }
            score.certainCells += 1
            if cell.number != number {
                score.silentCells += 1
                isWrong = true
            }
        }
        if decoded.isAccepted {
            score.accepted += 1
            // Words that differ on paper and were not read are a finding missed, not a wrong value.
            if isWrong || paper.fault == .sumDoesNotHold { score.silentForms += 1 }
        } else {
            score.openCells += decoded.openCells
        }
        if !decoded.problems.isEmpty { score.reported += 1 }
        countPeers(evidence, paper, &score)
    }

    /// What a reader of digits alone would accept: every cell by its likeliest number; and the same where every sum
    /// holds.
    private func countPeers(_ evidence: FormEvidence, _ paper: PaperForm, _ score: inout Score) {
        var digits = evidence
        for row in digits.rows.indices { digits.rows[row].votes.words = [] }
        for field in digits.fields.keys { digits.fields[field]?.words = [] }
        let sheet = DecodingSheet(digits, DecodingThresholds.of(evidence.form))
        let isRight = paper.isRight(sheet.beliefs.map(\.number)) && paper.fault != .sumDoesNotHold
        guard sheet.beliefs.allSatisfy({ $0.number != nil }) else { return }
        score.digitsAccepted += 1
        if !isRight { score.digitsSilent += 1 }
        let values = sheet.values
        guard sheet.equations.equations.allSatisfy({ $0.holds(values) }) else { return }
        score.sumsAccepted += 1
        if !isRight { score.sumsSilent += 1 }
    }
}

/// What stands on a made form, which may contradict itself.
struct PaperForm {
    let form: TallyDocument
    let fault: ReadingTrial.Fault
    /// By row, and by field: digits and words as written.
    private var rows: [(digits: Int, words: Int)]
    private var fields: [(field: FormField, digits: Int, words: Int)]

    init(_ form: TallyDocument, _ fault: ReadingTrial.Fault, _ random: inout SplitMix64) {
        self.form = form
        self.fault = fault
        rows = form.rows.map { ($0.votes.number ?? 0, $0.votes.number ?? 0) }
        fields = FormField.allCases.compactMap { field in form.number(field).map { (field, $0, $0) } }
        guard fault != .none else { return }
        // A cell that is in an equation and not empty.
        let places =
            rows.indices.filter { rows[$0].digits > 0 }
            + fields.indices.filter { fields[$0].field != .eligible }.map { $0 + rows.count }
        guard let place = places.randomElement(using: &random) else { return }
        let old = place < rows.count ? rows[place].digits : fields[place - rows.count].digits
        let new = Self.slip(old, &random)
        switch (fault, place < rows.count) {
        case (.sumDoesNotHold, true): rows[place] = (new, new)
        case (.sumDoesNotHold, false):
            fields[place - rows.count].digits = new
            fields[place - rows.count].words = new
        case (_, true): rows[place].words = new
        case (_, false): fields[place - rows.count].words = new
        }
    }

    /// What a committee writes by mistake: one digit wrong, two exchanged, or off by a few.
    private static func slip(_ number: Int, _ random: inout SplitMix64) -> Int {
        let offsets = [1, -1, 2, -2, 10, -10, 100, 9, -9, 90].filter { number + $0 >= 0 }
        return number + (offsets.randomElement(using: &random) ?? 1)
    }

    func evidence(_ simulator: WitnessSimulator, _ random: inout SplitMix64) -> FormEvidence {
        let hand = simulator.hand(&random)
        var cells: [FormEvidence.Row] = []
        for (row, written) in zip(form.rows, rows) {
            let cell = simulator.cell(digits: written.digits, words: written.words, hand, &random)
            cells.append(FormEvidence.Row(number: row.number ?? cells.count + 1, votes: cell))
        }
        var found: [FormField: CellEvidence] = [:]
        for (field, digits, words) in fields {
            found[field] = simulator.cell(digits: digits, words: words, hand, &random)
        }
        return FormEvidence(
            form: form.form, kind: form.kind, fields: found, rows: cells,
            expectedNumbers: form.rows.compactMap(\.number))
    }

    /// Each decoded cell with what the paper says in digits.
    func numbers(_ decoded: DecodedForm) -> [(cell: DecodedCell, number: Int)] {
        var found: [(DecodedCell, Int)] = []
        for (row, written) in zip(decoded.rows, rows) {
            found.append((row.votes, written.digits))
        }
        for (field, digits, _) in fields {
            if let cell = decoded.fields[field] { found.append((cell, digits)) }
        }
        return found
    }
    /// Whether these are the digits on paper, in the order of cells.
    func isRight(_ numbers: [Int?]) -> Bool {
        numbers.elementsEqual(rows.map(\.digits) + fields.map(\.digits)) { $0 == $1 }
    }
}

extension ReadingTrial.Score {
    /// Adds what another pass counted.
    package mutating func add(_ other: Self) {
        forms += other.forms
        accepted += other.accepted
        silentForms += other.silentForms
        cells += other.cells
        certainCells += other.certainCells
        silentCells += other.silentCells
        openCells += other.openCells
        rightCells += other.rightCells
        digitsAccepted += other.digitsAccepted
        digitsSilent += other.digitsSilent
        sumsAccepted += other.sumsAccepted
        sumsSilent += other.sumsSilent
        reported += other.reported
    }
}
