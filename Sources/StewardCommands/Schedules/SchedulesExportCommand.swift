// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Automation
import Foundation
import StewardCore
import StewardJobs
import StewardServer

/// `steward schedules export`
struct SchedulesExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write schedules for another installation or another scheduler.",
        discussion: """
            json is for “schedules import”; xml for Windows Task Scheduler; systemd for timers and services; cron for \
            a user's crontab. What the other scheduler does otherwise is told on standard error. A schedule that is no \
            command runs Steward's own program there.
            """)

    enum Form: String, ExpressibleByArgument, CaseIterable { case json, xml, systemd, cron }

    @Argument(help: "Names of schedules. Default: all.")
    var names: [String] = []

    @Option(name: .customLong("as"), help: "json, xml, systemd or cron.")
    var form: Form = .json

    @Option(name: .long, help: "A folder to write the files to, instead of to standard output.", completion: .directory)
    var to: String?

    @OptionGroup var installation: InstallationOptions

    func run() async throws {
        let all = try await installation.with { try await Schedules(queue: $0.jobs).list() }
        for name in names where !all.contains(where: { $0.schedule.name == name }) {
            throw SchedulesCommand.missing(name)
        }
        let chosen = all.filter { names.isEmpty || names.contains($0.schedule.name) }
        var export = ScheduleFiles(
            steward: CommandLine.arguments.first.flatMap(Self.absolute) ?? "/usr/bin/steward",
            today: LocalZone.utc.day(at: Int64(Date().timeIntervalSince1970)))
        switch form {
        case .json: try export.addJSON(chosen)
        case .xml: export.addTasks(chosen, encoding: to == nil ? .utf8 : .utf16)
        case .systemd: export.addUnits(chosen)
        case .cron: export.addCron(chosen)
        }
        for remark in export.remarks { Printer(json: false, quiet: false).problem(remark) }
        if form == .xml, to == nil, export.files.count > 1 {
            throw CommandError(
                .usage, "These are \(export.files.count) tasks, each a file of its own; give --to FOLDER.")
        }
        try write(export.files)
        if export.hasFailed { throw ExitStatus.attention.code }
    }

    private func write(_ files: [(name: String, bytes: [UInt8])]) throws {
        if let to { try FileManager.default.createDirectory(atPath: to, withIntermediateDirectories: true) }
        for file in files {
            guard let to else {
                if form == .systemd { FileHandle.standardOutput.write(Data("# \(file.name)\n".utf8)) }
                FileHandle.standardOutput.write(Data(file.bytes))
                continue
            }
            try Data(file.bytes).write(to: URL(filePath: "\(to)/\(file.name)"), options: .atomic)
        }
    }

    /// The path of this program, where the command line has it.
    private static func absolute(_ path: String) -> String? { path.hasPrefix("/") ? path : nil }
}

/// Schedules as the files of other schedulers.
struct ScheduleFiles {
    /// The path of Steward's program.
    let steward: String
    /// Schedules that begin later than this are told.
    let today: LocalDay
    private(set) var files: [(name: String, bytes: [UInt8])] = []
    /// What is different there, and what could not be written.
    private(set) var remarks: [String] = []
    /// Whether one could not be written.
    private(set) var hasFailed = false

    init(steward: String, today: LocalDay) {
        self.steward = steward
        self.today = today
    }

    mutating func addJSON(_ all: [ScheduleStatus]) throws {
        let list = JSON.array(
            all.map { status in
                let paused = status.pausedAt == nil ? [] : [JSON.Member("paused", .bool(true))]
                return .object((status.schedule.json.members ?? []) + paused)
            })
        files.append(("schedules.json", Array((PrettyJSON.text(list) + "\n").utf8)))
    }

    /// The triggers of one task are one file.
    mutating func addTasks(_ all: [ScheduleStatus], encoding: TaskEncoding) {
        var tasks: [(name: String, parts: [TaskExport.Part])] = []
        for status in all {
            let part = TaskExport.Part(status.schedule, isPaused: status.pausedAt != nil)
            let name = status.schedule.task ?? status.schedule.name
            if let place = tasks.firstIndex(where: { $0.name == name && status.schedule.task != nil }) {
                tasks[place].parts.append(part)
            } else {
                tasks.append((name, [part]))
            }
        }
        let steward = steward
        for task in tasks {
            add(task.name) { () throws(AutomationError) in
                let made = try TaskExport(task.name, task.parts, steward: steward)
                return ([(Self.fileName(task.name) + ".xml", made.task.xml(encoding))], made.notes)
            }
        }
    }

    mutating func addUnits(_ all: [ScheduleStatus]) {
        let (steward, today) = (steward, today)
        for status in all {
            add(status.schedule.name) { () throws(AutomationError) in
                let made = try SystemdUnits(status.schedule, steward: steward, today: today)
                return (
                    [
                        (made.name + ".timer", Array(made.timer.utf8)),
                        (made.name + ".service", Array(made.service.utf8)),
                    ], made.notes
                )
            }
        }
    }

    mutating func addCron(_ all: [ScheduleStatus]) {
        var text = ""
        let (steward, today) = (steward, today)
        for status in all {
            add(status.schedule.name) { () throws(AutomationError) in
                let made = try CronLines(status.schedule, steward: steward, today: today)
                let name = String(status.schedule.name.map { $0.isNewline ? " " : $0 })
                text += "# \(name)\(status.pausedAt == nil ? "" : " (paused)")\n"
                text += made.lines.map { (status.pausedAt == nil ? "" : "#") + $0 + "\n" }.joined()
                return ([], made.notes)
            }
        }
        files.append(("crontab", Array(text.utf8)))
    }

    private mutating func add(
        _ name: String,
        _ make: () throws(AutomationError) -> (files: [(name: String, bytes: [UInt8])], notes: [String])
    ) {
        do throws(AutomationError) {
            let made = try make()
            files += made.files
            remarks += made.notes.map { "\(name): \($0)" }
        } catch {
            remarks.append("\(name) is not written: \(error.description)")
            hasFailed = true
        }
    }

    /// A name without what file systems do not take.
    private static func fileName(_ name: String) -> String {
        String(name.map { "\\/:*?\"<>|".contains($0) || $0.isNewline ? "-" : $0 })
    }
}
