// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardJobs

/// What calendar and clock on the wall of a zone show at an instant.
struct WallTime: Sendable, Hashable {
    let day: LocalDay
    /// Seconds since midnight on the wall.
    let secondOfDay: Int
    /// Seconds east of Greenwich.
    let offset: Int

    init(_ date: Date, in zone: LocalZone) {
        let instant = Int64(date.timeIntervalSince1970.rounded(.down))
        day = zone.day(at: instant)
        secondOfDay = Int(zone.wall(at: instant) - Int64(day.number) * 86_400)
        offset = Int(zone.offset(at: instant))
    }

    /// `16:38`.
    var clock: String { "\(Self.two(secondOfDay / 3600)):\(Self.two(secondOfDay / 60 % 60))" }
    /// `16:38:05`.
    var clockWithSeconds: String { "\(clock):\(Self.two(secondOfDay % 60))" }

    /// `+07:00`.
    var offsetText: String {
        let minutes = abs(offset) / 60
        return "\(offset < 0 ? "-" : "+")\(Self.two(minutes / 60)):\(Self.two(minutes % 60))"
    }

    private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
