// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs

extension TaskTrigger {
    static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// Reads the inside of `<Triggers>`.
    static func all(_ element: XMLElement) throws(AutomationError) -> [TaskTrigger] {
        guard element.children.count <= 48 else {
            throw TaskFields.fault(element, "has \(element.children.count) triggers; a task takes 48")
        }
        var found: [TaskTrigger] = []
        for inner in element.children { found.append(try TaskTrigger(inner)) }
        return found
    }

    private init(_ element: XMLElement) throws(AutomationError) {
        guard element.name == "CalendarTrigger" || element.name == "TimeTrigger" else {
            self = .other(element)
            return
        }
        var fields = TaskFields(element)
        guard let start = try fields.take("StartBoundary") else {
            throw TaskFields.fault(element, "has no <StartBoundary>")
        }
        guard let moment = Moment(start.text) else {
            throw TaskFields.fault(start, "must be a time such as 2025-01-01T02:00:00, not “\(start.shown)”")
        }
        let days = element.name == "TimeTrigger" ? Days.once : try Days(&fields)
        var timed = Timed(start: moment, days: days)
        timed.id = element.attribute("id")
        timed.isEnabled = try fields.flag("Enabled", true)
        if let delay = try fields.duration("RandomDelay") { timed.randomDelay = delay == .zero ? nil : delay }
        if let limit = try fields.duration("ExecutionTimeLimit") { timed.timeLimit = limit == .zero ? nil : limit }
        if let repetition = try fields.take("Repetition") { timed.repetition = try Repetition(repetition) }
        timed.others = fields.others
        self = .timed(timed)
    }
}

extension TaskTrigger.Repetition {
    fileprivate init(_ element: XMLElement) throws(AutomationError) {
        var fields = TaskFields(element)
        guard let interval = try fields.duration("Interval"), interval >= .seconds(60),
            interval <= .seconds(31 * 86_400)
        else { throw TaskFields.fault(element, "needs an <Interval> of one minute to 31 days") }
        let duration = try fields.duration("Duration")
        let stops = try fields.flag("StopAtDurationEnd", false)
        if let unknown = fields.others.first { throw TaskFields.fault(unknown, "does not belong there") }
        self.init(interval: interval, duration: duration == .zero ? nil : duration, stopsAtEnd: stops)
    }
}

extension TaskTrigger.Days {
    private static let known = ["ScheduleByDay", "ScheduleByWeek", "ScheduleByMonth", "ScheduleByMonthDayOfWeek"]

    /// Takes the one `ScheduleBy…` of a trigger.
    fileprivate init(_ fields: inout TaskFields) throws(AutomationError) {
        var found: [XMLElement] = []
        for name in Self.known { if let element = try fields.take(name) { found.append(element) } }
        guard let element = found.first, found.count == 1 else {
            throw TaskFields.fault(fields.element, "needs one of \(Self.known.joined(separator: ", "))")
        }
        var inner = TaskFields(element)
        switch element.name {
        case "ScheduleByDay": self = .daily(every: try inner.number("DaysInterval", in: 1...365) ?? 1)
        case "ScheduleByWeek":
            self = .weekly(
                every: try inner.number("WeeksInterval", in: 1...52) ?? 1,
                on: try Self.names(TaskTrigger.weekdays, from: 0, "DaysOfWeek", &inner) ?? Set(0...6))
        case "ScheduleByMonth":
            let months = try Self.names(TaskTrigger.months, from: 1, "Months", &inner) ?? Set(1...12)
            self = .monthly(on: try Self.daysOfMonth(&inner), months: months)
        default:
            self = .other(element)
            return
        }
        if let unknown = inner.others.first { throw TaskFields.fault(unknown, "does not belong there") }
    }

    /// Reads `<DaysOfWeek><Monday /></DaysOfWeek>`.
    private static func names(
        _ names: [String], from first: Int, _ list: String, _ fields: inout TaskFields
    ) throws(AutomationError) -> Set<Int>? {
        guard let element = try fields.take(list) else { return nil }
        var found: Set<Int> = []
        for inner in element.children {
            guard let place = names.firstIndex(of: inner.name) else {
                throw TaskFields.fault(inner, "is none of \(names.joined(separator: ", "))")
            }
            found.insert(place + first)
        }
        guard !found.isEmpty else { throw TaskFields.fault(element, "is empty") }
        return found
    }

    private static func daysOfMonth(_ fields: inout TaskFields) throws(AutomationError) -> Set<Int> {
        guard let element = try fields.take("DaysOfMonth"), !element.children.isEmpty else {
            throw TaskFields.fault(fields.element, "has no <DaysOfMonth>")
        }
        var found: Set<Int> = []
        for day in element.children {
            guard day.name == "Day" else { throw TaskFields.fault(day, "is no <Day>") }
            let isLast = day.text.lowercased() == "last"
            found.insert(isLast ? CalendarTrigger.lastDay : try TaskFields.number(day, in: 1...31))
        }
        return found
    }
}
