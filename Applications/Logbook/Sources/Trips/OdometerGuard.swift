// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Lets through what an odometer can have shown: it never goes back, and not faster than a car.
struct OdometerGuard: Sendable {
    /// The one accepted last.
    private(set) var last: OdometerReading?
    private var jump: OdometerReading?
    private var lower: [OdometerReading] = []

    enum Verdict: Sendable {
        /// It counts; it rose by so many metres since the one before.
        case accepted(OdometerReading, rise: Int64)
        /// It is the same as before within its last digit.
        case same
        /// It is lower than one before.
        case decreasing
        /// It rose faster than a car drives; it counts when the next one agrees.
        case waiting
    }

    /// So many lower readings in a row, each not below the one before, mean that the higher one was wrong.
    static let enough = 3

    mutating func take(_ reading: OdometerReading) -> Verdict {
        guard let before = last else { return accept(reading, rise: 0) }
        let rise = reading.value.metres - before.value.metres
        if rise < 0 {
            jump = nil
            // Whole kilometres are rounded down.
            if rise > -1000, reading.value.metres % 1000 == 0 { return .same }
            return takeLower(reading)
        }
        let seconds = Double(reading.instant - before.instant) / 1_000_000
        if Double(rise) > 1000 + max(seconds, 0) * FixFilter.impossible {
            if let waited = jump, reading.value >= waited.value,
                Double(reading.value.metres - waited.value.metres)
                    <= 1000 + Double(reading.instant - waited.instant) / 1_000_000 * FixFilter.impossible
            {
                return accept(reading, rise: rise)
            }
            jump = reading
            return .waiting
        }
        return accept(reading, rise: rise)
    }

    private mutating func takeLower(_ reading: OdometerReading) -> Verdict {
        if let before = lower.last, reading.value < before.value { lower = [] }
        lower.append(reading)
        guard lower.count >= Self.enough else { return .decreasing }
        _ = accept(reading, rise: 0)
        return .decreasing
    }

    private mutating func accept(_ reading: OdometerReading, rise: Int64) -> Verdict {
        last = reading
        jump = nil
        lower = []
        return .accepted(reading, rise: rise)
    }
}
