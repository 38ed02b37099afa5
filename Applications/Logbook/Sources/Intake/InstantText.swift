// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Reads the ways in which devices write an instant. Instants are microseconds since 1970 (UTC).
enum InstantText {
    /// What a time without an offset means.
    enum Zoneless: Sendable {
        /// It is UTC, as the format says.
        case utc
        /// Nobody knows, so it is not taken.
        case refused
    }

    static let second: Int64 = 1_000_000
    static let day: Int64 = 86_400 * second
    /// What a vehicle's book can hold: the years 2000 to 2100.
    static let plausible = ObservationTime.range

    /// The instant of ISO 8601 (`2026-11-22T10:00:00.250+01:00`, seconds, fraction and the offset's colon optional, a
    /// blank instead of `T`), or of seconds or milliseconds since 1970 in digits; `nil` when the text is neither.
    static func read(_ text: String, zoneless: Zoneless = .refused) -> Int64? {
        var text = text
        return text.withUTF8 { bytes in
            guard (1...40).contains(bytes.count) else { return nil }
            let isNumber = bytes.allSatisfy { 0x30...0x39 ~= $0 || $0 == UInt8(ascii: ".") }
            if isNumber { return NumberText.read(bytes).flatMap(epoch) }
            guard let (local, offset) = civil(bytes) else { return nil }
            switch (offset, zoneless) {
            case (let offset?, _): return local - Int64(offset) * 60 * second
            case (nil, .utc): return local
            case (nil, .refused): return nil
            }
        }
    }

    /// The instant of seconds since 1970, or of milliseconds when it is 2147483647 or more.
    static func epoch(_ number: Double) -> Int64? {
        guard number.isFinite, number >= 0, number < 1e15 else { return nil }
        let seconds = number < 2_147_483_647
        return Int64((number * (seconds ? 1e6 : 1e3)).rounded())
    }

    /// The local time that a text tells as if it were UTC, in microseconds, and its offset in minutes when it has one.
    static func civil(_ bytes: UnsafeBufferPointer<UInt8>) -> (local: Int64, offset: Int?)? { CivilTime.read(bytes) }

    /// Days from 1970-01-01 to a date of the Gregorian calendar; `nil` when there is no such date.
    static func days(year: Int, month: Int, day: Int) -> Int? { CivilTime.days(year: year, month: month, day: day) }
}
