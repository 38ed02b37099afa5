// SPDX-License-Identifier: Apache-2.0
package import StewardLedger
import StewardStore

/// What the book of a vehicle says about the vehicle itself: every record of it, the last one in force.
package struct VehicleSetup: Sendable, Hashable {
    /// Every record, oldest first.
    package private(set) var versions: [Version] = []

    package struct Version: Sendable, Hashable {
        /// The entry's number in the vehicle's book.
        package let entry: Int64
        /// When it was written, microseconds since 1970.
        package let instant: Int64
        package let vehicle: Vehicle
    }

    package init() {}

    /// For a vehicle that was always so.
    package init(_ vehicle: Vehicle) { versions = [Version(entry: 0, instant: .min, vehicle: vehicle)] }

    /// The vehicle as it is now; `nil` while the book says nothing about it.
    package var vehicle: Vehicle? { versions.last?.vehicle }

    /// The vehicle as the book told it at an instant, or its first record where that is later.
    package func vehicle(knownAt instant: Int64) -> Vehicle? {
        (versions.last { $0.instant <= instant } ?? versions.first)?.vehicle
    }

    /// Takes the next entry of the vehicle's book; other kinds are passed over.
    /// - Throws: `LogbookError` with `damaged` when a record cannot be read.
    package mutating func apply(_ entry: Entry) throws(LogbookError) {
        guard entry.kind == LogbookEntry.vehicle else { return }
        let vehicle = try damaged(entry) { () throws(LogbookError) in try Vehicle(json: entry.payload) }
        versions.append(Version(entry: entry.sequence, instant: entry.time.microseconds, vehicle: vehicle))
    }
}

/// Says of an entry that cannot be read where it stands.
func damaged<Value>(
    _ entry: Entry, _ read: () throws(LogbookError) -> Value
) throws(LogbookError) -> Value {
    do throws(LogbookError) { return try read() } catch {
        throw LogbookError(
            .damaged, "Entry \(entry.sequence) of the book \(entry.book) cannot be read: \(error.description)")
    }
}
