// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials

/// A number of bytes as people read it: `1.50 GB`, factor 1024, two decimals, Bytes to PB.
package struct ByteCount: Sendable, CustomStringConvertible {
    package let bytes: Int64
    package init(_ bytes: Int64) { self.bytes = bytes }

    private static let units = ["Bytes", "KB", "MB", "GB", "TB", "PB"]

    package var description: String {
        var value = Double(bytes)
        var unit = 0
        while abs(value) >= 1024, unit < Self.units.count - 1 {
            value /= 1024
            unit += 1
        }
        return Self.decimal(value) + " " + Self.units[unit]
    }

    /// A number with two decimals, rounded half away from zero, with a point in every language.
    static func decimal(_ value: Double) -> String {
        let hundredths = Int64((abs(value) * 100).rounded())
        let rest = hundredths % 100
        let sign = value < 0 && hundredths > 0 ? "-" : ""
        return "\(sign)\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
