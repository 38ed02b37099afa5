// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Tally

@Suite struct ReadingTrialTests {
    private static let kinds: [(FormType, BallotKind, WitnessSimulator.Settings)] = [
        (.station, .constituency, .handwritten), (.station, .partyList, .handwritten.grouped),
        (.announcement, .constituency, .typed.grouped), (.announcement, .partyList, .typed),
    ]

    @Test("nothing wrong is accepted of made forms through simulated witnesses", arguments: kinds.indices)
    func silent(kind: Int) {
        let (form, ballot, settings) = Self.kinds[kind]
        let forms = TrialElection.forms(form, ballot, count: 40, seed: 3)
        #expect(forms.count == 40)
        let score = ReadingTrial(forms, settings).run(.none, seed: 5)
        #expect(score.silentForms == 0)
        #expect(score.certainCells * 10 > score.cells * 6, "most cells are certain")
        #expect(score.digitsSilent > 0 || score.sumsSilent > 0 || kind > 1, "witnesses alone do err")
    }

    @Test("forms that contradict themselves are never accepted", arguments: kinds.indices)
    func inconsistent(kind: Int) {
        let (form, ballot, settings) = Self.kinds[kind]
        let forms = TrialElection.forms(form, ballot, count: 30, seed: 4)
        let score = ReadingTrial(forms, settings).run(.sumDoesNotHold, seed: 6)
        #expect(score.accepted == 0)
        #expect(score.silentForms == 0)
        #expect(score.reported * 10 >= score.forms * 9)
    }

    @Test("the exact bound is the one of tables, and 3 divided by the number where nothing was seen")
    func bounds() {
        #expect(abs(BinomialBound.upper(errors: 0, of: 3_000) - 0.000_998_1) < 1e-6)
        #expect(abs(BinomialBound.upper(errors: 0, of: 85) - 0.034_63) < 1e-4)
        #expect(abs(BinomialBound.upper(errors: 1, of: 10) - 0.394_2) < 1e-3)
        #expect(abs(BinomialBound.upper(errors: 5, of: 100) - 0.102_3) < 1e-3)
        #expect(BinomialBound.upper(errors: 0, of: 0) == 1)
        #expect(BinomialBound.upper(errors: 4, of: 4) == 1)
    }

    @Test("the same seed gives the same trial")
    func repeatable() {
        let forms = TrialElection.forms(.station, .constituency, count: 20, seed: 8)
        let (one, other) = (
            ReadingTrial(forms, .handwritten).run(.none, seed: 1), ReadingTrial(forms, .handwritten).run(.none, seed: 1)
        )
        #expect(one.accepted == other.accepted)
        #expect(one.certainCells == other.certainCells)
    }
}
