// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Tally

@Suite("What is counted, and how much it matters")
struct ScoreTests {
    private let election = SmallElection()

    private func score(_ rule: Rule, _ document: TallyDocument) -> CheckReport.Score? {
        election.report(document).scores[rule]
    }
    private func first(_ rule: Rule, _ document: TallyDocument) -> Finding? {
        election.findings(document).first { $0.rule == rule }
    }

    // MARK: Ties

    @Test("candidates who share the first place are said to; nobody else leads")
    func tie() throws {
        var document = election.announcement(.constituency)
        document.rows.reverse()
        document.setVotes(3, 8_400)
        let finding = try #require(first(.firstTied, document))
        #expect(finding.values.compactMap(\.number) == [8_400, 8_400])
        #expect(finding.severity == .high)
        #expect(first(.winnerDiffers, document) == nil)
        #expect(score(.winnerDiffers, document) == .init(held: 0, failed: 0, notCheckable: 1))
        document.setVotes(3, 8_401)
        #expect(first(.firstTied, document) == nil)
        #expect(first(.winnerDiffers, document)?.consequence.votesInDoubt == 1)
    }

    @Test("one candidate's row standing twice is no tie")
    func noTie() {
        var document = election.announcement(.constituency)
        document.rows.append(document.rows[0])
        #expect(score(.firstTied, document) == .init(held: 1, failed: 0, notCheckable: 0))
    }

    // MARK: Rows

    @Test("a number that stands three times is shown with its three rows")
    func threeTimes() throws {
        var list = election.announcement(.partyList)
        list.rows[7].number = 3
        list.rows[9].number = 3
        let finding = try #require(first(.numberDuplicate, list))
        #expect(finding.values.map(\.cell) == [.row(2), .row(7), .row(9)])
        #expect(election.findings(list).count { $0.rule == .numberDuplicate } == 1)
    }

    @Test("another leader by printed number is shown with the row that has the number")
    func leaderByNumber() throws {
        var list = election.announcement(.partyList)
        list.rows[3].number = nil
        let finding = try #require(first(.topDiffers, list))
        #expect(finding.detail == "by-number")
        #expect(finding.values.first?.cell == .row(5))
    }

    // MARK: Each rule counts once

    @Test(
        "every rule of a faultless announcement held or could not be checked",
        arguments: BallotKind.allCases)
    func faultless(kind: BallotKind) {
        let scores = election.report(election.announcement(kind)).scores
        for (rule, score) in scores { #expect(score.failed == 0, "\(rule)") }
        let once: [Rule] = [
            .areaUnknown, .numberDuplicate, .rowCount, .rowMissing, .rowDuplicate, .wrongFile, .feedShift, .feedSwap,
            .feedPermutation, .growthOutlier, .claimRows,
            kind == .constituency ? .winnerNumber : .rowShift, kind == .constituency ? .winnerDiffers : .numberMatched,
        ]
        for rule in once {
            let score = scores[rule] ?? .init()
            #expect(score.held + score.notCheckable == 1, "\(rule)")
        }
        #expect(scores[kind == .constituency ? .nameSpelling : .partySpelling]?.held == (kind == .partyList ? 12 : 5))
    }

    @Test("votes in wrong rows count for the search that finds them, and the others have held")
    func searches() {
        var list = election.announcement(.partyList)
        let votes = list.rows.map(\.votes)
        for row in 3...9 { list.rows[row].votes = votes[row == 3 ? 9 : row - 1] }
        #expect(score(.feedShift, list)?.failed == 1)
        #expect(score(.feedPermutation, list) == .init(held: 1, failed: 0, notCheckable: 0))

        list = election.announcement(.partyList)
        (list.rows[3].votes, list.rows[9].votes) = (votes[9], votes[3])
        #expect(score(.feedSwap, list)?.failed == 1)
        #expect(score(.feedShift, list) == .init(held: 1, failed: 0, notCheckable: 0))
    }

    @Test("an area that is not in the register counts as failed, and what needs the register as not checkable")
    func unknownArea() {
        var document = election.announcement(.constituency)
        document.area = Area(province: 99, constituency: 1)
        #expect(score(.areaUnknown, document)?.failed == 1)
        for rule in [Rule.provinceDiffers, .eligibleRegister, .numberRegister, .nameSpelling, .winnerDiffers] {
            #expect(score(rule, document) == .init(held: 0, failed: 0, notCheckable: 1), "\(rule)")
        }
    }

    @Test("the source's two lists count once, whatever differs between them")
    func claims() {
        var list = election.announcement(.partyList)
        list.claims.matchedRows = list.rows.map {
            .init(
                number: $0.number, matchedNumber: $0.number, party: $0.party, votes: $0.votes.number ?? 0,
                isMatched: true)
        }
        #expect(score(.claimRows, list) == .init(held: 1, failed: 0, notCheckable: 0))
        list.claims.matchedRows[4].votes += 1
        list.claims.matchedRows[7].matchedNumber = nil
        #expect(score(.claimRows, list) == .init(held: 0, failed: 1, notCheckable: 0))
    }

    // MARK: Severity

    @Test(
        "where no place can change hands, a few votes are low, from a hundredth of all on medium, half of all high",
        arguments: [(3, Severity.low), (400, .medium), (30_000, .high)])
    func listShare(votes: Int, severity: Severity) throws {
        var list = election.announcement(.partyList)
        if votes > 3 { (list.form, list.place) = (.station, .unit(1)) }
        list.setVotes(1, 63 + votes)
        let finding = try #require(first(.sumGood, list))
        #expect(finding.consequence.kind == .marginOnly)
        #expect(finding.consequence.votesOnForm == 20_999 + votes)
        #expect(finding.severity == severity)
        #expect(finding.explanation(.english).contains("of \(Language.english.number(20_999 + votes)) on the form"))
    }

    @Test(
        "ballots in doubt are graded by the margin: a few are low, more than it can change the winner",
        arguments: [
            (5, Severity.low, Consequence.Kind.marginOnly), (500, .medium, .marginOnly), (9_000, .high, .unknown),
        ])
    func ballots(doubt: Int, severity: Severity, kind: Consequence.Kind) throws {
        var document = election.announcement(.constituency)
        document.set(.countedAtStations, (document.number(.countedAtStations) ?? 0) + doubt)
        let finding = try #require(first(.countedParts, document))
        #expect(finding.consequence.votesInDoubt == doubt)
        #expect(finding.consequence.marginBefore == 2_100)
        #expect(finding.consequence.kind == kind)
        #expect(finding.severity == severity)
    }

    @Test("unused ballots are no votes, however many are in doubt")
    func unused() throws {
        var document = election.announcement(.constituency)
        document.set(.remaining, 0)
        #expect(try #require(first(.receivedParts, document)).severity == .low)
    }

    @Test("tens of thousands of ballots of a list are not low")
    func listBallots() throws {
        var list = election.announcement(.partyList)
        list.set(.countedAtStations, (list.number(.countedAtStations) ?? 0) + 20_000)
        #expect(try #require(first(.countedParts, list)).severity == .high)
    }
}
