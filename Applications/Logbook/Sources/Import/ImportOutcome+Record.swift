// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// Keeping what an import brought, so that it can be looked at again.
extension ImportOutcome {
    /// Everything of it.
    package var record: JSON {
        var members: [JSON.Member] = [
            JSON.Member("format", .string(summary.format.rawValue)), JSON.Member("sha256", .string(sha256)),
            JSON.Member("dry_run", .bool(isDryRun)), JSON.Member("bytes", .integer(summary.bytes)),
            JSON.Member("observations", .integer(Int64(summary.observations))),
            JSON.Member("readings", .integer(Int64(summary.readings))),
            JSON.Member("trips", .integer(Int64(summary.trips))), JSON.Member("vehicles", .array(shares.map(\.record))),
            JSON.Member(
                "ignored",
                .object(
                    summary.ignored.sorted { $0.key < $1.key }.map {
                        JSON.Member($0.key.rawValue, .integer(Int64($0.value)))
                    })),
        ]
        if let first = summary.first { members.append(JSON.Member("first", .integer(first))) }
        if let last = summary.last { members.append(JSON.Member("last", .integer(last))) }
        return .object(members)
    }

    /// Reads what ``record`` writes. Reasons and formats of later versions are left out.
    /// - Throws: `LogbookError` with `invalid` when it is none.
    package init(record: JSON) throws(LogbookError) {
        let fields = try EntryFields("The import", record)
        guard let format = ImportFormat(rawValue: try fields.neededText("format")) else {
            throw fields.refused("format", "one that this version knows")
        }
        summary = ImportSummary(format: format)
        summary.bytes = try fields.integer("bytes") ?? 0
        summary.observations = try fields.count("observations")
        summary.readings = try fields.count("readings")
        summary.trips = try fields.count("trips")
        summary.first = try fields.integer("first")
        summary.last = try fields.integer("last")
        for member in record["ignored"]?.members ?? [] {
            guard let reason = Received.Ignored(rawValue: member.key), let count = member.value.integer else {
                continue
            }
            summary.ignored[reason] = Int(count)
        }
        sha256 = try fields.text("sha256")
        isDryRun = try fields.flag("dry_run")
        shares = []
        for share in try fields.list("vehicles") { shares.append(try Share(record: share)) }
    }
}

extension ImportOutcome.Share {
    fileprivate var record: JSON {
        [
            "vehicle": .string(vehicle), "name": .string(name), "observations": .integer(Int64(observations)),
            "known_observations": .integer(Int64(knownObservations)), "trips": .integer(Int64(trips)),
            "known_trips": .integer(Int64(knownTrips)),
        ]
    }

    fileprivate init(record: JSON) throws(LogbookError) {
        let fields = try EntryFields("The import's vehicle", record)
        vehicle = try fields.neededText("vehicle")
        name = try fields.text("name")
        observations = try fields.count("observations")
        knownObservations = try fields.count("known_observations")
        trips = try fields.count("trips")
        knownTrips = try fields.count("known_trips")
    }
}

extension EntryFields {
    /// How many there are of something; 0 when nothing is said.
    fileprivate func count(_ key: String) throws(LogbookError) -> Int { Int(try integer(key) ?? 0) }
}
