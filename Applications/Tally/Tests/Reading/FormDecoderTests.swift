// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Tally

@Suite struct FormDecoderTests {
    @Test("where both witnesses agree and the identities hold, every cell is certain")
    func agreement() {
        let form = ReadForm().decoded
        #expect(form.isAccepted)
        #expect(form.cells.allSatisfy { $0.state == .certain && $0.why == .witnessesAgree })
        #expect(form.rows.map(\.votes.number) == ReadForm.votes)
        #expect(form.thresholds == DecodingThresholds.handwritten.version)
    }

    @Test("one witness is enough where the identities would break by a wide margin")
    func oneWitnessAndIdentities() {
        var form = ReadForm()
        form.setRow(2, words: [])
        let cell = form.decoded.rows[1].votes
        #expect(cell.state == .certain)
        #expect(cell.why == .oneWitnessAndIdentities)
        #expect((cell.margin ?? 0) >= DecodingThresholds.handwritten.wideMargin)
        #expect(form.decoded.isAccepted)
    }

    @Test("words that are no evidence but sound like another number leave the digits open, though everything adds up")
    func overheard() {
        var form = ReadForm()
        form.setRow(5, words: [])
        form.evidence.rows[4].votes.overheard = 2
        let cell = form.decoded.rows[4].votes
        #expect(cell.state == .proposed)
        #expect(cell.why == .doubt)
        #expect(cell.value == .number(3))
        #expect(!form.decoded.isAccepted)
        form.evidence.rows[4].votes.overheard = 3
        #expect(form.decoded.isAccepted)
    }

    @Test("digits that say another number than words and sums leave a cell open, unless they waver between the two")
    func digitsAgainst() {
        var form = ReadForm()
        form.setRow(2, digits: [CellCandidate(value: .number(81), cost: 0.3)])
        #expect(form.decoded.rows[1].votes.state == .proposed)
        #expect(form.decoded.rows[1].votes.why == .doubt)
        form.setRow(2, digits: ReadForm.wavering(81, or: 87))
        #expect(form.decoded.rows[1].votes.state == .certain)
        #expect(form.decoded.rows[1].votes.value == .number(87))
    }

    @Test("where digits and words differ elsewhere on the form, digits that waver leave their cell open, too")
    func inconsistent() {
        var form = ReadForm()
        form.setRow(2, digits: ReadForm.wavering(81, or: 87))
        form.set(.eligible, words: ReadForm.sure(521))
        #expect(form.decoded.rows[1].votes.state == .proposed)
        #expect(form.decoded.rows[1].votes.why == .doubt)
        #expect(form.decoded.rows[0].votes.state == .certain)
    }

    @Test("without words nothing is accepted, however well the sums fit")
    func digitsAlone() {
        let form = ReadForm(words: false).decoded
        #expect(!form.isAccepted)
        #expect(form.problems.isEmpty)
        #expect(form.rows[0].votes.state == .proposed)
        #expect(form.rows[0].votes.why == .tooManyAlone)
        #expect(form.rows[0].votes.value == .number(214))
    }

    @Test("one witness for a figure in no equation is not enough")
    func oneWitness() {
        var form = ReadForm()
        form.set(.eligible, words: [])
        let cell = form.decoded.fields[.eligible]
        #expect(cell?.state == .proposed)
        #expect(cell?.why == .oneWitness)
    }

    @Test("a wavering digit is settled by words that agree with one of its numbers and by the sum")
    func wavering() {
        var form = ReadForm()
        form.setRow(2, digits: ReadForm.wavering(81, or: 87))
        let cell = form.decoded.rows[1].votes
        #expect(cell.value == .number(87))
        #expect(cell.state == .certain)
        #expect(cell.digits == .number(81))
        #expect(cell.words == .number(87))
        #expect(cell.alternatives.first?.number == 81)
    }

    @Test("a value that only makes the sum fit is a proposal, and its neighbours with one witness stay open")
    func repair() {
        var form = ReadForm()
        form.setRow(2, digits: ReadForm.wavering(81, or: 87), words: [])
        form.setRow(4, words: [])
        let decoded = form.decoded
        #expect(decoded.rows[1].votes.state == .proposed)
        #expect(decoded.rows[1].votes.why == .repair)
        #expect(decoded.rows[1].votes.value == .number(87))
        #expect(decoded.rows[1].votes.digits == .number(81))
        #expect(decoded.problems == [.repairProposed(.row(1), from: 81, to: 87)])
        #expect(decoded.rows[3].votes.state == .proposed)
        #expect(decoded.rows[0].votes.state == .certain)
        #expect(!decoded.isAccepted)
    }

    @Test("digits and words that are both clear and differ are a finding, even where the sum takes a side")
    func conflict() {
        for (digits, words) in [(87, 81), (81, 87)] {
            var form = ReadForm()
            form.setRow(2, digits: ReadForm.sure(digits), words: ReadForm.sure(words))
            let decoded = form.decoded
            let cell = decoded.rows[1].votes
            #expect(cell.state == .proposed)
            #expect(cell.why == .witnessesDiffer)
            #expect(cell.value == .number(87), "the identities say which of the two is proposed")
            #expect(cell.digits == .number(digits))
            #expect(cell.words == .number(words))
            #expect(decoded.problems.contains(.wordsDiffer(.row(1), digits: digits, words: words)))
            #expect(!decoded.isAccepted)
        }
    }

    @Test("a form that contradicts itself in clear ink is reported and not repaired")
    func contradiction() {
        var form = ReadForm()
        form.set(.total, digits: ReadForm.sure(350), words: ReadForm.sure(350))
        let decoded = form.decoded
        #expect(decoded.fields[.total]?.value == .number(350))
        #expect(decoded.fields[.total]?.state == .certain, "it is what the form says")
        #expect(decoded.problems.contains(.contradiction(.sumTotal, left: 349, right: 350)))
        #expect(decoded.rows.map(\.votes.number) == ReadForm.votes)
        #expect(!decoded.isAccepted)
    }

    @Test("a blank and a dash count as 0 and keep their mark")
    func marks() {
        for mark in [Reading.Value.blank, .dash] {
            var form = ReadForm()
            form.setRow(3, digits: [CellCandidate(value: mark, cost: 0.02)], words: [])
            let cell = form.decoded.rows[2].votes
            #expect(cell.value == mark)
            #expect(cell.number == 0)
            #expect(cell.state == .certain)
            #expect(form.decoded.isAccepted)
        }
    }

    @Test("with a row missing, doubled or too many nothing is certain")
    func structure() {
        var missing = ReadForm()
        missing.evidence.rows.remove(at: 2)
        #expect(missing.decoded.problems == [.rowsMissing([3])])
        var doubled = ReadForm()
        doubled.evidence.rows[3].number = 3
        #expect(doubled.decoded.problems == [.rowsMissing([4]), .rowsDoubled([3])])
        var surplus = ReadForm()
        surplus.evidence.rows.append(.init(number: 6, votes: ReadForm.cell(1)))
        #expect(surplus.decoded.problems == [.rowsUnexpected([6])])
        for form in [missing, doubled, surplus] {
            #expect(form.decoded.structureFailed)
            #expect(!form.decoded.isAccepted)
            #expect(form.decoded.cells.allSatisfy { $0.state != .certain })
        }
        var unused = ReadForm()
        unused.evidence.rows.append(.init(number: 6, votes: CellEvidence(digits: [.init(value: .blank, cost: 0.01)])))
        #expect(unused.decoded.isAccepted, "printed slots that nobody uses stay empty")
        let empty = FormEvidence(form: .station, kind: .partyList, fields: [:], rows: [])
        #expect(FormDecoder.decode(empty).structureFailed)
    }

    @Test("one witness that makes the same mistake in a row, the total and the good ballots is not accepted")
    func sameMistake() {
        var form = ReadForm()
        // The form says 214 and 349; a writer's 2 and 3 look like 1 to the digits, and the words are missing.
        form.setRow(1, digits: ReadForm.sure(114), words: [])
        form.set(.total, digits: ReadForm.sure(249), words: [])
        form.set(.good, digits: ReadForm.sure(249), words: [])
        form.set(.used, digits: ReadForm.sure(266), words: [])
        form.set(.appeared, digits: ReadForm.sure(266), words: [])
        form.set(.received, digits: ReadForm.sure(440), words: [])
        let decoded = form.decoded
        #expect(decoded.problems.isEmpty, "every sum holds")
        #expect(decoded.rows[0].votes.state == .proposed)
        #expect(decoded.fields[.good]?.state == .proposed)
        #expect(!decoded.isAccepted)
    }

    @Test("a tick beside the number takes the digits' clearness away")
    func tick() {
        var form = ReadForm()
        form.setRow(2, words: [])
        form.evidence.rows[1].votes.notes = [.tick]
        #expect(form.decoded.rows[1].votes.state == .proposed)
        #expect(form.decoded.rows[1].votes.why == .doubt)
        form.setRow(2, words: ReadForm.sure(87))
        #expect(form.decoded.rows[1].votes.state == .certain)
    }

    @Test("an announcement whose rows are not in order of votes is reported")
    func order() {
        var form = ReadForm()
        form.evidence.form = .announcement
        #expect(form.decoded.problems.contains(.notDescending(3)))
        #expect(!form.decoded.isAccepted)
    }

    @Test("a cell without any number is unreadable, and what both witnesses saw of it is kept")
    func unreadable() {
        var form = ReadForm()
        form.setRow(2, digits: [CellCandidate(value: .struckOut, cost: 0.1)], words: [])
        let decoded = form.decoded
        #expect(decoded.rows[1].votes.state == .unreadable)
        #expect(decoded.rows[1].votes.value == .struckOut)
        #expect(decoded.rows[1].votes.number == nil)
        #expect(decoded.rows[0].votes.state == .certain)
        #expect(!decoded.isAccepted)
    }

    @Test("numbers that no count can have do not stop the sums")
    func hostile() {
        var form = ReadForm()
        form.setRow(1, digits: ReadForm.sure(Int.max), words: ReadForm.sure(Int.min))
        form.setRow(2, digits: [CellCandidate(value: .number(87), cost: .nan)])
        #expect(form.decoded.rows[0].votes.state == .unreadable)
        #expect(form.decoded.rows[1].votes.number == 87)
    }

    @Test("probabilities of a cell add up to 1")
    func probabilities() {
        var form = ReadForm()
        form.setRow(2, digits: ReadForm.wavering(81, or: 87), words: [])
        let cell = form.decoded.rows[1].votes
        let sum = cell.probability + cell.alternatives.reduce(0) { $0 + $1.probability }
        #expect(abs(sum - 1) < 1e-9)
    }
}
