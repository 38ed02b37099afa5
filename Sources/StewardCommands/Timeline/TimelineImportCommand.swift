// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import StewardCore
import Synchronization
import Timeline

/// `steward timeline import FILE…`
struct TimelineImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take in the Timeline that a phone exported.",
        discussion: """
            What is newer than the last import is taken, points of a way, positions that the phone heard, and the \
            beginning and end of each stay. The same point within 30 seconds is one row: the one of which more is \
            known. A file that is cut or broken imports nothing; what cannot be in it is counted and left out. Where \
            rows are and how others can read them: docs/timeline.md.
            """)

    @Argument(help: "The files, one after the other. Without any, only elevations are looked up.", completion: .file())
    var files: [String] = []

    @Flag(name: .long, help: "Take also what is older than the last import's newest.")
    var reprocess = false

    @Option(
        name: .long, help: "A folder with SRTM tiles (N52E005.hgt): rows without an elevation get one.",
        completion: .directory)
    var elevation: String?

    @Flag(name: .long, help: "Look up every row without an elevation, not only those since the last time.")
    var reprocessElevation = false

    @Flag(name: .long, help: "Say what would come in, and change nothing.")
    var dryRun = false

    @OptionGroup var own: TimelineOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard !files.isEmpty || elevation != nil else {
            throw CommandError(.usage, "Name a file to import, or with --elevation a folder of tiles.")
        }
        guard !reprocessElevation || elevation != nil else {
            throw CommandError(.usage, "Say with --elevation where the tiles are.")
        }
        var options = TimelineImportOptions()
        options.reprocess = reprocess
        options.reprocessElevation = reprocessElevation
        options.isDryRun = dryRun
        options.tiles = try elevation.map { try ElevationTiles(folder: $0) }
        let asked = options
        // All are opened before the first is taken, so that a wrong name imports nothing.
        let opened = try files.map { try ExportFile($0) }
        try await own.with(makes: true) { timeline in
            guard !opened.isEmpty else { return show("Elevations", try await timeline.addElevations(asked)) }
            // None of the files keeps out what is in the next one.
            var options = asked
            options.since = try await timeline.control(.main)
            if options.since == nil { options.reprocess = true }
            for file in opened { show(file.path, try await take(file, options, timeline)) }
        }
    }

    private func take(
        _ file: ExportFile, _ options: TimelineImportOptions, _ timeline: Timeline
    ) async throws -> TimelineImportOutcome {
        let bar = Mutex(output.printer.progress("Importing", total: 2 * file.size))
        let outcome = try await timeline.importExport(file, options) { progress in
            bar.withLock { $0.update(progress.bytes) }
        }
        bar.withLock { $0.finish(2 * file.size) }
        return outcome
    }

    private func show(_ name: String, _ outcome: TimelineImportOutcome) {
        output.printer.show(Self.text(name, outcome), json: outcome.json)
        for sentence in outcome.invalid.examples { output.printer.note(sentence) }
    }

    /// Everything that was counted, in a few lines.
    static func text(_ name: String, _ outcome: TimelineImportOutcome) -> String {
        var lines = [
            "\(name)\(outcome.isDryRun ? " (dry run, nothing was changed)" : ""): \(outcome.inserted) new, "
                + "\(outcome.replaced) replaced by richer ones, \(outcome.skipped) there already."
        ]
        for kind in LocationRecord.Kind.allCases {
            guard let counts = outcome.kinds[kind] else { continue }
            lines.append(
                "  \(label(kind)): \(counts.read) read, \(counts.skipped) older than the last import, "
                    + "\(counts.processed) processed")
        }
        if outcome.activities > 0 { lines.append("  activities: \(outcome.activities)") }
        if outcome.enriched + outcome.withoutHeight > 0 {
            lines.append("  elevations: \(outcome.enriched) found, \(outcome.withoutHeight) unknown")
        }
        if outcome.invalid.total > 0 {
            let reasons = outcome.invalid.counts.sorted { $0.key.rawValue < $1.key.rawValue }
            let list = reasons.map { "\($0.key.rawValue.replacing("_", with: " ")) \($0.value)" }
            lines.append("  invalid, left out: \(outcome.invalid.total) (\(list.joined(separator: ", ")))")
        }
        return lines.joined(separator: "\n")
    }

    private static func label(_ kind: LocationRecord.Kind) -> String {
        switch kind {
        case .path: "points of ways"
        case .position: "positions"
        case .visit: "stays, begin and end"
        }
    }
}
