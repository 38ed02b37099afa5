// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Tally

@Suite("Reconciliation")
struct ReconciliationTests {
    private let election = SmallElection()

    @Test("each entry has both numbers, both sources, coverage and time")
    func figures() throws {
        let reconciliation = Reconciliation(ExaminedForm(election.announcement(.constituency), election.context))
        let figure = try #require(reconciliation.figures.first)
        #expect(figure.formVotes == 8_400)
        #expect(figure.feedVotes == 8_000)
        #expect(figure.difference == 400)
        #expect(figure.originalSeverity == .low)
        #expect(reconciliation.formEvidence(figure)?.place == "results[0]")
        #expect(reconciliation.feedEvidence(figure)?.coverage?.percent == 50)
        #expect(reconciliation.margin == 2_100)
        #expect(reconciliation.leaders.form?.number == 1)
        #expect(reconciliation.totals.first?.feedNumber == 20_200)
    }

    @Test("rows are keyed by name; another printed number is kept beside")
    func keyedByName() throws {
        var document = election.announcement(.constituency)
        document.rows.reverse()
        document.rows[0].number = 77
        let reconciliation = Reconciliation(ExaminedForm(document, election.context))
        let last = try #require(reconciliation.figures.last)
        #expect(last.number == 5)
        #expect(last.printedNumber == 77)
        #expect(last.row == 0)
        #expect(reconciliation.figures.first?.printedNumber == nil)
    }

    @Test("the votes of a row that names nobody are in no figure")
    func unmatched() {
        var document = election.announcement(.partyList)
        document.rows[11].party = "กขคง จฉชซ"
        let reconciliation = Reconciliation(ExaminedForm(document, election.context))
        #expect(reconciliation.unmatchedRows == [11])
        #expect(reconciliation.figures.last?.formVotes == nil)
    }

    @Test("the country: seats both ways, and constituencies won")
    func national() {
        var documents = election.announcements
        documents[0].setVotes(1, 9_999)
        let outcome = ElectionCheck(register: election.register, feed: election.feed).run(documents)
        let national = NationalReconciliation(outcome)
        #expect(national.areas.count == 6)
        #expect(national.areas.map(\.area) == SmallElection.areas.flatMap { [$0, $0] })
        #expect(national.wonByFeed == [5: 1, 6: 1, 7: 1])
        #expect(national.wonByForms == [6: 2, 7: 1])
        #expect(national.seatsByForms.lines.reduce(0) { $0 + $1.seats } == 100)
        #expect(national.percentCounted == 94.3)
    }
}
