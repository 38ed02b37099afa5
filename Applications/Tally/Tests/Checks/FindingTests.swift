// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Testing

@testable import Tally

@Suite("Findings")
struct FindingTests {
    private var example: Finding {
        let evidence = Evidence(file: "constituency/10_1.json", sha256: "ab", place: "results[3]")
        let feed = Evidence(
            file: "stats_cons", place: "BKK_1 candidates number 4",
            coverage: Coverage(lastUpdate: "2026-02-10T10:45:50.294Z", stationsCounted: 227, stations: 239))
        let effect = Consequence(
            .winnerChanges, votesInDoubt: 4, winnerBefore: 1, winnerAfter: 2, marginBefore: 3, marginAfter: 1)
        return Finding(
            .belowFeed, area: Area(province: 10, constituency: 1), kind: .constituency, form: .announcement,
            detail: "row.3", format: .matchedJSON, consequence: effect,
            values: [
                NamedValue(.formVotes, cell: .row(3), subject: "4 ก", number: 7, source: evidence),
                NamedValue(.feedVotes, number: 11, source: feed),
                NamedValue(.printedNumber, text: "A", source: evidence),
            ], expected: 11, found: 7,
            smallestChanges: [
                SmallestChange(cell: .row(3), from: 7, to: 11, repairs: [.sumGood], effect: effect),
                SmallestChange(
                    .swap, cell: .field(.good), other: .row(1), from: nil, to: nil, repairs: [],
                    effect: Consequence(.seatChanges, seatChanges: [.init(party: 9, from: 1, to: 2)])),
            ], originalSeverity: .high)
    }

    @Test("a finding comes back from its JSON as it was")
    func roundTrip() throws {
        let back = try #require(Finding(json: example.json))
        #expect(back == example)
        var unit = example
        unit.form = .station
        unit.place = .unit(12)
        unit.area = nil
        #expect(Finding(json: unit.json) == unit)
    }

    @Test("the bytes that are recorded are the canonical bytes of the JSON")
    func canonical() throws {
        var unit = example
        unit.place = .unit(12)
        unit.values.append(
            NamedValue(.message, text: "a \"quote\",\ttab, \u{1}", source: Evidence(file: "", place: "")))
        var set = unit
        set.place = .set(Int.max >> 12)
        set.consequence.seatChanges = [.init(party: 9, from: -10, to: 100)]
        for finding in [example, unit, set] {
            #expect(try finding.canonicalBytes(id: finding.id) == finding.json.canonicalBytes())
        }
        set.found = 1 << 53
        #expect(throws: JSONError.self) { try set.canonicalBytes(id: set.id) }
    }

    @Test("JSON without a known rule is no finding")
    func unknownRule() {
        let members = example.json.members ?? []
        #expect(Finding(json: .object(members)) != nil)
        #expect(Finding(json: .object(members.filter { $0.key != "rule" })) == nil)
    }

    @Test("an id says rule, place and source, and is fit for an address")
    func identifier() {
        #expect(example.id == "below-feed~10_1~constituency~6-1~ocr61-matched~row.3")
        let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789.-_~")
        #expect(example.id.allSatisfy { allowed.contains($0) })
    }

    @Test("every rule has a title of its own in every language", arguments: Language.allCases)
    func titles(language: Language) {
        let titles = Rule.allCases.map { $0.title(language) }
        #expect(Set(titles).count == Rule.allCases.count)
        for (rule, title) in zip(Rule.allCases, titles) { #expect(title != rule.code) }
        if language == .thai {
            #expect(titles.allSatisfy { $0.unicodeScalars.contains { (0x0E00...0x0E7F).contains($0.value) } })
        }
    }

    @Test("an explanation names values, places, the change, its effect, and no cause")
    func explanation() {
        let english = example.explanation(.english)
        for part in [
            "constituency/10_1.json, results[3]", "row 4 of the table (4 ก): 7", "votes in the preliminary count: 11",
            "227/239 stations counted", "from 7 to 11",
            "first place (number 1 or number 2)", "the form, its reading, or the announcement",
        ] {
            #expect(english.contains(part), "\(part)")
        }
        #expect(example.explanation(.thai).contains("สาเหตุอาจมาจากตัวแบบ การอ่านแบบ หรือการประกาศผล"))
    }

    @Test(
        "severity follows the consequence",
        arguments: [
            (Consequence(.winnerChanges, votesInDoubt: 1), Severity.critical), (Consequence(.seatChanges), .high),
            (Consequence(.marginOnly, votesInDoubt: 60, marginBefore: 100), .high),
            (Consequence(.marginOnly, votesInDoubt: 10, marginBefore: 100), .medium),
            (Consequence(.marginOnly, votesInDoubt: 1, marginBefore: 1000), .low), (Consequence(.none), .low),
            (Consequence(.unknown), .medium),
        ])
    func severity(consequence: Consequence, expected: Severity) {
        #expect(Severity(rule: .sumGood, consequence: consequence) == expected)
        #expect(Severity(rule: .advanceZero, consequence: consequence) == .hint)
    }

    @Test("the work list is ordered by severity, then by votes in doubt")
    func order() {
        func finding(_ consequence: Consequence, _ detail: String) -> Finding {
            Finding(.sumGood, area: nil, kind: nil, detail: detail, consequence: consequence)
        }
        let list = [
            finding(Consequence(.none), "a"), finding(Consequence(.unknown, votesInDoubt: 5), "b"),
            finding(Consequence(.unknown, votesInDoubt: 50), "c"), finding(Consequence(.winnerChanges), "d"),
        ].sortedByConsequence()
        #expect(list.map(\.detail) == ["d", "c", "b", "a"])
        #expect(list == list.shuffled().sorted(by: Finding.byConsequence))
    }

    @Test(
        "the original grades: over 10 % high, over 5 % medium, an official 0 counts as 100 %",
        arguments: [
            (111, 100, OriginalSeverity.high), (110, 100, .medium), (106, 100, .medium), (105, 100, .low),
            (1, 0, .high),
            (0, 0, .low), (94, 100, .medium),
        ])
    func original(found: Int, official: Int, expected: OriginalSeverity) {
        #expect(OriginalSeverity(found: found, official: official) == expected)
    }

    @Test("cells are read back from their codes")
    func cells() {
        for field in FormField.allCases { #expect(Cell(code: Cell.field(field).code) == .field(field)) }
        #expect(Cell(code: "row.12") == .row(12))
        #expect(Cell(code: "row.x") == nil)
        #expect(FormField(announcementSection: "3.3") == .countedAdvanceOutside)
        #expect(FormField.countedAdvanceOutside.sectionNumber(on: .station) == nil)
    }

    @Test(
        "numbers have commas between thousands",
        arguments: [(0, "0"), (999, "999"), (-1234, "-1,234"), (1_234_567, "1,234,567")])
    func numbers(value: Int, text: String) {
        #expect(Language.english.number(value) == text)
    }
}
