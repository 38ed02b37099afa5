// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs
import Testing

@testable import Logbook

@Suite("Rules as people write them")
struct RulesEntryTests {
    @Test func `every condition reads back`() throws {
        let day = try #require(LocalDay("2026-12-25"))
        let conditions: [UseRule.Condition] = [
            .place(["Kantoor", "ที่ทำงาน"], .either), .role([.work, .customer], .end), .elsewhere(.both),
            .commute(stop: 30), .weekdays([1, 2, 0]), .hours(from: 510, until: 0), .dates([day]),
            .period(from: day, until: nil), .period(from: nil, until: day), .holiday,
            .distance(least: Distance(metres: Int64(1_500)), most: nil), .frequent(times: 3, days: 90),
            .vehicle(["k3f9x2m7qa"]), .not(.not(.holiday)),
        ]
        let entry = RulesEntry([UseRule(id: "all", name: "Everything", conditions, use: .business)])
        #expect(try RulesEntry(json: JSON(parsing: entry.json.canonicalBytes())) == entry)
    }

    @Test func `a rule reads as a person would write it`() throws {
        let text = """
            {"rules":[{"id":"office-hours","name":"At work","use":"business","when":[{"weekdays":["monday"]},
            {"hours":{"from":"08:30","until":"18:00"}},{"role":["work"],"at":"either"}]}]}
            """
        let entry = try RulesEntry(json: JSON(parsing: Array(text.utf8)))
        #expect(entry.rules[0].conditions == [.weekdays([1]), .hours(from: 510, until: 1080), .role([.work], .either)])
    }

    @Test(arguments: Vehicle.Country.allCases)
    func `presets are rules that anybody may write`(country: Vehicle.Country) throws {
        try RulesEntry(UseRule.preset(country)).validate()
    }

    @Test(
        arguments: [
            #"{}"#, #"{"rules":[{"id":"A","use":"business"}]}"#, #"{"rules":[{"id":"a","use":"mixed"}]}"#,
            #"{"rules":[{"id":"a","use":"Q"}]}"#, #"{"rules":[{"id":"none","use":"business"}]}"#,
            #"{"rules":[{"id":"a","use":"business"},{"id":"a","use":"private"}]}"#,
            #"{"rules":[{"id":"a","use":"business","when":[{"moon":"full"}]}]}"#,
            #"{"rules":[{"id":"a","use":"business","when":[{"weekdays":["Monday"]}]}]}"#,
            #"{"rules":[{"id":"a","use":"business","when":[{"weekdays":[]}]}]}"#,
            #"{"rules":[{"id":"a","use":"business","when":[{"hours":{"from":"8:00","until":"18:00"}}]}]}"#,
            #"{"rules":[{"id":"a","use":"business","when":[{"hours":{"from":"24:00","until":"18:00"}}]}]}"#,
            #"{"rules":[{"id":"a","use":"business","when":[{"distance":{"least":5,"most":4}}]}]}"#,
            #"{"rules":[{"id":"a","use":"business","when":[{"distance":{"least":-5}}]}]}"#,
            #"{"rules":[{"id":"a","use":"business","when":[{"commute":{"stop_minutes":241}}]}]}"#,
            #"{"rules":[{"id":"a","use":"business","when":[{"frequent":{"times":0,"days":9}}]}]}"#,
            #"{"rules":[{"id":"a","use":"business","when":[{"not":{"not":{"not":{"not":{"holiday":true}}}}}]}]}"#,
            #"{"rules":[{"id":"a","use":"business","when":"always"}]}"#, #"{"rules":5}"#, #"[]"#,
            #"{"rules":[],"from":"soon"}"#,
        ])
    func `what is no rule is refused in one sentence`(text: String) throws {
        let json = try JSON(parsing: Array(text.utf8))
        let error = #expect(throws: LogbookError.self) { try RulesEntry(json: json) }
        #expect(error?.code == .invalid)
        #expect(error?.description.hasSuffix(".") == true)
    }
}
