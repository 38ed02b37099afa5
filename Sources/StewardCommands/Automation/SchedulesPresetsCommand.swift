// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Automation
import Backups
import Foundation
import StewardCore
import StewardJobs
import StewardServer

/// `steward schedules presets`
struct SchedulesPresetsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "presets", abstract: "See the schedules that are ready to be added, and add them.",
        discussion: """
            Backups of gnucash, timeline and jobscheduler daily at 02:00, 02:15 and 02:30, the health check at 06:00, \
            the purge of logs on Sunday at 03:00. Each starts up to five minutes later, on mains power only, never \
            beside itself, and is made up for after downtime. A backup is added when its backup set is there.

            steward schedules presets --add backup-gnucash --at backup-gnucash=01:30 --zone Europe/Amsterdam
            """)

    @Option(name: .long, help: "Add this one; may be given again.")
    var add: [String] = []

    @Flag(name: .long, help: "Add all of them.")
    var all = false

    @Option(name: .long, help: "The IANA time zone of the times, as Asia/Bangkok.")
    var zone = "UTC"

    @Option(name: .long, help: "ID=TIME: another time, as 03:30, or a whole rule, as “daily at 03:30”.")
    var at: [String] = []

    @Option(name: .long, help: "ID=NAME: another name for the schedule.")
    var rename: [String] = []

    @Option(name: .long, help: "ID=SET: another backup set.")
    var set: [String] = []

    @Option(
        name: .long, help: "A folder for the purge: *.log of more than 30 days or above 500 MB.", completion: .directory
    )
    var logs: [String] = []

    @Option(
        name: .long, help: "A folder with a PostgreSQL server’s logs for the purge: 90 days.", completion: .directory)
    var postgresqlLogs: [String] = []

    @Flag(name: .long, help: "Put them in place of schedules of the same names.")
    var replace = false

    @Flag(name: .long, help: "Only say what would be added.")
    var dryRun = false

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard all || !add.isEmpty else { return output.printer.show(try listing()) }
        let schedules = try chosen()
        var left: [String] = []
        if !dryRun { left = try await installation.with { try await put(schedules, $0) } }
        let added = schedules.filter { !left.contains($0.name) }
        let lines = added.map { schedule in
            let next = schedule.trigger.next(after: Date(), in: schedule.zone)?.formatted(.iso8601) ?? "never"
            return "\(dryRun ? "Would add" : "Added") \(schedule.name): \(schedule.trigger), next \(next)"
        }
        let kept = left.map { "Left \($0) as it is; --replace puts the preset in its place." }
        output.printer.show(
            (lines + kept).joined(separator: "\n"),
            json: [
                "added": .array(dryRun ? [] : added.map { .string($0.name) }),
                "would_add": .array(dryRun ? added.map { .string($0.name) } : []),
                "left": .array(left.map(JSON.string)),
            ])
        let isIdle = added.contains { $0.kind == LogPurge.kind } && logs.isEmpty && postgresqlLogs.isEmpty
        if isIdle {
            output.printer.problem("The purge has no folders yet: name them with --logs and --postgresql-logs.")
        }
    }

    /// The schedules asked for, with what is to be otherwise.
    private func chosen() throws -> [Schedule] {
        do {
            let zone = try LocalZone(self.zone)
            let (times, names, sets) = (try pairs(at), try pairs(rename), try pairs(set))
            let presets = all ? SchedulePreset.all : try add.map(SchedulePreset.named)
            return try presets.map { preset in
                var changes = SchedulePreset.Changes(name: names[preset.id], due: times[preset.id], zone: zone)
                if let set = sets[preset.id] { changes.payload = ["set": .string(set)] }
                if preset.kind == LogPurge.kind { changes.payload = purge().json }
                return try preset.schedule(changes)
            }
        } catch let error as AutomationError {
            throw CommandError(error.code == .notFound ? .notFound : .usage, error.description)
        } catch let error as JobsError { throw CommandError(.usage, error.message) }
    }

    private func purge() -> LogPurge {
        let folders = logs.map { PurgeRule.folder(.logs(LogsPurgeCommand.absolute($0))) }
        let servers = postgresqlLogs.map { PurgeRule.folder(.postgreSQL(LogsPurgeCommand.absolute($0))) }
        return LogPurge(folders + servers)
    }

    /// `ID=VALUE`, by the preset's id.
    private func pairs(_ texts: [String]) throws -> [String: String] {
        var pairs: [String: String] = [:]
        for text in texts {
            guard let mark = text.firstIndex(of: "="), text.index(after: mark) < text.endIndex else {
                throw CommandError(.usage, "“\(text)” is not ID=VALUE, as backup-gnucash=03:00.")
            }
            pairs[try SchedulePreset.named(String(text[..<mark])).id] = String(text[text.index(after: mark)...])
        }
        return pairs
    }

    /// Adds them; gives the names of those that were there. A target that is missing is refused before any is added.
    private func put(_ schedules: [Schedule], _ installation: Installation) async throws -> [String] {
        let store = Schedules(queue: installation.jobs)
        for schedule in schedules {
            if schedule.kind == "backups.run" {
                _ = try await installation.backups.set(schedule.payload["set"]?.string ?? "")
            }
            try await installation.automation.check(kind: schedule.kind, payload: schedule.payload)
        }
        let known = replace ? [] : Set(try await store.list().map(\.schedule.name))
        for schedule in schedules where !known.contains(schedule.name) { try await store.put(schedule) }
        return schedules.map(\.name).filter(known.contains)
    }

    private func listing() throws -> Listing {
        let rows = try SchedulePreset.all.map { preset -> [JSON] in
            let schedule = try preset.schedule()
            return [
                .string(preset.id), .string(preset.name), .string(preset.due), .string(preset.kind), preset.payload,
                .string(preset.purpose), schedule.rules.json,
                .integer(preset.randomDelay.components.seconds), .integer(Int64(preset.restarts)),
                .integer(preset.timeLimit.components.seconds),
            ]
        }
        return Listing(
            [
                ("id", "Preset"), ("name", "Name"), ("due", "Due"), ("kind", "Kind"), ("payload", nil),
                ("purpose", "What it does"), ("rules", nil), ("random_delay_seconds", nil), ("restarts", nil),
                ("time_limit_seconds", nil),
            ], empty: "There is none.", rows: rows)
    }
}
