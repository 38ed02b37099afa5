// SPDX-License-Identifier: Apache-2.0
import StewardJobs

/// How long after a trip what a person adds or changes counts as timely. What comes later is kept and marked late.
///
/// - Germany: 7 calendar days for purpose and partner added in a portal, with person and time of entry (OFD Rheinland
///   and Münster, 18.2.2013; BMF, 4.4.2018).
/// - United States: “at or near the time”; a log that is kept weekly is timely (Pub. 463, chapter 5): 7 calendar days.
/// - Netherlands: the RRS-normenkader asks for recording in time without a number of days: 7 calendar days, as the
///   strictest of its neighbours.
/// - United Kingdom: no fixed form; mileage is claimed and paid monthly: 31 calendar days.
///
/// Days are those of the trip's zone: the window of a trip that began on the 1st, at whatever hour, ends with the last
/// moment of the 8th. Whatever comes after the month was closed is late in every country.
package struct AdditionWindow: Sendable, Hashable {
    package let days: Int

    package init(_ country: Vehicle.Country) {
        days = country == .unitedKingdom ? 31 : 7
    }

    /// The first instant that is too late, in microseconds since 1970.
    package func end(of start: Int64, in clock: LocalClock) -> Int64 {
        clock.start(of: clock.day(at: start) + (days + 1))
    }

    /// What a country wants to know about a business trip beyond where it went.
    package static func wanted(_ country: Vehicle.Country) -> [TripField] {
        switch country {
        case .germany: [.purpose, .partner]
        case .unitedKingdom, .unitedStates: [.purpose]
        case .netherlands: []
        }
    }
}
