// SPDX-License-Identifier: Apache-2.0

/// How large something is, as people write it: `500KB`, `20 MB`, `1GB`, `1024` (bytes). The factor is 1024.
package enum ByteSize {
    /// - Throws: `AutomationError` with `invalid` for anything else, and for what is negative.
    package static func parse(_ text: String) throws(AutomationError) -> Int64 {
        let units: [(String, Int64)] = [("kb", 1 << 10), ("mb", 1 << 20), ("gb", 1 << 30), ("b", 1)]
        var digits = text.lowercased()[...]
        while digits.last == " " { digits.removeLast() }
        var factor: Int64 = 1
        if let unit = units.first(where: { digits.hasSuffix($0.0) }) {
            factor = unit.1
            digits.removeLast(unit.0.count)
        }
        while digits.last == " " { digits.removeLast() }
        while digits.first == " " { digits.removeFirst() }
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int64(digits),
            case let (bytes, isTooLarge) = number.multipliedReportingOverflow(by: factor), !isTooLarge
        else {
            throw AutomationError(
                .invalid, "“\(text)” is no size; write it as 500KB, 20MB, 1GB, or as a number of bytes.")
        }
        return bytes
    }
}
