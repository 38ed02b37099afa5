// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Reads tracks of GPX 1.0 and 1.1 (Topografix, GPX schema). Routes and waypoints are plans and places; they are left
/// out and counted, and so are points without a time and tracks on foot or by bicycle.
///
/// Speed and course are read where GPX 1.0 and Garmin's and others' extensions put them, in metres a second and
/// degrees.
struct GPXReader: ImportReading {
    private let options: ImportOptions
    private var scanner = XMLScanner()
    private var point: GPXPoint?
    /// The names of the open elements.
    private var open: [String] = []
    /// Whether the track says that it was no drive.
    private var isOtherMovement = false

    init(options: ImportOptions) { self.options = options }

    mutating func read(_ piece: ArraySlice<UInt8>, into batch: inout ImportBatch) throws(LogbookError) {
        var scanner = scanner
        var reader = self
        var taken = batch
        // What stops the reading: the file is no XML, or what it says is wrong.
        var wrong: LogbookError?
        do throws(XMLError) {
            try scanner.push(piece) { event, line throws(XMLError) in
                do throws(LogbookError) {
                    try reader.take(event, line, into: &taken.received)
                } catch {
                    wrong = error
                    throw XMLError(.invalid, error.description)
                }
            }
        } catch {
            throw wrong ?? LogbookError(error)
        }
        reader.scanner = scanner
        self = reader
        batch = taken
    }

    mutating func finish(into batch: inout ImportBatch) throws(LogbookError) {
        do throws(XMLError) { try scanner.finish() } catch { throw LogbookError(error) }
    }

    private mutating func take(
        _ event: XMLScanner.Event, _ line: Int, into received: inout Received
    ) throws(LogbookError) {
        switch event {
        case .start(let name, let attributes): try begin(name, attributes, line)
        case .end(let name, let text): try end(name, text, line, into: &received)
        }
    }

    private mutating func begin(
        _ name: String, _ attributes: [(name: String, value: String)], _ line: Int
    ) throws(LogbookError) {
        if open.isEmpty, name != "gpx" {
            throw LogbookError(.invalid, "Line \(line): the file is <\(name.prefix(40))> and no GPX.")
        }
        if name == "trk" { isOtherMovement = false }
        if name == "trkpt", open.last == "trkseg" {
            var faults = Faults()
            let parameters = Parameters(attributes)
            var draft = FixDraft()
            draft.latitude = parameters.read(.latitude, "lat", faults: &faults)
            draft.longitude = parameters.read(.longitude, "lon", faults: &faults)
            if let first = faults.first { throw LogbookError(.invalid, "Line \(line), \(first)") }
            guard draft.latitude != nil, draft.longitude != nil else {
                throw LogbookError(.invalid, "Line \(line): a trkpt has no lat or no lon.")
            }
            point = GPXPoint(draft: draft, depth: open.count)
        }
        open.append(name)
    }

    private mutating func end(
        _ name: String, _ text: String, _ line: Int, into received: inout Received
    ) throws(LogbookError) {
        open.removeLast()
        if point != nil, point?.depth == open.count {
            finishPoint(into: &received)
        } else if point != nil {
            if let sentence = point?.read(name, text, options.receipt) {
                throw LogbookError(.invalid, "Line \(line): \(sentence)")
            }
        } else if name == "type", open.last == "trk" {
            let movement = Fix.Movement(word: text)
            isOtherMovement = movement != nil && movement != .driving || text == "hiking" || text == "biking"
        } else if name == "rtept" || name == "wpt" {
            received.ignore(.planned)
        }
    }

    private mutating func finishPoint(into received: inout Received) {
        guard let draft = point?.draft else { return }
        point = nil
        if isOtherMovement { return received.ignore(.otherMovement) }
        guard let fix = draft.fix else { return received.ignore(.withoutPosition) }
        guard let instant = draft.instant else { return received.ignore(.withoutTime) }
        received.add(
            Observation(instant: instant, device: options.receipt.device, fact: .fix(fix)),
            at: options.receipt.arrival)
    }
}

/// A track point while it is read.
private struct GPXPoint: Sendable {
    var draft: FixDraft
    /// How many elements are open around it.
    let depth: Int

    /// Reads an inner element; gives a sentence when it cannot be.
    mutating func read(_ name: String, _ text: String, _ receipt: Receipt) -> String? {
        let text = text.trimming()
        switch name {
        case "time":
            // GPX: times are UTC, with or without a Z.
            let instant = InstantText.read(text, zoneless: .utc)
            if let sentence = receipt.fault(of: instant, written: text) { return sentence }
            draft.instant = instant
        case "speed": return read(.speed, text) { $0.speed = $1 }
        case "course", "heading", "bearing": return read(.heading, text) { $0.heading = $1 }
        case "accuracy": return read(.accuracy, text) { $0.accuracy = $1 }
        default: break
        }
        return nil
    }

    private mutating func read(
        _ measure: Measure, _ text: String, _ set: (inout FixDraft, Double) -> Void
    ) -> String? {
        switch measure.read(text) {
        case .known(let value): set(&draft, value)
        case .unknown: break
        case .wrong(let sentence): return sentence
        }
        return nil
    }
}

extension String {
    /// The text without blanks and line ends around it.
    func trimming() -> String {
        let blanks: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0.isNewline }
        var rest = self[...]
        while let first = rest.first, blanks(first) { rest = rest.dropFirst() }
        while let last = rest.last, blanks(last) { rest = rest.dropLast() }
        return String(rest)
    }
}

extension LogbookError {
    fileprivate init(_ error: XMLError) { self.init(error.code == .tooMuch ? .tooMuch : .invalid, error.message) }
}
