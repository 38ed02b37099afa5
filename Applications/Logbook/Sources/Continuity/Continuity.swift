// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// Where every kilometre between odometer readings went: into trips, or into a gap that everybody sees.
///
/// Between two readings that count, the trips' distances and the gap add up to the readings' difference exactly, in
/// whole metres, and nothing is negative. A small difference is spread over the trips in proportion to their distances
/// (calibration); a larger one, when the odometer turned more than the trips tell, is a gap in the longest time between
/// them. When the trips tell more than the odometer turned, the reading is doubted until another confirms it; then the
/// trips are shortened in proportion.
///
/// A trip of which nothing else tells the distance gets what the readings around it leave, when it alone can have
/// driven that; else that is a gap and the trip's distance stays unknown. It is never taken for zero.
package struct Continuity: Sendable, Hashable {
    /// What became of each leg, in their order.
    package internal(set) var legs: [LegAccount]
    package internal(set) var gaps: [PlacedGap]
    /// The readings between which everything adds up, by time.
    package internal(set) var anchors: [OdometerReading]
    /// Readings that do not count, by time.
    package internal(set) var refused: [ReadingGuard.Refusal]
    package internal(set) var calibrations: [Calibration]
    /// Readings that are lower than the trips tell; another reading decides.
    package internal(set) var doubted: [OdometerReading]

    /// A leg's distance and odometers.
    package struct LegAccount: Sendable, Hashable {
        package internal(set) var distance: Distance
        /// How the odometer made it; `nil` where it is the estimate.
        package internal(set) var source: Trip.Measure.Source?
        /// How far the distance may be off where the odometer made it.
        package internal(set) var uncertainty = Distance.zero
        /// Whether nothing tells how long it was, nor that it was nothing.
        package internal(set) var isUnknown = false
        package internal(set) var before: Trip.Odometer?
        package internal(set) var after: Trip.Odometer?
    }

    /// Kilometres of no trip.
    package struct PlacedGap: Sendable, Hashable {
        package let before: OdometerReading
        package let after: OdometerReading
        package let distance: Distance
        /// Where the odometer jumps: when the longest time without a trip between the readings begins, or when the last
        /// trip of unknown distance between them ends.
        package let at: Int64
        /// Whether it is too large for rounding.
        package let isOpen: Bool
    }

    /// Trips between two readings whose distances were made to add up to the odometer's.
    package struct Calibration: Sendable, Hashable {
        package let before: OdometerReading
        package let after: OdometerReading
        /// What the trips' distances added up to, and what the odometer turned.
        package let estimated: Distance
        package let driven: Distance
        package let legs: Int
    }

    /// The difference that is spread without a gap: 2 % of what the odometer turned, at least 500 m; at least 1 km
    /// where both readings are in whole kilometres, which hide up to that much; and at least what the trips' own
    /// measurements may be off.
    package static func tolerance(
        _ before: OdometerReading, _ after: OdometerReading, uncertainty: Distance = .zero
    ) -> Distance {
        let share = Distance(metres: (after.value - before.value).metres / 50)
        let isWhole = before.value.metres % 1000 == 0 && after.value.metres % 1000 == 0
        return max(share, Distance(metres: Int64(isWhole ? 1000 : 500)), uncertainty)
    }

    /// Nothing driven.
    init() {
        (legs, gaps, anchors) = ([], [], [])
        (refused, calibrations, doubted) = ([], [], [])
    }

    /// - Parameters:
    ///   - legs: the trips that count, in the order of their starts.
    ///   - readings: in any order.
    ///   - anchor: a reading before all legs and all other readings that is known to count.
    package init(legs: [Leg], readings: [OdometerReading], anchor: OdometerReading? = nil) {
        let (sound, refused) = ReadingGuard.sound(readings, after: anchor)
        var ledger = KilometreLedger(legs: legs, readings: Self.thinned(sound, legs))
        ledger.settle()
        self = ledger.account
        self.refused = (refused + self.refused).sorted {
            ($0.reading.instant, $0.reading.value) < ($1.reading.instant, $1.reading.value)
        }
    }

    /// The readings that decide something: of those during a stand the first and the last; of those on the way, where
    /// a trip has to be divided by estimate, only the first and the last, and only when there is none in the stand
    /// beside.
    private static func thinned(_ readings: [OdometerReading], _ legs: [Leg]) -> [OdometerReading] {
        let slots = slots(readings, legs)
        var kept: [OdometerReading] = []
        for (place, slot) in slots.enumerated() {
            guard let first = slot.readings.first, let last = slot.readings.last else { continue }
            let before = place > 0 ? slots[place - 1] : nil
            let after = place + 1 < slots.count ? slots[place + 1] : nil
            let isReadBefore = slot.isOnTheWay && before.map { !$0.isOnTheWay && $0.leg == slot.leg } ?? false
            let isReadAfter = slot.isOnTheWay && after.map { !$0.isOnTheWay && $0.leg == slot.leg + 1 } ?? false
            if !isReadBefore { kept.append(first) }
            if !isReadAfter, first != last || isReadBefore { kept.append(last) }
        }
        return kept
    }

    /// Readings of one stand or of one leg.
    private struct Slot {
        /// The leg that goes on, or the next one.
        let leg: Int
        let isOnTheWay: Bool
        var readings: [OdometerReading]
    }

    private static func slots(_ readings: [OdometerReading], _ legs: [Leg]) -> [Slot] {
        var slots: [Slot] = []
        var leg = 0
        for reading in readings {
            while leg < legs.count, legs[leg].end <= reading.instant { leg += 1 }
            let isOnTheWay = leg < legs.count && legs[leg].start < reading.instant
            if let last = slots.last, last.leg == leg, last.isOnTheWay == isOnTheWay {
                slots[slots.count - 1].readings.append(reading)
            } else {
                slots.append(Slot(leg: leg, isOnTheWay: isOnTheWay, readings: [reading]))
            }
        }
        return slots
    }
}
