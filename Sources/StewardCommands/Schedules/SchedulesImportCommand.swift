// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Automation
import Foundation
import StewardCore
import StewardJobs
import StewardServer

/// `steward schedules import FILE…`
struct SchedulesImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Add or change schedules of files: all of them, or none when one cannot run here.",
        discussion: """
            A file is a task of Windows Task Scheduler (XML, UTF-8 or UTF-16) or what “schedules export” wrote (JSON). \
            What a task asks for and Steward does not do is told, and so is what has to be repaired before it can run \
            here. Templates are filled in: {{SCRIPT_ROOT}} is the folder of --root.
            """)

    @Argument(help: "Tasks (XML) or exports (JSON).", completion: .file(extensions: ["xml", "json", "template"]))
    var files: [String]

    @Option(name: .long, help: "The IANA time zone of the tasks' machine. Default: that of this one.")
    var zone: String?

    @Option(name: .long, help: "The folder of the scripts, for {{SCRIPT_ROOT}}.", completion: .directory)
    var root: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Which program runs here what one of Windows ran, as powershell.exe=/usr/bin/pwsh.", valueName: "name=path")
    )
    var program: [String] = []

    @Flag(name: .long, help: "Take them in paused, also those that cannot run yet.")
    var paused = false

    @Flag(name: .long, help: "Only say what they would become.")
    var dryRun = false

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let wall = try LocalZone(zone ?? Self.ownZone)
        let target = try target
        let found = try files.map { (file: $0, read: try ScheduleImport(path: $0, zone: wall, target: target)) }
        let faults = found.flatMap(\.read.faults)
        let isTaken = !dryRun && (faults.isEmpty || paused)
        if isTaken {
            try await installation.with { installation in
                let schedules = Schedules(queue: installation.jobs)
                for plan in found.flatMap(\.read.planned) {
                    try await schedules.put(plan.schedule)
                    if plan.isPaused || paused { try await schedules.pause(plan.schedule.name) }
                }
            }
        }
        output.printer.show(
            found.map { Self.text($0.file, $0.read, paused) }.joined()
                + (isTaken ? "Taken in." : "Nothing is changed."),
            json: [
                "imported": .bool(isTaken), "files": .array(found.map { Self.json($0.file, $0.read, paused) }),
            ])
        guard isTaken || dryRun else {
            throw CommandError(
                .failure,
                "\(faults.count == 1 ? "One thing keeps" : "\(faults.count) things keep") them from running "
                    + "here; repair it, or take them in with --paused.")
        }
        if !faults.isEmpty { throw ExitStatus.attention.code }
    }

    /// The zone of this machine, where it has a name.
    private static var ownZone: String {
        let name = TimeZone.current.identifier
        return name.contains("/") ? name : "UTC"
    }

    private var target: TaskTarget {
        get throws {
            var programs: [String: String] = [:]
            for pair in program {
                let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
                guard parts.count == 2, parts[1].hasPrefix("/") else {
                    throw CommandError(
                        .usage, "--program \(pair) is not NAME=PATH with a path from the root on.")
                }
                programs[parts[0].lowercased()] = parts[1]
            }
            return TaskTarget(root: root, programs: programs) { FileManager.default.fileExists(atPath: $0) }
        }
    }

    private static func text(_ file: String, _ read: ScheduleImport, _ paused: Bool) -> String {
        var lines = [file]
        for plan in read.planned {
            let schedule = plan.schedule
            let next = schedule.trigger.next(after: Date(), in: schedule.zone)
            let isPaused = plan.isPaused || paused
            lines.append("  \(schedule.name): \(schedule.trigger.description) (\(schedule.zone.identifier))")
            lines.append(isPaused ? "    paused" : "    next at \(SchedulesCommand.time(next).cell)")
        }
        lines += read.notes.map { "  note: \($0)" } + read.faults.map { "  to repair: \($0)" }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func json(_ file: String, _ read: ScheduleImport, _ paused: Bool) -> JSON {
        [
            "file": .string(file),
            "schedules": .array(
                read.planned.map { plan in
                    .object((plan.schedule.json.members ?? []) + [.init("paused", .bool(plan.isPaused || paused))])
                }),
            "notes": .array(read.notes.map(JSON.string)), "faults": .array(read.faults.map(JSON.string)),
        ]
    }
}
