// SPDX-License-Identifier: Apache-2.0
import StewardIntegration
import Testing

@testable import Tally

@Suite("Checks of all documents together")
struct ElectionCheckTests {
    private let election = SmallElection()

    private func run(_ documents: [TallyDocument], defects: [DatasetDefect] = []) -> ElectionCheck.Outcome {
        ElectionCheck(register: election.register, feed: election.feed, defects: defects).run(documents)
    }

    @Test("documents without a fault give nothing but the differing ballots of a pair")
    func clean() {
        let rules = Set(run(election.announcements).findings.map(\.rule))
        #expect(rules.subtracting([.pairBallots, .seatsDiffer]).isEmpty)
    }

    @Test("a missing document is named")
    func missing() {
        let findings = run(Array(election.announcements.dropFirst())).findings
        #expect(
            findings.contains {
                $0.rule == .documentMissing && $0.area == SmallElection.areas[0] && $0.kind == .constituency
            })
    }

    @Test("one document under two areas is reported for both")
    func doubled() {
        var documents = election.announcements
        var copy = documents[0]
        copy.area = SmallElection.areas[1]
        documents[2] = copy
        let areas = run(documents).findings.filter { $0.rule == .documentDoubled }.map(\.area)
        #expect(Set(areas) == [SmallElection.areas[0], SmallElection.areas[1]])
    }

    @Test("two readings of one form are compared row by row, and only one stands for the form")
    func readings() throws {
        var second = election.announcement(.constituency)
        second.source.format = .csv
        second.fields = [:]
        second.setVotes(0, 8_401)
        let outcome = run(election.announcements + [second])
        let finding = try #require(outcome.findings.first { $0.rule == .readingsDiffer })
        #expect(finding.found == 8_400)
        #expect(finding.expected == 8_401)
        #expect(PrimaryForms(outcome.forms).announcements.count == 6)
    }

    @Test("where the feed contradicts itself is a finding about the feed")
    func feed() throws {
        let defect = DatasetDefect(rule: "constituency-sum", place: "stats_cons: BKK_1", message: "1 and 2")
        let finding = try #require(run([], defects: [defect]).findings.first { $0.rule == .feedContradiction })
        #expect(finding.values.first?.text == "1 and 2")
        #expect(finding.detail == "constituency-sum.stats-cons--BKK-1.c761a014")
    }

    @Test("contradictions of one place under one rule are findings of their own, each told once")
    func contradictions() {
        let defects = ["1 and 2", "3 and 4", "1 and 2"].map {
            DatasetDefect(rule: "constituency-sum", place: "stats_cons: BKK_1", message: $0)
        }
        let report = run([], defects: defects).report
        #expect(report.findings.count == 2)
        #expect(Set(report.findings.map(\.id)).count == 2)
        #expect(run([], defects: defects.reversed()).findings.map(\.id) == report.findings.map(\.id))
        #expect(report.scores[.feedContradiction] == .init(held: 0, failed: 2, notCheckable: 0))
        #expect(run([]).report.scores[.feedContradiction]?.held == 1)
    }

    @Test("the same votes at several stations of one constituency give ids of their own")
    func doubledStations() {
        var station = election.announcement(.constituency)
        station.form = .station
        let stations = (1...3).map { number in
            var document = station
            document.place = .unit(number)
            document.source.sha256 = "\(number)"
            return document
        }
        let outcome = run(stations)
        let ids = outcome.findings.filter { $0.rule == .documentDoubled }.map(\.id)
        #expect(ids.count == 4)
        #expect(Set(ids).count == 4)
        #expect(outcome.report.scores[.documentDoubled]?.failed == 3)
    }

    @Test("a constituency needs four neighbours besides itself to be compared", arguments: [4, 5])
    func neighbours(count: Int) {
        let shares = [5_000, 250, 251, 252, 253].prefix(count)
        let documents = shares.enumerated().map { index, bad in
            var document = election.announcement(.constituency)
            document.area = Area(province: 10, constituency: index + 1)
            document.set(.bad, bad)
            return document
        }
        let report = run(Array(documents)).report
        #expect(report.findings.filter { $0.rule == .neighbourBad }.count == (count == 5 ? 1 : 0))
        #expect(report.scores[.neighbourBad]?.notCheckable == (count == 5 ? 0 : 4))
    }

    @Test("the same documents give the same findings in the same order")
    func deterministic() {
        let ids = run(election.announcements).findings.map(\.id)
        #expect(run(election.announcements).findings.map(\.id) == ids)
        #expect(Set(ids).count == ids.count)
    }

    @Test("a count that becomes less between two fetches of the feed")
    func feedDecreases() throws {
        let area = SmallElection.areas[1]
        let old = try #require(election.feed.counts[area])
        var votes = old.partyList.votes
        votes[4] = 2_999
        let list = Feed.Ballot(
            turnout: old.partyList.turnout, valid: old.partyList.valid, invalid: 120, noChoice: 80, votes: votes)
        var counts = election.feed.counts
        counts[area] = Feed.Count(constituency: old.constituency, partyList: list, stationsCounted: 0, stations: 2)
        let later = Feed(
            source: "stats_cons", fetchedAt: election.feed.fetchedAt, lastUpdate: "later", percentCounted: 95,
            counts: counts)
        let found = FeedHistoryCheck(register: election.register).findings(from: election.feed, to: later)
        #expect(found.map(\.detail) == ["stations", "number.4"])
        #expect(found.last?.found == 2_999)
        #expect(found.last?.values.map(\.source.coverage?.lastUpdate) == [election.feed.lastUpdate, "later"])
        #expect(FeedHistoryCheck(register: election.register).findings(from: election.feed, to: election.feed).isEmpty)
    }

    // MARK: Stations upwards

    /// The announcement's numbers split over two stations and two sets.
    private func parts(_ announcement: TallyDocument) -> [TallyDocument] {
        let forms: [(FormType, CountingPlace)] = [
            (.station, .unit(1)), (.station, .unit(2)), (.advanceInside, .set(1)), (.advanceOutside, .set(1)),
        ]
        let ballots = [(announcement.number(.countedAtStations) ?? 0) - 500, 500, 100, 1_000]
        return zip(forms, ballots).enumerated().map { index, part in
            var document = announcement
            (document.form, document.place) = part.0
            document.source.path = "part-\(index).json"
            document.source.format = .steward
            document.fields = [:]
            document.set(part.0.0 == .station ? .used : .ballots, part.1)
            for row in document.rows.indices {
                let votes = announcement.rows[row].votes.number ?? 0
                document.setVotes(row, index == 0 ? votes - 3 * (votes / 8) : votes / 8)
            }
            return document
        }
    }

    @Test("stations and sets are added up and compared with the announcement, in a stream and together")
    func stations() {
        let announcement = election.announcement(.constituency)
        var pieces = parts(announcement)
        #expect(upwards(pieces + [announcement]).isEmpty)
        pieces[0].setVotes(1, (pieces[0].rows[1].votes.number ?? 0) + 5)
        pieces[2].set(.ballots, 90)
        let found = upwards(pieces + [announcement])
        #expect(found.map(\.rule) == [.rowSum, .setsInsideSum])
        #expect(found.first?.expected == 6_305)
        let together = run(pieces + [announcement]).findings.filter { $0.rule.family == .upwards }
        #expect(Set(together.map(\.id)) == Set(found.map(\.id)))
    }

    @Test("a sum over some of the stations is not compared")
    func partial() {
        let announcement = election.announcement(.constituency)
        var check = StreamingCheck(election.context)
        for piece in parts(announcement).dropFirst() { check.add(piece) }
        check.add(announcement)
        let report = check.finish()
        #expect(report.findings.first { $0.rule == .stationsMissing }?.found == 1)
        #expect(report.findings.filter { $0.rule.family == .upwards }.isEmpty)
        #expect(report.scores[.stationsSum]?.notCheckable == 1)
        #expect(report.scores[.rowSum]?.notCheckable == 1)
    }

    @Test("in a stream the two ballots of a unit are compared when they follow each other")
    func pairs() {
        var first = parts(election.announcement(.constituency))[0]
        var second = parts(election.announcement(.partyList))[0]
        first.set(.eligible, 700)
        second.set(.eligible, 701)
        second.set(.used, first.number(.used))
        var check = StreamingCheck(election.context)
        check.add(first)
        check.add(second)
        #expect(check.finish().findings.filter { $0.rule == .unitPair }.map(\.detail) == ["eligible"])
    }

    private func upwards(_ documents: [TallyDocument]) -> [Finding] {
        var check = StreamingCheck(election.context)
        for document in documents { check.add(document) }
        return check.finish().findings.filter { $0.rule.family == .upwards }.sorted { $0.rule.code < $1.rule.code }
    }
}
