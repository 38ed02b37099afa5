// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials

/// A run whose time on the wall the zone skips or shows twice, because its clocks are moved that day.
package struct ClockChange: Sendable, Hashable {
    package enum Kind: String, Sendable {
        /// The wall never shows the time: it runs at the first instant after the gap.
        case skipped
        /// The wall shows the time twice: it runs the first time.
        case repeated
    }

    package let kind: Kind
    /// Seconds since midnight on the wall, as the trigger has it.
    package let timeOfDay: Int
    /// When it runs.
    package let at: Date
}

extension Trigger {
    /// The days on which a time of the trigger is skipped or shown twice, with the first such time of each, after an
    /// instant and for so many days. What follows elapsed time has none.
    package func clockChanges(after instant: Date, days: Int, in zone: LocalZone) -> [ClockChange] {
        let pattern: any DayPattern
        switch self {
        case .cron(let expression): pattern = expression
        case .calendar(let trigger): pattern = trigger
        case .interval: return []
        }
        guard !pattern.followsElapsedTime else { return [] }
        let today = zone.day(at: Int64(instant.timeIntervalSince1970.rounded(.down)))
        return (0..<max(0, days)).compactMap { number in
            let day = today + number
            guard zone.steadyOffset(around: day) == nil, pattern.matches(day) else { return nil }
            return Self.change(on: day, at: pattern.timesOfDay, in: zone).flatMap { $0.at > instant ? $0 : nil }
        }
    }

    private static func change(on day: LocalDay, at times: [Int64], in zone: LocalZone) -> ClockChange? {
        for time in times {
            let wall = Int64(day.number) * 86_400 + time
            let instants = zone.instants(wall: wall)
            guard instants.count != 1 else { continue }
            return ClockChange(
                kind: instants.isEmpty ? .skipped : .repeated, timeOfDay: Int(time),
                at: Date(timeIntervalSince1970: Double(zone.instant(wall: wall))))
        }
        return nil
    }
}
