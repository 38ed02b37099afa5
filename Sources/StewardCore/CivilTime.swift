// SPDX-License-Identifier: Apache-2.0

/// Reads a calendar's day and a clock's time as ISO 8601 and RFC 3339 write them.
package enum CivilTime {
    /// Microseconds of a second and of a day.
    package static let second: Int64 = 1_000_000
    package static let day: Int64 = 86_400 * second

    /// What a text tells: `2026-11-22T10:00:00.250+01:00`, with seconds, fraction, offset and its colon or without, and
    /// with a blank instead of `T`; `nil` when it is something else, or names a day that is not in the calendar.
    ///
    /// `local` is microseconds as if it were UTC; `offset` is minutes east of UTC, `nil` when there is none.
    package static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> (local: Int64, offset: Int?)? {
        var scanner = Scanner(bytes: bytes)
        guard let year = scanner.digits(4), scanner.take("-"), let month = scanner.digits(2), scanner.take("-"),
            let day = scanner.digits(2), let days = days(year: year, month: month, day: day)
        else { return nil }
        var micros = Int64(days) * self.day
        guard scanner.take("T") || scanner.take("t") || scanner.take(" ") else {
            return nil
        }
        guard let clock = scanner.clock() else { return nil }
        micros += clock
        guard let offset = scanner.offset() else { return nil }
        return scanner.isAtEnd ? (micros, offset.minutes) : nil
    }

    /// Days from 1970-01-01 to a date of the Gregorian calendar; `nil` when there is no such date. (Counting years
    /// from March puts the leap day at a year's end.)
    package static func days(year: Int, month: Int, day: Int) -> Int? {
        guard (1...12).contains(month), (0...9999).contains(year) else { return nil }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...lengths[month - 1]).contains(day) else { return nil }
        let fromMarch = (month + 9) % 12
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted.quotientRoundingDown(400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * fromMarch + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Reads a text from left to right.
    private struct Scanner {
        let bytes: UnsafeBufferPointer<UInt8>
        var at = 0
        var isAtEnd: Bool { at == bytes.count }

        mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard at < bytes.count, bytes[at] == UInt8(ascii: character) else { return false }
            at += 1
            return true
        }

        mutating func digits(_ count: Int) -> Int? {
            guard at + count <= bytes.count else { return nil }
            var value = 0
            for byte in bytes[at..<at + count] {
                guard 0x30...0x39 ~= byte else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            at += count
            return value
        }

        /// `HH:mm`, `HH:mm:ss` or with a fraction, in microseconds. A leap second is the one before it.
        mutating func clock() -> Int64? {
            guard let hour = digits(2), hour < 24, take(":"), let minute = digits(2), minute < 60 else { return nil }
            var micros = Int64(hour * 3600 + minute * 60) * CivilTime.second
            guard take(":") else { return micros }
            guard let seconds = digits(2), seconds <= 60 else { return nil }
            micros += Int64(min(seconds, 59)) * CivilTime.second
            guard take(".") || take(",") else { return micros }
            var unit = CivilTime.second / 10
            let start = at
            while let digit = digits(1) {
                micros += Int64(digit) * unit
                unit /= 10
            }
            return at > start ? micros : nil
        }

        /// `Z`, `±HH:mm`, `±HHmm`, `±HH`, or nothing.
        mutating func offset() -> Offset? {
            guard !isAtEnd else { return Offset(minutes: nil) }
            if take("Z") || take("z") { return Offset(minutes: 0) }
            let isWest = take("-")
            guard isWest || take("+"), let hours = digits(2), hours <= 18 else { return nil }
            var minutes = hours * 60
            if !isAtEnd {
                _ = take(":")
                guard let rest = digits(2), rest < 60 else { return nil }
                minutes += rest
            }
            return Offset(minutes: isWest ? -minutes : minutes)
        }
    }

    /// An offset from UTC; without minutes when none was written.
    private struct Offset {
        let minutes: Int?
    }
}

extension Int {
    /// The quotient that is not larger than the exact one.
    fileprivate func quotientRoundingDown(_ divisor: Int) -> Int {
        (self >= 0 ? self : self - divisor + 1) / divisor
    }
}
