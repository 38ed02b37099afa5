// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// A number of bytes, as `65536`, `512M` or `2G`.
struct ByteLimit: ExpressibleByArgument, CustomStringConvertible, Equatable {
    let bytes: Int64

    init(bytes: Int64) { self.bytes = bytes }

    init?(argument: String) {
        let units: [Character: Int64] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40]
        let unit = argument.last.flatMap { units[Character($0.uppercased())] }
        let digits = unit == nil ? Substring(argument) : argument.dropLast()
        guard let number = Int64(digits), number > 0 else { return nil }
        let (bytes, isTooMuch) = number.multipliedReportingOverflow(by: unit ?? 1)
        // More than an exbibyte is a slip of the hand, and must not overflow what is added to it.
        guard !isTooMuch, bytes <= 1 << 60 else { return nil }
        self.bytes = bytes
    }

    var description: String { bytes % (1 << 20) == 0 ? "\(bytes >> 20)M" : "\(bytes)" }
    var defaultValueDescription: String { description }
}
