// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCore
import StewardJobs
import StewardServer

/// `steward schedules …`
struct SchedulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedules", abstract: "See and set when jobs are due.",
        subcommands: [
            SchedulesListCommand.self, SchedulesAddCommand.self, SchedulesRemoveCommand.self,
            SchedulesImportCommand.self, SchedulesExportCommand.self,
        ])

    /// A schedule as `schedules export` writes it and `schedules import` reads it.
    static func json(_ schedule: Schedule) -> JSON {
        [
            "name": .string(schedule.name), "kind": .string(schedule.kind), "payload": schedule.payload,
            "due": .string(schedule.trigger.description), "zone": .string(schedule.zone.identifier),
            "priority": .integer(Int64(schedule.priority)), "max_attempts": .integer(Int64(schedule.maxAttempts)),
            "grace_seconds": .integer(schedule.grace.components.seconds),
            "random_delay_seconds": .integer(schedule.randomDelay.components.seconds),
        ]
    }

    /// Reads one element of an export.
    /// - Throws: `CommandError` that names the member.
    static func schedule(_ json: JSON, place: String) throws -> Schedule {
        func text(_ key: String) throws -> String {
            guard let text = json[key]?.string else {
                throw CommandError(
                    .failure, "\(place) lacks the text “\(key)”. Compare it with “steward schedules export”.")
            }
            return text
        }
        let name = try text("name")
        return Schedule(
            name: name, kind: try text("kind"), payload: json["payload"] ?? .object([]),
            trigger: try Trigger(parsing: try text("due")), zone: try LocalZone(json["zone"]?.string ?? "UTC"),
            priority: Int(json["priority"]?.integer ?? 0), maxAttempts: Int(json["max_attempts"]?.integer ?? 20),
            grace: .seconds(json["grace_seconds"]?.integer ?? 3600),
            randomDelay: .seconds(json["random_delay_seconds"]?.integer ?? 0))
    }
}

/// `steward schedules list`
struct SchedulesListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List schedules with their next run; missing runs are named.")

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let (statuses, missing) = try await installation.with { installation in
            let schedules = Schedules(queue: installation.jobs)
            return (try await schedules.list(), try await schedules.missing())
        }
        let lacking = Set(missing.map(\.schedule))
        let rows = statuses.map { status -> [JSON] in
            [
                .string(status.schedule.name), .string(status.schedule.kind),
                .string(status.schedule.trigger.description), .string(status.schedule.zone.identifier),
                Self.time(status.nextAt), Self.time(status.lastSuccessAt),
                .bool(lacking.contains(status.schedule.name)),
            ]
        }
        output.printer.show(
            Listing(
                [
                    ("name", "Name"), ("kind", "Kind"), ("due", "Due"), ("zone", "Zone"), ("next_at", "Next"),
                    ("last_success_at", "Last success"), ("missing", "Missing"),
                ], empty: "No schedule. Add one with “steward schedules add”.", rows: rows))
        if !missing.isEmpty { throw ExitStatus.attention.code }
    }

    private static func time(_ date: Date?) -> JSON { date.map { .string($0.formatted(.iso8601)) } ?? .null }
}
