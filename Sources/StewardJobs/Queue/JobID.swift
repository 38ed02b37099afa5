// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardStore

/// The name of a job: 20 characters, `0`–`9` and `a`–`z` without i, l, o and u, ascending with the time it was made.
package struct JobID: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let description: String

    /// An identifier that came from a table, an address or a command line; any text.
    package init(_ text: String) { description = text }

    /// A new identifier: 50 bits of milliseconds, 50 random bits.
    init(at instant: Date) {
        let letters = Array("0123456789abcdefghjkmnpqrstvwxyz")
        let time = UInt64(clamping: instant.microseconds / 1000)
        let chance = UInt64.random(in: 0..<(1 << 50))
        var text = ""
        for value in [time, chance] {
            for place in stride(from: 45, through: 0, by: -5) { text.append(letters[Int((value >> place) & 31)]) }
        }
        description = text
    }

    package static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}
