// SPDX-License-Identifier: Apache-2.0

/// The trips of a vehicle, found afresh in the lines of its book.
package struct TripBook: Sendable {
    private var timeline: VehicleTimeline
    private var observations: [(entry: Int64, observation: Observation)] = []

    package init(_ setup: TripDetector.Setup) { timeline = VehicleTimeline(setup) }

    /// Takes the line of an entry; entries that are no arrivals are passed over.
    /// - Throws: `LogbookError` (`damaged`) when it is an arrival that cannot be read.
    package mutating func take(line: UnsafeRawBufferPointer, entry: Int64) throws(LogbookError) {
        guard let arrival = try Arrival.read(line: line) else { return }
        for observation in arrival.observations { observations.append((entry, observation)) }
    }

    /// The timeline after everything taken.
    package consuming func finish() -> VehicleTimeline {
        timeline.replay(observations)
        return timeline
    }
}
