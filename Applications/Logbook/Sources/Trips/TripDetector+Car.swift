// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension TripDetector {
    /// What the car itself says. What it does not say is unknown: neither parked nor driving.
    mutating func hear(_ sample: Sample, from device: Int) {
        tracks[device].lastEvent = sample.instant
        let reading =
            sample.odometer < 0
            ? nil
            : OdometerReading(
                instant: sample.instant, value: Distance(metres: sample.odometer), device: tracks[device].name)
        if sample.activity == .driving { drives(device) }
        let stood = trip?.after != nil
        let rise = reading.map { read($0, activity: sample.activity) } ?? 0
        if rise > Limit.rise, stood, trip?.end != nil { resume() }
        if sample.position != nil {
            var fix = sample
            fix.movement =
                switch sample.activity {
                case .driving: .driving
                case .parked, .charging: .still
                case nil: nil
                }
            take(fix, of: device)
        }
        if let activity = sample.activity, activity.stands { stands(device, hasRisen: rise > Limit.rise) }
    }

    /// The car says that it drives.
    private mutating func drives(_ device: Int) {
        guard !isSuppressed else { return }
        if trip == nil { begin(at: now, by: device, isCertain: true) }
        if trip?.end != nil || trip?.isPaused == true && trip?.lead == nil { resume() }
        trip?.devices.insert(device)
        trip?.isCertain = true
        trip?.parkedReports = 0
        trip?.carSaysDriving = true
        trip?.droveAt = now
        trip?.lastEvent = now
    }

    /// The car says that it stands. It may say so late, and it may be another car: what drives, drives.
    private mutating func stands(_ device: Int, hasRisen: Bool) {
        guard let open = trip else { return }
        if hasRisen, open.parkedReports > 0 {
            trip?.parkedReports = 0
            return
        }
        trip?.parkedReports += 1
        trip?.carSaysDriving = false
        guard open.end == nil else { return }
        if let sure = open.sure, let last = path.last, last.instant <= sure.instant,
            now - sure.instant < Limit.minutes(1)
        {
            return
        }
        // A phone that joined a moment ago knows better than a car that was asked a moment ago.
        guard open.hasMoved || open.droveAt != nil || now - open.start >= Limit.pause else { return }
        trip?.devices.insert(device)
        end(.parked, said: now)
    }

    /// Takes a reading; gives by how many metres it rose.
    private mutating func read(_ reading: OdometerReading, activity: CarReport.Activity?) -> Int64 {
        switch odometer.take(reading) {
        case .accepted(let reading, let rise):
            assign(reading, rise: rise, activity: activity)
            return rise
        case .same:
            if let last = odometer.last {
                let same = OdometerReading(instant: reading.instant, value: last.value, device: last.device)
                assign(same, rise: 0, activity: activity)
            }
            return 0
        case .waiting: return 0
        case .decreasing:
            hasDecreased = true
            trip?.remarks.insert(.decreasingOdometer)
            actions.append(.rejected(reading))
            return 0
        }
    }

    private mutating func assign(_ reading: OdometerReading, rise: Int64, activity: CarReport.Activity?) {
        guard let open = trip else {
            if let ended = previous, ended.needsReading, reading.instant >= ended.instant {
                previous?.needsReading = false
                actions.append(.measured(ended.id, reading))
            }
            if toldReading?.value != reading.value {
                toldReading = reading
                actions.append(.odometer(reading))
            }
            return
        }
        if open.firstReading == nil { trip?.firstReading = reading }
        trip?.lastReading = reading
        let isDriving = activity == .driving || activity == nil && open.end == nil && open.slowSince == nil
        let isEarly = open.lastReading == nil && reading.instant - open.start <= Limit.minutes(1)
        let isSame = open.before.map { $0.value == reading.value } ?? false
        if !open.hasMoved, path.sums.length < 50, isEarly || isSame && open.droveAt == nil {
            trip?.before = reading
        } else if !isDriving, open.after == nil {
            trip?.after = reading
        }
    }
}
