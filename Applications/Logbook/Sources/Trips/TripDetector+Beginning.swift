// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension TripDetector {
    /// The phone joined the car.
    mutating func connect(_ device: Int, _ sample: Sample) {
        isSuppressed = false
        tracks[device].isConnected = true
        tracks[device].knowsCar = true
        tracks[device].lastEvent = sample.instant
        if let open = trip, isAnotherTrip(open, at: sample.position) { close(.silent, of: open) }
        if trip == nil {
            begin(at: sample.instant, by: device, isCertain: true)
        } else {
            if trip?.end != nil { resume() }
            trip?.lastEvent = sample.instant
            trip?.isCertain = true
        }
        trip?.devices.insert(device)
        take(sample, of: device)
    }

    /// Whether a phone that joins the car after long silence begins another trip: that it left before was not heard.
    private func isAnotherTrip(_ open: OpenTrip, at position: Position?) -> Bool {
        let silence = now - open.lastEvent
        guard open.end == nil, !open.isAtSkipPlace, silence >= Limit.leave else { return false }
        guard let position, let last = path.last else { return silence >= Limit.resume }
        let metres = Earth.near(last.position, position)
        return metres < 300 || metres / (Double(silence) / 1_000_000) < Rest.approach
    }

    mutating func begin(at instant: Int64, by device: Int, isCertain: Bool) {
        var open = OpenTrip(start: instant, isCertain: isCertain)
        open.before = odometer.last
        if let last = tracks[device].last, instant - last.instant < Limit.minutes(15) {
            open.startPlace = last.position
        } else {
            open.startPlace = previous?.position
        }
        previous?.needsReading = false
        for index in tracks.indices {
            tracks[index].departure = nil
            tracks[index].waiting = []
            tracks[index].agreement = 0
        }
        trip = open
        path = TripPath()
        actions.append(.began(instant))
    }

    /// A fix while no trip is open.
    mutating func watch(_ point: Point, of device: Int, rested: Rest?) {
        if isSuppressed {
            let isResting = (tracks[device].rest?.duration ?? 0) >= Limit.pause
            let wasSilent = rested.map { point.instant - $0.last >= Limit.resume } ?? true
            guard isResting || wasSilent else { return }
            isSuppressed = false
        }
        let hasLeft = tracks[device].rest?.last == point.instant && tracks[device].rest?.count == 1
        if tracks[device].departure == nil {
            guard hasLeft, let rested else { return }
            tracks[device].departure = Departure(from: Self.origin(rested, to: point))
        }
        if (tracks[device].rest?.duration ?? 0) >= Limit.pause { tracks[device].departure = nil }
        guard let isTrip = tracks[device].departure?.take(point) else { return }
        if tracks[device].departure?.isOnFoot == true { tracks[device].departure = nil }
        guard isTrip, let departure = tracks[device].departure, isNearCar(departure, device) else { return }
        depart(departure, of: device)
    }

    /// Where it rested, if it can be that it came from there without a stop.
    private static func origin(_ rested: Rest, to point: Point) -> Point? {
        let origin = Point(
            instant: rested.last, position: rested.position, accuracy: 10, speed: -1, movement: nil)
        let metres = origin.metres(to: point)
        guard metres > 500 else { return origin }
        return origin.seconds(to: point) > 900 ? nil : origin
    }

    /// A device that tells when it joins the car, and did not, drives off with it only where the car is.
    private func isNearCar(_ departure: Departure, _ device: Int) -> Bool {
        guard tracks[device].knowsCar, let previous, previous.isPlaceSure, let car = previous.position,
            let first = departure.first
        else { return true }
        return Earth.near(first.position, car) <= Limit.nearCar
    }

    private mutating func depart(_ departure: Departure, of device: Int) {
        let (start, points) = departure.way
        begin(at: max(start, previous?.instant ?? .min), by: device, isCertain: false)
        trip?.startPlace = nil
        for point in points { drive(point, of: device, isJump: false) }
    }
}
