// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardIntegration
import StewardJobs

/// A dump's file name as older programs wrote it: `gnucash_2025-11-21.sql`, `gnucash_2025-11-21_02-00-00.sql`,
/// `gnucash_backup_2025-11-21_02-00-00.backup`, each also with `.gz` or `.zst`; and as Steward writes it.
struct OldName: Sendable, Hashable {
    /// What stands before the date.
    let database: String
    let day: LocalDay
    /// Seconds since midnight on the wall; `nil` when the name has no time.
    let second: Int64?

    /// `nil` when the stem of a name has no date where these names have it.
    init?(stem: String) {
        var parts = stem.split(separator: "_", omittingEmptySubsequences: false)
        second = parts.last.flatMap { Self.second($0) }
        if second != nil { parts.removeLast() }
        guard let date = parts.popLast(), date.count == 10, let day = LocalDay(date) else { return nil }
        database = parts.joined(separator: "_")
        self.day = day
        guard !database.isEmpty else { return nil }
    }

    /// The databases that it may be of, the likelier first: `_backup` before the date belongs to the name of an archive
    /// as one older program wrote it, or to the database's own.
    func databases(_ format: DumpFormat) -> [String] {
        guard format == .custom, database.hasSuffix("_backup"), database.count > 7 else { return [database] }
        return [String(database.dropLast(7)), database]
    }

    /// When it was made. A name without a time is completed by the file's time of change, where that is on the same
    /// day; else it counts from midnight.
    func date(in zone: LocalZone, changed: Int64) -> Date {
        let midnight = Int64(day.number) * 86_400
        if let second { return Date(timeIntervalSince1970: Double(zone.instant(wall: midnight + second))) }
        let isSameDay = zone.day(at: changed) == day
        return Date(timeIntervalSince1970: Double(isSameDay ? changed : zone.instant(wall: midnight)))
    }

    /// `HH-mm-ss`.
    private static func second(_ text: Substring) -> Int64? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { $0.count == 2 && $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } ? Int64($0) : nil }
        guard parts.count == 3, numbers.count == 3, numbers[0] < 24, numbers[1] < 60, numbers[2] < 60 else {
            return nil
        }
        return numbers[0] * 3600 + numbers[1] * 60 + numbers[2]
    }
}
