// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension KilometreLedger {
    /// What the odometer showed at the legs' ends: the first reading that counts, and from it every leg and gap in
    /// their order, so that each leg begins where the one before ended. A reading beside an end says so itself; else
    /// the value is computed. Nothing is known without a reading, before the odometer was at zero, or where a trip of
    /// unknown distance lies between.
    func odometers(_ account: Continuity) -> [(before: Trip.Odometer?, after: Trip.Odometer?)] {
        guard let first = account.anchors.first else { return legs.map { _ in (nil, nil) } }
        let earlier = legs.prefix { $0.start < first.instant }
        var value = first.value - Distance(metres: earlier.reduce(0) { $0 + $1.metres(by: first.instant) })
        var gaps = account.gaps[...]
        let hidden = hidden(account.anchors, since: first.instant)
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
            let before = hidden.contains(.before(place)) ? nil : odometer(value, start)
            value += account.legs[place].distance
            ended = max(ended, leg.end)
            let end = reading(of: value, from: ended, until: next, isLast: false, account.anchors)
            result.append((before, hidden.contains(.after(place)) ? nil : odometer(value, end)))
        }
        return result
    }

    /// An end of a leg.
    private enum LegEnd: Hashable { case before(Int), after(Int) }

    /// Ends between which something of unknown length was driven and no reading tells more: the end of such a leg, and
    /// what lies between it and the next one, or everything, where no reading comes between.
    private func hidden(_ anchors: [OdometerReading], since first: Int64) -> Set<LegEnd> {
        var hidden: Set<LegEnd> = []
        var last = -1
        // When the odometer was read after the last such leg.
        var read = first
        for place in unknown.unread {
            if legs[place].start < read {
                hidden.formUnion(((last + 1)...place).map(LegEnd.before))
                hidden.formUnion((max(last, 0)..<place).map(LegEnd.after))
            }
            let next = Self.count(of: anchors) { $0.instant < legs[place].end }
            read = next < anchors.count ? anchors[next].instant : .max
            if legs[place].start >= first || unknown.gaps.contains(place) || read == .max {
                hidden.insert(.after(place))
            }
            last = place
        }
        guard read == .max, last >= 0 else { return hidden }
        hidden.formUnion(legs.indices[(last + 1)...].flatMap { [LegEnd.before($0), .after($0)] })
        return hidden
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
