// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Tally

@Suite("Identities of a form")
struct IdentityCheckTests {
    private let election = SmallElection()

    @Test("a consistent announcement gives no finding at all", arguments: BallotKind.allCases)
    func consistent(kind: BallotKind) {
        let report = election.report(
            election.announcement(kind),
            beside: election.announcement(kind == .constituency ? .partyList : .constituency))
        let real = report.findings.filter { $0.rule != .pairBallots }
        #expect(real.map(\.id) == [])
        #expect(report.scores[.sumGood]?.held == 1)
        #expect(report.scores[.sumTotal]?.notCheckable == 1, "the announcement's total row was not read")
    }

    @Test(
        "each identity of the announcement is found broken by its name",
        arguments: [
            (FormField.good, [Rule.sumGood, .ballotsSplit]), (.bad, [.ballotsSplit]), (.noChoice, [.ballotsSplit]),
            (.countedAtStations, [.countedParts]), (.remaining, [.receivedParts]), (.appeared, [.appearedUsed]),
            (.used, [.receivedParts, .appearedUsed, .usedBallots]),
            (.ballots, [.ballotsSplit, .countedParts, .usedBallots]),
        ] as [(FormField, [Rule])])
    func broken(field: FormField, rules: [Rule]) throws {
        var document = election.announcement(.constituency)
        let old = try #require(document.number(field))
        document.set(field, old + 7)
        let found = election.findings(document).filter { $0.rule.family == .arithmetic }
        #expect(Set(found.map(\.rule)) == Set(rules))
        // The smallest change is the cell that was changed.
        let changes = try #require(found.first).smallestChanges
        #expect(changes.contains { $0.cell == .field(field) && $0.to == old && Set($0.repairs) == Set(rules) })
    }

    @Test("more voters than are eligible")
    func eligible() {
        var document = election.announcement(.constituency)
        document.set(.eligible, 20_000)
        #expect(election.findings(document).contains { $0.rule == .appearedEligible })
    }

    @Test("an unread cell is not zero: its identities are counted as not checkable, and nothing is found")
    func absent() {
        var document = election.announcement(.constituency)
        document.set(.bad, nil)
        let report = election.report(document)
        #expect(report.findings.isEmpty)
        #expect(report.scores[.ballotsSplit]?.notCheckable == 1)
        #expect(report.scores[.ballotsSplit]?.held == 0)
    }

    @Test("a row whose votes are unread makes the sum not checkable, and is itself a finding")
    func unreadRow() {
        var document = election.announcement(.constituency)
        document.rows[2].votes.value = .unreadable
        let report = election.report(document)
        #expect(report.scores[.sumGood]?.notCheckable == 1)
        #expect(report.findings.contains { $0.rule == .votesAbsent && $0.detail == "row.2" })
    }

    @Test("stations, sets by post and sets inside have identities of their own")
    func otherForms() {
        var station = election.announcement(.constituency)
        station.form = .station
        station.place = .unit(1)
        station.set(.ballots, nil)
        #expect(election.findings(station).filter { $0.rule.family == .arithmetic }.isEmpty)
        station.set(.bad, 3)
        #expect(election.findings(station).filter { $0.rule.family == .arithmetic }.map(\.rule) == [.usedSplit])

        var post = election.announcement(.constituency)
        post.form = .advanceOutside
        post.place = .set(1)
        let all = post.number(.ballots) ?? 0
        post.set(.ballotsInEnvelopes, all)
        post.set(.envelopes, all + 1)
        #expect(election.findings(post).filter { $0.rule.family == .arithmetic }.map(\.rule) == [.envelopesMatch])
    }

    @Test("section 3.3 read from wrong words is repaired as the other ballot has it")
    func bangkokOne() throws {
        // The announcement of Bangkok 1: 78,649 + 140 + 3,632 = 82,421; the words say 3,636.
        var document = election.announcement(.constituency)
        var other = election.announcement(.partyList)
        document.set(.countedAtStations, 78_649)
        document.set(.countedAdvanceInside, 140)
        document.set(.countedAdvanceOutside, 3_636)
        document.set(.ballots, 82_421)
        other.set(.countedAdvanceOutside, 3_632)
        let finding = try #require(
            election.findings(document, beside: other).first { $0.rule == .countedParts })
        #expect(finding.found == 82_425)
        #expect(finding.expected == 82_421)
        let change = try #require(finding.smallestChanges.first)
        #expect(change.cell == .field(.countedAdvanceOutside))
        #expect(change.from == 3_636)
        #expect(change.to == 3_632)
    }

    @Test("votes missing from a row are placed where the preliminary count wants them")
    func rowRepair() throws {
        var document = election.announcement(.constituency)
        document.setVotes(2, 200)
        let finding = try #require(election.findings(document).first { $0.rule == .sumGood })
        let change = try #require(finding.smallestChanges.first)
        #expect(change.cell == .row(2))
        #expect(change.to == 4_200)
        #expect(change.effect.kind == .marginOnly)
    }

    @Test("votes in doubt that reach the margin put the winner in doubt")
    func winnerInDoubt() throws {
        var document = election.announcement(.constituency)
        document.setVotes(1, 60)
        let finding = try #require(election.findings(document).first { $0.rule == .belowFeed })
        #expect(finding.consequence.kind == .marginOnly)
        document.setVotes(0, 630)
        document.setVotes(1, 6_300)
        let winner = try #require(election.findings(document).first { $0.rule == .belowFeed })
        #expect(winner.consequence.kind == .winnerChanges)
        #expect(winner.severity == .critical)
        #expect(winner.consequence.winnerBefore == 2)
        #expect(winner.consequence.winnerAfter == 1)
    }

    @Test(
        "digits that differ are counted from the end",
        arguments: [(3_636, 3_632, 1), (140, 136, 2), (9, 10, 2), (5, 5, 0)])
    func digits(left: Int, right: Int, changed: Int) {
        #expect(SmallestRepair.digitsChanged(left, right) == changed)
    }
}
