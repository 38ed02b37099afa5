// SPDX-License-Identifier: Apache-2.0
import Tally
import Testing

@testable import TallyReader

@Suite("Digits may have a column of their own")
struct DigitsColumnTests {
    private func said(_ number: Int?) -> [CellCandidate] {
        number.map { [CellCandidate(value: .number($0), cost: 0.1)] } ?? []
    }
    private func row(_ digits: Int?, _ words: Int?, _ before: Int?) -> DigitsColumn.Row {
        DigitsColumn.Row(digits: said(digits), words: said(words), before: said(before))
    }

    @Test("the column before says the same as most words, also where one was misread and one not read")
    func beside() {
        let rows = [row(nil, 95, 95), row(nil, 581, 581), row(nil, 1307, 307), row(nil, 213, 213), row(7, nil, 60)]
        #expect(DigitsColumn.isLikely(rows) && DigitsColumn.isBeside(rows))
    }

    @Test("a column with something else is none of digits, and one row shows nothing")
    func other() {
        #expect(!DigitsColumn.isBeside([row(nil, 95, nil), row(nil, 581, 8), row(nil, 1307, 1307)]))
        #expect(!DigitsColumn.isBeside([row(nil, 95, 95)]))
    }

    @Test("where digits stand before the words, the column before is not looked at")
    func usual() {
        #expect(!DigitsColumn.isLikely([row(95, 95, 95), row(581, 581, 581), row(nil, 3, 3)]))
        #expect(!DigitsColumn.isLikely([]))
    }
}
