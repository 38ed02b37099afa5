// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardJobs
import StewardStore
import StewardTestKit
import Synchronization
import Tally
import Testing

@testable import StewardServer

@Suite struct RunCalendarTests {
    private static func date(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    @Test("months follow each other, and only months are read") func months() throws {
        let november = try #require(CalendarMonth("2026-11"))
        #expect(november.length == 30 && november.next.description == "2026-12")
        #expect(november.next.next.description == "2027-01" && november.next.next.previous == november.next)
        #expect(CalendarMonth(year: 2028, month: 2).length == 29)
        for text in ["2026-13", "2026-1", "26-11", "2026-11-01", "", "-", "1800-01", "2026-0a"] {
            #expect(CalendarMonth(text) == nil, "\(text)")
        }
        let bangkok = try LocalZone("Asia/Bangkok")
        #expect(CalendarMonth(try Self.date("2026-10-31T18:00:00Z"), in: bangkok) == november)
    }

    /// One schedule, `nightly` at 02:00 in Amsterdam since November 1, looked at on November 21 at noon.
    private func calendar(
        _ trigger: String = "daily at 02:00", zone: String = "Europe/Amsterdam",
        _ act: @Sendable @escaping (JobQueue, PlayedClock) async throws -> Void
    ) async throws -> RunCalendar {
        try await TestDatabases.with(.sqlite) { database in
            try await database.migrate(Jobs.migrations)
            let clock = PlayedClock(try Self.date("2026-11-01T00:00:00Z"))
            let queue = JobQueue(database: database, clock: clock)
            _ = try await Schedules(queue: queue).put(
                Schedule(
                    name: "nightly", kind: "k", trigger: try Trigger(parsing: trigger),
                    zone: try LocalZone("Europe/Amsterdam")))
            try await act(queue, clock)
            clock.set(try Self.date("2026-11-21T12:00:00Z"))
            let zone = try LocalZone(zone)
            let month = try #require(CalendarMonth("2026-11"))
            let runs = try await queue.scheduledRuns(
                of: ["nightly"], from: month.start(in: zone), to: month.next.start(in: zone))
            return RunCalendar(
                month, zone: zone, schedules: try await Schedules(queue: queue).list(), runs: runs, now: clock.now)
        }
    }

    @Test("a day tells what ran, what failed, what did not run and what is due") func standings() async throws {
        let calendar = try await calendar { queue, clock in
            for (day, outcome) in [("05", Outcome.done), ("06", .discard(reason: "no"))] {
                clock.set(try Self.date("2026-11-\(day)T01:00:00Z"))
                _ = try await Schedules(queue: queue).runNow("nightly")
                let job = try #require(
                    try await queue.claim(kinds: ["k"], limit: 1, node: "a", lease: .seconds(30)).first)
                _ = try await queue.finish(job, outcome)
            }
        }
        #expect(calendar.days[5]?.map(\.standing) == [.done])
        #expect(calendar.days[6]?.map(\.standing) == [.failed])
        #expect(calendar.days[6]?.first?.job != nil)
        #expect(calendar.days[7]?.map(\.standing) == [.missing])
        #expect(calendar.days[22]?.map(\.standing) == [.due])
        #expect(calendar.days.count == 30)
        #expect(calendar.days[22]?.first?.at == (try Self.date("2026-11-22T01:00:00Z")))
    }

    @Test("days are those of the person who looks") func zones() async throws {
        // 02:00 in Amsterdam is 19:00 on the day before in Chicago.
        let calendar = try await calendar(zone: "America/Chicago") { _, _ in }
        #expect(calendar.days[30]?.count == 1)
        let entry = try #require(calendar.days[22]?.first)
        #expect(WallTime(entry.at, in: calendar.zone).clock == "19:00")
    }

    @Test("many runs on a day are told as one, however many there are") func many() async throws {
        let calendar = try await calendar("every 1s") { _, _ in }
        #expect(calendar.days.count >= 29)
        #expect(calendar.days.values.allSatisfy { $0.count == 1 && $0[0].hasMore })
        #expect(calendar.days[25]?.first?.standing == .due && calendar.days[10]?.first?.standing == .missing)
    }

    @Test("while a schedule is paused nothing is due and nothing is missing") func paused() async throws {
        let calendar = try await calendar { queue, clock in
            clock.set(try Self.date("2026-11-03T12:00:00Z"))
            _ = try await Schedules(queue: queue).pause("nightly")
        }
        #expect(Set(calendar.days.filter { !$0.value.isEmpty }.keys).isSubset(of: [1, 2, 3]))
    }

    @Test("the table has every day once, in each language", arguments: Language.allCases)
    func table(_ language: Language) async throws {
        let calendar = try await calendar { _, _ in }
        let words = Words(language, zone: calendar.zone, now: try Self.date("2026-11-21T12:00:00Z"))
        let html = CalendarTable(
            calendar: calendar, parts: WorkParts(words: words, mayOperate: false, formField: "")
        ).html.markup
        #expect(html.components(separatedBy: "class=\"day\"").count == 31)
        #expect(html.components(separatedBy: "<td").count - 1 == (language.firstWeekday == 0 ? 35 : 42))
        #expect(html.components(separatedBy: "aria-current=\"date\"").count == 2)
        #expect(html.contains(language == .thai ? "พฤศจิกายน 2569" : "ovember 2026"))
        #expect(
            html.contains("/schedules?month=2026-10#calendar") && html.contains("/schedules?month=2026-12#calendar"))
    }
}

/// A clock that shows what a test sets.
final class PlayedClock: Timekeeping {
    private let state: Mutex<Date>
    init(_ now: Date) { state = Mutex(now) }
    var now: Date { state.withLock { $0 } }
    func set(_ date: Date) { state.withLock { $0 = date } }
    func sleep(for duration: Duration) async throws { try await SystemClock().sleep(for: duration) }
}
