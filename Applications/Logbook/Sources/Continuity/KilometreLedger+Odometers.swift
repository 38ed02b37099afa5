// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension KilometreLedger {
    /// What the odometer showed at the legs' ends: the first reading that counts, and from it every leg and gap in
    /// their order, so that each leg begins where the one before ended. A reading beside an end says so itself; else
    /// the value is computed. Nothing is known without a reading, or before the odometer was at zero.
    func odometers(_ account: Continuity) -> [(before: Trip.Odometer?, after: Trip.Odometer?)] {
        guard let first = account.anchors.first else { return legs.map { _ in (nil, nil) } }
        let earlier = legs.prefix { $0.start < first.instant }
        var value = first.value - Distance(metres: earlier.reduce(0) { $0 + $1.metres(by: first.instant) })
        var gaps = account.gaps[...]
        var result: [(before: Trip.Odometer?, after: Trip.Odometer?)] = []
        result.reserveCapacity(legs.count)
        var ended = Int64.min
        for (place, leg) in legs.enumerated() {
            while let gap = gaps.first, gap.at <= leg.start {
                value += gap.distance
                gaps.removeFirst()
            }
            let next = place + 1 < legs.count ? legs[place + 1].start : Int64.max
            let start = reading(of: value, from: ended, until: leg.start, isLast: true, account.anchors)
            let before = odometer(value, start)
            value += account.legs[place].distance
            ended = max(ended, leg.end)
            let end = reading(of: value, from: ended, until: next, isLast: false, account.anchors)
            result.append((before, odometer(value, end)))
        }
        return result
    }

    private func odometer(_ value: Distance, _ reading: OdometerReading?) -> Trip.Odometer? {
        guard value >= .zero else { return nil }
        guard let reading else { return Trip.Odometer(value: value, source: .computed, measured: nil) }
        return Trip.Odometer(
            value: value, source: reading.device.isEmpty ? .person : .car, measured: reading.instant)
    }

    /// A reading of this value between two instants, both included: the last one or the first one.
    private func reading(
        of value: Distance, from: Int64, until: Int64, isLast: Bool, _ anchors: [OdometerReading]
    ) -> OdometerReading? {
        guard from <= until else { return nil }
        let low = Self.count(of: anchors) { $0.instant < from }
        let high = Self.count(of: anchors) { $0.instant <= until }
        let within = anchors[low..<high]
        return isLast ? within.last { $0.value == value } : within.first { $0.value == value }
    }

    /// How many readings come first that are before something.
    private static func count(of anchors: [OdometerReading], _ isBefore: (OdometerReading) -> Bool) -> Int {
        var (low, high) = (0, anchors.count)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(anchors[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
