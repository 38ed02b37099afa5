// SPDX-License-Identifier: Apache-2.0
import StewardJobs

/// Reads dates and times of day as people and old programs write them, in a zone.
struct LocalMoment: Sendable {
    let zone: LocalZone
    let slashDates: ImportOptions.SlashDates

    init(_ options: ImportOptions) {
        zone = options.zone
        slashDates = options.slashDates
    }

    /// The day of `2026-11-22`, `22-11-2026`, `22.11.2026`, or with slashes where their order is known, as days from
    /// 1970; `nil` when the text is no day.
    func day(_ text: String) -> Int? {
        let separator = text.contains("-") ? "-" : text.contains(".") ? "." : "/"
        let parts = text.split(separator: Character(separator), omittingEmptySubsequences: false)
        guard parts.count == 3, parts.allSatisfy({ (1...4).contains($0.utf8.count) }),
            parts.allSatisfy({ $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } })
        else { return nil }
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == 3 else { return nil }
        if parts[0].utf8.count == 4 {
            return InstantText.days(year: numbers[0], month: numbers[1], day: numbers[2])
        }
        guard parts[2].utf8.count == 4 else { return nil }
        switch (separator, slashDates) {
        case ("/", .refused): return nil
        case ("/", .monthFirst): return InstantText.days(year: numbers[2], month: numbers[0], day: numbers[1])
        default: return InstantText.days(year: numbers[2], month: numbers[1], day: numbers[0])
        }
    }

    /// The seconds after midnight of `8:30`, `08:30` or `08:30:15`; `nil` when the text is no time of day.
    func time(_ text: String) -> Int64? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts.allSatisfy({ (1...2).contains($0.utf8.count) }) else { return nil }
        var seconds: Int64 = 0
        for (part, limit) in zip(parts, [24, 60, 60]) {
            guard part.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let number = Int64(part), number < limit else {
                return nil
            }
            seconds = seconds * 60 + number
        }
        return parts.count == 2 ? seconds * 60 : seconds
    }

    /// The instant of a day and a time of day in the zone, in microseconds: the first where the clock shows it twice,
    /// and the end of the gap where it never does.
    func instant(day: Int, seconds: Int64) -> Int64 {
        zone.instant(wall: Int64(day) * 86_400 + seconds) * InstantText.second
    }

    /// The instant of a text with date and time: with an offset as it says, without one in the zone.
    func instant(_ text: String) -> Int64? {
        if let exact = InstantText.read(text) { return exact }
        var copy = text
        if let wall = copy.withUTF8({ InstantText.civil($0) }), wall.offset == nil {
            let (second, rest) = wall.local.quotientAndRemainder(dividingBy: InstantText.second)
            return zone.instant(wall: second) * InstantText.second + rest
        }
        let parts = text.split(separator: " ")
        guard parts.count == 2, let day = day(String(parts[0])), let time = time(String(parts[1])) else { return nil }
        return instant(day: day, seconds: time)
    }

    static let written = "2026-11-22 10:00 or 2026-11-22T10:00:00+01:00"

    /// What to do about a text that is no date or time: to write it as another, or to say how slashes are meant.
    func repair(_ text: String, _ example: String) -> String {
        guard slashDates == .refused, text.contains("/") else { return "write it as \(example)" }
        return "say whether the day or the month comes first, or write it as \(example)"
    }
}
