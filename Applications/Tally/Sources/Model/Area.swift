// SPDX-License-Identifier: Apache-2.0

/// A constituency of the election: the province's official two-digit code and the number within the province.
package struct Area: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The official code, 10 for Bangkok, to 96.
    package let province: Int
    /// From 1.
    package let constituency: Int

    package init(province: Int, constituency: Int) {
        self.province = province
        self.constituency = constituency
    }
    /// Reads `10_1` or `10-1`; `nil` for anything else.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(whereSeparator: { $0 == "_" || $0 == "-" })
        guard parts.count == 2, let province = Int(parts[0]), let number = Int(parts[1]), (10...99).contains(province),
            (1...999).contains(number)
        else { return nil }
        self.init(province: province, constituency: number)
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(province &* 1000 &+ constituency) }
    package static func < (left: Self, right: Self) -> Bool {
        (left.province, left.constituency) < (right.province, right.constituency)
    }
    /// `10_1`, as in the announcements' file names.
    package var description: String { "\(province)_\(constituency)" }
}

/// The part of a constituency a station or set form counts; numbers from 1.
package enum CountingPlace: Sendable, Hashable {
    /// A polling unit (หน่วย).
    case unit(Int)
    /// A set of advance ballots (ชุด).
    case set(Int)
}
