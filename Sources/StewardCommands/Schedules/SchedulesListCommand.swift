// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCore
import StewardJobs
import StewardServer

/// `steward schedules list`
struct SchedulesListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List schedules with their last run, its result and the next run; missing runs are named.")

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let (rows, isComplete) = try await installation.with { installation in
            let schedules = Schedules(queue: installation.jobs)
            let missing = Set(try await schedules.missing().map(\.schedule))
            var rows: [[JSON]] = []
            for status in try await schedules.list() {
                let name = status.schedule.name
                let last = try await installation.jobs.list(JobFilter(schedule: name), limit: 1).items.first
                rows.append(row(status, last, isMissing: missing.contains(name)))
            }
            return (rows, missing.isEmpty)
        }
        output.printer.show(
            Listing(
                [
                    ("name", "Name"), ("kind", nil), ("due", "Due"), ("zone", "Zone"), ("next_at", "Next"),
                    ("last_at", "Last run"), ("result", "Result"), ("last_success_at", nil), ("paused_at", nil),
                    ("obstacle", nil), ("missing", "Missing"),
                ], empty: "No schedule. Add one with “steward schedules add”.", rows: rows))
        if !isComplete { throw ExitStatus.attention.code }
    }

    private func row(_ status: ScheduleStatus, _ last: Job?, isMissing: Bool) -> [JSON] {
        let schedule = status.schedule
        return [
            .string(schedule.name), .string(schedule.kind), .string(schedule.trigger.description),
            .string(schedule.zone.identifier),
            status.pausedAt == nil || output.json ? SchedulesCommand.time(status.nextAt) : "paused",
            SchedulesCommand.time(last?.createdAt), SchedulesCommand.result(last),
            SchedulesCommand.time(status.lastSuccessAt), SchedulesCommand.time(status.pausedAt),
            status.obstacle.map { .string($0.rawValue) } ?? .null, .bool(isMissing),
        ]
    }
}

/// `steward schedules show NAME`
struct SchedulesShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a schedule: what it does, its rules, its next and last runs.")

    @Argument(help: "Its name.")
    var name: String

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let (status, jobs) = try await installation.with { installation in
            guard let status = try await Schedules(queue: installation.jobs).show(name) else {
                throw SchedulesCommand.missing(name)
            }
            return (status, try await installation.jobs.list(JobFilter(schedule: name), limit: 10).items)
        }
        let schedule = status.schedule
        let next = status.pausedAt == nil ? schedule.trigger.upcoming(5, after: Date(), in: schedule.zone) : []
        let runs = jobs.map { job -> JSON in
            [
                "job": .string(job.id.description), "due_at": SchedulesCommand.time(job.dueAt),
                "finished_at": SchedulesCommand.time(job.finishedAt), "result": SchedulesCommand.result(job),
            ]
        }
        let rules = schedule.rules.json
        output.printer.show(
            Record([
                ("name", "Name", .string(schedule.name)), ("kind", "Kind", .string(schedule.kind)),
                ("payload", "Payload", schedule.payload), ("due", "Due", .string(schedule.trigger.description)),
                ("zone", "Zone", .string(schedule.zone.identifier)),
                ("random_delay", "Random delay", .string(schedule.randomDelay.text)),
                ("rules", "Rules", rules.members?.isEmpty ?? true ? .null : rules),
                ("task", "Task", schedule.task.map(JSON.string) ?? .null),
                ("paused_at", "Paused", SchedulesCommand.time(status.pausedAt)),
                ("obstacle", "Obstacle", status.obstacle.map { .string($0.rawValue) } ?? .null),
                ("last_success_at", "Last success", SchedulesCommand.time(status.lastSuccessAt)),
                ("next", "Next runs", .array(next.map { SchedulesCommand.time($0) })),
                ("runs", "Last runs", .array(output.json ? runs : Self.lines(runs))),
            ]))
    }

    /// A run in one cell.
    private static func lines(_ runs: [JSON]) -> [JSON] {
        runs.map { .string("\($0["due_at"]?.cell ?? "–") \($0["result"]?.cell ?? "–")") }
    }
}
