// SPDX-License-Identifier: Apache-2.0

/// A length along a road or between two points, in whole metres.
///
/// Whole metres add up the same in every order, which is what an account of kilometres needs. An odometer that shows
/// tenths of a kilometre is exact in it.
public struct Distance: Hashable, Sendable, Comparable {
    /// Metres; negative only as the difference of two distances.
    public let metres: Int64

    /// A distance of so many metres.
    public init(metres: Int64) { self.metres = metres }

    /// A distance from metres with a fraction, rounded to the nearest metre; `nil` when it is no finite number or more
    /// than a hundred million kilometres.
    public init?(metres: Double) {
        guard metres.isFinite, abs(metres) <= 1e11 else { return nil }
        self.metres = Int64(metres.rounded())
    }

    /// A distance from kilometres, as an odometer shows them; `nil` when it is no finite number or out of range.
    public init?(kilometres: Double) { self.init(metres: kilometres * 1000) }

    /// No distance.
    public static var zero: Self { Self(metres: 0) }
    /// Kilometres with a fraction.
    public var kilometres: Double { Double(metres) / 1000 }

    /// The shorter comes first.
    public static func < (left: Self, right: Self) -> Bool { left.metres < right.metres }
    /// Both, one after the other.
    public static func + (left: Self, right: Self) -> Self { Self(metres: left.metres + right.metres) }
    /// How much longer the left one is.
    public static func - (left: Self, right: Self) -> Self { Self(metres: left.metres - right.metres) }
    /// Adds to a distance.
    public static func += (left: inout Self, right: Self) { left = left + right }
}
