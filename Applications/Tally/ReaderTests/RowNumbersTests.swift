// SPDX-License-Identifier: Apache-2.0
import Tally
import Testing

@testable import TallyReader

@Suite("Rows are placed by their printed numbers")
struct RowNumbersTests {
    /// What a network says of one number: it is this one, or a little less likely another.
    private func sure(_ number: Int, cost: Double = 0.02) -> [CellCandidate] {
        [CellCandidate(value: .number(number), cost: cost), CellCandidate(value: .number(number + 50), cost: 4)]
    }

    @Test("numbers that count up are taken as they are")
    func plain() {
        #expect(RowNumbers.matched((1...10).map { sure($0) }, expected: nil) == Array(1...10))
        #expect(RowNumbers.matched((35...57).map { sure($0) }, expected: 35) == Array(35...57))
    }

    @Test("a number that is hard to read is taken from its neighbours")
    func neighbours() {
        var rows = (11...34).map { sure($0) }
        rows[3] = []
        rows[9] = [CellCandidate(value: .number(26), cost: 0.7), CellCandidate(value: .number(20), cost: 0.8)]
        rows[12] = [CellCandidate(value: .unreadable, cost: 0.1)]
        #expect(RowNumbers.matched(rows, expected: 11) == Array(11...34))
    }

    @Test("where a row was lost, no row below it keeps a wrong number")
    func lost() {
        let rows = [1, 2, 3, 4, 6, 7, 8, 9, 10].map { sure($0) }
        let matched = RowNumbers.matched(rows, expected: nil)
        for (row, number) in zip([1, 2, 3, 4, 6, 7, 8, 9, 10], matched) { #expect(number == nil || number == row) }
        #expect(matched.prefix(4) == [1, 2, 3, 4] || matched.contains(nil))
    }

    @Test("a row that clearly says another number than its place stays unknown")
    func contradiction() {
        var rows = (1...10).map { sure($0) }
        rows[5] = sure(9, cost: 0.001)
        #expect(RowNumbers.matched(rows, expected: nil) == [1, 2, 3, 4, 5, nil, 7, 8, 9, 10])
    }

    @Test("rows in another order than their numbers keep their own, as on announcements sorted by votes")
    func sorted() {
        let order = [4, 1, 7, 2, 3, 9, 5]
        #expect(RowNumbers.matched(order.map { sure($0) }, expected: nil) == order)
        #expect(RowNumbers.matched([sure(4), sure(1, cost: 0.4), sure(7)], expected: nil) == [4, nil, 7])
        // Half of these count up from 5, by chance.
        let half = [5, 2, 7, 3, 9, 10]
        #expect(RowNumbers.matched(half.map { sure($0) }, expected: nil) == half)
    }

    @Test("numbers nobody can read place nothing, and no rows are no failure")
    func nothing() {
        #expect(RowNumbers.matched([[], [], []], expected: nil) == [nil, nil, nil])
        #expect(RowNumbers.matched([[], [], []], expected: 11) == [nil, nil, nil])
        #expect(RowNumbers.matched([], expected: 5) == [])
    }
}
