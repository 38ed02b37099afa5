// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
public import StewardCore

/// A file that a person exports from somewhere else and brings along.
///
/// The forms are written from the formats' documentation as of 2026-11, not from what Steward reads: the GPX 1.1 schema
/// with Garmin's track point extension 2, and what is publicly known of Google's exports (locationhistoryformat.com,
/// and files that others published), as Google does not document them.
public enum TraceFile: String, Sendable, Hashable, CaseIterable {
    /// GPX 1.1, a segment for each stretch without five minutes of silence.
    case gpx
    /// A line for each fix, names of columns in the first.
    case csv
    /// Google Takeout until about 2022: `Location History.json`, times as text of milliseconds.
    case googleLocationHistory = "google location history"
    /// Google Takeout until 2024: `Records.json`.
    case googleRecords = "google records"
    /// Google Takeout until 2024: a month of `Semantic Location History`.
    case googleSemantic = "google semantic location history"
    /// From an Android phone since 2024: `Timeline.json`.
    case googleTimelineAndroid = "google timeline android"
    /// From an iPhone since 2024: `location-history.json`.
    case googleTimelineIPhone = "google timeline iphone"
}

extension TraceFile {
    /// The usual name of such a file.
    public var name: String {
        switch self {
        case .gpx: "drives.gpx"
        case .csv: "drives.csv"
        case .googleLocationHistory: "Location History.json"
        case .googleRecords: "Records.json"
        case .googleSemantic: "2026_FEBRUARY.json"
        case .googleTimelineAndroid: "Timeline.json"
        case .googleTimelineIPhone: "location-history.json"
        }
    }

    /// A file of what one device reported.
    /// - Parameters:
    ///   - trace: a day.
    ///   - device: the device's name; without one the first that reported a fix.
    /// - Throws: `JSONError` when a report holds a number that JSON has not, which no ``Trace`` has.
    public func bytes(_ trace: Trace, device: String? = nil) throws(JSONError) -> [UInt8] {
        let name = device ?? trace.reports.first { $0.kind == .fix }?.device
        let fixes = trace.reports.filter { $0.kind == .fix && $0.device == name }
        let google = GoogleExport(fixes: fixes, trips: trace.truth.filter(\.isSeen))
        return switch self {
        case .gpx: Array(Self.gpx(fixes).utf8)
        case .csv: Array(Self.csv(fixes).utf8)
        case .googleLocationHistory: try google.records(oldTimes: true).canonicalBytes()
        case .googleRecords: try google.records(oldTimes: false).canonicalBytes()
        case .googleSemantic: try google.semantic.canonicalBytes()
        case .googleTimelineAndroid: try google.android.canonicalBytes()
        case .googleTimelineIPhone: try google.iPhone.canonicalBytes()
        }
    }

    private static func csv(_ fixes: [Report]) -> String {
        var text = "time,latitude,longitude,accuracy,speed,heading,activity,device\r\n"
        for fix in fixes {
            guard let position = fix.position else { continue }
            let numbers = [position.latitude, position.longitude, fix.accuracy, fix.speed, fix.heading]
            let fields =
                [CivilTime.text(fix.time)] + numbers.map { $0.map { "\($0)" } ?? "" }
                + [fix.activity?.rawValue ?? "", fix.device]
            text += fields.joined(separator: ",") + "\r\n"
        }
        return text
    }

    private static func gpx(_ fixes: [Report]) -> String {
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <gpx version="1.1" creator="invented drives" xmlns="http://www.topografix.com/GPX/1/1" \
            xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v2">
            <trk><name>drives</name><trkseg>

            """
        for (index, fix) in fixes.enumerated() {
            guard let position = fix.position else { continue }
            if index > 0, fix.time.timeIntervalSince(fixes[index - 1].time) > 300 {
                text += "</trkseg><trkseg>\n"
            }
            text += "<trkpt lat=\"\(position.latitude)\" lon=\"\(position.longitude)\">"
            text += "<time>\(CivilTime.text(fix.time))</time>"
            if fix.speed != nil || fix.heading != nil {
                text += "<extensions><gpxtpx:TrackPointExtension>"
                if let speed = fix.speed { text += "<gpxtpx:speed>\(speed)</gpxtpx:speed>" }
                if let heading = fix.heading { text += "<gpxtpx:course>\(heading)</gpxtpx:course>" }
                text += "</gpxtpx:TrackPointExtension></extensions>"
            }
            text += "</trkpt>\n"
        }
        return text + "</trkseg></trk>\n</gpx>\n"
    }
}
