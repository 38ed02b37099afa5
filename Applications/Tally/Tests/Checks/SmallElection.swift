// SPDX-License-Identifier: Apache-2.0
import Foundation

@testable import Tally

/// An election of three constituencies, five candidates and twelve parties, whose announcements are 5 % above the feed
/// and consistent in every identity.
struct SmallElection {
    static let candidates = [
        ["นายหนึ่ง ใจดี", "นางสองศรี มีสุข", "นายสามารถ เกียรติก้อง", "นางสาวสี่แยก ทางหลวง", "นายห้าว หาญกล้า"],
        ["นายวิชัย พงษ์พานิช", "นางบุญเรือน ทองคำ", "นายประเสริฐ อุดมสุข", "นายจักรกฤษณ์ ลิ้มไพบูลย์", "นางสาวอรทัย รุ่งโรจน์"],
        ["นายธนพล ศรีสวัสดิ์", "นายมงคล แซ่ตั้ง", "นางกาญจนา โพธิ์ทอง", "นายชูศักดิ์ เวียงคำ", "นางสาวปิยะดา นาคสุข"],
    ]
    static let partyNames = [
        "ไทยทรัพย์ทวี", "เพื่อชาติไทย", "ใหม่", "มิติใหม่", "รวมใจไทย", "รวมไทยสร้างชาติ", "พลวัต", "ประชาธิปไตยใหม่",
        "เพื่อไทย", "ทางเลือกใหม่", "เศรษฐกิจ", "เสรีรวมไทย",
    ]
    static let areas = [1, 2, 3].map { Area(province: 10, constituency: $0) }

    let register: Register
    let feed: Feed

    init() {
        var constituencies: [Area: Register.Constituency] = [:]
        var counts: [Area: Feed.Count] = [:]
        for area in Self.areas {
            let names = Self.candidates[area.constituency - 1]
            constituencies[area] = Register.Constituency(
                area: area, id: "BKK_\(area.constituency)", stations: 2, registeredVoters: 50_000,
                candidates: names.enumerated().map { .init(number: $0 + 1, name: $1, partyNumber: $0 + 5) })
            counts[area] = Feed.Count(
                constituency: Self.ballot(Self.feedVotes(.constituency, area)),
                partyList: Self.ballot(Self.feedVotes(.partyList, area)), stationsCounted: 1, stations: 2)
        }
        let parties = Self.partyNames.enumerated().map { index, name in
            Register.Party(
                number: index + 1, registryID: 100 + index, name: name, abbreviation: nil, color: "#000000",
                listedCandidates: 100)
        }
        register = Register(
            provinces: [
                10: .init(code: 10, letters: "BKK", name: "กรุงเทพมหานคร", stations: 6, registeredVoters: 150_000)
            ],
            constituencies: constituencies, parties: Dictionary(uniqueKeysWithValues: parties.map { ($0.number, $0) }))
        feed = Feed(
            source: "stats_cons", fetchedAt: Date(timeIntervalSince1970: 0), lastUpdate: "2026-02-10T10:45:50.294Z",
            percentCounted: 94.3, counts: counts)
    }

    static func feedVotes(_ kind: BallotKind, _ area: Area) -> [Int] {
        switch (kind, area.constituency) {
        case (.constituency, 1): [8_000, 6_000, 4_000, 1_500, 500]
        case (.constituency, 2): [3_000, 9_000, 2_000, 700, 5_300]
        case (.constituency, _): [1_000, 2_000, 12_000, 4_000, 1_000]
        case (.partyList, 1): [300, 60, 1_200, 8_000, 90, 4_000, 150, 2_000, 3_000, 700, 400, 100]
        case (.partyList, 2): [5_000, 90, 800, 3_000, 60, 300, 6_000, 150, 1_200, 2_000, 100, 1_300]
        case (.partyList, _): [100, 5_000, 700, 400, 3_000, 2_000, 60, 1_100, 90, 6_500, 950, 100]
        }
    }
    private static func ballot(_ votes: [Int]) -> Feed.Ballot {
        let valid = votes.reduce(0, +)
        return Feed.Ballot(
            turnout: valid + 200, valid: valid, invalid: 120, noChoice: 80,
            votes: Dictionary(uniqueKeysWithValues: votes.enumerated().map { ($0 + 1, $1) }))
    }

    /// The announcement of an area, without a fault.
    func announcement(_ kind: BallotKind, _ area: Area = areas[0]) -> TallyDocument {
        let votes = Self.feedVotes(kind, area).map { $0 + $0 / 20 }
        let good = votes.reduce(0, +)
        let all = good + 400
        var fields: [FormField: Int] = [
            .eligible: 50_000, .appeared: all, .received: 50_500, .used: all, .remaining: 50_500 - all,
            .countedAtStations: all - 1_100, .countedAdvanceInside: 100, .countedAdvanceOutside: 1_000, .ballots: all,
            .good: good, .bad: 250, .noChoice: 150,
        ]
        if kind == .partyList { fields[.countedAtStations] = all - 1_100 }
        let names = register.constituencies[area]?.candidates.map(\.name) ?? []
        return TallyDocument(
            form: .announcement, kind: kind, area: area, printedProvince: "กรุงเทพมหานคร",
            source: SourceFile(
                format: .matchedJSON, path: "\(kind.rawValue)/\(area).json", sha256: "\(kind.rawValue)\(area)"),
            fields: fields.mapValues { Reading(.number($0), method: .dataset) },
            rows: votes.enumerated().map { index, votes in
                TallyDocument.Row(
                    number: index + 1, name: kind == .constituency ? names[index] : "",
                    party: kind == .constituency ? Self.partyNames[index + 4] : Self.partyNames[index],
                    votes: Reading(.number(votes), method: .dataset), position: index)
            })
    }
    var announcements: [TallyDocument] {
        Self.areas.flatMap { area in BallotKind.allCases.map { announcement($0, area) } }
    }
    var context: CheckContext { CheckContext(register: register, feed: feed) }

    /// The findings on one document by itself.
    func findings(_ document: TallyDocument, beside other: TallyDocument? = nil) -> [Finding] {
        report(document, beside: other).findings
    }
    func report(_ document: TallyDocument, beside other: TallyDocument? = nil) -> CheckReport {
        let context = context
        var report = CheckReport()
        let partner = other.map { ExaminedForm($0, context) }
        DocumentChecks.run(CheckSubject(ExaminedForm(document, context), other: partner, context), into: &report)
        return report
    }
}

extension TallyDocument {
    /// Changes a field's number, or makes it absent.
    mutating func set(_ field: FormField, _ number: Int?) {
        fields[field] = number.map { Reading(.number($0), method: .dataset) }
    }
    mutating func setVotes(_ row: Int, _ number: Int) { rows[row].votes.value = .number(number) }
}
