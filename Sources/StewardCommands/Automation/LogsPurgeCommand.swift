// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Automation
import Foundation
import StewardCore
import StewardJobs
import StewardServer

/// `steward logs purge …`
struct LogsPurgeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "purge", abstract: "Take old lines out of a log file, or old files out of a folder of logs.",
        discussion: """
            Of a file, one thing is done, the first that is given: --retention-days drops lines whose leading stamp is \
            older (lines without one stay; a stamp may name its zone: UTC, IST, India Standard Time, Asia/Kolkata), \
            --max-size-mb keeps the newest whole lines, --truncate-if-larger and --truncate empty it. The file stays \
            the same file, and what appends to it goes on.

            Of a folder, files that match --pattern go: those older than --older-than-days, then the oldest above \
            --max-total-mb and --max-count. Without a limit: 30 days and 500 MB. The newest file stays when only a \
            size or a count is exceeded. Symbolic links are not followed, and nothing outside the folder is touched.

            What goes is recorded in the book automation:purges where there is an installation: names, sizes and \
            counts, no contents. Nothing of its own data folder is purged.

            Exit status 0: done; 1: a file or folder could not be purged; 3: some files could not be removed, or what \
            went could not be recorded.
            """)

    @Argument(help: "The log file.", completion: .file())
    var file: String?

    @Option(name: .long, help: "Drop lines that are older than so many days.")
    var retentionDays: Int?

    @Option(name: .customLong("max-size-mb"), help: "Keep the newest lines that fit into so many megabytes.")
    var maxSizeMB: Double?

    @Option(name: .long, help: "Empty the file when it is larger: 500KB, 20MB, 1GB or a number of bytes.")
    var truncateIfLarger: String?

    @Flag(name: .long, help: "Empty the file.")
    var truncate = false

    @Option(name: .long, help: "The IANA time zone of stamps that name none.")
    var zone = "UTC"

    @Option(name: .long, help: "A folder of logs, in place of a file.", completion: .directory)
    var folder: String?

    @Option(
        name: .long, help: "A folder with a PostgreSQL server’s logs: postgresql-* of more than 90 days go.",
        completion: .directory)
    var postgresql: String?

    @Option(name: .long, help: "Which names are meant: * stands for any characters, ? for one.")
    var pattern: String?

    @Flag(name: .long, help: "The folders below belong to it.")
    var recurse = false

    @Option(name: .long, help: "Remove files that were changed longer ago than so many days.")
    var olderThanDays: Int?

    @Option(name: .customLong("max-total-mb"), help: "Then remove the oldest until all have at most so many megabytes.")
    var maxTotalMB: Double?

    @Option(name: .long, help: "Then remove the oldest until there are at most so many.")
    var maxCount: Int?

    @Flag(name: .long, help: "Only say what would go.")
    var dryRun = false

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let rule: PurgeRule
        let zone: LocalZone
        do {
            rule = try self.rule()
            zone = try LocalZone(self.zone)
        } catch let error as AutomationError { throw CommandError(.usage, error.description) } catch let error
            as JobsError
        { throw CommandError(.usage, error.message) }
        let purge = LogPurge([rule], isDryRun: dryRun, zone: zone)
        guard let done = try await purge.run(now: Date(), protecting: [installation.folder.path]).first else { return }
        if case .failed(_, let reason) = done { throw CommandError(.failure, reason) }
        output.printer.show(Self.text(done), json: done.json)
        let problem = await record(done, of: rule)
        if let problem { output.printer.problem(problem) }
        if !done.isWhole || problem != nil { throw ExitStatus.attention.code }
    }

    /// Records what went, afterwards: a disk that is full must not keep a purge from making room.
    private func record(_ done: LogPurge.Done, of rule: PurgeRule) async -> String? {
        guard done.tookAway, installation.hasData else { return nil }
        do {
            return try await installation.with(upgrades: false) { installation in
                await installation.automation.record(done, of: rule, by: ElectionOptions.loginName)
            }
        } catch {
            let reason = StewardProgram.failure(error)?.description ?? "\(error)"
            return "The book \(Automation.purges) does not have this purge: \(reason)"
        }
    }

    /// The rule that the options say, read like that of a job.
    private func rule() throws -> PurgeRule {
        let given = [file, folder, postgresql].compactMap { $0 }
        guard given.count == 1 else {
            throw CommandError(.usage, "Name a file, or --folder, or --postgresql: one of them.")
        }
        var members: [JSON.Member] = []
        func add(_ key: String, _ value: JSON?) { if let value { members.append(.init(key, value)) } }
        add("file", file.map { .string(Self.absolute($0)) })
        add("retention_days", retentionDays.map { .integer(Int64($0)) })
        add("max_size_mb", maxSizeMB.map(JSON.number))
        add("truncate_if_larger", truncateIfLarger.map(JSON.string))
        add("truncate", truncate ? true : nil)
        add("folder", (folder ?? postgresql).map { .string(Self.absolute($0)) })
        add("pattern", (pattern ?? postgresql.map { _ in "postgresql-*" }).map(JSON.string))
        add("recurse", recurse ? true : nil)
        let hasLimit = olderThanDays != nil || maxTotalMB != nil || maxCount != nil
        let days = olderThanDays ?? (postgresql != nil && !hasLimit ? 90 : nil)
        add("older_than_days", days.map { .integer(Int64($0)) })
        add("max_total_mb", maxTotalMB.map(JSON.number))
        add("max_count", maxCount.map { .integer(Int64($0)) })
        return try PurgeRule(.object(members))
    }

    /// The path from the root on, without `.` and without following links.
    static func absolute(_ path: String) -> String {
        let whole = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        let names = whole.split(separator: "/").filter { $0 != "." }
        return "/" + names.joined(separator: "/")
    }

    private static func text(_ done: LogPurge.Done) -> String {
        guard case .folder(let report) = done else { return done.sentence }
        let verb = report.isDryRun ? "would remove" : "removed"
        let lines = report.removed.map { "  \(verb) \($0.path) (\($0.bytes) bytes, \($0.reason.rawValue))" }
        let failed = report.failed.map { "  left \($0.path): \($0.reason)" }
        let skipped = report.skipped.map { "  left \($0), which changed meanwhile" }
        return ([done.sentence] + lines + failed + skipped).joined(separator: "\n")
    }
}
