// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// A trip that goes on, or that may still go on.
struct OpenTrip: Sendable {
    var start: Int64
    /// Where the car stood before, as far as that is known.
    var startPlace: Position?
    var pace = Pace()
    /// The device whose fixes are the way.
    var lead: Int?
    var devices: Set<Int> = []
    var remarks: Set<FoundTrip.Remark> = []
    /// Whether it began with the phone joining the car or with the car's word.
    var isCertain: Bool

    /// Up to where it certainly drove.
    var sure: TripPath.Mark?
    /// Since when nothing looked like driving.
    var slowSince: Int64?
    var onFoot = 0
    /// The last thing heard of it.
    var lastEvent: Int64
    var end: End?
    var isPaused = false
    var pausedSince: Int64?
    var isAtSkipPlace = false
    var pauses = 0
    var skipPauses = 0
    var fixes = 0

    var before: OdometerReading?
    var after: OdometerReading?
    /// The first and the last reading on the way.
    var firstReading: OdometerReading?
    var lastReading: OdometerReading?
    var parkedReports = 0
    /// When the car last said that it was driving.
    var droveAt: Int64?
    var carSaysDriving = false

    /// What may have ended it.
    struct End: Sendable {
        let ending: FoundTrip.Ending
        /// When it ended, and when that was said.
        let instant: Int64
        let said: Int64
        let mark: TripPath.Mark
        /// Microseconds in which it may go on.
        let window: Int64
        /// Signs of driving since.
        var fast = 0
        /// Whether the device stood or walked for a while since.
        var hasLeft = false
    }

    init(start: Int64, isCertain: Bool) {
        self.start = start
        self.isCertain = isCertain
        lastEvent = start
    }

    /// Whether anything drove yet.
    var hasMoved: Bool { sure != nil }
}
