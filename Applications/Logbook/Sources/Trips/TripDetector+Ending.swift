// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension TripDetector {
    /// The phone left the car.
    mutating func disconnect(_ device: Int, _ sample: Sample) {
        let wasConnected = tracks[device].isConnected
        isSuppressed = false
        tracks[device].knowsCar = true
        take(sample, of: device)
        spread(tracks[device].filter.flush(), of: device)
        tracks[device].isConnected = false
        tracks[device].lastEvent = sample.instant
        guard let open = trip, open.end == nil else { return }
        let isOurs = wasConnected || open.lead == device || open.devices.contains(device) || open.lead == nil
        let others = tracks.contains { $0.isConnected && now - $0.lastEvent < Limit.pause }
        guard isOurs, !others else { return }
        trip?.devices.insert(device)
        trip?.lastEvent = now
        end(.disconnected, said: now)
    }

    /// Somebody says that the trip has ended.
    mutating func finish() {
        guard trip != nil else { return }
        for index in tracks.indices { tracks[index].isConnected = false }
        if trip?.end == nil { end(.finished, said: now) }
        guard let open = trip, let end = open.end else { return }
        close(.finished, at: end.instant, mark: end.mark, of: open)
    }

    /// Somebody says that what goes on is no trip.
    mutating func cancel() {
        isSuppressed = true
        for index in tracks.indices {
            tracks[index].isConnected = false
            tracks[index].departure = nil
        }
        guard trip != nil else { return }
        trip = nil
        actions.append(.discarded(.cancelled))
    }

    /// Notes what may have ended the trip; it may go on within a while.
    mutating func end(_ ending: FoundTrip.Ending, said: Int64) {
        guard let open = trip else { return }
        let place = open.lead.flatMap { tracks[$0].rest?.position } ?? path.last?.position
        let skips = isSkipped(place)
        if skips, !open.isAtSkipPlace {
            trip?.isAtSkipPlace = true
            trip?.skipPauses += 1
            actions.append(.paused(since: said, atSkipPlace: true))
        }
        let (instant, mark) =
            switch ending {
            case .disconnected, .finished, .silent: (said, path.mark)
            case .parked, .stationary: arrival(of: open, noticed: said)
            }
        trip?.end = OpenTrip.End(
            ending: ending, instant: instant, said: said, mark: mark, window: skips ? Limit.skip : Limit.leave)
        if !skips { actions.append(.ending(ending)) }
    }

    /// When and where it arrived, though that was noticed later.
    private func arrival(of open: OpenTrip, noticed: Int64) -> (instant: Int64, mark: TripPath.Mark) {
        guard let sure = open.sure else {
            // Of a car that is never seen, only its own word is known.
            guard let drove = open.droveAt else { return (noticed, path.mark) }
            return (noticed - drove <= Limit.minutes(20) ? noticed : drove, path.mark)
        }
        guard open.onFoot == 0, let lead = open.lead, let rest = tracks[lead].rest, let place = sure.position,
            Earth.near(rest.position, place) < Departure.least, rest.last >= sure.instant
        else { return (sure.instant, sure) }
        var path = path
        path.cut(to: sure)
        let instant = Earth.near(rest.position, place) < Rest.radius ? rest.since : max(rest.since, sure.instant)
        path.finish(
            at: Point(instant: instant, position: rest.position, accuracy: 5, speed: -1, movement: nil))
        return (instant, path.mark)
    }

    /// What will end an open trip, and when, if nothing more is heard.
    func closing(_ open: OpenTrip) -> (at: Int64, ending: FoundTrip.Ending) {
        let silent = open.lastEvent + Limit.stale
        if let end = open.end { return (min(end.said + end.window, silent), end.ending) }
        guard let slow = open.slowSince, let last = path.last, last.instant - slow >= Limit.minutes(2) else {
            return (silent, .silent)
        }
        var at = slow + (open.isAtSkipPlace ? Limit.skip : Limit.resume)
        if tracks.contains(where: \.isConnected) || open.carSaysDriving {
            at = slow + Limit.stale
        } else if !open.isAtSkipPlace, let rest = open.lead.flatMap({ tracks[$0].rest }) {
            // Who creeps in a jam does not stand, nor does who walks about, which must not last as long.
            at = min(max(at, rest.since + Limit.resume), slow + 2 * Limit.resume)
        }
        return at <= silent ? (at, .stationary) : (silent, .silent)
    }

    /// Ends what has ended by an instant.
    mutating func expire(at instant: Int64) {
        guard let open = trip else { return }
        let (at, ending) = closing(open)
        if instant >= at { close(ending, of: open) }
    }

    /// Ends a trip as it was noted to have ended, or where it last drove.
    mutating func close(_ ending: FoundTrip.Ending, of open: OpenTrip) {
        if let end = open.end { return close(end.ending, at: end.instant, mark: end.mark, of: open) }
        if let lead = open.lead, case let verdict = tracks[lead].filter.flush(), let held = verdict.first {
            tracks[lead].settle(held)
            if open.slowSince == nil { path.append(held) }
        }
        guard let open = trip else { return }
        if ending == .stationary || open.slowSince != nil {
            let (instant, mark) = arrival(of: open, noticed: open.lastEvent)
            return close(ending, at: instant, mark: mark, of: open)
        }
        close(ending, at: max(open.lastEvent, open.start), mark: path.mark, of: open)
    }

    private mutating func close(
        _ ending: FoundTrip.Ending, at instant: Int64, mark: TripPath.Mark, of open: OpenTrip
    ) {
        trip = nil
        // What was connected when it fell silent is not known to be so any more.
        if ending == .silent || ending == .stationary {
            for index in tracks.indices { tracks[index].isConnected = false }
        }
        for index in tracks.indices { tracks[index].waiting = [] }
        path.cut(to: mark)
        path.closeTrail()
        let path = self.path
        self.path = TripPath()
        guard isTrip(open, path, ending, at: instant) else { return actions.append(.discarded(.tooShort)) }
        let found = found(open, path, ending, at: max(instant, open.start))
        hasDecreased = false
        previous = Ended(
            id: found.id, instant: found.end, position: found.to, isPlaceSure: ending != .silent,
            needsReading: found.odometerAfter == nil)
        actions.append(.ended(found))
    }

    private func isTrip(
        _ open: OpenTrip, _ path: TripPath, _ ending: FoundTrip.Ending, at instant: Int64
    ) -> Bool {
        let isUncertain = !open.isCertain && (ending == .stationary || ending == .silent)
        if path.sums.length >= (isUncertain ? Limit.leastUncertain : Limit.least) { return true }
        if let last = open.after ?? open.lastReading, let first = open.before ?? open.firstReading,
            open.start - first.instant < Limit.minutes(60), last.instant - first.instant >= Limit.minutes(1)
        {
            return Double((last.value - first.value).metres) >= Limit.least
        }
        // A car that drove for a while and tells no distance: unknown is not zero.
        return open.droveAt != nil && path.sums.fixes < 3 && instant - open.start >= Limit.minutes(3)
    }

    func found(
        _ open: OpenTrip, _ path: TripPath, _ ending: FoundTrip.Ending, at end: Int64
    ) -> FoundTrip {
        var found = FoundTrip(id: TripID(start: open.start, vehicle: setup.vehicle), start: open.start, end: end)
        found.trail = path.trail
        found.from = path.trail.first?.position ?? open.startPlace
        found.to = path.trail.last?.position
        found.trailDistance = Distance(metres: path.sums.length) ?? .zero
        found.uncertainty = Distance(metres: path.uncertainty) ?? .zero
        found.odometerBefore = open.before
        found.odometerAfter = open.after
        found.devices = open.devices.map { tracks[$0].name }.sorted()
        found.ending = ending
        var remarks = open.remarks
        if hasDecreased { remarks.insert(.decreasingOdometer) }
        if path.sums.hasSilence { remarks.insert(.silentStretch) }
        if let before = open.before, let previous, before.instant < previous.instant {
            remarks.insert(.unknownKilometres)
        }
        found.remarks = remarks.sorted()
        return found
    }
}
