// SPDX-License-Identifier: Apache-2.0
package import StewardCore
import StewardJobs

/// How a file is to be imported.
package struct ImportRequest: Sendable, Hashable {
    /// The id of the vehicle whose book everything goes into; `nil` leaves it to what the file says.
    package var vehicle: String?
    /// The time zone of times without an offset, as `Europe/Amsterdam`; `nil` takes the vehicle's.
    package var zone: String?
    package var slashDates: ImportOptions.SlashDates
    /// The unit of odometers and distances in columns that do not name one.
    package var unit: DistanceUnit
    /// Whether the file is only looked at.
    package var isDryRun: Bool

    package init(
        vehicle: String? = nil, zone: String? = nil, slashDates: ImportOptions.SlashDates = .refused,
        unit: DistanceUnit = .kilometres, isDryRun: Bool = false
    ) {
        self.vehicle = vehicle
        self.zone = zone
        self.slashDates = slashDates
        self.unit = unit
        self.isDryRun = isDryRun
    }

    /// The device that imported points and readings are said to come from.
    static let device = "import"

    func options(arrival: Int64, zone: String) throws(LogbookError) -> ImportOptions {
        let text = self.zone ?? zone
        do {
            return ImportOptions(
                receipt: Receipt(arrival: arrival, device: Self.device), zone: try LocalZone(text),
                slashDates: slashDates, unit: unit)
        } catch {
            throw LogbookError(.invalid, "“\(text)” is no time zone; write one as Europe/Amsterdam.")
        }
    }
}

/// How far an import is.
package struct ImportProgress: Sendable, Hashable {
    /// Whether the file was read to its end and is being taken in; before that it is looked at.
    package let isTaking: Bool
    /// How much of the file was read, this time.
    package let bytes: Int64
}

/// What an import brought; of a dry run, what it would bring.
package struct ImportOutcome: Sendable, Hashable {
    /// What the file holds.
    package var summary: ImportSummary
    /// The file's SHA-256 in lower-case hexadecimal.
    package var sha256: String
    /// What went where, in the order of the file.
    package var shares: [Share]
    package var isDryRun: Bool

    /// What one vehicle gets.
    package struct Share: Sendable, Hashable {
        package let vehicle: String
        package let name: String
        /// Points and readings in the file.
        package var observations = 0
        /// Those that an earlier import of the same file had brought. A dry run does not look for them.
        package var knownObservations = 0
        package var trips = 0
        /// Those that were in the book already.
        package var knownTrips = 0
    }

    /// Entries of the file that were not there before.
    package var newTrips: Int { shares.reduce(0) { $0 + $1.trips - $1.knownTrips } }
    package var newObservations: Int { shares.reduce(0) { $0 + $1.observations - $1.knownObservations } }
    package var knownTrips: Int { shares.reduce(0) { $0 + $1.knownTrips } }
    package var knownObservations: Int { shares.reduce(0) { $0 + $1.knownObservations } }
}

extension ImportOutcome {
    /// For programs: counts, and what was left out by its reason.
    package var json: JSON {
        var members: [JSON.Member] = [
            JSON.Member("format", .string(summary.format.rawValue)), JSON.Member("sha256", .string(sha256)),
            JSON.Member("dry_run", .bool(isDryRun)),
            JSON.Member("observations", .integer(Int64(summary.observations))),
            JSON.Member("trips", .integer(Int64(summary.trips))),
            JSON.Member("new_trips", .integer(Int64(newTrips))),
            JSON.Member("known_trips", .integer(Int64(knownTrips))),
            JSON.Member("known_observations", .integer(Int64(knownObservations))),
            JSON.Member("vehicles", .array(shares.map(\.json))),
            JSON.Member(
                "ignored",
                .object(
                    summary.ignored.sorted { $0.key < $1.key }.map {
                        JSON.Member($0.key.rawValue, .integer(Int64($0.value)))
                    })),
        ]
        if let first = summary.first, let last = summary.last {
            members.append(JSON.Member("first", .instant(first)))
            members.append(JSON.Member("last", .instant(last)))
        }
        return .object(members)
    }
}

extension ImportOutcome.Share {
    fileprivate var json: JSON {
        [
            "vehicle": .string(vehicle), "name": .string(name), "observations": .integer(Int64(observations)),
            "known_observations": .integer(Int64(knownObservations)), "trips": .integer(Int64(trips)),
            "known_trips": .integer(Int64(knownTrips)),
        ]
    }
}
