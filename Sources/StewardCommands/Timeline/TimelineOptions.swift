// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCore
import StewardServer
import Timeline

/// Where the timeline is.
struct TimelineOptions: ParsableArguments {
    @Option(name: .long, help: "A file of SQLite. Default: timeline.sqlite in the data folder.", completion: .file())
    var file: String?

    @Flag(
        name: .long,
        help: """
            The database “timeline” on this machine's PostgreSQL as timeline_writer. PGHOST, PGPORT, PGDATABASE, \
            PGUSER, PGSERVICE and .pgpass say otherwise.
            """)
    var postgres = false

    @OptionGroup var installation: InstallationOptions

    /// Opens the timeline for the length of `body`.
    /// - Parameter makes: whether a file that is not there is made.
    func with<Value>(makes: Bool = false, _ body: (Timeline) async throws -> Value) async throws -> Value {
        let timeline = try await open(makes: makes)
        do {
            let value = try await body(timeline)
            await timeline.close()
            return value
        } catch {
            await timeline.close()
            throw error
        }
    }

    private func open(makes: Bool) async throws -> Timeline {
        let environment = ProcessInfo.processInfo.environment
        guard file == nil || !postgres else { throw CommandError(.usage, "Choose one of --file and --postgres.") }
        if postgres { return try await Timeline.connect(Self.localServer(environment)) }
        if file == nil, let address = environment["STEWARD_TIMELINE_DATABASE"], !address.isEmpty {
            return try await Timeline.connect(Secret(address))
        }
        let path = file ?? installation.folder.timeline
        if makes, file == nil { try makeFolder() }
        guard makes || FileManager.default.fileExists(atPath: path) else {
            throw CommandError(
                .notFound, "There is no timeline at \(path) yet; “steward timeline import” begins one.")
        }
        return try await Timeline.open(file: path)
    }

    private func makeFolder() throws {
        let path = installation.folder.path
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw CommandError(.failure, "The folder \(path) cannot be made; choose another with --data.")
        }
    }

    /// What libpq's own variables leave open.
    static func localServer(_ environment: [String: String]) -> Secret {
        guard environment["PGSERVICE"] == nil else { return Secret("") }
        var settings: [String] = []
        if environment["PGHOST"] == nil, environment["PGHOSTADDR"] == nil { settings.append("host=localhost") }
        if environment["PGDATABASE"] == nil { settings.append("dbname=timeline") }
        if environment["PGUSER"] == nil { settings.append("user=timeline_writer") }
        return Secret(settings.joined(separator: " "))
    }
}

/// Which span of time a command is about.
struct TimelineSpanOptions: ParsableArguments {
    @Option(
        name: .long, help: "The first day or moment: 2026-03-01, 2026-03-01T08:00, or with an offset (Z, +01:00).")
    var from: String?

    @Option(name: .long, help: "The last day, or the moment before which it ends.")
    var until: String?

    @Option(name: .long, help: "The time zone of days and of moments without an offset, as Europe/Amsterdam.")
    var zone = "UTC"

    /// The first instant, and the one after the last.
    func span() throws -> (from: Int64?, until: Int64?) {
        let zone = try TimelineZone(zone)
        let span = (from: try from.map { try zone.read($0) }, until: try until.map { try zone.read($0, isEnd: true) })
        if let from = span.from, let until = span.until, from >= until {
            throw CommandError(.usage, "--until is before --from.")
        }
        return span
    }
}

/// A time zone that is given by its name.
struct TimelineZone: Sendable {
    private let zone: TimeZone

    init(_ name: String) throws {
        guard let zone = TimeZone(identifier: name) else {
            throw CommandError(.usage, "“\(name)” is no time zone; write it as Europe/Amsterdam or UTC.")
        }
        self.zone = zone
    }

    /// The instant of a calendar and a clock, both told as microseconds as if they were UTC. Where the clock shows an
    /// hour twice, the first is meant; one that it leaves out is counted on from the hour before.
    func instant(_ local: Int64) -> Int64 {
        let day = InstantText.day
        let before = offset(local - day)
        for offset in [before, offset(local + day)] where self.offset(local - offset) == offset {
            return local - offset
        }
        return local - before
    }

    private func offset(_ instant: Int64) -> Int64 {
        let date = Date(timeIntervalSince1970: Double(instant / InstantText.second))
        return Int64(zone.secondsFromGMT(for: date)) * InstantText.second
    }

    /// Reads a day or a moment; as an end a day is the beginning of the next one.
    func read(_ text: String, isEnd: Bool = false) throws -> Int64 {
        if let day = InstantText.read(text + "T00:00:00") {
            return instant(isEnd ? day.local + InstantText.day : day.local)
        }
        guard let moment = InstantText.read(text) else {
            throw CommandError(.usage, "“\(text)” is no time; write 2026-03-01 or 2026-03-01T08:00:00+01:00.")
        }
        return moment.instant ?? instant(moment.local)
    }
}
