// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Reads a JSON file element by element: Google's exports, and lists of trips.
struct JSONImportReader: ImportReading {
    private var elements = JSONElements()
    private var taker: ElementTaker
    var drives: DriveTimes { taker.drives }

    init(format: ImportFormat, options: ImportOptions, known: DriveTimes?) {
        taker = ElementTaker(format: format, options: options, known: known)
    }

    mutating func read(_ piece: ArraySlice<UInt8>, into batch: inout ImportBatch) throws(LogbookError) {
        var taker = taker
        var taken = batch
        try elements.push(piece, failing: Self.error) { element throws(LogbookError) in
            try taker.take(element, into: &taken)
        }
        self.taker = taker
        batch = taken
    }

    mutating func finish(into batch: inout ImportBatch) throws(LogbookError) {
        do throws(JSONError) { try elements.finish() } catch { throw Self.error(error) }
    }

    private static func error(_ error: JSONError) -> LogbookError {
        LogbookError(error.code == .limitExceeded ? .tooMuch : .invalid, error.message)
    }
}

/// Reads one element after the other.
struct ElementTaker: Sendable {
    let format: ImportFormat
    let options: ImportOptions
    /// When somebody drove, in the second reading; `nil` in the first.
    let known: DriveTimes?
    /// When somebody drove, as far as was read.
    var drives = DriveTimes()
    private var count = 0

    init(format: ImportFormat, options: ImportOptions, known: DriveTimes?) {
        self.format = format
        self.options = options
        self.known = known
    }

    mutating func take(_ element: JSONElements.Element, into batch: inout ImportBatch) throws(LogbookError) {
        var faults = Faults()
        faults.place = element.place
        var found: GoogleDrive?
        do throws(JSONError) {
            try JSONReader.read(element.bytes, limits: .element) { reader throws(JSONError) in
                switch (format, element.key) {
                case (.googleRecords, "locations"):
                    try GoogleRecord.read(&reader, &faults, into: &batch.received, from: options.receipt)
                case (.googleSemantic, "timelineObjects"):
                    found = try GoogleDrive.readSemantic(&reader, &faults, into: &batch.received, options.receipt)
                case (.googleTimeline, "semanticSegments"), (.googleTimeline, ""):
                    found = try GoogleSegment.read(&reader, &faults, into: &batch.received, options.receipt, known)
                case (.googleTimeline, "rawSignals"):
                    try GoogleSignal.read(&reader, &faults, into: &batch.received, options.receipt, known)
                case (.trips, "trips"), (.trips, ""):
                    let trip = try CompatibleTrip.read(&reader, &faults, options)
                    if let trip, !faults.isElementBad { batch.trips.append(trip) }
                default: try reader.skipValue()
                }
            }
        } catch {
            throw LogbookError(error, in: element.place)
        }
        if format == .trips { try faults.check() }
        try add(found, into: &batch.received)
    }

    /// A drive of Google's is somebody joining a car and leaving it.
    private mutating func add(_ drive: GoogleDrive?, into received: inout Received) throws(LogbookError) {
        guard let drive else { return }
        try drives.add(drive.start...drive.end)
        let (device, arrival) = (options.receipt.device, options.receipt.arrival)
        func fix(_ position: Position?) -> Fix? { position.map { Fix(position: $0, movement: .driving) } }
        received.add(
            Observation(instant: drive.start, device: device, fact: .connected(fix(drive.from))), at: arrival)
        for point in drive.points {
            received.add(
                Observation(instant: point.instant, device: device, fact: .fix(point.fix)), at: arrival)
        }
        received.add(
            Observation(instant: drive.end, device: device, fact: .disconnected(fix(drive.to))), at: arrival)
    }
}

extension JSONLimits {
    /// What one element of a file may ask of its reader.
    static let element = JSONLimits(bytes: JSONElements.mostBytes, depth: 64, stringBytes: 4 << 20)
}
