// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension OdometerReading {
    /// Last digits that odometers show, in metres, the coarsest first: kilometres, miles, and tenths and hundredths of
    /// kilometres and tenths of miles. What is shown in miles was rounded to whole metres when it was converted.
    private static let digits = [1000, 1609.344, 160.9344, 100, 10, 1]

    private func isMultiple(of digit: Double) -> Bool {
        let value = Double(self.value.metres)
        return abs((value / digit).rounded() * digit - value) <= 0.5
    }

    /// How far the difference of two readings may be off because neither tells more than its last digit: an odometer in
    /// whole kilometres shows up to one too little. Readings of one device have the same digits, and the finer of them
    /// tells which; of different devices the coarser counts.
    static func resolution(_ before: OdometerReading, _ after: OdometerReading) -> Distance {
        func coarsest(_ readings: OdometerReading...) -> Double {
            digits.first { digit in readings.allSatisfy { $0.isMultiple(of: digit) } } ?? 1
        }
        let digit =
            before.device == after.device ? coarsest(before, after) : max(coarsest(before), coarsest(after))
        return Distance(metres: Int64(digit.rounded(.up)))
    }
}
