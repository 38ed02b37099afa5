// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension TripDetector {
    /// A fix while a trip is open.
    mutating func drive(_ point: Point, of device: Int, isJump: Bool) {
        guard let open = trip, point.instant >= open.start else { return }
        trip?.fixes += 1
        guard let lead = open.lead else {
            guard mayLead(device, at: point) else { return tracks[device].wait(point, isJump: isJump) }
            return follow(device, point, isJump: isJump)
        }
        if lead == device {
            extend(point, isJump: isJump)
            if trip?.lead == device { forgetWaiting() }
        } else {
            tracks[device].wait(point, isJump: isJump)
            compare(device, with: lead, at: point)
            if takesOver(device, from: lead, at: point) { follow(device, nil, isJump: false) }
        }
    }

    /// Whether a device that did not tell of the beginning may be the one that tells the way.
    private func mayLead(_ device: Int, at point: Point) -> Bool {
        guard let open = trip, !tracks[device].isConnected else { return true }
        if tracks.contains(where: \.isConnected), point.instant - open.start < Limit.minutes(1) { return false }
        // What lies somewhere since before it began need not be in the car.
        return tracks[device].rest.map { $0.since >= open.start - Limit.minutes(2) } ?? false
    }

    /// What others reported while the leading device stood is kept: perhaps it is they who drive.
    private mutating func forgetWaiting() {
        guard tracks.count > 1, let lead = trip?.lead, let since = tracks[lead].rest?.since else { return }
        for index in tracks.indices where !tracks[index].waiting.isEmpty {
            if let first = tracks[index].waiting.first, first.point.instant <= since {
                tracks[index].waiting.removeAll { $0.point.instant <= since }
            }
        }
    }

    /// Lets a device lead, with what it reported already.
    private mutating func follow(_ device: Int, _ point: Point?, isJump: Bool) {
        trip?.lead = device
        trip?.devices.insert(device)
        let last = path.last
        trip?.pace = Pace(last)
        let waiting = tracks[device].waiting
        tracks[device].waiting = []
        for waited in waiting where trip?.lead == device { extend(waited.point, isJump: waited.isJump) }
        if let point, trip?.lead == device { extend(point, isJump: isJump) }
    }

    /// Whether a device is where the leading one is.
    private mutating func compare(_ device: Int, with lead: Int, at point: Point) {
        guard let other = tracks[lead].last else { return }
        let apart = abs(other.seconds(to: point))
        guard apart <= 90 else { return }
        let metres = other.metres(to: point)
        if metres <= 500 + 40 * apart {
            tracks[device].agreement = min(tracks[device].agreement + 1, 8)
            if tracks[device].agreement >= 3, (tracks[device].rest?.duration ?? 0) < Limit.minutes(1) {
                trip?.devices.insert(device)
            }
        } else {
            tracks[device].agreement = max(tracks[device].agreement - 3, -8)
            let bothMove = [device, lead].allSatisfy { (tracks[$0].rest?.duration ?? 0) < Limit.minutes(1) }
            if bothMove, metres > 1000 + 45 * apart, trip?.devices.contains(device) == true {
                trip?.remarks.insert(.disagreeingDevices)
            }
        }
    }

    /// Whether another device should tell the way from now on: the leading one is silent, stays behind, or is worse.
    private mutating func takesOver(_ device: Int, from lead: Int, at point: Point) -> Bool {
        let (mine, other) = (tracks[device], tracks[lead])
        guard let last = other.last else { return true }
        let isWithUs = mine.agreement > 0 || mine.isConnected && !other.isConnected
        if isWithUs, last.seconds(to: point) > max(45, min(3 * other.interval, 600)) { return true }
        if mine.agreement >= 3, mine.isBetter(than: other) { return true }
        if mine.isConnected, !other.isConnected, mine.agreement < 0 { return true }
        // The leading device stands while this one drives away from it.
        guard !other.isConnected || mine.isConnected, let rest = other.rest, rest.duration >= Limit.minutes(1),
            let first = mine.waiting.first?.point, first.instant <= point.instant - Limit.minutes(1) / 2,
            Earth.near(rest.position, first.position) < 500, Earth.near(rest.position, point.position) > 400,
            first.metres(to: point) / max(first.seconds(to: point), 1) > Pace.vehicle
        else { return false }
        trip?.remarks.insert(.disagreeingDevices)
        return true
    }

    /// The next point of the way.
    private mutating func extend(_ point: Point, isJump: Bool) {
        guard let open = trip else { return }
        if let last = path.last {
            guard point.instant > last.instant else { return }
            if isElsewhere(open, last, point) {
                close(.silent, of: open)
                return
            }
        } else {
            setOut(to: point)
        }
        let before = path.last
        let verdict = isJump ? .undecided : trip?.pace.judge(point) ?? .undecided
        path.append(point, isJump: isJump)
        trip?.lastEvent = max(open.lastEvent, point.instant)
        switch verdict {
        case .fast, .vehicle: move(to: point, from: before, isFast: verdict == .fast)
        case .slow: stay(at: point, from: before)
        case .undecided: break
        }
    }

    /// Whether the car came to another place in so long a silence that it must have stood meanwhile.
    private func isElsewhere(_ open: OpenTrip, _ last: Point, _ point: Point) -> Bool {
        let silence = point.instant - max(last.instant, open.lastEvent)
        guard silence > Limit.resume, open.end == nil, !tracks.contains(where: \.isConnected) else { return false }
        let metres = last.metres(to: point)
        return metres > 300 && metres / (Double(silence) / 1_000_000) < Rest.approach
    }

    /// The first point of a way: the car came to it from where it stood.
    private mutating func setOut(to point: Point) {
        guard let open = trip, let place = open.startPlace, point.instant > open.start else { return }
        let start = Point(instant: open.start, position: place, accuracy: 10, speed: -1, movement: nil)
        let metres = start.metres(to: point)
        guard metres <= 5000, metres <= 150 + 45 * start.seconds(to: point) else { return }
        path.append(start)
        trip?.pace = Pace(start)
    }

    /// It drives.
    private mutating func move(to point: Point, from before: Point?, isFast: Bool) {
        guard let open = trip else { return }
        if let end = open.end {
            guard end.said < point.instant else { return }
            if isFast { trip?.end?.fast += 1 }
            let isFar = end.mark.position.map { Earth.near($0, point.position) >= 200 } ?? true
            guard (trip?.end?.fast ?? 0) >= 2, isFar, !end.hasLeft else { return }
            resume()
        }
        if !open.hasMoved, let before, before.instant - open.start >= Limit.pause { begin(again: before, to: point) }
        if open.isPaused { resume() }
        trip?.onFoot = 0
        trip?.slowSince = nil
        trip?.after = nil
        trip?.parkedReports = 0
        trip?.isAtSkipPlace = false
        let mark = path.mark
        trip?.sure = mark
    }

    /// It stood since it began: it begins now.
    private mutating func begin(again before: Point, to point: Point) {
        let drive = Int64(max(before.metres(to: point), 20) / Rest.approach * 1_000_000)
        var first = before
        first.instant = max(before.instant, point.instant - drive)
        trip?.start = first.instant
        path = TripPath()
        path.append(first)
        path.append(point)
    }

    /// It stands, or somebody walks.
    private mutating func stay(at point: Point, from before: Point?) {
        guard let open = trip else { return }
        if open.slowSince == nil { trip?.slowSince = before?.instant ?? point.instant }
        if let end = open.end {
            let isLong = point.instant - end.said >= Limit.minutes(1) * 3 / 2
            if end.ending == .disconnected, isLong || point.isOnFoot { trip?.end?.hasLeft = true }
            return
        }
        if point.isOnFoot { trip?.onFoot += 1 }
        let isConnected = tracks.contains(where: \.isConnected)
        if (trip?.onFoot ?? 0) >= 3, !isConnected, !open.carSaysDriving, open.hasMoved {
            return end(.stationary, said: point.instant)
        }
        guard !open.isPaused, let lead = open.lead, let rest = tracks[lead].rest, rest.duration >= Limit.pause,
            rest.count >= 2
        else { return }
        trip?.isPaused = true
        trip?.pausedSince = rest.since
        trip?.pauses += 1
        let skips = isSkipped(rest.position)
        trip?.isAtSkipPlace = skips
        if skips { trip?.skipPauses += 1 }
        actions.append(.paused(since: rest.since, atSkipPlace: skips))
    }

    func isSkipped(_ position: Position?) -> Bool {
        guard let position else { return false }
        return setup.skipPlaces.contains { $0.holds(position, at: now) }
    }

    /// It goes on.
    mutating func resume() {
        guard let open = trip else { return }
        let since = open.end?.instant ?? open.pausedSince ?? now
        trip?.end = nil
        trip?.isPaused = false
        trip?.pausedSince = nil
        trip?.slowSince = nil
        trip?.onFoot = 0
        trip?.after = nil
        trip?.parkedReports = 0
        actions.append(.resumed(after: max(now - since, 0)))
    }
}
