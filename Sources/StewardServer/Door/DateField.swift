// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Synchronization

/// The header `Date` (RFC 9110, section 6.6.1), written anew once a second.
final class DateField: Sendable {
    private let kept = Mutex<(second: Int, field: HTTPField)>((.min, HTTPField(name: .date, value: "")))

    func field() -> HTTPField {
        let second = Int(Date().timeIntervalSince1970)
        return kept.withLock { kept in
            if kept.second != second { kept = (second, HTTPField(name: .date, value: Self.text(second))) }
            return kept.field
        }
    }

    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// As `Sun, 06 Nov 1994 08:49:37 GMT`.
    static func text(_ second: Int) -> String {
        let (day, time) = (second / 86_400, second % 86_400)
        let date = civil(day)
        return "\(days[day % 7]), \(two(date.day)) \(months[date.month - 1]) \(date.year) "
            + "\(two(time / 3600)):\(two(time / 60 % 60)):\(two(time % 60)) GMT"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    /// The date so many days after 1970-01-01, by H. Hinnant's algorithm.
    private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let (era, dayOfEra) = (shifted / 146_097, shifted % 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let real = month < 10 ? month + 3 : month - 9
        return (yearOfEra + era * 400 + (real <= 2 ? 1 : 0), real, dayOfYear - (153 * month + 2) / 5 + 1)
    }
}
