// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardIntegration
import StewardJobs
import Testing

@testable import Automation

@Suite("The words of alerts")
struct AlertNoticeTests {
    private static let start = Date(timeIntervalSince1970: 1_770_544_800)

    private static func telling(
        _ sort: AlertBoard.Telling.Sort, _ topic: String = "schedule:backup", _ severity: Notice.Severity = .warning,
        key: String? = nil
    ) throws -> AlertBoard.Telling {
        let matter = try Matter(
            topic: topic, severity: severity, subject: "The schedule “backup” did not run", text: "Look at it.",
            kind: "run-missing", key: key)
        var state = AlertedMatter(matter, since: start)
        if sort == .over || sort == .passed { state.goneAt = start + 7200 }
        return .init(sort: sort, state: state)
    }

    @Test("each sort says what it is, how long, and how to hear no more of it")
    func words() throws {
        var rules = AlertRules()
        rules.zone = try LocalZone("Europe/Amsterdam")
        var notices: [String: Notice] = [:]
        for sort in AlertBoard.Telling.Sort.allCases {
            let made = AlertNotice.compose([try Self.telling(sort)], rules, at: Self.start + 3 * 86_400)
            notices[sort.rawValue] = try #require(made.first).notice
        }
        #expect(notices["started"]?.subject == "The schedule “backup” did not run")
        #expect(notices["started"]?.kind == "run-missing" && notices["over"]?.kind == "run-missing-over")
        #expect(notices["reminder"]?.subject == "Still: The schedule “backup” did not run")
        #expect(notices["reminder"]?.text.contains("for 3 days, since 2026-02-08 11:00 Europe/Amsterdam") == true)
        #expect(notices["started"]?.text.contains("steward alerts mute schedule:backup --for 1d") == true)
        #expect(notices["over"]?.text.contains("for 2 hours, from 2026-02-08 11:00") == true)
        #expect(notices["over"]?.severity == .info && notices["over"]?.text.contains("mute") == false)
        #expect(notices["passed"]?.subject.hasPrefix("Came and went: ") == true)
        #expect(Set(notices.values.map(\.key)).count == 5)
    }

    @Test("the same telling is the same notice, whichever node makes it")
    func same() throws {
        let one = AlertNotice.compose([try Self.telling(.started)], AlertRules(), at: Self.start)
        let two = AlertNotice.compose([try Self.telling(.started)], AlertRules(), at: Self.start + 3)
        #expect(one == two)
        let own = AlertNotice.compose([try Self.telling(.started, key: "storage:1")], AlertRules(), at: Self.start)
        #expect(own.first?.notice.key == "storage:1")
    }

    @Test("many at once are told together, but each critical one alone")
    func digest() throws {
        var tellings = try (0..<4).map { try Self.telling(.started, "schedule:\($0)") }
        tellings.append(try Self.telling(.started, "disk:data", .critical))
        tellings.append(try Self.telling(.over, "schedule:9"))
        let made = AlertNotice.compose(tellings, AlertRules(), at: Self.start)
        #expect(made.map(\.sort) == ["started", "digest"])
        #expect(made[0].topics == ["disk:data"] && made[0].notice.severity == .critical)
        #expect(made[1].notice.subject == "5 matters: 4 that last, 1 that are over")
        #expect(made[1].topics.count == 5 && made[1].notice.severity == .warning)
        let few = AlertNotice.compose(Array(tellings.prefix(3)), AlertRules(), at: Self.start)
        #expect(few.map(\.sort) == ["started", "started", "started"])
    }

    @Test("a thousand at once fit one notice, and any text fits")
    func bounds() throws {
        let tellings = try (0..<1000).map { try Self.telling(.started, "schedule:\($0)") }
        #expect(AlertNotice.compose(tellings, AlertRules(), at: Self.start).count == 1)
        let long = try Matter(
            topic: "a:" + String(repeating: "x", count: 290), severity: .critical,
            subject: String(repeating: "พื้น\n", count: 500), text: String(repeating: "🚨", count: 50_000),
            kind: "a-kind-of-sixty-characters-that-is-as-long-as-a-kind-may-be-0")
        let telling = AlertBoard.Telling(sort: .reminder, state: AlertedMatter(long, since: Self.start))
        #expect(AlertNotice.compose([telling], AlertRules(), at: Self.start).count == 1)
    }

    @Test("a topic in a command is quoted for a shell")
    func quoted() {
        #expect(AlertWords.quoted("schedule:backup-1") == "schedule:backup-1")
        #expect(AlertWords.quoted("schedule:it's; rm -rf") == "'schedule:it'\\''s; rm -rf'")
    }
}
