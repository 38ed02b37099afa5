// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardStore
import StewardTestKit
import Testing

@testable import Timeline

/// A clock that stands.
struct FixedClock: Timekeeping {
    var now: Date { Date(timeIntervalSince1970: 1_795_338_000) }
    func sleep(for duration: Duration) async throws {}
}

/// Timelines of the tests, on every engine that this machine has.
enum TimelineBench {
    /// Whether PostgreSQL's extension is there.
    static let hasPostGIS: Bool = {
        guard let programs = PostgresServer.programs, let version = programs.split(separator: "/").dropLast().last
        else {
            return false
        }
        return FileManager.default.fileExists(atPath: "/usr/share/postgresql/\(version)/extension/postgis.control")
    }()
    static let engines: [DatabaseEngine] = hasPostGIS ? [.sqlite, .postgresql] : [.sqlite]

    /// Hands over an empty timeline on an engine.
    static func with<Value>(
        _ engine: DatabaseEngine, _ body: (Timeline) async throws -> Value
    ) async throws -> Value {
        try await TestDatabases.with(engine) { database in
            if engine == .postgresql { try await install(TimelineSchema().structure, database) }
            let timeline = Timeline(database: database, clock: FixedClock())
            try await timeline.prepare()
            return try await body(timeline)
        }
    }

    static func install(_ statements: [String], _ database: any Database) async throws {
        try await database.write { connection in
            for statement in statements { try connection.execute(statement) }
        }
    }
}

extension Timeline {
    /// Imports a text.
    func take(_ text: String, _ options: TimelineImportOptions = .init()) async throws -> TimelineImportOutcome {
        let folder = try TemporaryFolder("timeline")
        return try await importExport(try ExportFile(try folder.write("Timeline.json", Array(text.utf8))), options)
    }

    /// Every row, the oldest first.
    func all() async throws -> [LocationRecord] { try await locations(LocationQuery()).map(\.record) }
}

/// An instant of the day of the tests.
func at(_ clock: String, day: String = "2026-03-01") -> Int64 {
    InstantText.read("\(day)T\(clock)Z")?.instant ?? .min
}

/// Exports as a phone writes them.
enum Sample {
    static func export(_ segments: [String], signals: [String] = []) -> String {
        "{\"semanticSegments\": [\(segments.joined(separator: ","))],"
            + "\"rawSignals\": [\(signals.joined(separator: ","))], \"userLocationProfile\": {}}"
    }

    private static func span(_ from: String, _ until: String) -> String {
        "\"startTime\": \"2026-03-01T\(from)Z\", \"endTime\": \"2026-03-01T\(until)Z\""
    }

    static func visit(_ from: String, _ until: String, _ place: String, _ probability: String = "0.57") -> String {
        """
        {\(span(from, until)), "visit": {"probability": 0.9, "topCandidate": {"probability": \(probability),
            "placeLocation": {"latLng": "\(place)"}}}}
        """
    }

    static func activity(_ from: String, _ until: String, _ type: String, _ probability: String = "0.8") -> String {
        """
        {\(span(from, until)), "activity": {"start": {"latLng": "0°, 0°"}, "topCandidate":
            {"type": "\(type)", "probability": \(probability)}}}
        """
    }

    static func path(_ points: [(String, String)]) -> String {
        let list = points.map { "{\"point\": \"\($0.1)\", \"time\": \"2026-03-01T\($0.0)Z\"}" }
        return "{\(span("00:00:00", "23:00:00")), \"timelinePath\": [\(list.joined(separator: ","))]}"
    }

    static func signal(_ time: String, _ place: String, _ accuracy: String = "13") -> String {
        """
        {"position": {"LatLng": "\(place)", "accuracyMeters": \(accuracy), "timestamp": "2026-03-01T\(time)Z"}}
        """
    }
}
