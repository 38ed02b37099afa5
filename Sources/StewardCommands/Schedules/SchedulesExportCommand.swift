// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCore
import StewardJobs
import StewardServer

/// `steward schedules export`
struct SchedulesExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Print all schedules as JSON, for “schedules import”.")

    @OptionGroup var installation: InstallationOptions

    func run() async throws {
        let statuses = try await installation.with { try await Schedules(queue: $0.jobs).list() }
        let all = JSON.array(statuses.map { SchedulesCommand.json($0.schedule) })
        Printer(json: true, quiet: false).show("", json: all)
    }
}

/// `steward schedules import FILE`
struct SchedulesImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Add or change the schedules of an export: all, or none when one is wrong.")

    @Argument(help: "A file that “schedules export” wrote.", completion: .file(extensions: ["json"]))
    var file: String

    @Flag(name: .long, help: "Only say what would be added or changed.")
    var dryRun = false

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw CommandError(.notFound, "The file \(file) cannot be read.")
        }
        let list: JSON
        do throws(JSONError) { list = try JSON(parsing: Array(data)) } catch {
            throw CommandError(.failure, "\(file), \(error)")
        }
        guard let elements = list.array else {
            throw CommandError(.failure, "\(file) does not hold a list of schedules.")
        }
        let schedules = try elements.enumerated().map { number, element in
            try SchedulesCommand.schedule(element, place: "\(file), schedule \(number + 1)")
        }
        if !dryRun {
            try await installation.with { installation in
                let store = Schedules(queue: installation.jobs)
                for schedule in schedules { _ = try await store.put(schedule) }
            }
        }
        let names = schedules.map(\.name).joined(separator: ", ")
        output.printer.show(
            "\(dryRun ? "Would import" : "Imported") \(schedules.count) schedules: \(names)",
            json: ["schedules": .array(schedules.map { .string($0.name) }), "imported": .bool(!dryRun)])
    }
}
