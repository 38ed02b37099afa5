// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Automation
import Foundation
import StewardCore
import StewardJobs
import StewardServer

/// `steward schedules add NAME KIND --due …`
struct SchedulesAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a schedule, or change the one of the same name.",
        discussion: """
            --due is a cron expression (0 2 * * *), an interval (every 15m) or a calendar rule (daily at 02:00, \
            weekly on \
            sat,sun at 12:00, monthly on 1,last at 11:00). A local time that daylight saving skips runs at the first \
            instant after the gap; one that is repeated runs once, at the first.
            """)

    @Argument(help: "Its name.")
    var name: String

    @Argument(help: "The kind of job, as tally.check.")
    var kind: String

    @Option(name: .long, help: "When it is due.")
    var due: String

    @Option(name: .long, help: "The IANA time zone of the times, as Asia/Bangkok.")
    var zone = "UTC"

    @Option(name: .long, help: "The job's payload, as JSON.")
    var payload = "{}"

    @Flag(name: .long, help: "Only show the next five runs.")
    var dryRun = false

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let payload = try Payload.parse(payload)
        let schedule = Schedule(
            name: name, kind: kind, payload: payload, trigger: try Trigger(parsing: due), zone: try LocalZone(zone))
        let next = schedule.trigger.upcoming(5, after: Date(), in: schedule.zone)
        if !dryRun {
            try await installation.with { installation in
                // A target that is missing is refused now, not at night.
                try await installation.automation.check(kind: kind, payload: payload)
                try await Schedules(queue: installation.jobs).put(schedule)
            }
        }
        let times = next.map { $0.formatted(.iso8601) }
        output.printer.show(
            (dryRun ? "It would run" : "Added \(name). It runs") + " at:\n  " + times.joined(separator: "\n  "),
            json: ["name": .string(name), "next": .array(times.map(JSON.string)), "added": .bool(!dryRun)])
    }
}

/// A job's payload given on the command line.
enum Payload {
    static func parse(_ text: String) throws -> JSON {
        do throws(JSONError) {
            return try JSON(parsing: Array(text.utf8))
        } catch {
            throw CommandError(.usage, "The payload is not JSON: \(error)")
        }
    }
}
