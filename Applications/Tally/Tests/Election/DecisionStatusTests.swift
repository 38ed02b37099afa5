// SPDX-License-Identifier: Apache-2.0
import Foundation
import Tally
import Testing

@Suite struct DecisionStatusTests {
    private static func record(
        _ verdict: Decision.Verdict, _ person: String, value: Int? = nil, changesWinner: Bool = false
    ) -> DecisionRecord {
        let correction = value.map { Decision.Correction(cell: "field.good", value: $0) }
        return DecisionRecord(
            decision: Decision(
                findingID: "x", verdict: verdict, reason: "because", correction: correction, person: person),
            changesWinner: changesWinner, sequence: 0, time: Date(timeIntervalSince1970: 0))
    }

    @Test("each table row of decisions gives its status")
    func table() {
        let cases: [([DecisionRecord], DecisionStatus)] = [
            ([], .open),
            ([Self.record(.confirm, "a")], .confirmed),
            ([Self.record(.reject, "a")], .rejected),
            ([Self.record(.correct, "a", value: 7)], .corrected),
            ([Self.record(.confirm, "a"), Self.record(.undo, "a")], .open),
            ([Self.record(.confirm, "a"), Self.record(.reject, "a")], .rejected),
            ([Self.record(.confirm, "a"), Self.record(.reject, "b")], .disputed),
            ([Self.record(.confirm, "a"), Self.record(.reject, "b"), Self.record(.reject, "c")], .rejected),
        ]
        for (decisions, expected) in cases { #expect(DecisionStatus(decisions) == expected) }
    }

    @Test("a correction that changes a winner needs two different people with the same value")
    func twoPeople() {
        let first = Self.record(.correct, "a", value: 7, changesWinner: true)
        #expect(DecisionStatus([first]) == .awaitingSecond)
        #expect(DecisionStatus([first, first]) == .awaitingSecond)
        #expect(DecisionStatus([first, Self.record(.correct, "b", value: 8, changesWinner: true)]) == .disputed)
        #expect(DecisionStatus([first, Self.record(.correct, "b", value: 7, changesWinner: true)]) == .corrected)
    }
}
