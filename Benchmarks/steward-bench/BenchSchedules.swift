// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardJobs

/// Follows schedules through a year of simulated time, as the scheduler does: the earliest that is due makes its job,
/// and its next time is found. No database.
struct BenchSchedules: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedules", abstract: "Follow schedules through a simulated year with its clock changes.")

    @Option(help: "How many schedules.") var count = 1000
    @Option(help: "The year.") var year = 2026

    func run() throws {
        let schedules = try ScheduleYear.schedules(count)
        let clock = ContinuousClock()
        let start = clock.now
        let found = try ScheduleYear.follow(schedules, year: year)
        let seconds = (clock.now - start) / .seconds(1)
        print("{\"schedules\":\(count),\"runs\":\(found.runs),\"changes\":\(found.changes),\"seconds\":\(seconds)}")
    }
}

/// A year of schedules.
enum ScheduleYear {
    private static let zones = [
        "Europe/Amsterdam", "America/New_York", "Asia/Bangkok", "Asia/Kolkata", "Australia/Sydney", "UTC",
    ]

    /// A household's mix: of twenty, ten are daily, four weekly, two monthly, two hourly, one repeats every hour of the
    /// weekend and one every quarter of an hour.
    static func schedules(_ count: Int) throws -> [Schedule] {
        try (0..<count).map { number in
            let (hour, minute) = (number * 7 % 24, number * 13 % 60)
            let time = (hour < 10 ? "0" : "") + "\(hour):" + (minute < 10 ? "0" : "") + "\(minute)"
            let text =
                switch number % 20 {
                case 0..<10: "daily at \(time)"
                case 10..<14: "weekly on \(["mon", "wed", "sat", "sun"][number % 4]) at \(time)"
                case 14, 15: "monthly on \(number % 28 + 1) at \(time)"
                case 16, 17: "\(minute) * * * *"
                case 18: "weekly on sat,sun at \(time) repeating every 1h for 1d"
                default: "*/15 * * * *"
                }
            return Schedule(
                name: "\(number)", kind: "bench", trigger: try Trigger(parsing: text),
                zone: try LocalZone(zones[number % zones.count]))
        }
    }

    /// How many jobs were made, and on how many days a schedule met a moved clock.
    static func follow(_ schedules: [Schedule], year: Int) throws -> (runs: Int, changes: Int) {
        guard let first = LocalDay(year: year, month: 1, day: 1), let last = LocalDay(year: year + 1, month: 1, day: 1)
        else { throw JobsError(.invalidRequest, "There is no year \(year).") }
        let start = Date(timeIntervalSince1970: Double(first.number) * 86_400)
        let end = Date(timeIntervalSince1970: Double(last.number) * 86_400)
        var due = Agenda()
        for (number, schedule) in schedules.enumerated() {
            if let next = schedule.trigger.next(after: start, in: schedule.zone) { due.add(next, number) }
        }
        var runs = 0
        while let (now, number) = due.first, now < end {
            let step = ScheduleStep(schedules[number], nextAt: now, isBusy: false, at: now)
            if case .run = step.action { runs += 1 }
            if let next = step.next { due.moveFirst(to: next) } else { due.moveFirst(to: .distantFuture) }
        }
        let changes = schedules.reduce(0) { sum, schedule in
            sum + schedule.trigger.clockChanges(after: start, days: last.number - first.number, in: schedule.zone).count
        }
        return (runs, changes)
    }
}

/// Times with numbers, the earliest first: a binary heap.
private struct Agenda {
    private var entries: [(at: Date, number: Int)] = []

    var first: (Date, Int)? { entries.first.map { ($0.at, $0.number) } }

    mutating func add(_ date: Date, _ number: Int) {
        entries.append((date, number))
        var place = entries.count - 1
        while place > 0, entries[place].at < entries[(place - 1) / 2].at {
            entries.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    mutating func moveFirst(to date: Date) {
        entries[0].at = date
        var place = 0
        while true {
            var least = place * 2 + 1
            guard least < entries.count else { return }
            if least + 1 < entries.count, entries[least + 1].at < entries[least].at { least += 1 }
            guard entries[least].at < entries[place].at else { return }
            entries.swapAt(place, least)
            place = least
        }
    }
}
