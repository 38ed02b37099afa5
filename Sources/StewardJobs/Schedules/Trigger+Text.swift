// SPDX-License-Identifier: Apache-2.0

extension Trigger: CustomStringConvertible {
    /// Reads what ``description`` writes:
    ///
    /// - `0 2 * * *`, `@daily`: cron
    /// - `every 15m`, `every 1h30m`: by elapsed time
    /// - `daily at 02:00`, `every 3 days at 02:00 from 2026-01-05`
    /// - `weekly on sat,sun at 12:08:45 repeating every 1h for 1d`, `every 2 weeks on tue at 07:30 from 2026-01-06`
    /// - `monthly on 1,15,last at 11:00`, `monthly on last in mar,sep at 11:00`
    ///
    /// - Throws: ``JobsError`` that says what is wrong.
    package init(parsing text: String) throws(JobsError) {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard let first = words.first?.lowercased() else {
            throw JobsError(.invalidTrigger, "The trigger is empty; write for example “0 2 * * *” or “daily at 02:00”.")
        }
        if words.count == 2, first == "every" {
            guard let every = Duration(parsing: words[1]), every >= .seconds(1) else {
                throw JobsError(
                    .invalidTrigger,
                    "“\(words[1])” is no length of time of at least 1s; write for example 15m or 1h30m.")
            }
            self = .interval(every)
        } else if ["every", "daily", "weekly", "monthly"].contains(first) {
            var reader = CalendarTextReader(words: words, whole: text)
            self = .calendar(try reader.read())
        } else {
            self = .cron(try CronExpression(parsing: text))
        }
    }

    package var description: String {
        switch self {
        case .cron(let expression): expression.description
        case .calendar(let trigger): trigger.description
        case .interval(let every): "every \(every.text)"
        }
    }
}

extension CalendarTrigger: CustomStringConvertible {
    package var description: String {
        var text: String
        switch pattern {
        case .daily(1): text = "daily"
        case .daily(let every): text = "every \(every) days"
        case .weekly(let every, let days):
            let names = days.sorted().map { CronField.days[$0] }.joined(separator: ",")
            text = every == 1 ? "weekly on \(names)" : "every \(every) weeks on \(names)"
        case .monthly(let days, let months):
            let numbers = days.subtracting([Self.lastDay]).sorted().map(String.init)
            text = "monthly on " + (numbers + (days.contains(Self.lastDay) ? ["last"] : [])).joined(separator: ",")
            if months.count < 12 {
                text += " in " + months.sorted().map { CronField.months[$0 - 1] }.joined(separator: ",")
            }
        }
        text += " at \(padded(timeOfDay / 3600, 2)):\(padded(timeOfDay / 60 % 60, 2))"
        if timeOfDay % 60 != 0 { text += ":\(padded(timeOfDay % 60, 2))" }
        if from.number != 0 { text += " from \(from)" }
        if let repetition { text += " repeating every \(repetition.every.text) for \(repetition.duration.text)" }
        return text
    }
}

/// Reads the text form of a calendar trigger, word by word.
private struct CalendarTextReader {
    let words: [Substring]
    let whole: String
    private var place = 0

    init(words: [Substring], whole: String) {
        self.words = words
        self.whole = whole
    }

    mutating func read() throws(JobsError) -> CalendarTrigger {
        let pattern = try pattern()
        try expect("at")
        let time = try timeOfDay()
        var from = LocalDay(number: 0)
        if accept("from") {
            guard let day = LocalDay(try word("a date")) else { throw wrong("a date such as 2026-01-05") }
            from = day
        }
        var repetition: CalendarTrigger.Repetition?
        if accept("repeating") {
            try expect("every")
            let every = try duration()
            try expect("for")
            repetition = .init(every: every, duration: try duration())
        }
        guard place == words.count else { throw wrong("the end") }
        return try CalendarTrigger(pattern, timeOfDay: time, from: from, repetition: repetition)
    }

    private mutating func pattern() throws(JobsError) -> CalendarTrigger.Pattern {
        switch try word("daily, weekly, monthly or every").lowercased() {
        case "daily": return .daily(every: 1)
        case "weekly":
            try expect("on")
            return .weekly(every: 1, on: try list(CronField.days, from: 0))
        case "monthly":
            try expect("on")
            let days = try list(["last"] + (1...31).map(String.init), from: CalendarTrigger.lastDay)
            return .monthly(on: days, months: accept("in") ? try list(CronField.months, from: 1) : Set(1...12))
        default:
            guard let every = Int(try word("a number")) else { throw wrong("a number of days or weeks") }
            if accept("days") { return .daily(every: every) }
            guard accept("weeks") else {
                place += 1
                throw wrong("“days” or “weeks”")
            }
            try expect("on")
            return .weekly(every: every, on: try list(CronField.days, from: 0))
        }
    }

    private mutating func list(_ names: [String], from first: Int) throws(JobsError) -> Set<Int> {
        var values: Set<Int> = []
        for name in try word("a list").lowercased().split(separator: ",", omittingEmptySubsequences: false) {
            guard let place = names.firstIndex(of: String(name)) else {
                throw wrong("one of \(names.joined(separator: ", ")), with commas and without spaces")
            }
            values.insert(first + place)
        }
        return values
    }

    private mutating func timeOfDay() throws(JobsError) -> Int {
        let parts = try word("a time").split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { $0.count == 2 ? Int($0) : nil }
        guard (2...3).contains(parts.count), numbers.count == parts.count, (0...23).contains(numbers[0]),
            numbers.dropFirst().allSatisfy({ (0...59).contains($0) })
        else { throw wrong("a time such as 02:00") }
        return numbers[0] * 3600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
    }

    private mutating func duration() throws(JobsError) -> Duration {
        guard let value = Duration(parsing: try word("a length of time")) else {
            throw wrong("a length of time such as 15m or 1d")
        }
        return value
    }

    private mutating func accept(_ expected: String) -> Bool {
        guard place < words.count, words[place].lowercased() == expected else { return false }
        place += 1
        return true
    }

    private mutating func expect(_ expected: String) throws(JobsError) {
        guard accept(expected) else {
            place += 1
            throw wrong("“\(expected)”")
        }
    }

    private mutating func word(_ expected: String) throws(JobsError) -> Substring {
        place += 1
        guard place <= words.count else { throw wrong(expected) }
        return words[place - 1]
    }

    /// `place` has moved past the word in question.
    private func wrong(_ expected: String) -> JobsError {
        let found = place > 0 && place <= words.count ? "“\(words[place - 1])”" : "the end"
        return JobsError(.invalidTrigger, "The trigger “\(whole)” has \(found) where \(expected) belongs.")
    }
}
