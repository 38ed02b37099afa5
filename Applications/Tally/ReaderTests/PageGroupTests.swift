// SPDX-License-Identifier: Apache-2.0
import Tally
import Testing

@testable import TallyReader

@Suite("Pages become forms")
struct PageGroupTests {
    private func cell(_ digits: Int?, words: Int? = nil) -> CellEvidence {
        CellEvidence(
            digits: [CellCandidate(value: digits.map { .number($0) } ?? .blank, cost: 0.001)],
            words: words.map { [CellCandidate(value: .number($0), cost: 0.001)] } ?? [])
    }
    private let box = PageBox(x: 10, y: 20, width: 300, height: 40)

    private func page(
        _ number: Int, _ kind: PageLayout.Kind, rows: [(Int?, CellEvidence, isNamed: Bool)] = [],
        total: CellEvidence? = nil, fields: [FormField: CellEvidence] = [:]
    ) -> PageEvidence {
        PageEvidence(
            layout: PageLayout(
                number: number, kind: kind, width: 1000, height: 1400, quarters: 0, skew: 0, columns: 4, rows: [],
                fields: [], mark: FormMark(), problems: []),
            rows: rows.map { PageEvidence.Row(number: $0.0, isNamed: $0.isNamed, votes: $0.1, box: box) },
            total: total.map { ($0, box) }, fields: fields.mapValues { ($0, box) })
    }
    private func votes(_ numbers: ClosedRange<Int>) -> [(Int?, CellEvidence, isNamed: Bool)] {
        numbers.map { ($0, cell($0, words: $0), true) }
    }

    @Test("a table that goes on over three pages and its signatures are one form; the next first page is another")
    func pages() {
        var group = PageGroup(pages: [page(1, .first, rows: votes(1...10))])
        #expect(group.nextNumber == 11)
        let second = page(2, .continuation, rows: votes(11...34))
        #expect(group.goesOn(with: second))
        group.pages.append(second)
        #expect(!group.goesOn(with: page(3, .continuation, rows: votes(1...24))), "it begins again")
        #expect(!group.goesOn(with: page(3, .text)), "the table is not finished")
        let third = page(3, .last, rows: votes(35...57), total: cell(1653, words: 1653))
        #expect(group.goesOn(with: third))
        group.pages.append(third)
        #expect(group.goesOn(with: page(4, .text)))
        #expect(!group.goesOn(with: page(4, .first, rows: votes(1...10))))
        group.pages.append(page(4, .text))
        #expect(!group.goesOn(with: page(5, .text)), "one page of signatures")
        let form = group.form
        #expect(form.pages == [1, 2, 3, 4] && form.votes.count == 57 && form.ballot == "party_list")
        #expect(form.total?.value == 1653 && form.total?.page == 3 && form.votes["35"]?.page == 3)
    }

    @Test("a table sorted by votes goes on though its numbers do not go up, as long as none comes twice")
    func sorted() {
        let group = PageGroup(pages: [page(1, .first, rows: [7, 4, 9].map { ($0, cell($0), true) })])
        #expect(group.goesOn(with: page(2, .last, rows: [2, 8, 1].map { ($0, cell($0), true) }, total: cell(31))))
        #expect(!group.goesOn(with: page(2, .last, rows: [2, 4, 1].map { ($0, cell($0), true) }, total: cell(31))))
        #expect(!group.goesOn(with: page(2, .first, rows: [2, 8, 1].map { ($0, cell($0), true) })))
    }

    @Test("slots without a name are no rows; a vote in one is not lost")
    func slots() throws {
        let rows = votes(1...3) + [(4, cell(nil), false), (5, cell(7), false), (6, cell(nil), false)]
        let form = PageGroup(pages: [page(1, .first, rows: rows, total: cell(13, words: 13))]).form
        #expect(form.votes.keys.sorted() == ["1", "2", "3", "5"])
        #expect(form.votes["5"]?.value == 7 && form.problems.contains { $0.code == "rows_missing" })
        #expect(!form.accepted && form.votes.values.allSatisfy { $0.state != "certain" })
    }

    @Test("a row whose number could not be read is told of, makes nothing certain, and takes no other row's place")
    func unread() {
        var rows = votes(1...4)
        rows[2].0 = nil
        let form = PageGroup(pages: [page(1, .first, rows: rows, total: cell(10, words: 10))]).form
        #expect(form.votes.keys.sorted() == ["1", "2", "4"])
        #expect(form.problems.map(\.code).contains("row_number_unread"))
        #expect(!form.accepted && form.votes.values.allSatisfy { $0.state != "certain" })
    }

    @Test("without its code a form is read, and never accepted")
    func unknown() {
        let form = PageGroup(pages: [page(1, .first, rows: votes(1...4), total: cell(10, words: 10))]).form
        #expect(form.form == nil && form.votes["3"]?.state == "certain" && form.votes["3"]?.box == [10, 20, 300, 40])
        #expect(form.problems.map(\.code).contains("form_unknown") && !form.accepted)
    }

    @Test("an announcement's row with a number is a row, whatever stands in it; one without is a slot")
    func announcementRows() {
        let rows = votes(1...3) + [(4, cell(nil), false), (nil, cell(nil), false)]
        let form = PageGroup(pages: [page(1, .first, rows: rows, total: cell(6))], type: .announcement).form
        #expect(form.votes.keys.sorted() == ["1", "2", "3", "4"])
        #expect(!form.problems.contains { $0.code == "row_number_unread" })
    }

    @Test("a table may go on without its heading when each row has its number; it may not begin so")
    func noHeading() {
        func problems(_ second: Int?, first: [PageLayout.Problem] = []) -> [String] {
            var (one, two) = (
                page(1, .first, rows: votes(1...3)), page(2, .last, rows: votes(4...5), total: cell(15))
            )
            one.layout.problems = first
            two.layout.problems = [.noHeading]
            two.rows[1].number = second
            return PageGroup(pages: [one, two], type: .announcement).form.problems.map(\.code)
        }
        #expect(!problems(5).contains("no_heading"))
        #expect(problems(nil).contains("no_heading"))
        #expect(problems(5, first: [.noHeading]).count { $0 == "no_heading" } == 1)
    }

    private func advance(received: Int, bad: Int) -> ReadForm {
        let fields: [FormField: CellEvidence] = [
            .ballots: cell(received, words: received), .good: cell(10, words: 10), .bad: cell(bad, words: bad),
            .noChoice: cell(3, words: 3),
        ]
        let first = page(1, .first, rows: votes(1...4), total: cell(10, words: 10), fields: fields)
        return PageGroup(pages: [first], type: .advanceOutside).form
    }

    @Test("a form with its title, its fields and its rows is accepted when all is certain and adds up")
    func accepted() {
        let form = advance(received: 15, bad: 2)
        #expect(form.accepted && form.problems.isEmpty)
        #expect(form.form == "5/17" && form.ballot == "constituency")
        #expect(form.header.mapValues(\.value) == ["received": 15, "good": 10, "bad": 2, "none": 3])
        #expect(form.header["none"]?.box == [10, 20, 300, 40] && form.header["none"]?.page == 1)
    }

    @Test("fields that do not add up or were not found keep a form from being accepted, and are named")
    func refused() {
        let wrong = advance(received: 16, bad: 2)
        #expect(!wrong.accepted)
        #expect(wrong.problems.map(\.code) == ["does_not_add_up"])
        let ten = cell(10, words: 10)
        let first = page(1, .first, rows: votes(1...4), total: ten, fields: [.good: ten])
        let missing = PageGroup(pages: [first], type: .advanceInside).form
        #expect(!missing.accepted && missing.problems.map(\.code) == ["header_unread"])
        #expect(missing.problems.first?.text.contains("received, bad, none") == true)
    }
}
