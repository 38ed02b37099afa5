// SPDX-License-Identifier: Apache-2.0
import StewardJobs

extension JobsFilter {
    /// What programs may ask of the list of jobs, each with what it takes.
    static let described: [Query] = [
        Query("state", "Only jobs in this state", .one(of: JobState.self)),
        Query("kind", "Only jobs of this kind", .string(most: 100)),
        Query("schedule", "Only jobs of this schedule", .string(most: 100)),
        Query("from", "Only jobs made on this day or later, in the caller's time zone", .string(.day)),
        Query("to", "Only jobs made on this day or earlier, in the caller's time zone", .string(.day)),
        Query("needs", "“person”: only jobs that failed and need a person", .one(of: ["person"])),
        Query("after", "The “next” of the page before", .string(.jobPlace)),
    ]
}
