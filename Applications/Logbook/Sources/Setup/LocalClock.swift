// SPDX-License-Identifier: Apache-2.0
package import StewardJobs
import Synchronization

/// A zone's clock and calendar that answer fast: thousands of trips ask them again and again. Instants are microseconds
/// since 1970.
///
/// It keeps the offsets of each year it was asked about. Changes of offset are found by looking at every sixth day: a
/// zone that changed there and back within six days would lose both changes; none does.
package final class LocalClock: Sendable {
    package let zone: LocalZone
    private let years = Mutex<[Int64: [Step]]>([:])

    /// From when an offset holds, both in seconds.
    private struct Step {
        let start: Int64
        let offset: Int64
    }

    private static let known = Mutex<[String: LocalClock]>([:])

    package init(_ zone: LocalZone) { self.zone = zone }

    /// The clock of an IANA zone, made once; `nil` when nobody knows the zone.
    package static func named(_ identifier: String) -> LocalClock? {
        if let found = known.withLock({ $0[identifier] }) { return found }
        guard identifier.utf8.count <= 64, let zone = try? LocalZone(identifier) else { return nil }
        return known.withLock { clocks in
            let clock = clocks[identifier] ?? LocalClock(zone)
            clocks[identifier] = clock
            return clock
        }
    }

    /// The day on the wall.
    package func day(at instant: Int64) -> LocalDay { moment(at: instant).day }

    /// What the wall shows: a day, and the minutes after its midnight.
    package func moment(at instant: Int64) -> (day: LocalDay, minute: Int) {
        let second = Self.floor(instant, 1_000_000)
        let wall = second + offset(second)
        let day = Self.floor(wall, 86_400)
        return (LocalDay(number: Int(day)), Int((wall - day * 86_400) / 60))
    }

    /// When a day begins. Where clocks leave midnight out, it begins with the change.
    package func start(of day: LocalDay) -> Int64 {
        let midnight = Int64(day.number) * 86_400
        let (before, after) = (offset(midnight - 93_600), offset(midnight + 93_600))
        guard before == after else { return zone.instant(wall: midnight) * 1_000_000 }
        return (midnight - before) * 1_000_000
    }

    private func offset(_ second: Int64) -> Int64 {
        let second = min(max(second, Self.earliest), Self.latest)
        let year = Self.floor(second, Self.span)
        return years.withLock { years in
            let steps = years[year] ?? found(year)
            years[year] = steps
            return steps.last { $0.start <= second }?.offset ?? 0
        }
    }

    /// 1900 and 2200; before and after, the offset stays that of the edge.
    private static let earliest: Int64 = -2_208_988_800
    private static let latest: Int64 = 7_258_118_400
    /// Tables hold 366 days each; their edges mean nothing.
    private static let span: Int64 = 366 * 86_400

    private func found(_ year: Int64) -> [Step] {
        let start = year * Self.span
        var steps = [Step(start: start, offset: zone.offset(at: start))]
        for look in stride(from: start + 6 * 86_400, through: start + Self.span, by: 6 * 86_400) {
            let last = steps[steps.count - 1].offset
            let offset = zone.offset(at: look)
            guard offset != last else { continue }
            var (before, after) = (look - 6 * 86_400, look)
            while after - before > 1 {
                let middle = before + (after - before) / 2
                if zone.offset(at: middle) == last { before = middle } else { after = middle }
            }
            steps.append(Step(start: after, offset: offset))
        }
        return steps
    }

    private static func floor(_ value: Int64, _ divisor: Int64) -> Int64 {
        value / divisor - (value % divisor < 0 ? 1 : 0)
    }
}

extension LocalDay {
    /// Reads `2026-03-29` and nothing else, in the years 1 to 9999.
    init?(strict text: String) {
        guard text.utf8.allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) }), let day = LocalDay(text),
            day.date.year >= 1
        else { return nil }
        self = day
    }

    /// The month it lies in, `2026-03`.
    package var month: String { String(description.prefix(7)) }
    package var isWeekend: Bool { weekday == 0 || weekday == 6 }

    /// The same day so many months later, or that month's last where it has no such day.
    package func advanced(months: Int) -> LocalDay {
        let (year, month, day) = date
        let count = year * 12 + month - 1 + months
        for candidate in stride(from: day, through: 1, by: -1) {
            if let found = LocalDay(year: count / 12, month: count % 12 + 1, day: candidate) { return found }
        }
        return self
    }
}
