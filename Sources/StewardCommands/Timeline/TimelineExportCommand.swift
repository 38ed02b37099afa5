// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCore
import Timeline

/// `steward timeline export`
struct TimelineExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a span of time as GPX 1.1: a track for each stretch without a pause.")

    @Option(name: .long, help: "The file to write; “-” is standard output.", completion: .file())
    var to: String

    @Option(name: .long, help: "Minutes without a point after which a new track begins; 0 keeps everything in one.")
    var gap = 30

    @Flag(name: .long, help: "Replace a file that is there.")
    var overwrite = false

    @OptionGroup var days: TimelineSpanOptions
    @OptionGroup var own: TimelineOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard (0...1_000_000).contains(gap) else {
            throw CommandError(.usage, "--gap is a number of minutes from 0 to 1000000.")
        }
        let span = try days.span()
        let query = LocationQuery(from: span.from, until: span.until)
        let file = try OutputFile(to, overwrites: overwrite)
        let summary = try await own.with { timeline in
            try await timeline.export(query, to: file, gap: gap == 0 ? nil : Int64(gap) * 60)
        }
        guard to != "-" else { return }
        output.printer.show(
            "\(to): \(summary.points) points in \(summary.tracks) tracks.",
            json: [
                "file": .string(to), "points": .integer(Int64(summary.points)),
                "tracks": .integer(Int64(summary.tracks)),
            ])
    }
}

/// `steward timeline csv-to-gpx`
struct TimelineCSVToGPXCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "csv-to-gpx", abstract: "Turn tables with lat, lng and time into GPX 1.1.",
        discussion: """
            One file (--input-file, --output-file), or every .csv of a folder (--input-folder, --output-folder). Each \
            becomes one track; times are written in UTC, heights (ele, elevation, altitude) with two decimals. A table \
            that is broken is told with its line, and nothing is written of it.
            """)

    @Option(name: [.long, .customLong("input_file")], help: "The table.", completion: .file(extensions: ["csv"]))
    var inputFile: String?

    @Option(
        name: [.long, .customLong("output_file")], help: "The file to write; “-” is standard output.",
        completion: .file())
    var outputFile: String?

    @Option(name: [.long, .customLong("input_folder")], help: "A folder of tables.", completion: .directory)
    var inputFolder: String?

    @Option(name: [.long, .customLong("output_folder")], help: "Where the files go.", completion: .directory)
    var outputFolder: String?

    @Option(name: .long, help: "The time zone of times without an offset; without it such times are refused.")
    var zone: String?

    @Flag(name: .long, help: "Replace files that are there.")
    var overwrite = false

    @OptionGroup var output: OutputOptions

    func run() async throws {
        var table = TrackTable()
        if let zone {
            let known = try TimelineZone(zone)
            table.zone = { known.instant($0) }
        }
        let pairs = try pairs()
        var bar = output.printer.progress("Converting", total: pairs.count)
        var rows: [[JSON]] = []
        var failed = 0
        for (place, pair) in pairs.enumerated() {
            do {
                let points = try convert(pair.from, to: pair.to, table)
                rows.append([.string(pair.from), .string(pair.to), .integer(Int64(points))])
            } catch {
                // The others of a folder are converted all the same.
                guard inputFolder != nil, let error = error as? TimelineError else { throw error }
                failed += 1
                output.printer.problem(error.description)
            }
            if inputFolder != nil { bar.update(place + 1) }
        }
        if inputFolder != nil { bar.finish(pairs.count) }
        if outputFile != "-" {
            output.printer.show(
                Listing(
                    [("from", "Table"), ("to", "GPX"), ("points", "Points")], empty: "There is no .csv in the folder.",
                    rows: rows))
        }
        if failed > 0 { throw CommandError(.failure, "\(failed) of \(pairs.count) tables were not converted.") }
    }

    private func convert(_ from: String, to: String, _ table: TrackTable) throws -> Int {
        try table.convert(try ExportFile(from), to: try OutputFile(to, overwrites: overwrite)).points
    }

    /// What becomes what.
    private func pairs() throws -> [(from: String, to: String)] {
        switch (inputFile, outputFile, inputFolder, outputFolder) {
        case (let from?, let to?, nil, nil): return [(from, to)]
        case (nil, nil, let from?, let to?):
            guard let names = try? FileManager.default.contentsOfDirectory(atPath: from) else {
                throw CommandError(.notFound, "The folder \(from) cannot be read.")
            }
            do {
                try FileManager.default.createDirectory(atPath: to, withIntermediateDirectories: true)
            } catch {
                throw CommandError(.failure, "The folder \(to) cannot be made.")
            }
            return names.filter { $0.lowercased().hasSuffix(".csv") }.sorted().map {
                (from + "/" + $0, to + "/" + $0.dropLast(4) + ".gpx")
            }
        default:
            throw CommandError(
                .usage, "Give --input-file with --output-file, or --input-folder with --output-folder.")
        }
    }
}
