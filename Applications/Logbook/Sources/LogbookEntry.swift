// SPDX-License-Identifier: Apache-2.0

/// The kinds of entries that this application writes. Names are never reused; members are only added.
package enum LogbookEntry {
    // A vehicle's book.
    /// The whole record of the vehicle, at set-up and at each change.
    package static let vehicle = "logbook.vehicle"
    /// `{}`: it is gone from the lists; its book and trips stay.
    package static let vehicleRemoved = "logbook.vehicle-removed"
    /// What arrived in one piece.
    package static let arrival = "logbook.arrival"
    /// A trip entered by hand or imported.
    package static let trip = "logbook.trip"
    /// `{trip, at, changes{field: {old, new}}, reason}`.
    package static let correction = "logbook.correction"
    /// `{trip, at, reason}`.
    package static let void = "logbook.void"
    /// Two trips that are one.
    package static let join = "logbook.join"
    /// One trip that is two.
    package static let split = "logbook.split"
    /// `{before, after, explanation, use}`.
    package static let gap = "logbook.gap"
    /// What services answered about a trip: route, matched way, addresses.
    package static let measured = "logbook.measured"
    /// A month that was closed.
    package static let month = "logbook.month"
    /// A report that was sealed, and the hashes of its files.
    package static let report = "logbook.report"

    // A driver's book.
    /// A place, new or changed.
    package static let place = "logbook.place"
    /// A place that is no more.
    package static let placeRemoved = "logbook.place-removed"
    /// The rules, all of them.
    package static let rules = "logbook.rules"
    /// Who the driver is.
    package static let profile = "logbook.profile"
}
