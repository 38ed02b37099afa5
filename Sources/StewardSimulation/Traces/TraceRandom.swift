// SPDX-License-Identifier: Apache-2.0

/// A generator of pseudo-random numbers whose numbers are the same for the same seed on every machine.
///
/// The algorithm is SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", OOPSLA 2014). Its
/// numbers are good enough to invent drives with and for nothing else.
public struct TraceRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Starts at a seed.
    public init(seed: UInt64) { state = seed }

    /// A generator of its own for one purpose, such as a device's name, so that drawing more numbers for one thing
    /// changes no other thing.
    public init(seed: UInt64, purpose: String) {
        // FNV-1a over the purpose, then one step so that near seeds lie far apart.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in purpose.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        state = hash ^ (seed &* 0x9e37_79b9_7f4a_7c15)
        _ = next()
    }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        return bits ^ (bits >> 31)
    }

    /// A number from 0 up to, and without, 1.
    public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A number within a range, all alike likely.
    public mutating func uniform(_ range: ClosedRange<Double>) -> Double {
        range.lowerBound + (range.upperBound - range.lowerBound) * unit()
    }

    /// A whole number from 0 up to, and without, `count`; 0 when `count` is not positive.
    public mutating func index(below count: Int) -> Int { count > 0 ? Int(unit() * Double(count)) : 0 }

    /// Whether something of this probability happens.
    public mutating func chance(_ probability: Double) -> Bool { unit() < probability }

    /// A number with mean 0 and standard deviation 1, nearly normal: the sum of eight even ones. It never lies beyond
    /// ±4.9.
    public mutating func gaussian() -> Double {
        var sum: UInt64 = 0
        for _ in 0..<2 {
            let bits = next()
            sum += (bits & 0xffff) + (bits >> 16 & 0xffff) + (bits >> 32 & 0xffff) + bits >> 48
        }
        // Eight numbers of 0...65535: mean 8 * 32767.5, variance 8 * (65536² - 1) / 12.
        return (Double(sum) - 262_140) / 53_509.4
    }
}
