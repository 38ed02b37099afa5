// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// What can be said of a trip while it goes on: enough for the page of a phone and for the answers of older clients.
package struct LiveTrip: Sendable, Hashable {
    package var start: Int64
    package var phase: Phase
    /// The way so far.
    package var distance: Distance
    /// How many fixes it has, of all devices.
    package var fixes: Int
    package var first: TrailPoint?
    package var last: TrailPoint?
    /// Since when it stands; `nil` while it moves.
    package var pausedSince: Int64?
    package var isAtSkipPlace: Bool
    /// How often it stood for five minutes, and how often of these at a skip place.
    package var pauses: Int
    package var skipPauses: Int
    /// How often in a row the car said that it is parked.
    package var parkedReports: Int
    package var odometerBefore: OdometerReading?
    package var odometer: OdometerReading?
    /// When the last thing was heard of it.
    package var lastEvent: Int64
    /// When it ends, if nothing more is heard.
    package var deadline: Int64

    package enum Phase: Sendable, Hashable {
        case driving
        /// It stands and may go on.
        case paused
        /// Something ended it, and it may still go on.
        case ending(FoundTrip.Ending)
    }
}

extension TripDetector {
    /// The trip that goes on; `nil` when there is none.
    package var live: LiveTrip? {
        guard let open = trip else { return nil }
        let phase: LiveTrip.Phase =
            if let end = open.end, !open.isAtSkipPlace { .ending(end.ending) } else {
                open.isPaused || open.isAtSkipPlace ? .paused : .driving
            }
        return LiveTrip(
            start: open.start, phase: phase, distance: Distance(metres: path.sums.length) ?? .zero,
            fixes: open.fixes, first: path.trail.first,
            last: path.last.map { TrailPoint(instant: $0.instant, position: $0.position) },
            pausedSince: phase == .driving ? nil : open.end?.instant ?? open.pausedSince,
            isAtSkipPlace: open.isAtSkipPlace, pauses: open.pauses, skipPauses: open.skipPauses,
            parkedReports: open.parkedReports, odometerBefore: open.before,
            odometer: open.lastReading ?? odometer.last, lastEvent: open.lastEvent, deadline: closing(open).at)
    }

    /// The trip that goes on as far as it is known, with no ending.
    package var openTrip: FoundTrip? {
        guard let open = trip else { return nil }
        var path = path
        path.closeTrail()
        var found = found(open, path, .silent, at: max(open.lastEvent, open.start))
        found.ending = nil
        return found
    }
}
