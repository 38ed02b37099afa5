// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// Reads a file piece by piece; what it is, is seen from its beginning.
///
/// A broken file is often broken near its end, so a file is read twice: first to its end, to see that it is whole, then
/// to take what it holds. ``read(twice:options:hand:)`` does both.
package struct FileImport: Sendable {
    private let options: ImportOptions
    private let drives: DriveTimes?
    private var reader: (any ImportReading)?
    /// The file's beginning, until it tells what the file is.
    private var head: [UInt8] = []
    private var summary = ImportSummary(format: .csv)

    /// - Parameter drives: what the first reading found; `nil` for the first reading.
    package init(options: ImportOptions, drives: DriveTimes? = nil) {
        self.options = options
        self.drives = drives
    }

    /// Reads the next piece and gives what is complete with it.
    ///
    /// - Throws: `LogbookError` with the line or the element that is wrong.
    package mutating func read(_ piece: [UInt8]) throws(LogbookError) -> ImportBatch {
        var batch = ImportBatch()
        summary.bytes += Int64(piece.count)
        guard reader == nil else {
            try reader?.read(piece[...], into: &batch)
            summary.add(batch)
            return batch
        }
        head += piece
        if head.count >= Self.headBytes { try start(&batch) }
        summary.add(batch)
        return batch
    }

    /// Says that the file ends here and gives the rest.
    ///
    /// - Throws: `LogbookError` when the file is cut, or holds nothing that can be imported.
    package mutating func finish() throws(LogbookError) -> (batch: ImportBatch, summary: ImportSummary) {
        var batch = ImportBatch()
        if reader == nil { try start(&batch) }
        try reader?.finish(into: &batch)
        summary.add(batch)
        return (batch, summary)
    }

    /// What the second reading needs; to be asked after ``finish()``.
    package var foundDrives: DriveTimes {
        var drives = reader?.drives ?? DriveTimes()
        drives.sort()
        return drives
    }

    private static let headBytes = 4_096

    private mutating func start(_ batch: inout ImportBatch) throws(LogbookError) {
        let format = try Self.format(of: head)
        summary.format = format
        reader =
            switch format {
            case .gpx: GPXReader(options: options)
            case .csv: CSVReader(options: options)
            case .googleRecords, .googleSemantic, .googleTimeline, .trips:
                JSONImportReader(format: format, options: options, known: drives)
            }
        try reader?.read(head[...], into: &batch)
        head = []
    }

    /// What a file is by its beginning.
    static func format(of head: [UInt8]) throws(LogbookError) -> ImportFormat {
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
            throw LogbookError(.invalid, "The file is UTF-16; save it as UTF-8.")
        }
        if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            throw LogbookError(.invalid, "The file is a ZIP archive; unpack it and import the files in it.")
        }
        let text = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head[...]
        switch text.first(where: { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }) {
        case nil: throw LogbookError(.invalid, "The file is empty.")
        case UInt8(ascii: "<"): return .gpx
        case UInt8(ascii: "{"), UInt8(ascii: "["): return try jsonFormat(of: text)
        default: return .csv
        }
    }

    /// Which JSON it is, by the first key that tells.
    private static func jsonFormat(of head: ArraySlice<UInt8>) throws(LogbookError) -> ImportFormat {
        let text = String(decoding: head, as: UTF8.self)
        let telling: [(String, ImportFormat)] = [
            ("\"semanticSegments\"", .googleTimeline), ("\"rawSignals\"", .googleTimeline),
            ("\"userLocationProfile\"", .googleTimeline), ("\"timelineObjects\"", .googleSemantic),
            ("\"latitudeE7\"", .googleRecords), ("\"locations\"", .googleRecords), ("\"distance_km\"", .trips),
            ("\"start_odo\"", .trips), ("\"timelinePath\"", .googleTimeline), ("\"startTime\"", .googleTimeline),
            ("\"trip_type\"", .trips), ("\"trips\"", .trips),
        ]
        if let found = telling.first(where: { text.contains($0.0) }) { return found.1 }
        throw LogbookError(
            .invalid,
            "The file is JSON of an unknown kind; known are Google's Records.json, Semantic Location History and "
                + "Timeline.json, and trips with date and distance_km.")
    }
}

extension FileImport {
    /// Reads a file to its end, then once more to take what it holds, so that a file that is cut or broken imports
    /// nothing.
    ///
    /// - Parameters:
    ///   - open: gives the file from its beginning; asked twice. Nobody may change the file meanwhile.
    ///   - hand: takes what a piece holds. When it throws, the import ends there.
    /// - Throws: `LogbookError` with the place of what is wrong; then nothing was handed over. What `open`, its stream
    ///   and `hand` throw.
    package static func read(
        twice open: () async throws -> ByteStream, options: ImportOptions,
        hand: (ImportBatch) async throws -> Void
    ) async throws -> ImportSummary {
        var first = FileImport(options: options)
        for try await piece in try await open() { _ = try first.read(piece) }
        let found = try first.finish().summary
        guard found.observations + found.trips > 0 else {
            throw LogbookError(.invalid, found.emptySentence)
        }
        var second = FileImport(options: options, drives: first.foundDrives)
        for try await piece in try await open() {
            let batch = try second.read(piece)
            if !batch.isEmpty { try await hand(batch) }
        }
        let (batch, summary) = try second.finish()
        if !batch.isEmpty { try await hand(batch) }
        guard summary.bytes == found.bytes else {
            throw LogbookError(.conflict, "The file changed while it was read; import it again.")
        }
        return summary
    }
}

extension ImportSummary {
    /// Why a file that is whole brings nothing.
    var emptySentence: String {
        if (ignored[.withoutTime] ?? 0) > 0 { return "No point in the file has a time; export it with times." }
        if (ignored[.otherMovement] ?? 0) > 0 { return "The file tells of no drive in a car." }
        if (ignored[.planned] ?? 0) > 0 { return "The file holds a planned route and no track that was driven." }
        return "The file holds no point and no trip."
    }
}
