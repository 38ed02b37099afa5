// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Tells odometer readings that can be true from those that cannot. An odometer never runs backwards and never faster
/// than a car.
package enum ReadingGuard {
    /// A reading that does not count, and why.
    package struct Refusal: Sendable, Hashable {
        package let reading: OdometerReading
        package let reason: Reason
    }

    package enum Reason: String, Sendable, Hashable {
        /// It is lower than one before it.
        case decreasing
        /// It is so much higher than the one before that no car drives so fast.
        case tooFast
        /// It is higher than the next two, which agree with everything else.
        case contradicted
        /// Trips were driven since the one before, yet it did not rise: the car's service repeated an old value.
        case repeated
    }

    /// The highest speed that is believed, in metres a second: 300 km/h.
    static let fastest = 300.0 / 3.6
    /// What devices' clocks and rounded odometers may add to it.
    static let slack = Distance(metres: Int64(5_000))

    /// Divides readings, in any order, into those that count (by time) and those that do not.
    /// - Parameter trusted: a reading before all others that is known to count; given back as the first.
    package static func sound(
        _ readings: [OdometerReading], after trusted: OdometerReading? = nil
    ) -> (sound: [OdometerReading], refused: [Refusal]) {
        let ordered = sorted(readings)
        var sound = trusted.map { [$0] } ?? []
        var refused: [Refusal] = []
        for (place, reading) in ordered.enumerated() {
            if let last = sound.last, isRounded(reading, below: last) { continue }
            let next = ordered[(place + 1)...].prefix(2)
            if let reason = reason(against: reading, last: sound.last, next: next) {
                refused.append(Refusal(reading: reading, reason: reason))
            } else {
                sound.append(reading)
            }
        }
        return (sound, refused)
    }

    /// Whether it is the same value as before, told in whole kilometres, which are rounded down.
    private static func isRounded(_ reading: OdometerReading, below last: OdometerReading) -> Bool {
        let down = (last.value - reading.value).metres
        return (1..<1000).contains(down) && reading.value.metres % 1000 == 0
    }

    /// By time, then value, then device; equal ones once.
    private static func sorted(_ readings: [OdometerReading]) -> [OdometerReading] {
        let ordered = readings.sorted { ($0.instant, $0.value, $0.device) < ($1.instant, $1.value, $1.device) }
        var unique: [OdometerReading] = []
        unique.reserveCapacity(ordered.count)
        for reading in ordered where reading != unique.last { unique.append(reading) }
        return unique
    }

    private static func reason(
        against reading: OdometerReading, last: OdometerReading?, next: ArraySlice<OdometerReading>
    ) -> Reason? {
        if let last, reading.value < last.value { return .decreasing }
        // Two that come after it and agree with what came before it weigh more than it alone.
        if next.count == 2, let first = next.first, let second = next.last, first.value <= second.value,
            second.value < reading.value, first.value >= (last?.value ?? .zero)
        {
            return .contradicted
        }
        guard let last, isTooFast(from: last, to: reading) else { return nil }
        let isConfirmed =
            next.count == 2 && next.allSatisfy { $0.value >= reading.value && !isTooFast(from: reading, to: $0) }
        return isConfirmed ? nil : .tooFast
    }

    private static func isTooFast(from first: OdometerReading, to second: OdometerReading) -> Bool {
        let seconds = Double(second.instant - first.instant) / 1_000_000
        return Double((second.value - first.value - slack).metres) > seconds * fastest
    }
}
