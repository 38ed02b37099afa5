// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials

/// A date as a public listing shows it in English, `Oct 7, 2026`. A time without a date is none.
struct ShownDate: Sendable, Equatable {
    let year: Int
    let month: Int
    let day: Int

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    init?(_ text: String) {
        let words = text.split { $0 == " " || $0 == "," }
        guard words.count == 3, let month = Self.months.firstIndex(of: String(words[0].prefix(3))),
            let day = Int(words[1]), let year = Int(words[2]), (1...31).contains(day), (1970...9999).contains(year)
        else { return nil }
        self.year = year
        self.month = month + 1
        self.day = day
    }

    /// Whether the day was over everywhere on earth, with a day to spare, at this instant.
    func isOlder(than instant: Date) -> Bool {
        instant.timeIntervalSince1970 >= Double(days + 3) * 86_400
    }

    /// Days since 1970-01-01.
    private var days: Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
