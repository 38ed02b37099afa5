// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import StewardCore
package import StewardJobs

/// A span of the day in which only what is critical is told, on the wall of a time zone. It may go past midnight.
package struct QuietHours: Sendable, Hashable {
    /// Minutes after midnight at which it begins and ends, 0 to 1439. The same minute twice is the whole day.
    package let from: Int
    package let until: Int
    /// The days on which it begins, 1 for Monday to 7 for Sunday.
    package let days: Set<Int>
    package let zone: LocalZone

    /// Every day of the week.
    package static let everyDay: Set<Int> = [1, 2, 3, 4, 5, 6, 7]

    /// - Throws: ``AutomationError`` with `invalid` for times outside a day or for no day.
    package init(
        from: Int, until: Int, days: Set<Int> = Self.everyDay, zone: LocalZone
    ) throws(AutomationError) {
        guard (0..<1440).contains(from), (0..<1440).contains(until) else {
            throw AutomationError(.invalid, "Quiet hours begin and end at times from 00:00 to 23:59.")
        }
        guard !days.isEmpty, days.isSubset(of: Self.everyDay) else {
            throw AutomationError(.invalid, "Quiet hours need a day of the week, from 1 for Monday to 7 for Sunday.")
        }
        self.from = from
        self.until = until
        self.days = days
        self.zone = zone
    }

    /// Reads `22:00-07:00`.
    /// - Throws: ``AutomationError`` with `invalid`.
    package init(
        _ text: String, days: Set<Int> = Self.everyDay, zone: LocalZone
    ) throws(AutomationError) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let from = Self.minutes(parts[0]), let until = Self.minutes(parts[1]) else {
            throw AutomationError(.invalid, "“\(text)” are no quiet hours; write them as 22:00-07:00.")
        }
        try self.init(from: from, until: until, days: days, zone: zone)
    }

    /// Whether it is quiet at an instant.
    package func contains(_ instant: Date) -> Bool {
        let wall = zone.wall(at: Int64(instant.timeIntervalSince1970.rounded(.down)))
        let day = Int((wall - Self.modulo(wall, 86_400)) / 86_400)
        let minute = Int(Self.modulo(wall, 86_400) / 60)
        if from < until { return days.contains(Self.weekday(day)) && (from..<until).contains(minute) }
        let hasBegun = minute >= from && days.contains(Self.weekday(day))
        return hasBegun || (minute < until && days.contains(Self.weekday(day - 1)))
    }

    /// As it is read and shown: `22:00-07:00`.
    package var text: String { "\(Self.clock(from))-\(Self.clock(until))" }

    /// 1970-01-01 was a Thursday.
    private static func weekday(_ day: Int) -> Int { Int(modulo(Int64(day) + 3, 7)) + 1 }

    private static func modulo(_ value: Int64, _ divisor: Int64) -> Int64 {
        let rest = value % divisor
        return rest < 0 ? rest + divisor : rest
    }

    private static func clock(_ minutes: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(minutes / 60)):\(two(minutes % 60))"
    }

    private static func minutes(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let areDigits = parts.allSatisfy { (1...2).contains($0.utf8.count) && $0.utf8.allSatisfy { 48...57 ~= $0 } }
        guard parts.count == 2, areDigits, parts[1].utf8.count == 2, let hour = Int(parts[0]),
            let minute = Int(parts[1]), hour < 24, minute < 60
        else { return nil }
        return hour * 60 + minute
    }
}

extension QuietHours {
    /// As it is kept.
    package var json: JSON {
        [
            "hours": .string(text), "days": .array(days.sorted().map { .integer(Int64($0)) }),
            "zone": .string(zone.identifier),
        ]
    }

    /// - Throws: ``AutomationError`` with `invalid`.
    package init(_ json: JSON) throws(AutomationError) {
        guard let hours = json["hours"]?.string, let days = json["days"]?.array?.compactMap(\.integer),
            let name = json["zone"]?.string, let zone = try? LocalZone(name)
        else { throw AutomationError(.invalid, "Kept quiet hours cannot be read; set them again.") }
        try self.init(hours, days: Set(days.map { Int(clamping: $0) }), zone: zone)
    }
}
