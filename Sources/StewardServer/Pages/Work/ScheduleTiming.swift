// SPDX-License-Identifier: Apache-2.0
import StewardJobs

/// When a schedule is due, as the form asks for it: one of a few usual forms, or a text.
struct ScheduleTiming: Sendable, Hashable {
    enum Form: String, Sendable, CaseIterable { case hourly, daily, weekly, monthly, other }

    var form: Form = .daily
    /// 0 to 59, as typed.
    var minute = "0"
    /// `02:00`, as typed.
    var time = "02:00"
    /// `mon` to `sun`.
    var weekdays: Set<String> = ["mon"]
    /// `1` to `31`, or `last`.
    var day = "1"
    /// A cron expression, an interval or a calendar rule, as typed.
    var text = ""

    static let weekdayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
    static let dayNames = (1...31).map(String.init) + ["last"]

    init() {}

    /// The form that says what a trigger says.
    init(_ trigger: Trigger) {
        form = .other
        text = trigger.description
        switch trigger {
        case .interval: return
        case .cron(let expression): take(cron: expression.description)
        case .calendar(let rule): take(rule)
        }
    }

    private mutating func take(cron: String) {
        let fields = cron.split(separator: " ")
        guard fields.count == 5, fields[1...].allSatisfy({ $0 == "*" }), let minute = Int(fields[0]) else { return }
        form = .hourly
        self.minute = "\(minute)"
    }

    private mutating func take(_ rule: CalendarTrigger) {
        guard rule.repetition == nil, rule.from.number == 0, rule.timeOfDay % 60 == 0 else { return }
        let (hour, minute) = (rule.timeOfDay / 3600, rule.timeOfDay / 60 % 60)
        switch rule.pattern {
        case .daily(1): form = .daily
        case .weekly(1, let days):
            form = .weekly
            weekdays = Set(days.map { Self.weekdayNames[$0] })
        case .monthly(let days, let months) where days.count == 1 && months.count == 12:
            form = .monthly
            day = days.first.map { $0 == CalendarTrigger.lastDay ? "last" : "\($0)" } ?? "1"
        default: return
        }
        time = "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }

    /// The trigger that the form asks for, or what is wrong with which field.
    func trigger() -> Result<Trigger, ScheduleProblem> {
        switch form {
        case .hourly:
            guard let number = Int(minute), (0...59).contains(number) else { return .failure(.minute) }
            return read("\(number) * * * *", "minute")
        case .daily: return timed("daily")
        case .weekly:
            let days = Self.weekdayNames.filter(weekdays.contains)
            guard !days.isEmpty else { return .failure(.noWeekday) }
            return timed("weekly on \(days.joined(separator: ","))")
        case .monthly:
            guard Self.dayNames.contains(day) else { return .failure(.noDay) }
            return timed("monthly on \(day)")
        case .other: return read(text, "text")
        }
    }

    private func timed(_ days: String) -> Result<Trigger, ScheduleProblem> {
        let parts = time.trimmed.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let hour = parts[0], let minute = parts[1], (0...23).contains(hour),
            (0...59).contains(minute)
        else { return .failure(.time) }
        let clock = [hour, minute].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        return read("\(days) at \(clock)", "time")
    }

    private func read(_ text: String, _ field: String) -> Result<Trigger, ScheduleProblem> {
        do throws(JobsError) {
            return .success(try Trigger(parsing: text))
        } catch {
            return .failure(ScheduleProblem(field, .triggerWrong(error.message)))
        }
    }
}

/// What is wrong with a field of the form.
struct ScheduleProblem: Error, Sendable, Equatable {
    let problem: FormProblem

    init(_ field: String, _ phrase: Phrase) { problem = FormProblem(field, phrase) }

    static let minute = Self("minute", .minuteWrong)
    static let time = Self("time", .timeWrong)
    static let noWeekday = Self("weekday", .weekdayMissing)
    static let noDay = Self("day", .dayWrong)
}

extension StringProtocol {
    /// Without the blanks around it.
    var trimmed: String {
        var text = Substring(self)
        while text.first?.isWhitespace ?? false { text.removeFirst() }
        while text.last?.isWhitespace ?? false { text.removeLast() }
        return String(text)
    }
}
