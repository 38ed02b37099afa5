// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Reads a table: of points (`time`, `latitude`, `longitude`), of readings or charging sessions (`time`, `odometer`),
/// or of trips (`date`, `start`, `end`, `distance` or both odometers). The headings are ``CSVColumn``'s.
struct CSVReader: ImportReading {
    private let options: ImportOptions
    private var lines = CSVLines()
    private var table: CSVTable?

    init(options: ImportOptions) { self.options = options }

    mutating func read(_ piece: ArraySlice<UInt8>, into batch: inout ImportBatch) throws(LogbookError) {
        var (table, taken) = (table, batch)
        try lines.push(piece) { row throws(LogbookError) in
            try Self.take(row, &table, into: &taken, options)
        }
        self.table = table
        batch = taken
    }

    mutating func finish(into batch: inout ImportBatch) throws(LogbookError) {
        var (table, taken) = (table, batch)
        try lines.finish { row throws(LogbookError) in try Self.take(row, &table, into: &taken, options) }
        guard table != nil else { throw LogbookError(.invalid, "The file is empty.") }
        self.table = table
        batch = taken
    }

    private static func take(
        _ row: CSVLines.Row, _ table: inout CSVTable?, into batch: inout ImportBatch, _ options: ImportOptions
    ) throws(LogbookError) {
        if let table {
            try table.read(row, into: &batch)
        } else {
            table = try CSVTable(header: row, options: options)
        }
    }
}

/// The columns of a table and how to read its rows.
struct CSVTable: Sendable {
    private enum Kind {
        case points, trips
    }

    private let options: ImportOptions
    private let local: LocalMoment
    private let kind: Kind
    private let headings: [String]
    private let places: [CSVColumn: Int]
    private let units: [CSVColumn: DistanceUnit]

    init(header: CSVLines.Row, options: ImportOptions) throws(LogbookError) {
        self.options = options
        local = LocalMoment(options)
        headings = header.fields
        var places: [CSVColumn: Int] = [:]
        var units: [CSVColumn: DistanceUnit] = [:]
        for (index, heading) in header.fields.enumerated() {
            guard let (column, unit) = CSVColumn.find(heading), places[column] == nil else { continue }
            places[column] = index
            units[column] = unit
        }
        self.places = places
        self.units = units
        let has: (CSVColumn) -> Bool = { places[$0] != nil }
        let hasDistance = has(.distance) || (has(.odometerBefore) && has(.odometerAfter))
        if has(.start), has(.end), hasDistance {
            kind = .trips
        } else if has(.time), has(.latitude) && has(.longitude) || has(.odometer) {
            kind = .points
        } else {
            throw LogbookError(
                .invalid,
                "Line \(header.line) names no columns that are known; points need time, latitude and longitude, "
                    + "readings time and odometer, trips date, start, end and distance.")
        }
    }

    func read(_ row: CSVLines.Row, into batch: inout ImportBatch) throws(LogbookError) {
        guard row.fields.count == headings.count else {
            throw LogbookError(
                .invalid,
                "Line \(row.line) has \(row.fields.count) fields and the first line \(headings.count); the file is cut "
                    + "or a separator is missing.")
        }
        let cells = CSVCells(row: row, headings: headings, places: places, units: units, options: options, local: local)
        switch kind {
        case .points:
            guard batch.received.parts.count <= 1_000 else {
                throw LogbookError(
                    .tooMuch, "Line \(row.line): the file tells of too many vehicles; import it in parts.")
            }
            try cells.addPoint(to: &batch.received)
        case .trips: batch.trips.append(try cells.trip())
        }
    }
}

/// One row of a table.
struct CSVCells {
    let row: CSVLines.Row
    let headings: [String]
    let places: [CSVColumn: Int]
    let units: [CSVColumn: DistanceUnit]
    let options: ImportOptions
    let local: LocalMoment

    /// A cell's text; `nil` when there is no such column, or nothing in it.
    func text(_ column: CSVColumn) -> String? {
        guard let place = places[column] else { return nil }
        let text = row.fields[place].trimming()
        return text.isEmpty ? nil : text
    }

    func fault(_ column: CSVColumn, _ sentence: String) -> LogbookError {
        let heading = places[column].map { headings[$0] } ?? column.rawValue
        return LogbookError(.invalid, "Line \(row.line), column \(heading.prefix(60)): \(sentence)")
    }

    func number(_ column: CSVColumn, _ measure: Measure) throws(LogbookError) -> Double? {
        guard let text = text(column) else { return nil }
        switch measure.read(text) {
        case .known(let value): return value
        case .unknown: return nil
        case .wrong(let sentence): throw fault(column, sentence)
        }
    }

    func distance(_ column: CSVColumn) throws(LogbookError) -> Distance? {
        guard let value = try number(column, .odometer) else { return nil }
        guard let distance = (units[column] ?? options.unit).distance(value) else {
            throw fault(column, "The distance is too large.")
        }
        return distance
    }

    /// An odometer; 0 is one that nobody read.
    func odometer(_ column: CSVColumn) throws(LogbookError) -> Distance? {
        if let text = text(column), NumberText.isAmbiguous(text) { throw fault(column, DistanceUnit.ambiguous(text)) }
        guard let distance = try distance(column), distance > .zero else { return nil }
        guard Observation.odometers.contains(distance.metres) else {
            throw fault(column, "The odometer is over ten million kilometres; look at its unit.")
        }
        return distance
    }

    func name(_ column: CSVColumn) throws(LogbookError) -> String? {
        guard let text = text(column) else { return nil }
        if let sentence = Receipt.fault(ofName: text) { throw fault(column, sentence) }
        return text
    }

    /// An instant of a column that holds all of it, or the time of day to the date of another column.
    func instant(_ column: CSVColumn, date: CSVColumn = .date) throws(LogbookError) -> Int64? {
        guard let text = text(column) else { return nil }
        let instant: Int64
        if let time = local.time(text), let dateText = self.text(date) {
            guard let day = local.day(dateText) else {
                throw fault(date, "\"\(dateText.prefix(40))\" is no date; \(local.repair(dateText, "2026-11-22")).")
            }
            instant = local.instant(day: day, seconds: time)
        } else if let whole = local.instant(text) {
            instant = whole
        } else {
            throw fault(column, "\"\(text.prefix(40))\" is no time; \(local.repair(text, LocalMoment.written)).")
        }
        if let sentence = options.receipt.fault(of: instant, written: text) { throw fault(column, sentence) }
        return instant
    }

    func position(_ latitude: CSVColumn, _ longitude: CSVColumn) throws(LogbookError) -> Position? {
        var draft = FixDraft()
        draft.latitude = try number(latitude, .latitude)
        draft.longitude = try number(longitude, .longitude)
        if draft.isHalf {
            throw fault(draft.latitude == nil ? latitude : longitude, "It is empty, and the other coordinate is not.")
        }
        return draft.position
    }
}
