// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Reads and writes instants as RFC 3339 has them. Instants are microseconds since 1970 in UTC.
package enum InstantText {
    package static let second = CivilTime.second
    package static let day = CivilTime.day

    /// A moment as a text tells it.
    package struct Moment: Sendable, Hashable {
        /// The calendar and the clock, as if they were UTC.
        package let local: Int64
        /// East of UTC in seconds; `nil` when the text does not say.
        package let offset: Int?

        /// The instant; `nil` without an offset.
        package var instant: Int64? { offset.map { local - Int64($0) * InstantText.second } }
    }

    /// Reads `2026-11-22T10:00:00.250+01:00`: seconds, fraction and offset may be missing, a blank may stand for `T`.
    /// `nil` when the text is something else, or names a day that is not in the calendar.
    package static func read(_ text: String) -> Moment? {
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.count <= 40, let (local, minutes) = CivilTime.read(bytes) else { return nil }
            return Moment(local: local, offset: minutes.map { $0 * 60 })
        }
    }

    /// `2026-11-22T09:00:00Z`, with milliseconds or microseconds where there are any.
    package static func write(_ instant: Int64) -> String {
        let micros = ((instant % second) + second) % second
        let seconds = (instant - micros) / second
        let clock = Int(((seconds % 86_400) + 86_400) % 86_400)
        let date = date(day: Int((seconds - Int64(clock)) / 86_400))
        var text = "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))T"
        text += "\(padded(clock / 3600, 2)):\(padded(clock / 60 % 60, 2)):\(padded(clock % 60, 2))"
        if micros % 1000 != 0 {
            text += ".\(padded(Int(micros), 6))"
        } else if micros != 0 {
            text += ".\(padded(Int(micros / 1000), 3))"
        }
        return text + "Z"
    }

    private static func date(day: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let fromMarch = (5 * dayOfYear + 2) / 153
        let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * fromMarch + 2) / 5 + 1)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
}
