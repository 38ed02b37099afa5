// SPDX-License-Identifier: Apache-2.0
import StewardJobs

/// Instants as people's entries write them: RFC 3339 in UTC with three digits of a second, six where they are needed
/// (`2026-11-22T01:35:00.000Z`).
enum EntryTime {
    /// The text of an instant in microseconds since 1970, between the years 1 and 9999.
    static func text(_ instant: Int64) -> String {
        let value = min(max(instant, -62_135_596_800_000_000), 253_402_300_799_999_999)
        let day = value / 86_400_000_000 - (value % 86_400_000_000 < 0 ? 1 : 0)
        let inDay = value - day * 86_400_000_000
        let second = inDay / 1_000_000
        let fraction = inDay % 1_000_000
        let clock = [second / 3600, second / 60 % 60, second % 60].map { digits($0, 2) }.joined(separator: ":")
        let part = fraction % 1000 == 0 ? digits(fraction / 1000, 3) : digits(fraction, 6)
        return "\(LocalDay(number: Int(day)))T\(clock).\(part)Z"
    }

    /// Reads what ``text(_:)`` writes, with none to six digits of a second; `nil` for anything else.
    static func instant(_ text: String) -> Int64? {
        let bytes = Array(text.utf8)
        guard (20...27).contains(bytes.count), bytes[bytes.count - 1] == 0x5A, bytes[10] == 0x54,
            bytes[13] == 0x3A, bytes[16] == 0x3A, let day = LocalDay(strict: String(text.prefix(10))),
            let hour = number(bytes[11..<13]), let minute = number(bytes[14..<16]),
            let second = number(bytes[17..<19]), hour < 24, minute < 60, second < 60
        else { return nil }
        let whole = ((Int64(day.number) * 24 + hour) * 60 + minute) * 60 + second
        guard bytes.count > 20 else { return whole * 1_000_000 }
        let part = bytes[20..<(bytes.count - 1)]
        guard bytes[19] == 0x2E, !part.isEmpty, var fraction = number(part) else { return nil }
        for _ in part.count..<6 { fraction *= 10 }
        return whole * 1_000_000 + fraction
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int64? {
        var value: Int64 = 0
        for byte in bytes {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int64(byte - 0x30)
        }
        return value
    }

    private static func digits(_ value: Int64, _ count: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }
}
