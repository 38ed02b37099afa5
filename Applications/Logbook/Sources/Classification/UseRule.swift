// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardJobs

/// A rule that says how trips count, as data that its driver can read and change. The first rule of a list whose
/// conditions all hold decides.
package struct UseRule: Sendable, Hashable {
    /// Small letters, digits and dashes; unique in its list, and what ``Trip/Reason/rule`` names.
    package var id: String
    /// The driver's own words for it.
    package var name: String
    /// All must hold; a rule without conditions always does.
    package var conditions: [Condition]
    /// What the trip then is. Never `mixed`: only a person divides a trip.
    package var use: Trip.Use

    package init(id: String, name: String, _ conditions: [Condition], use: Trip.Use) {
        self.id = id
        self.name = name
        self.conditions = conditions
        self.use = use
    }

    /// Something that may be so of a trip.
    package indirect enum Condition: Sendable, Hashable {
        /// It begins or ends at one of these places, by their names.
        case place([String], End)
        /// It begins or ends at a place with one of these roles.
        case role([Place.Role], End)
        /// It begins or ends at none of the driver's places.
        case elsewhere(End)
        /// It goes from home to work or back, alone or as one of several trips in a row whose stops are at most so many
        /// minutes long and at no customer's.
        case commute(stop: Int)
        /// It begins on one of these days of the week (0 is Sunday), by the clock on the wall.
        case weekdays([Int])
        /// It begins between these minutes after midnight, the second not included; where the second is not later, the
        /// span goes on after midnight.
        case hours(from: Int, until: Int)
        /// It begins on one of these days.
        case dates([LocalDay])
        /// It begins on a day from the first to the last, both included; a missing one is no bound.
        case period(from: LocalDay?, until: LocalDay?)
        /// It begins on a holiday of the driver's profile.
        case holiday
        /// It is at least and at most so long.
        case distance(least: Distance?, most: Distance?)
        /// The driver said of at least so many trips between the same two ends (in either direction) in the days
        /// before that they count as this rule says.
        case frequent(times: Int, days: Int)
        /// It was driven with one of these vehicles.
        case vehicle([String])
        /// The other does not hold.
        case not(Condition)
    }

    /// Which end of a trip a condition looks at.
    package enum End: String, Sendable, Hashable, CaseIterable { case start, end, either, both }
}
