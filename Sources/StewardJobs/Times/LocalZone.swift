// SPDX-License-Identifier: Apache-2.0
import Foundation

/// An IANA time zone, and how wall-clock time in it becomes instants.
///
/// Wall-clock time is counted as *local seconds*: the seconds from 1970-01-01 00:00 on the wall to a date and time on
/// the wall, as though the wall had never been moved.
package struct LocalZone: Sendable, Hashable, CustomStringConvertible {
    /// The IANA name, as `Europe/Amsterdam`.
    package let identifier: String
    private let offsets: ZoneOffsets

    /// Coordinated universal time.
    package static let utc = LocalZone(identifier: "UTC", zone: .gmt)

    private init(identifier: String, zone: TimeZone) {
        self.identifier = identifier
        offsets = ZoneOffsets.of(identifier, zone)
    }

    /// The zone with this IANA name.
    package init(_ identifier: String) throws(JobsError) {
        let known = identifier == "UTC" || identifier.contains("/")
        guard known, let zone = TimeZone(identifier: identifier) else {
            throw JobsError(
                .invalidZone, "There is no time zone “\(identifier)”; use an IANA name such as Europe/Amsterdam or UTC."
            )
        }
        self.init(identifier: identifier, zone: zone)
    }

    /// Seconds east of Greenwich at an instant.
    package func offset(at instant: Int64) -> Int64 { offsets.offset(at: instant) }
    /// What the wall shows at an instant, in local seconds.
    package func wall(at instant: Int64) -> Int64 { instant + offset(at: instant) }
    /// The day on the wall at an instant.
    package func day(at instant: Int64) -> LocalDay {
        LocalDay(number: Int(floorDivide(wall(at: instant), 86_400)))
    }

    /// The offset at an instant, with a time about it all through which it holds.
    func steady(at instant: Int64) -> ZoneOffsets.Steady { offsets.steady(at: instant) }

    /// The offset that holds all through a day and the day before and after it; `nil` when it changes meanwhile.
    func steadyOffset(around day: LocalDay) -> Int64? {
        let midnight = Int64(day.number) * 86_400
        let before = offset(at: midnight - 26 * 3600)
        return before == offset(at: midnight + 50 * 3600) ? before : nil
    }

    /// Every instant at which the wall shows this time, earliest first: none in a gap, two where it is repeated.
    func instants(wall: Int64) -> [Int64] {
        let offsets = [offset(at: wall - 26 * 3600), offset(at: wall + 26 * 3600)]
        let found = Set(offsets.map { wall - $0 }.filter { self.wall(at: $0) == wall })
        return found.sorted()
    }

    /// The one instant for a time on the wall: the first where it is repeated, and the first instant after the gap
    /// where the wall skips it.
    package func instant(wall: Int64) -> Int64 {
        if let first = instants(wall: wall).first { return first }
        // Inside a gap the offset changes between these two instants; halve the span until it is one second.
        var before = wall - max(offset(at: wall - 26 * 3600), offset(at: wall + 26 * 3600))
        var after = wall - min(offset(at: wall - 26 * 3600), offset(at: wall + 26 * 3600))
        let old = offset(at: before)
        while after - before > 1 {
            let middle = before + (after - before) / 2
            if offset(at: middle) == old { before = middle } else { after = middle }
        }
        return after
    }

    package var description: String { identifier }
    package static func == (left: Self, right: Self) -> Bool { left.identifier == right.identifier }
    package func hash(into hasher: inout Hasher) { hasher.combine(identifier) }
}
