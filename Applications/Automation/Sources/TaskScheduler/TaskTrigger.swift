// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardJobs

/// When a task is started.
package enum TaskTrigger: Sendable, Hashable {
    /// By the calendar or once.
    case timed(Timed)
    /// By something else (a logon, the start of the machine, an event), as it was written.
    case other(XMLElement)

    /// A `CalendarTrigger`, or a `TimeTrigger` when it has no days.
    package struct Timed: Sendable, Hashable {
        package var id: String?
        package var isEnabled = true
        package var start: Moment
        package var randomDelay: Duration?
        /// How long a run of this trigger may take; `nil`: as the task says.
        package var timeLimit: Duration?
        package var repetition: Repetition?
        package var days: Days
        package var others: [XMLElement] = []

        package init(start: Moment, days: Days) {
            self.start = start
            self.days = days
        }

        var elementName: String { days == .once ? "TimeTrigger" : "CalendarTrigger" }
    }

    package enum Days: Sendable, Hashable {
        case once
        case daily(every: Int)
        /// 0 is Sunday.
        case weekly(every: Int, on: Set<Int>)
        /// Days 1 to 31 and ``CalendarTrigger/lastDay``; months 1 to 12.
        case monthly(on: Set<Int>, months: Set<Int>)
        /// Another kind of calendar, as it was written.
        case other(XMLElement)
    }

    package struct Repetition: Sendable, Hashable {
        package var interval: Duration
        /// `nil`: without end.
        package var duration: Duration?
        /// Whether what runs is ended when the duration is over.
        package var stopsAtEnd = false

        package init(interval: Duration, duration: Duration? = nil, stopsAtEnd: Bool = false) {
            self.interval = interval
            self.duration = duration
            self.stopsAtEnd = stopsAtEnd
        }
    }

    /// A date and a time of day, on the machine's wall unless an offset is said. Parts of a second are not kept.
    package struct Moment: Sendable, Hashable {
        package var day: LocalDay
        /// Since midnight.
        package var seconds: Int
        /// Seconds east of Greenwich; `nil`: on the machine's wall.
        package var offset: Int?

        package init(day: LocalDay, seconds: Int, offset: Int? = nil) {
            self.day = day
            self.seconds = seconds
            self.offset = offset
        }
    }
}

extension TaskTrigger.Moment {
    /// Reads `2025-01-01T02:00:00`, also with a fraction and with `Z` or `+01:00` behind it.
    package init?(_ text: String) {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, let day = LocalDay(parts[0]) else { return nil }
        var clock = parts[1]
        var offset: Int?
        if clock.last == "Z" {
            offset = 0
            clock.removeLast()
        } else if let sign = clock.lastIndex(where: { $0 == "+" || $0 == "-" }) {
            guard let minutes = Self.numbers(clock[clock.index(after: sign)...], [14, 59]) else { return nil }
            offset = (minutes[0] * 3600 + minutes[1] * 60) * (clock[sign] == "-" ? -1 : 1)
            clock = clock[..<sign]
        }
        let fraction = clock.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard fraction.count == 1 || !fraction[1].isEmpty && fraction[1].allSatisfy(\.isASCIIDigit),
            let time = Self.numbers(fraction[0], [23, 59, 59])
        else { return nil }
        self.init(day: day, seconds: time[0] * 3600 + time[1] * 60 + time[2], offset: offset)
    }

    private static func numbers(_ text: Substring, _ highest: [Int]) -> [Int]? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == highest.count else { return nil }
        var numbers: [Int] = []
        for (part, most) in zip(parts, highest) {
            guard part.utf8.count == 2, part.allSatisfy(\.isASCIIDigit), let number = Int(part), number <= most else {
                return nil
            }
            numbers.append(number)
        }
        return numbers
    }

    /// The text that `init(_:)` reads.
    package var text: String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        var text = "\(day)T\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
        if let offset {
            let size = abs(offset)
            text += offset == 0 ? "Z" : (offset < 0 ? "-" : "+") + "\(two(size / 3600)):\(two(size / 60 % 60))"
        }
        return text
    }
}

extension Character {
    var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
