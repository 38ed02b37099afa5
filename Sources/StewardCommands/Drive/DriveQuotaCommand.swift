// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Files
import Foundation
import StewardCore
import StewardIntegration
import StewardServer

/// `steward drive quota`
struct DriveQuotaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quota",
        abstract: "Measure how full the storage is (drive_space_monitor, Invoke-DriveSpaceMonitor).",
        discussion: """
            The limit covers everything of the account, also mail and photos; what is in the trash counts. Every \
            measurement is kept, and crossing the threshold is an entry of the ledger. Every connection that sends \
            notices (“steward connect webhook”) is told of a crossing, once; so is NOTIFICATION_EMAIL, by SMTP_SERVER, \
            when the environment has them. One that fails is tried again at the next measurement.

            Exit status: 0 within the limit, or there is none; 1 it could not be measured; 2 a wrong argument; 3 above \
            the threshold.
            """)

    @Option(name: [.customShort("t"), .long], help: "Percent, between 0 and 100.")
    var threshold = 90.0

    @Flag(name: .long, help: "Say more.")
    var debug = false

    @Flag(name: .long, help: "Empty the trash afterwards, for good. The figures may show it only days later.")
    var emptyTrash = false

    @Flag(name: [.customShort("y"), .long], help: "Ask no question.")
    var yes = false

    @OptionGroup var drive: DriveOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard threshold > 0, threshold < 100 else {
            throw CommandError(.arguments, "--threshold must be between 0 and 100; \(threshold) is not.")
        }
        let isAbove = try await drive.with { installation, connection in
            let report = try await Self.measured {
                try await installation.files.measure(connection, threshold: threshold, actor: drive.actor)
            }
            let told = await Alerts(installation, also: .mail(ProcessInfo.processInfo.environment))
                .send(report, of: installation.files)
            show(report, told)
            if emptyTrash { try await empty(installation, connection) }
            return report.reading.isAbove
        }
        if isAbove { throw ExitStatus.attention.code }
    }

    /// Whatever stops a measurement is exit status 1.
    private static func measured<Value>(_ body: () async throws -> Value) async throws -> Value {
        do { return try await body() } catch let error as IntegrationError {
            throw CommandError(.failure, error.message)
        }
    }

    private func show(_ report: QuotaReport, _ told: Alerts.Outcome) {
        let use = report.reading.use
        output.printer.show(
            report.reading.text,
            json: [
                "connection": .string(report.connection), "used": .integer(use.used),
                "limit": use.limit.map(JSON.integer) ?? .null, "in_trash": use.usedInTrash.map(JSON.integer) ?? .null,
                "threshold": .number(threshold), "above": .bool(report.reading.isAbove),
                "text": .string(report.reading.text), "told": .array(told.taken.map(JSON.string)),
                "told_before": .array(told.known.map(JSON.string)),
                "not_told": .array(told.failed.keys.sorted().map(JSON.string)),
            ])
        if let alert = report.alert { output.printer.note("WARN \(alert)") }
        if !told.taken.isEmpty { output.printer.note("INFO Told: \(told.taken.joined(separator: ", ")).") }
        for warning in told.warnings { output.printer.problem("WARN \(warning)") }
        if debug, let trash = use.usedInTrash { output.printer.note("INFO \(ByteCount(trash)) of it is in the trash.") }
    }

    private func empty(_ installation: Installation, _ connection: FileConnection) async throws {
        guard
            yes
                || Terminal.ask("Remove everything in the trash of “\(connection.name)” for good? (y/N) ")?
                    .lowercased() == "y"
        else { throw CommandError(.failure, "The trash was left as it is.") }
        try await installation.files.emptyTrash(connection, owner: installation.lockOwner, actor: drive.actor)
        output.printer.note("The service empties the trash now; its figures may show it only days later.")
    }
}
