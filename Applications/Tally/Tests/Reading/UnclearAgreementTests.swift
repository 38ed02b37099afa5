// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Tally

@Suite("Two witnesses that agree, neither of them clear")
struct UnclearAgreementTests {
    private func standing(
        second: Int, _ thresholds: DecodingThresholds, notes: [CellNote] = []
    ) -> CellBelief.Standing {
        let evidence = CellEvidence(
            digits: [
                CellCandidate(value: .number(139_255), cost: 0.6), CellCandidate(value: .number(1_393_255), cost: 1.2),
            ],
            words: [
                CellCandidate(value: .number(139_255), cost: 0.35), CellCandidate(value: .number(second), cost: 1.85),
            ],
            notes: notes)
        return CellBelief(evidence, thresholds).standing
    }

    @Test("on type they are enough when nothing else is near in both")
    func typed() {
        #expect(standing(second: 139_251, .typed) == .agreed)
        #expect(standing(second: 1_393_255, .typed) == .unclear)
    }

    @Test("on handwriting they never are")
    func handwritten() { #expect(standing(second: 139_251, .handwritten) == .unclear) }

    @Test("nor beside a mark that raises doubt")
    func doubted() { #expect(standing(second: 139_251, .typed, notes: [.tick]) == .unclear) }
}
