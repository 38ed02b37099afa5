// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs

@testable import Logbook

/// What the tests of imports share.
enum ImportSample {
    /// 2026-11-22T10:00:00Z.
    static let arrival: Int64 = 1_795_341_600_000_000
    static let second: Int64 = 1_000_000

    static func options(
        _ zone: String = "Europe/Amsterdam", slashDates: ImportOptions.SlashDates = .refused,
        unit: DistanceUnit = .kilometres
    ) throws -> ImportOptions {
        ImportOptions(
            receipt: Receipt(arrival: arrival, device: "import"), zone: try LocalZone(zone), slashDates: slashDates,
            unit: unit)
    }

    /// Everything that a file brings, read twice in pieces of so many bytes.
    static func read(
        _ bytes: [UInt8], options: ImportOptions? = nil, pieces: Int = 1_000
    ) throws -> (batch: ImportBatch, summary: ImportSummary) {
        let options = try options ?? Self.options()
        var drives: DriveTimes?
        var all = ImportBatch()
        var summary = ImportSummary(format: .csv)
        for isFirst in [true, false] {
            var file = FileImport(options: options, drives: drives)
            for start in stride(from: 0, to: bytes.count, by: pieces) {
                let batch = try file.read(Array(bytes[start..<min(start + pieces, bytes.count)]))
                if !isFirst { join(batch, to: &all) }
            }
            let (batch, found) = try file.finish()
            if !isFirst { join(batch, to: &all) }
            drives = file.foundDrives
            summary = found
        }
        return (all, summary)
    }

    static func read(
        _ text: String, options: ImportOptions? = nil, pieces: Int = 1_000
    ) throws -> (batch: ImportBatch, summary: ImportSummary) {
        try read(Array(text.utf8), options: options, pieces: pieces)
    }

    private static func join(_ batch: ImportBatch, to all: inout ImportBatch) {
        for part in batch.received.parts {
            for observation in part.observations {
                all.received.add(observation, of: part.vehicle, at: arrival)
            }
        }
        all.trips += batch.trips
        all.received.ignored.merge(batch.received.ignored, uniquingKeysWith: +)
    }

    /// The sentence of the error that a file gets; empty when it gets none.
    static func sentence(_ text: String, options: ImportOptions? = nil, pieces: Int = 1_000) -> String {
        do {
            _ = try read(text, options: options, pieces: pieces)
            return ""
        } catch {
            return (error as? LogbookError)?.description ?? "another error: \(error)"
        }
    }
}
