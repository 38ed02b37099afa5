// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Reads a whole export in pieces. Memory grows with its activities, not with its points.
struct ExportReader {
    /// What the first reading finds: that the file is good to its end, and what somebody did when.
    struct Survey: Sendable {
        var windows = ActivityWindows()
        var invalid = InvalidRecords()
    }

    /// What the second reading met.
    struct Met: Sendable {
        var read: [LocationRecord.Kind: Int] = [:]
        var invalid = InvalidRecords()
    }

    let file: ExportFile
    /// The last instant that can be true.
    let latest: Int64
    /// Told how many bytes were read, and asked whether to go on.
    let progress: (Int) throws -> Void

    func survey() throws -> Survey {
        var survey = Survey()
        var isExport = false
        var reader = ElementReader(.activities, latest: latest)
        try forEachElement { element in
            let found = try read(element, &reader)
            isExport = isExport || found.isKnown
            if let activity = found.activity {
                try survey.windows.add(activity.type, activity.confidence, activity.span)
            }
        }
        guard isExport else {
            throw TimelineError(
                .unsupported,
                """
                \(file.path) has neither semanticSegments nor rawSignals. Export your Timeline on the phone: on \
                Android Settings, Location, Location services, Timeline, Export; on an iPhone in Google Maps.
                """)
        }
        survey.windows.prepare()
        survey.invalid = reader.invalid
        return survey
    }

    /// Hands over every record that can be, in the file's order.
    func forEachRecord(_ body: (LocationRecord.Kind, LocationRecord) throws -> Void) throws -> Met {
        var reader = ElementReader(.records, latest: latest)
        try forEachElement { element in
            for (kind, record) in try read(element, &reader).records { try body(kind, record) }
        }
        return Met(read: reader.read, invalid: reader.invalid)
    }

    private func forEachElement(_ body: (JSONElements.Element) throws -> Void) throws {
        var elements = JSONElements()
        var bytes = 0
        try file.forEachPiece { piece in
            try elements.push(piece, failing: { error in refused(error) as any Error }, { try take($0, body) })
            bytes += piece.count
            try progress(bytes)
        }
        do throws(JSONError) { try elements.finish() } catch { throw refused(error) }
    }

    /// Leaves out what is no list of the export, and tells other exports apart by their members' names.
    private func take(_ element: JSONElements.Element, _ body: (JSONElements.Element) throws -> Void) throws {
        switch element.key {
        case "semanticSegments", "rawSignals", "":
            guard element.index != nil else {
                throw TimelineError(.invalid, "\(file.path): \(element.place) is no list; export the file again.")
            }
            try body(element)
        case "locations":
            throw TimelineError(
                .unsupported,
                """
                \(file.path) is Records.json of Google Takeout (latitudeE7), another format than the Timeline that a \
                phone exports; export your Timeline on the phone.
                """)
        case "timelineObjects":
            throw TimelineError(
                .unsupported,
                """
                \(file.path) is a month of Semantic Location History of Google Takeout, another format than the \
                Timeline that a phone exports; export your Timeline on the phone.
                """)
        default: break
        }
    }

    private func read(
        _ element: JSONElements.Element, _ reader: inout ElementReader
    ) throws(TimelineError) -> ElementReader.Found {
        do throws(JSONError) {
            return try reader.read(element)
        } catch {
            throw TimelineError(
                error.code == .limitExceeded ? .tooMuch : .invalid,
                "\(file.path): \(element.place): \(error.message) Nothing was imported; export the file again.")
        }
    }

    private func refused(_ error: JSONError) -> TimelineError {
        TimelineError(
            error.code == .limitExceeded ? .tooMuch : .invalid,
            "\(file.path): \(error.message) Nothing was imported.")
    }
}
