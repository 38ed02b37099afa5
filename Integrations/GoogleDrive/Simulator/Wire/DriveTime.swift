// SPDX-License-Identifier: Apache-2.0

/// Instants as Drive writes and reads them (RFC 3339), in milliseconds since 1970.
enum DriveTime {
    /// `2026-02-08T10:00:00.000Z`.
    static func text(_ milliseconds: Int64) -> String {
        var out: [UInt8] = []
        append(milliseconds, to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    static func append(_ milliseconds: Int64, to out: inout [UInt8]) {
        let days = floorDivide(milliseconds, 86_400_000)
        let rest = Int(milliseconds - days * 86_400_000)
        let (year, month, day) = civil(days)
        append(year, 4, to: &out)
        out.append(UInt8(ascii: "-"))
        append(month, 2, to: &out)
        out.append(UInt8(ascii: "-"))
        append(day, 2, to: &out)
        out.append(UInt8(ascii: "T"))
        append(rest / 3_600_000, 2, to: &out)
        out.append(UInt8(ascii: ":"))
        append(rest / 60_000 % 60, 2, to: &out)
        out.append(UInt8(ascii: ":"))
        append(rest / 1000 % 60, 2, to: &out)
        out.append(UInt8(ascii: "."))
        append(rest % 1000, 3, to: &out)
        out.append(UInt8(ascii: "Z"))
    }

    /// Reads RFC 3339, also a date alone and a time without a zone, which is then UTC. `nil` for anything else.
    static func parse(_ text: String) -> Int64? {
        var bytes = Array(text.utf8)[...]
        guard let year = digits(4, &bytes), take("-", &bytes), let month = digits(2, &bytes), take("-", &bytes),
            let day = digits(2, &bytes), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        let start = days(year, month, day) * 86_400_000
        guard !bytes.isEmpty else { return start }
        guard take("T", &bytes) || take("t", &bytes) || take(" ", &bytes), let hour = digits(2, &bytes),
            take(":", &bytes), let minute = digits(2, &bytes), take(":", &bytes), let second = digits(2, &bytes),
            hour < 24, minute < 60, second <= 60
        else { return nil }
        var fraction = 0
        if take(".", &bytes) {
            var scale = 100
            let first = bytes.startIndex
            while let byte = bytes.first, (0x30...0x39).contains(byte) {
                fraction += Int(byte - 0x30) * scale
                scale /= 10
                bytes.removeFirst()
            }
            guard bytes.startIndex > first else { return nil }
        }
        guard let offset = offset(&bytes), bytes.isEmpty else { return nil }
        return start + Int64(((hour * 60 + minute - offset) * 60 + second) * 1000 + fraction)
    }

    /// Minutes east of UTC.
    private static func offset(_ bytes: inout ArraySlice<UInt8>) -> Int? {
        guard !bytes.isEmpty else { return 0 }
        if take("Z", &bytes) || take("z", &bytes) { return 0 }
        // A plus sign in a query arrives as a space.
        let sign = take("-", &bytes) ? -1 : take("+", &bytes) || take(" ", &bytes) ? 1 : 0
        guard sign != 0, let hours = digits(2, &bytes), take(":", &bytes), let minutes = digits(2, &bytes), hours < 24,
            minutes < 60
        else { return nil }
        return sign * (hours * 60 + minutes)
    }

    private static func take(_ character: Character, _ bytes: inout ArraySlice<UInt8>) -> Bool {
        guard bytes.first == character.asciiValue else { return false }
        bytes.removeFirst()
        return true
    }

    private static func digits(_ count: Int, _ bytes: inout ArraySlice<UInt8>) -> Int? {
        guard bytes.count >= count, bytes.prefix(count).allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let value = bytes.prefix(count).reduce(0) { $0 * 10 + Int($1 - 0x30) }
        bytes.removeFirst(count)
        return value
    }

    private static func append(_ value: Int, _ width: Int, to out: inout [UInt8]) {
        var scale = 1
        for _ in 1..<width { scale *= 10 }
        while scale > 0 {
            out.append(UInt8(0x30 + value / scale % 10))
            scale /= 10
        }
    }

    private static func floorDivide(_ value: Int64, _ by: Int64) -> Int64 {
        value >= 0 ? value / by : (value - by + 1) / by
    }

    /// The proleptic Gregorian date of a day number, 0 being 1970-01-01.
    private static func civil(_ days: Int64) -> (Int, Int, Int) {
        let shifted = days + 719_468
        let era = floorDivide(shifted, 146_097)
        let dayOfEra = Int(shifted - era * 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let year = yearOfEra + Int(era) * 400 + (month >= 10 ? 1 : 0)
        return (year, month < 10 ? month + 3 : month - 9, dayOfYear - (153 * month + 2) / 5 + 1)
    }

    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
        let year = month <= 2 ? year - 1 : year
        let era = floorDivide(Int64(year), 400)
        let yearOfEra = year - Int(era) * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + Int64(dayOfEra) - 719_468
    }
}
