// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardJobs

/// One month of all schedules: what ran, what did not, what is due. Days are those of one zone. No clock and no
/// database.
struct RunCalendar: Sendable {
    /// How a run stands, the gravest first.
    enum Standing: String, Sendable, Comparable {
        case failed, missing, underWay = "under_way", due, done

        private var rank: Int {
            switch self {
            case .failed: 0
            case .missing: 1
            case .underWay: 2
            case .due: 3
            case .done: 4
            }
        }
        static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
    }

    /// One run, or the first of many on a day.
    struct Entry: Sendable, Hashable {
        let schedule: String
        let at: Date
        let standing: Standing
        /// `nil` where no job was made.
        let job: JobID?
        /// Whether there are more on this day than are told one by one; then `standing` is the gravest of them.
        var hasMore = false
    }

    let month: CalendarMonth
    let zone: LocalZone
    /// By day of the month, from 1; ascending in time.
    private(set) var days: [Int: [Entry]] = [:]

    /// More runs than these on a day are told as one entry.
    static let oneByOne = 3
    /// Jobs done longer ago may be gone from the history; what did not run then is not known any more.
    static let memory = 60.0 * 86_400

    /// - Parameter runs: the jobs of these schedules that were due in the month.
    init(_ month: CalendarMonth, zone: LocalZone, schedules: [ScheduleStatus], runs: [Job], now: Date) {
        self.month = month
        self.zone = zone
        let bySchedule = Dictionary(grouping: runs.filter { $0.dueAt != nil }) { $0.schedule ?? "" }
        for status in schedules { add(status, bySchedule[status.schedule.name] ?? [], now) }
        for day in days.keys { days[day]?.sort { ($0.at, $0.schedule) < ($1.at, $1.schedule) } }
    }

    private mutating func add(_ status: ScheduleStatus, _ runs: [Job], _ now: Date) {
        let times = dueTimes(status)
        var byDay = Dictionary(grouping: runs) { day(of: $0.dueAt ?? now) }
        for (day, due) in times {
            let jobs = byDay.removeValue(forKey: day) ?? []
            if due.hasMore || jobs.count > Self.oneByOne {
                addMany(status, day, due.times, jobs, now)
            } else {
                addEach(status, day, due.times, jobs, now)
            }
        }
        // Runs at other times: begun by a person, or from before the schedule was changed.
        for (day, jobs) in byDay { addEach(status, day, [], jobs, now) }
    }

    private mutating func addEach(_ status: ScheduleStatus, _ day: Int, _ times: [Date], _ jobs: [Job], _ now: Date) {
        let name = status.schedule.name
        let byTime = Dictionary(jobs.map { ($0.dueAt ?? now, $0) }) { _, later in later }
        var entries = byTime.map {
            Entry(schedule: name, at: $0.key, standing: Self.standing($0.value), job: $0.value.id)
        }
        for time in times where byTime[time] == nil {
            guard let standing = Self.standing(status, dueAt: time, now) else { continue }
            entries.append(Entry(schedule: name, at: time, standing: standing, job: nil))
        }
        days[day, default: []] += entries
    }

    private mutating func addMany(_ status: ScheduleStatus, _ day: Int, _ times: [Date], _ jobs: [Job], _ now: Date) {
        let worst = jobs.min { Self.standing($0) < Self.standing($1) }
        let expected = times.first.flatMap { Self.standing(status, dueAt: $0, now) }
        guard let first = times.first ?? jobs.first?.dueAt,
            let standing = worst.map(Self.standing) ?? expected
        else {
            // It began on this day: what was due before counts for nothing, what comes does.
            guard let next = status.nextAt, CalendarMonth(next, in: zone) == month, self.day(of: next) == day else {
                return
            }
            days[day, default: []].append(
                Entry(schedule: status.schedule.name, at: next, standing: .due, job: nil, hasMore: true))
            return
        }
        days[day, default: []].append(
            Entry(schedule: status.schedule.name, at: first, standing: standing, job: worst?.id, hasMore: true))
    }

    private static func standing(_ job: Job) -> Standing {
        switch job.state {
        case .waiting, .running: .underWay
        case .done: .done
        case .cancelled, .discarded: .failed
        }
    }

    /// How a due time without a job stands; `nil` when nothing was or is expected then.
    private static func standing(_ status: ScheduleStatus, dueAt: Date, _ now: Date) -> Standing? {
        let schedule = status.schedule
        if let paused = status.pausedAt, dueAt > paused { return nil }
        // It was made, changed or resumed after that.
        if dueAt <= status.since, dueAt <= now { return nil }
        let patience = Double(schedule.grace.components.seconds + schedule.randomDelay.components.seconds)
        if dueAt.addingTimeInterval(patience) > now { return .due }
        return now.timeIntervalSince(dueAt) < memory ? .missing : nil
    }

    private func day(of date: Date) -> Int {
        zone.day(at: Int64(date.timeIntervalSince1970.rounded(.down))).date.day
    }

    /// The first due times of each day.
    private func dueTimes(_ status: ScheduleStatus) -> [Int: (times: [Date], hasMore: Bool)] {
        let (start, end) = (month.start(in: zone), month.next.start(in: zone))
        var found: [Int: (times: [Date], hasMore: Bool)] = [:]
        var last = start.addingTimeInterval(-1)
        while let next = status.schedule.trigger.next(after: last, in: status.schedule.zone), next < end {
            let day = day(of: next)
            var due = found[day] ?? ([], false)
            if due.times.count < Self.oneByOne {
                due.times.append(next)
                last = next
            } else {
                due.hasMore = true
                last = month.day(day + 1).start(in: zone).addingTimeInterval(-1)
            }
            found[day] = due
        }
        return found
    }
}

/// A month of the Gregorian calendar.
struct CalendarMonth: Sendable, Hashable, CustomStringConvertible {
    let year: Int
    /// 1 to 12.
    let month: Int

    init(year: Int, month: Int) {
        self.year = year
        self.month = month
    }

    /// The month of an instant.
    init(_ date: Date, in zone: LocalZone) {
        let day = zone.day(at: Int64(date.timeIntervalSince1970.rounded(.down))).date
        self.init(year: day.year, month: day.month)
    }

    /// Reads `2026-11`; years from 1970 to 2200.
    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 4, parts[1].count == 2, let year = Int(parts[0]),
            let month = Int(parts[1]), (1970...2200).contains(year), (1...12).contains(month)
        else { return nil }
        self.init(year: year, month: month)
    }

    var description: String { "\(year)-\(month < 10 ? "0" : "")\(month)" }
    var next: Self { month == 12 ? Self(year: year + 1, month: 1) : Self(year: year, month: month + 1) }
    var previous: Self { month == 1 ? Self(year: year - 1, month: 12) : Self(year: year, month: month - 1) }
    var first: LocalDay { LocalDay(year: year, month: month, day: 1) ?? LocalDay(number: 0) }
    /// How many days it has.
    var length: Int { next.first.number - first.number }
    /// Day `number` of the month; one more than ``length`` is the first of the next.
    func day(_ number: Int) -> LocalDay { first + (number - 1) }
    func start(in zone: LocalZone) -> Date { first.start(in: zone) }
}

extension LocalDay {
    /// The first instant of the day in a zone.
    func start(in zone: LocalZone) -> Date {
        Date(timeIntervalSince1970: Double(zone.instant(wall: Int64(number) * 86_400)))
    }
}
