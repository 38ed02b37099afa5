// SPDX-License-Identifier: Apache-2.0
import StewardJobs
import Tally

/// When a schedule is due, in words: `every day at 02:00`.
struct TriggerWords {
    let words: Words
    private var language: Language { words.language }

    func text(_ trigger: Trigger) -> String {
        switch trigger {
        case .interval(let every): words.say(.everySpan).replacing("{span}", with: words.duration(every))
        case .calendar(let trigger): calendar(trigger)
        case .cron(let expression): cron(expression.description)
        }
    }

    private func calendar(_ trigger: CalendarTrigger) -> String {
        var text =
            switch trigger.pattern {
            case .daily(1): words.say(.everyDay)
            case .daily(let every): Plural.everyDays.text(every, language)
            case .weekly(1, let days): onWeekdays(days)
            case .weekly(let every, let days): Plural.everyWeeks.text(every, language) + " " + onWeekdays(days)
            case .monthly(let days, let months): onDays(days) + inMonths(months)
            }
        text += " " + at([trigger.timeOfDay])
        guard let repetition = trigger.repetition else { return text }
        return text + ", "
            + words.say(.thenEvery).replacing("{span}", with: words.duration(repetition.every))
            .replacing("{length}", with: words.duration(repetition.duration))
    }

    private func onWeekdays(_ days: Set<Int>) -> String {
        let names = days.sorted { ($0 + 6) % 7 < ($1 + 6) % 7 }.map { language.weekday($0) }
        return words.say(.onDays).replacing("{days}", with: list(names))
    }

    private func onDays(_ days: Set<Int>) -> String {
        var names = days.subtracting([CalendarTrigger.lastDay]).sorted().map { words.number($0) }
        if days.contains(CalendarTrigger.lastDay) { names.append(words.say(.lastDay)) }
        return words.say(.onDaysOfMonth).replacing("{days}", with: list(names))
    }

    private func inMonths(_ months: Set<Int>) -> String {
        guard months.count < 12 else { return "" }
        let names = months.sorted().map { language.month($0) }
        return " " + words.say(.inMonths).replacing("{months}", with: list(names))
    }

    /// `at 02:00`, `at 02:00 and 14:00`.
    private func at(_ times: [Int]) -> String {
        let texts = times.map { time in
            let parts = [time / 3600, time / 60 % 60] + (time % 60 == 0 ? [] : [time % 60])
            return parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        }
        return words.say(.atTime).replacing("{time}", with: list(texts))
    }

    private func list(_ texts: [String]) -> String {
        guard let last = texts.last, texts.count > 1 else { return texts.first ?? "" }
        return texts.dropLast().joined(separator: ", ") + " \(words.say(.and)) " + last
    }
}

extension TriggerWords {
    /// The usual forms in words; any other expression as it is.
    private func cron(_ text: String) -> String {
        let full = ["@hourly": "0 * * * *", "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@weekly": "0 0 * * 0"]
        let fields = (full[text.lowercased()] ?? text).split(separator: " ").map(String.init)
        let plain = words.say(.byCron).replacing("{text}", with: text)
        guard fields.count == 5, fields[3] == "*" else { return plain }
        let (minute, hour, day, weekday) = (fields[0], fields[1], fields[2], fields[4])
        if hour == "*" || hour.hasPrefix("*/") {
            return day == "*" && weekday == "*" ? everyHour(minute, hour) ?? plain : plain
        }
        guard let minutes = Int(minute), let hours = numbers(hour), hours.count <= 4 else { return plain }
        let times = at(hours.map { $0 * 3600 + minutes * 60 })
        if day == "*", weekday == "*" { return words.say(.everyDay) + " " + times }
        if day == "*", let days = weekdays(weekday) { return onWeekdays(days) + " " + times }
        if weekday == "*", let days = numbers(day) { return onDays(Set(days)) + " " + times }
        return plain
    }

    private func everyHour(_ minute: String, _ hour: String) -> String? {
        if hour == "*", let step = Self.step(minute, of: 60) {
            return words.say(.everySpan).replacing("{span}", with: words.duration(.seconds(60 * step)))
        }
        guard let minutes = Int(minute) else { return nil }
        let hours = hour == "*" ? 1 : Self.step(hour, of: 24)
        guard let hours else { return nil }
        let span =
            hours == 1
            ? words.say(.hourly)
            : words.say(.everySpan).replacing("{span}", with: words.duration(.seconds(3600 * hours)))
        return span + ", " + words.say(.atMinute).replacing("{n}", with: words.number(minutes))
    }

    /// `*/15`, where the steps divide the whole.
    private static func step(_ text: String, of whole: Int) -> Int? {
        if text == "*" { return 1 }
        guard text.hasPrefix("*/"), let step = Int(text.dropFirst(2)), step > 0, whole % step == 0 else { return nil }
        return step
    }

    private func numbers(_ text: String) -> [Int]? {
        let parts = text.split(separator: ",").map { Int($0) }
        return parts.contains(nil) || parts.isEmpty ? nil : parts.compactMap(\.self).sorted()
    }

    /// `1-5`, `mon,wed`, `0`, `7`.
    private func weekdays(_ text: String) -> Set<Int>? {
        let names = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
        func day(_ text: Substring) -> Int? { names.firstIndex(of: text.lowercased()) ?? Int(text) }
        var days: Set<Int> = []
        for part in text.split(separator: ",") {
            let ends = part.split(separator: "-").map(day)
            guard let first = ends.first ?? nil, let last = ends.last ?? nil, first <= last, ends.count <= 2,
                (0...7).contains(first), (0...7).contains(last)
            else { return nil }
            for number in first...last { days.insert(number % 7) }
        }
        return days.isEmpty ? nil : days
    }
}
