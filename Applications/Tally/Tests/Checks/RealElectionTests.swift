// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import Testing

@testable import Tally

/// The known faults of the public dataset, found with their counts. The figures are those of the dataset's version of
/// 25 February 2026 against the Election Commission's feed at 94.33 %.
@Suite("The real election", .enabled(if: RealElection.isPresent, "the election's files are not beside the project"))
struct RealElectionTests {
    private func data() throws -> RealElection.Data { try RealElection.data.get() }

    private func findings(_ rule: Rule, _ kind: BallotKind, detail: String? = nil) throws -> [Finding] {
        try data().outcome.findings.filter {
            $0.rule == rule && $0.kind == kind && (detail == nil || $0.detail == detail)
        }
    }
    private func forms(_ kind: BallotKind) throws -> [ExaminedForm] {
        try data().outcome.forms.filter { $0.document.kind == kind }
    }

    @Test("register and feed are complete")
    func register() throws {
        let data = try data()
        #expect(data.register.provinces.count == 77)
        #expect(data.register.constituencies.count == 400)
        #expect(data.register.parties.count == 57)
        #expect(data.register.constituencies.values.reduce(0) { $0 + $1.candidates.count } == 3_491)
        #expect(data.register.parties.values.reduce(0) { $0 + $1.listedCandidates } == 1_539)
        #expect(data.feed.counts.count == 400)
        let bangkok = try #require(data.feed.counts[Area(province: 10, constituency: 1)])
        #expect(bangkok.constituency.turnout == 78_449)
        #expect(bangkok.constituency.votes[5] == 32_564)
        #expect(bangkok.stationsCounted == 227)
        #expect(bangkok.stations == 239)
    }

    @Test("794 documents, none lost", arguments: BallotKind.allCases)
    func documents(kind: BallotKind) throws {
        #expect(try forms(kind).count == 397)
        #expect(try data().csv.count { $0.kind == kind } == 397)
    }

    @Test("sums that agree with the good ballots, by rows and by the source's matched list")
    func sums() throws {
        let constituency = try forms(.constituency)
        let list = try forms(.partyList)
        #expect(constituency.count { $0.sum == $0.figures[.good] } == 385)
        #expect(constituency.count { $0.document.claims.matchedSum == $0.figures[.good] } == 384)
        #expect(list.count { $0.sum == $0.figures[.good] } == 341)
        #expect(try findings(.claimSum, .constituency, detail: "matched-sum").count == 13)
    }

    @Test("files in which every identity holds")
    func everyIdentity() throws {
        #expect(try forms(.constituency).count { $0.passesIdentities } == 338)
        #expect(try forms(.partyList).count { $0.passesIdentities } == 289)
    }

    @Test(
        "every identity is found broken as often as it is",
        arguments: [
            (Rule.sumGood, 12, 56), (.ballotsSplit, 9, 12), (.countedParts, 12, 13), (.receivedParts, 14, 23),
            (.appearedUsed, 18, 26), (.usedBallots, 19, 25), (.advanceZero, 101, 101), (.appearedEligible, 0, 0),
        ])
    func identities(rule: Rule, constituency: Int, list: Int) throws {
        #expect(try findings(rule, .constituency).count == constituency)
        #expect(try findings(rule, .partyList).count == list)
    }

    @Test("Bangkok 1: section 3.3 breaks the form's own sum, which wants 3,632")
    func bangkokOne() throws {
        let area = Area(province: 10, constituency: 1)
        let finding = try #require(findings(.countedParts, .constituency).first { $0.area == area })
        let change = try #require(finding.smallestChanges.first)
        #expect(change.cell == .field(.countedAdvanceOutside))
        #expect(change.from == 3_636)
        #expect(change.to == 3_632)
        #expect(finding.values.contains { $0.source.place == "summary_by_section.3.3" && $0.number == 3_636 })
    }

    @Test(
        "the two ballots of 396 areas: 122 differ in ballots, 113 of them by 10 or less, at most by 5,932; 13 in voters"
    )
    func pairs() throws {
        let ballots = try findings(.pairBallots, .constituency)
        let differences = ballots.map { abs(($0.found ?? 0) - ($0.expected ?? 0)) }
        #expect(ballots.count == 122)
        #expect(differences.count { $0 <= 10 } == 113)
        #expect(differences.max() == 5_932)
        #expect(try findings(.pairEligible, .constituency).count == 13)
        let score = try #require(try data().outcome.report.scores[.pairBallots])
        #expect(score.held + score.failed == 396)
    }

    @Test("missing documents: Bangkok 15 and Prachin Buri 2 of both ballots, Nan 1, Udon Thani 6")
    func missing() throws {
        #expect(
            try findings(.documentMissing, .constituency).map { "\($0.area!)" }.sorted() == ["10_15", "25_2", "55_1"])
        #expect(try findings(.documentMissing, .partyList).map { "\($0.area!)" }.sorted() == ["10_15", "25_2", "41_6"])
    }

    @Test("candidates' numbers that are not the register's: 631 rows in 201 constituencies, matched by name")
    func candidateNumbers() throws {
        let found = try findings(.numberRegister, .constituency)
        #expect(found.count == 201)
        #expect(found.reduce(0) { $0 + ($1.found ?? 0) } == 631)
        #expect(try findings(.numberUnreadable, .constituency).count == 7)
    }

    @Test("the same by the party alone: 623 rows of the CSV in 202 constituencies")
    func candidateNumbersByParty() throws {
        let data = try data()
        let numbers = Dictionary(uniqueKeysWithValues: data.register.parties.values.map { ($0.name, $0.number) })
        var rows = 0
        var areas: Set<Area> = []
        for document in data.csv where document.kind == .constituency {
            let candidates = data.register.constituencies[document.area]?.candidates ?? []
            for row in document.rows {
                guard let party = row.party.flatMap({ numbers[$0] }),
                    let candidate = candidates.last(where: { $0.partyNumber == party }), candidate.number != row.number
                else { continue }
                rows += 1
                areas.insert(document.area)
            }
        }
        #expect(rows == 623)
        #expect(areas.count == 202)
    }

    @Test("in the CSV the winner's number is another than the feed's leader's in 52 constituencies")
    func winners() throws {
        // In 50 of them the register gives the winner's name another number than the one printed. In two the numbers
        // agree with the register and another candidate leads than in the preliminary count.
        let csv = try data().csvOutcome.findings
        let wrong = csv.filter { $0.rule == .winnerNumber }
        let changed = csv.filter { $0.rule == .winnerDiffers }
        #expect(wrong.count == 50)
        #expect(changed.compactMap { $0.area?.description }.sorted() == ["33_6", "41_7"])
        #expect(Set(wrong.map(\.area)).union(changed.map(\.area)).count == 52)
        let counted = try data().csvOutcome.forms.count { form in
            guard form.document.kind == .constituency, let row = form.leadingRow, let roster = form.roster,
                let leader = roster.feedLeader
            else { return false }
            return form.document.rows[row].number != roster.numbers[leader]
        }
        #expect(counted == 52)
    }

    @Test("party numbers that are not the party's: 3,311 rows in 98 files by the source's own codes")
    func partyNumbers() throws {
        let claimed = try findings(.numberMatched, .partyList).compactMap { finding in
            finding.values.first { $0.label == .matchedNumber }?.number
        }
        #expect(claimed.count == 98)
        #expect(claimed.reduce(0, +) == 3_311)
        // By the names as read it is one file and four rows more: the source's list corrected some names.
        let found = try findings(.numberMatched, .partyList)
        #expect(found.count == 99)
        #expect(found.reduce(0) { $0 + ($1.found ?? 0) } == 3_315)
    }

    @Test("Nakhon Si Thammarat 4: the row shift is found with its rows")
    func shiftedRows() throws {
        let area = Area(province: 80, constituency: 4)
        let finding = try #require(findings(.rowShift, .partyList).first { $0.area == area })
        #expect((finding.found ?? 0) >= 20)
        #expect(finding.consequence.votesInDoubt >= 62_000)
    }

    @Test("tables that do not have 57 rows, and numbers that stand twice")
    func rows() throws {
        let counts = try findings(.rowCount, .partyList).compactMap(\.found)
        #expect(counts.count { $0 == 56 } == 4)
        #expect(counts.count { $0 == 58 } == 6)
        #expect(counts.count { $0 == 59 } == 2)
        #expect(counts.count == 12)
        // 31 numbers stand twice, in 22 constituencies.
        let twice = try findings(.numberDuplicate, .partyList)
        #expect(twice.count == 31)
        #expect(Set(twice.map(\.area)).count == 22)
    }

    @Test("files in which not every party has a row: 25 by the source's codes, 27 by the names as read")
    func missingParties() throws {
        #expect(try findings(.claimRows, .partyList, detail: "incomplete").count == 25)
        #expect(try findings(.rowMissing, .partyList).count == 27)
    }

    @Test("35 matched parties are spelt differently from the register; each is a finding")
    func spelling() throws {
        let data = try data()
        let names = Set(data.register.parties.values.map(\.name))
        var count = 0
        for form in data.outcome.forms where form.document.kind == .partyList {
            for row in form.document.claims.matchedRows where row.isMatched && !names.contains(row.party ?? "") {
                count += 1
                let found = data.outcome.findings.contains { finding in
                    finding.area == form.document.area && [.partySpelling, .placeholder].contains(finding.rule)
                        && finding.kind == .partyList && finding.values.first?.text == (row.party ?? "")
                }
                #expect(found, "\(form.document.area) \(row.party ?? "null")")
            }
        }
        #expect(count == 35)
        #expect(try findings(.placeholder, .partyList).count == 32)
    }

    @Test("the source's two lists agree in 396 and 325 files; its recorded sums are stale in 3 and 18")
    func claims() throws {
        #expect(try findings(.claimRows, .constituency).count == 397 - 396)
        #expect(try findings(.claimRows, .partyList, detail: "").count == 397 - 325)
        for (kind, stale) in [(BallotKind.constituency, 3), (.partyList, 18)] {
            let areas = try
                (findings(.claimSum, kind, detail: "recorded-sum")
                + findings(.claimSum, kind, detail: "recorded-good")).map(\.area)
            #expect(Set(areas).count == stale)
        }
    }

    @Test("ten or more parties below the preliminary count: 70 files by printed number, 10 by name")
    func belowFeed() throws {
        #expect(try findings(.manyBelowFeed, .partyList, detail: "by-number").count == 70)
        #expect(try findings(.manyBelowFeed, .partyList, detail: "by-name").count == 10)
        let csv = try data().csvOutcome.findings.filter { $0.rule == .manyBelowFeed && $0.kind == .partyList }
        #expect(csv.count { $0.detail == "by-number" } == 70)
        #expect(csv.count { $0.detail == "by-name" } == 10)
    }

    @Test("another top party than in the feed: 67 files by printed number, 13 by name")
    func topParty() throws {
        #expect(try findings(.topDiffers, .partyList, detail: "by-number").count == 67)
        #expect(try findings(.topDiffers, .partyList, detail: "by-name").count == 13)
    }

    @Test("Lop Buri 4's party list is recognised as that of Lop Buri 1")
    func wrongFile() throws {
        let found = try data().outcome.findings.filter { $0.rule == .wrongFile }
        #expect(found.map(\.area) == [Area(province: 16, constituency: 4)])
        #expect(found.first?.values.first?.text == "16_1")
    }

    @Test("Nakhon Sawan 5: two parties have each other's votes")
    func swapped() throws {
        let area = Area(province: 60, constituency: 5)
        let found = try #require(findings(.feedSwap, .partyList).first { $0.area == area })
        #expect(found.values.compactMap(\.number) == [23_122, 207, 255, 18_289])
    }

    @Test("every finding has an id of its own and comes back from its JSON")
    func identifiers() throws {
        for outcome in [try data().outcome, try data().csvOutcome] {
            #expect(Set(outcome.findings.map(\.id)).count == outcome.findings.count)
            for finding in outcome.findings.prefix(300) { #expect(Finding(json: finding.json) == finding) }
            for finding in outcome.findings {
                #expect(try finding.canonicalBytes(id: finding.id) == finding.json.canonicalBytes())
            }
        }
    }

    @Test("both sources of every form and a feed that contradicts itself: still each finding has an id of its own")
    func identifiersTogether() throws {
        let data = try data()
        let defects = (1...36).map { DatasetDefect(rule: "constituency-sum", place: "BKK_1", message: "\($0) and 0") }
        let check = ElectionCheck(register: data.register, feed: data.feed, defects: defects)
        let outcome = check.run(data.matched + data.csv)
        #expect(outcome.findings.count { $0.rule == .feedContradiction } == 36)
        #expect(Set(outcome.findings.map(\.id)).count == outcome.findings.count)
    }

    @Test("the feed's constituencies: who leads")
    func leaders() throws {
        let national = NationalReconciliation(try data().outcome)
        let names = try data().register.parties.mapValues(\.name)
        let won = Dictionary(uniqueKeysWithValues: national.wonByFeed.map { (names[$0] ?? "", $1) })
        #expect(won["ภูมิใจไทย"] == 174)
        #expect(won["ประชาชน"] == 87)
        #expect(won["เพื่อไทย"] == 58)
        #expect(won["กล้าธรรม"] == 56)
        #expect(national.seatsByFeed.lines.reduce(0) { $0 + $1.seats } == 100)
        #expect(national.areas.count == 794)
    }
}
