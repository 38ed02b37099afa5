// SPDX-License-Identifier: Apache-2.0

/// What was written.
package struct GPXSummary: Sendable, Hashable {
    package var points = 0
    package var tracks = 0
}

/// Writes tracks as GPX 1.1: times in UTC, heights with two decimals.
struct GPXWriter {
    /// A pause longer than this begins a new track; `nil` leaves everything in one.
    let gap: Int64?
    let file: OutputFile
    private(set) var summary = GPXSummary()
    private var last: Int64?

    init(_ file: OutputFile, gap: Int64?) throws(TimelineError) {
        self.file = file
        self.gap = gap
        try file.write(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <gpx version="1.1" creator="Steward" xmlns="http://www.topografix.com/GPX/1/1"\
             xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"\
             xsi:schemaLocation="http://www.topografix.com/GPX/1/1 http://www.topografix.com/GPX/1/1/gpx.xsd">

            """)
    }

    /// Adds a point; they come in the order of time.
    mutating func add(latitude: Double, longitude: Double, elevation: Double?, instant: Int64) throws(TimelineError) {
        let isApart = last.map { last in gap.map { instant - last > $0 } ?? false } ?? true
        if isApart { try beginTrack(instant) }
        var text = "      <trkpt lat=\"\(DecimalText.write(latitude, decimals: 9))\""
        text += " lon=\"\(DecimalText.write(longitude, decimals: 9))\">"
        if let elevation { text += "<ele>\(DecimalText.write(elevation, decimals: 2, fixed: true))</ele>" }
        text += "<time>\(InstantText.write(instant))</time></trkpt>\n"
        try file.write(text)
        summary.points += 1
        last = instant
    }

    private mutating func beginTrack(_ instant: Int64) throws(TimelineError) {
        try endTrack()
        summary.tracks += 1
        try file.write("  <trk>\n    <name>\(InstantText.write(instant))</name>\n    <trkseg>\n")
    }

    private func endTrack() throws(TimelineError) {
        if summary.tracks > 0 { try file.write("    </trkseg>\n  </trk>\n") }
    }

    mutating func finish() throws(TimelineError) {
        try endTrack()
        try file.write("</gpx>\n")
    }
}
