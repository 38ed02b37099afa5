// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Tally

@Suite("Checks against the register and the feed")
struct FormCheckTests {
    private let election = SmallElection()

    private func rules(_ document: TallyDocument, beside other: TallyDocument? = nil) -> [Rule: Finding] {
        Dictionary(
            election.findings(document, beside: other).map { ($0.rule, $0) }, uniquingKeysWith: { first, _ in first })
    }

    @Test("rows in the order of votes are matched by name, not by place")
    func order() {
        var document = election.announcement(.constituency)
        document.rows.sort { ($0.votes.number ?? 0) < ($1.votes.number ?? 0) }
        #expect(election.findings(document).isEmpty)
    }

    @Test("a printed number that is not the name's is found; for the winner by a finding of its own")
    func numbers() throws {
        var document = election.announcement(.constituency)
        (document.rows[0].number, document.rows[1].number) = (2, 1)
        let found = rules(document)
        #expect(found[.numberRegister]?.found == 2)
        let winner = try #require(found[.winnerNumber])
        #expect(winner.expected == 1)
        #expect(winner.found == 2)
        #expect(winner.consequence.kind == .none, "the feed confirms the name")
    }

    @Test("a letter in place of a number is said as it stands")
    func letter() throws {
        var document = election.announcement(.constituency)
        document.rows[3].number = nil
        document.rows[3].numberText = "A"
        let finding = try #require(rules(document)[.numberUnreadable])
        #expect(finding.values.first?.text == "A")
    }

    @Test("names differing by spaces, titles or letters are matched; misspelt ones are listed as low")
    func spelling() throws {
        var document = election.announcement(.constituency)
        document.rows[0].name = document.rows[0].name.replacing("นาย", with: "นาย ")
        document.rows[2].name = document.rows[2].name.replacing("เกียรติ", with: "เกียติ")
        let found = election.findings(document)
        #expect(found.map(\.rule) == [.nameSpelling])
        #expect(found.first?.severity == .low)
        var list = election.announcement(.partyList)
        list.rows[6].party = "พลวัติ"
        #expect(election.findings(list).map(\.rule) == [.partySpelling])
    }

    @Test("placeholders, strangers, rows twice and rows missing")
    func rowFaults() {
        var list = election.announcement(.partyList)
        list.rows[3].party = "Unknown Party"
        #expect(rules(list)[.placeholder] != nil)
        #expect(rules(list)[.rowMissing] == nil, "the row stands between those of 3 and 5")

        list = election.announcement(.partyList)
        list.rows.remove(at: 5)
        #expect(rules(list)[.rowMissing]?.found == 1)
        #expect(rules(list)[.rowCount]?.found == 11)

        list = election.announcement(.partyList)
        list.rows.append(list.rows[5])
        #expect(rules(list)[.rowDuplicate] != nil)
        #expect(rules(list)[.numberDuplicate]?.detail == "number.6")

        list = election.announcement(.partyList)
        list.rows[11].party = "กขคง จฉชซ"
        #expect(rules(list)[.nameUnknown] != nil)
    }

    @Test("a table without any names is matched by its numbers; one row without a name among others is told")
    func nameless() {
        var document = election.announcement(.constituency)
        for row in document.rows.indices {
            document.rows[row].name = ""
            document.rows[row].party = nil
        }
        #expect(election.findings(document).isEmpty)
        document = election.announcement(.constituency)
        document.rows[2].name = ""
        document.rows[2].party = nil
        #expect(election.findings(document).map(\.rule) == [.placeholder])
    }

    @Test("a run of numbers off by one is one finding with the run's ends")
    func shiftedNumbers() throws {
        var list = election.announcement(.partyList)
        for row in 4...9 { list.rows[row].number = row + 2 }
        let found = rules(list)
        #expect(found[.numberMatched]?.found == 6)
        let shift = try #require(found[.rowShift])
        #expect(shift.found == 6)
        #expect(shift.smallestChanges.first?.cell == .row(4))
        #expect(shift.smallestChanges.first?.other == .row(9))
    }

    @Test("a candidate under another party's name")
    func party() {
        var document = election.announcement(.constituency)
        document.rows[1].party = "เพื่อไทย"
        #expect(rules(document)[.candidateParty] != nil)
    }

    @Test("fewer votes than the preliminary count, with coverage and both sources")
    func belowFeed() throws {
        var document = election.announcement(.constituency)
        document.setVotes(3, 1_400)
        let finding = try #require(rules(document)[.belowFeed])
        #expect(finding.expected == 1_500)
        #expect(finding.originalSeverity == .medium)
        #expect(finding.values.map(\.source.file) == ["constituency/10_1.json", "stats_cons"])
        #expect(finding.values.last?.source.coverage?.lastUpdate == "2026-02-10T10:45:50.294Z")
        #expect(finding.values.last?.source.coverage?.stationsCounted == 1)
    }

    @Test("two rows with each other's votes are found although the sum agrees")
    func swap() throws {
        var document = election.announcement(.partyList)
        let votes = document.rows.map(\.votes)
        document.rows[3].votes = votes[9]
        document.rows[9].votes = votes[3]
        let found = rules(document)
        #expect(found[.sumGood] == nil)
        let finding = try #require(found[.feedSwap])
        #expect(finding.smallestChanges.first?.cell == .row(3))
        #expect(finding.smallestChanges.first?.other == .row(9))
        #expect(finding.smallestChanges.first?.effect.kind == .seatChanges)
    }

    @Test("a run of votes moved by one row is found as one shift")
    func shift() throws {
        var document = election.announcement(.partyList)
        let votes = document.rows.map(\.votes)
        for row in 3...9 { document.rows[row].votes = votes[row == 3 ? 9 : row - 1] }
        let finding = try #require(rules(document)[.feedShift])
        #expect(finding.smallestChanges.first?.kind == .shift)
        #expect(rules(document)[.sumGood] == nil)
    }

    @Test("a cycle of three is found as a permutation")
    func permutation() throws {
        var document = election.announcement(.partyList)
        let votes = document.rows.map(\.votes)
        for (row, from) in [(2, 5), (5, 8), (8, 2)] { document.rows[row].votes = votes[from] }
        let finding = try #require(rules(document)[.feedPermutation])
        #expect(finding.detail == "2.5.8")
    }

    @Test("another leader than the feed's")
    func leader() throws {
        var document = election.announcement(.constituency)
        document.setVotes(1, 9_000)
        let finding = try #require(rules(document)[.winnerDiffers])
        #expect(finding.severity == .critical)
    }

    @Test("another constituency's document is recognised", arguments: BallotKind.allCases)
    func wrongFile(kind: BallotKind) throws {
        var document = election.announcement(kind, SmallElection.areas[1])
        document.area = SmallElection.areas[0]
        let finding = try #require(rules(document)[.wrongFile])
        #expect(finding.values.first?.text == "10_2")
    }

    @Test("an area that is not in the register")
    func unknownArea() {
        var document = election.announcement(.constituency)
        document.area = Area(province: 99, constituency: 1)
        #expect(rules(document)[.areaUnknown]?.severity == .high)
    }

    @Test("one absurd row does not hide the others: growth is then the middle of the rows")
    func absurdRow() throws {
        var document = election.announcement(.partyList)
        document.set(.good, nil)
        document.setVotes(0, 900_000)
        document.setVotes(9, 2_000)
        #expect(election.findings(document).contains { $0.rule == .growthOutlier && $0.detail == "row.9" })
    }

    @Test("no document makes a check stop, however absurd (fixed seed)")
    func absurdDocuments() {
        var generator = SplitMix64(seed: 61)
        let numbers: [Int?] = [nil, -5, 0, 1, 57, 99_999_999_999, Int(Int32.max), Int(Int32.min)]
        let names = ["", "ไทยทรัพย์ทวี", "Unknown", "\u{FFFD}", "กขค", "นายหนึ่ง ใจดี", String(repeating: "ก", count: 500)]
        for _ in 0..<400 {
            var document = election.announcement(Bool.random(using: &generator) ? .constituency : .partyList)
            document.form = FormType.allCases.randomElement(using: &generator) ?? .announcement
            document.area = Area(province: 10, constituency: Int.random(in: 1...4, using: &generator))
            for field in FormField.allCases where Bool.random(using: &generator) {
                document.set(field, numbers.randomElement(using: &generator) ?? nil)
            }
            for _ in 0..<Int.random(in: 0...70, using: &generator) {
                let votes = numbers.randomElement(using: &generator) ?? nil
                document.rows.append(
                    TallyDocument.Row(
                        number: numbers.randomElement(using: &generator) ?? nil,
                        name: names.randomElement(using: &generator) ?? "",
                        party: names.randomElement(using: &generator),
                        votes: Reading(votes.map { .number($0) } ?? .unreadable, method: .generated),
                        position: document.rows.count))
            }
            if Bool.random(using: &generator) { document.rows.removeFirst(min(12, document.rows.count)) }
            let outcome = ElectionCheck(election.context).run([document])
            #expect(Set(outcome.findings.map(\.id)).count == outcome.findings.count)
            for finding in outcome.findings { #expect(Finding(json: finding.json) == finding) }
        }
    }

    @Test("a unit's number beyond the number of stations")
    func unitRange() {
        var document = election.announcement(.constituency)
        document.form = .station
        document.place = .unit(3)
        #expect(rules(document)[.unitRange]?.expected == 2)
        document.place = .unit(2)
        #expect(rules(document)[.unitRange] == nil)
    }

    @Test("another constituency's document whose names are printed with spaces after the title")
    func wrongFileFolded() throws {
        var document = election.announcement(.constituency, SmallElection.areas[1])
        document.area = SmallElection.areas[0]
        for row in document.rows.indices {
            document.rows[row].name = document.rows[row].name.replacing("นาย", with: "นาย ").replacing(
                "นาง", with: "นาง ")
        }
        #expect(try #require(rules(document)[.wrongFile]).values.first?.text == "10_2")
    }

    @Test("the two ballots of an area: eligible voters and ballots")
    func pair() {
        let document = election.announcement(.constituency)
        var other = election.announcement(.partyList)
        other.set(.eligible, 50_001)
        let found = rules(document, beside: other)
        #expect(found[.pairEligible]?.expected == 50_001)
    }

    @Test("what a source says of itself is compared with what it holds")
    func claims() {
        var list = election.announcement(.partyList)
        list.claims.recordedSum = 1
        list.claims.matchedRows = list.rows.map {
            .init(
                number: $0.number, matchedNumber: $0.number, party: $0.party, votes: $0.votes.number ?? 0,
                isMatched: true)
        }
        #expect(Set(election.findings(list).map(\.id)).count == 1)
        list.claims.matchedRows[4].votes += 1
        list.claims.matchedRows[7].matchedNumber = nil
        let details = election.findings(list).filter { $0.rule == .claimRows }.map(\.detail)
        #expect(details == ["", "incomplete"])
    }

    @Test("words and digits of one cell")
    func words() throws {
        var document = election.announcement(.constituency)
        document.fields[.bad]?.alternatives = [251]
        let finding = try #require(rules(document)[.wordsDigits])
        #expect(finding.detail == "field.bad")
        #expect(finding.expected == 251)
    }

    @Test("no advance ballots inside is a hint")
    func hint() {
        var document = election.announcement(.constituency)
        document.set(.countedAtStations, (document.number(.countedAtStations) ?? 0) + 100)
        document.set(.countedAdvanceInside, 0)
        #expect(election.findings(document).map(\.severity) == [.hint])
    }
}
