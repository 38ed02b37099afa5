// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import StewardCore
import StewardStore
import Timeline

/// `steward timeline schema`
struct TimelineSchemaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the SQL that makes a PostgreSQL database ready for a timeline.",
        discussion: """
            For its administrator: createdb timeline; steward timeline schema | psql -d timeline. It makes the tables \
            and the roles that are not there, and gives the one that imports and the one that makes backups exactly \
            what they need. It may be run again. A file of SQLite needs nothing of this.
            """)

    @Option(name: .long, help: "The role that imports.")
    var writer = "timeline_writer"

    @Option(name: .long, help: "The role that makes backups; none leaves its rights out.")
    var backup = "backup"

    @Option(name: .long, help: "The database's name.")
    var database = "timeline"

    @OptionGroup var output: OutputOptions

    func run() async throws {
        for name in [writer, backup, database] where !TimelineSchema.isName(name) {
            throw CommandError(.usage, "“\(name)” is no name of a role or a database.")
        }
        var schema = TimelineSchema()
        schema.writer = writer
        schema.backup = backup == "none" ? nil : backup
        schema.database = database
        output.printer.show(
            schema.text, json: ["statements": .array(schema.statements.map { .string($0) })])
    }
}

/// `steward timeline status`
struct TimelineStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show how much there is, from when to when, and how far imports have come.")

    @OptionGroup var own: TimelineOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let (summary, engine) = try await own.with { (try await $0.summary(), $0.engine) }
        func time(_ instant: Int64?) -> JSON { instant.map { .string(InstantText.write($0)) } ?? .null }
        output.printer.show(
            Record([
                ("engine", "Engine", .string(engine.rawValue)),
                ("postgis", "PostGIS", summary.postgis.map { .string($0) } ?? .null),
                ("rows", "Rows", .integer(summary.rows)),
                ("with_elevation", "With elevation", .integer(summary.withElevation)),
                ("oldest", "Oldest", time(summary.oldest)), ("newest", "Newest", time(summary.newest)),
                ("imported_until", "Imported until", time(summary.control[.main])),
                ("elevations_until", "Elevations until", time(summary.control[.elevation])),
            ]))
    }
}
