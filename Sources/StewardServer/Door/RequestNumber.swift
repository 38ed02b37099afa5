// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Ids of requests: fifteen digits in base 16, begun anywhere, so that those of two runs are hardly ever the same. They
/// are no secret.
enum RequestNumber {
    private static let next = Atomic<UInt64>(.random(in: .min ... .max))
    private static let digits = Array("0123456789abcdef".utf8)

    static func make() -> String {
        // Steps of an odd number reach every number before one comes back, and neighbours do not look alike.
        var rest = next.wrappingAdd(0x9E37_79B9_7F4A_7C15, ordering: .relaxed).newValue
        // Fifteen bytes lie in the string itself.
        return String(unsafeUninitializedCapacity: 15) { place in
            for index in 0..<15 {
                place[index] = digits[Int(rest & 15)]
                rest >>= 4
            }
            return 15
        }
    }
}
