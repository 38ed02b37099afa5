// SPDX-License-Identifier: Apache-2.0

/// Gives each cell its state, and the form its problems.
struct CellJudge: Sendable {
    let sheet: DecodingSheet
    let structureFailed: Bool
    /// Whether each equation holds with the values chosen.
    private let holds: [Bool]
    /// Cells whose value was chosen only because a sum then fits: no witness says it first.
    private let guessed: Set<Int>
    /// Rows out of order, and their neighbours.
    private let misordered: [Int]
    /// Whether cells with one witness may be accepted at all.
    private let mayStandAlone: Bool
    /// Confusions that were seen on this form, where clear words showed the digits wrong.
    private let habits: Set<Confusion>
    /// Whether digits and words clearly differ somewhere on this form, or a sum fails: other slips are likely then.
    private let isInconsistent: Bool

    init(sheet: DecodingSheet, structureFailed: Bool) {
        self.sheet = sheet
        self.structureFailed = structureFailed
        let values = sheet.values
        holds = sheet.equations.equations.map { $0.holds(values) }
        guessed = Set(
            sheet.repair.filter { part in
                let belief = sheet.beliefs[part.cell]
                return !belief.isWitnessed(belief.options[part.option].number)
            }.map(\.cell))
        misordered = Self.misordered(sheet, values)
        let fails = holds.contains(false)
        isInconsistent = fails || sheet.beliefs.contains { $0.standing == .conflict }
        let thresholds = sheet.thresholds
        let written = sheet.beliefs.filter(\.isWritten)
        let alone = written.count { $0.standing != .agreed }
        let allowed = max(
            thresholds.aloneAtLeast, min(thresholds.aloneAtMost, Int(thresholds.aloneShare * Double(written.count))))
        mayStandAlone = alone <= allowed
        habits = Set(
            sheet.beliefs.compactMap { belief in
                guard let digits = belief.digits?.number, let words = belief.words, let number = words.number,
                    words.margin >= thresholds.clear
                else { return nil }
                return Confusion(reading: digits, real: number)
            })
    }

    /// Whether a number may come of a confusion that was seen on this form.
    private func isHabitual(_ number: Int) -> Bool {
        !habits.isEmpty && Confusion.sources(of: number).contains { habits.contains($0.confusion) }
    }

    /// The announcement's candidates stand in order of their votes.
    private static func misordered(_ sheet: DecodingSheet, _ values: [Int]) -> [Int] {
        guard sheet.evidence.form == .announcement, sheet.evidence.kind == .constituency else { return [] }
        return sheet.evidence.rows.indices.dropFirst().filter { row in
            sheet.beliefs[row].number != nil && sheet.beliefs[row - 1].number != nil && values[row] > values[row - 1]
        }
    }

    func cell(_ index: Int) -> DecodedCell {
        let belief = sheet.beliefs[index]
        let probabilities = belief.probabilities
        guard !belief.options.isEmpty else {
            return DecodedCell(
                state: .unreadable, value: belief.digits?.best ?? belief.words?.best ?? .unreadable,
                why: .nothingRead, digits: belief.digits?.best, words: belief.words?.best, alternatives: [],
                probability: 0, margin: nil)
        }
        let number = belief.options[sheet.chosen[index]].number
        let probability = probabilities.first { $0.number == number }?.probability ?? 0
        var (state, why) = verdict(index, belief)
        let isChosenByPeople = state == .proposed && (why == .repair || why == .witnessesDiffer)
        if state == .proposed, !isChosenByPeople, probability < sheet.thresholds.worthProposing {
            (state, why) = (.unreadable, .unclear)
        }
        return DecodedCell(
            state: state, value: value(number, belief), why: why, digits: belief.digits?.best,
            words: belief.words?.best,
            alternatives: probabilities.filter { $0.number != number }
                .map { DecodedCell.Alternative(number: $0.number, probability: $0.probability) },
            probability: probability, margin: sheet.margins[index])
    }

    /// The number with the mark that a witness saw: a dash stays a dash.
    private func value(_ number: Int, _ belief: CellBelief) -> Reading.Value {
        for witness in [belief.digits, belief.words] {
            if let witness, witness.number == number { return witness.best }
        }
        return .number(number)
    }

    private func verdict(_ index: Int, _ belief: CellBelief) -> (DecodedCell.State, DecodedCell.Reason) {
        if structureFailed { return (.proposed, .structureFailed) }
        switch belief.standing {
        case .conflict: return (.proposed, .witnessesDiffer)
        case .agreed:
            return sheet.suspects.contains(index) ? (.proposed, .doesNotAddUp) : (.certain, .witnessesAgree)
        case .clearDigits, .clearWords, .unclear: break
        case .nothing: return (.unreadable, .nothingRead)
        }
        if guessed.contains(index) { return (.proposed, .repair) }
        let number = belief.options[sheet.chosen[index]].number
        // Digits that waver can stand by the sums when the words don't object.
        let isBacked = belief.digits?.number == number && (belief.words?.costs[number] != nil || belief.words == nil)
        if belief.standing == .unclear, belief.isDoubted || !isBacked {
            return (.proposed, belief.isDoubted ? .doubt : .unclear)
        }
        // A clear witness beside a mark that raises doubt, or with a digit that this hand writes like another.
        if belief.isDoubted, belief.words?.number != number { return (.proposed, .doubt) }
        if belief.words?.number != number, isHabitual(number) { return (.proposed, .doubt) }
        // Words that say another number are a reason to look, however unsure they are: a misread digit can make up for
        // a sum that is wrong on the paper.
        if let said = belief.words?.number ?? belief.overheard, said != number { return (.proposed, .doubt) }
        // So are digits that say another number, unless they waver between the two and nothing else is wrong.
        let distance = isInconsistent ? 0 : sheet.thresholds.objection
        if belief.areDigits(against: number, by: distance) { return (.proposed, .doubt) }
        if misordered.contains(index) || misordered.contains(index + 1) { return (.proposed, .doubt) }
        let own = sheet.equations.ofCell[index]
        let equalities = own.filter { !sheet.equations.equations[$0].isUpperBound }
        guard !equalities.isEmpty else { return (.proposed, .oneWitness) }
        guard own.allSatisfy({ holds[$0] }) else { return (.proposed, .doesNotAddUp) }
        // A sum that a guess made fit says nothing of its other cells.
        let isRepaired = equalities.contains { equality in
            sheet.equations.equations[equality].terms.contains { guessed.contains($0.cell) }
        }
        if isRepaired { return (.proposed, .doesNotAddUp) }
        if belief.isWritten && !mayStandAlone { return (.proposed, .tooManyAlone) }
        guard let margin = sheet.margins[index], margin >= sheet.thresholds.wideMargin else {
            return (.proposed, .narrowMargin)
        }
        return (.certain, .oneWitnessAndIdentities)
    }

    var problems: [FormProblem] {
        var problems: [FormProblem] = []
        for (index, belief) in sheet.beliefs.enumerated() where belief.standing == .conflict {
            if let digits = belief.digits?.number, let words = belief.words?.number {
                problems.append(.wordsDiffer(sheet.cell(index), digits: digits, words: words))
            }
        }
        guard !structureFailed else { return problems }
        for part in sheet.repair where guessed.contains(part.cell) {
            let options = sheet.beliefs[part.cell].options
            problems.append(
                .repairProposed(sheet.cell(part.cell), from: options[0].number, to: options[part.option].number))
        }
        let values = sheet.values
        for (place, equation) in sheet.equations.equations.enumerated() where !holds[place] {
            let (left, right) = equation.sides(values)
            // It takes two witnesses for what is written to say that the paper is wrong, not the reading.
            let isClear = equation.terms.allSatisfy { cell, _ in
                let belief = sheet.beliefs[cell]
                let isSure = belief.isWritten ? belief.standing == .agreed : belief.isSettled
                return isSure && !sheet.suspects.contains(cell)
            }
            problems.append(
                isClear
                    ? .contradiction(equation.rule, left: left, right: right)
                    : .doesNotAddUp(equation.rule, left: left, right: right))
        }
        return problems + misordered.map(FormProblem.notDescending)
    }
}
