// SPDX-License-Identifier: Apache-2.0

/// Damage from a fixed seed: flips, cuts, doublings and foreign pieces.
struct Noise {
    private var state: UInt64
    private static let pieces = [
        "null", "-1", "1e999", "99999999999999999999", "\"\"", "[]", "{}", "true", "\u{0}", "\\ud800", "\u{FEFF}",
        "1.5",
    ]

    init(seed: UInt64) { state = seed }

    mutating func below(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(max(limit, 1)))
    }

    mutating func damaged(_ whole: [UInt8]) -> [UInt8] {
        var bytes = whole
        for _ in 0...below(3) {
            let place = below(bytes.count)
            switch below(5) {
            case 0 where !bytes.isEmpty: bytes[place] ^= UInt8(1 << below(8))
            case 1: bytes.removeSubrange(place...)
            case 2 where !bytes.isEmpty:
                bytes.removeSubrange(place..<min(bytes.count, place + 1 + below(40)))
            case 3: bytes.insert(contentsOf: Array(bytes[place..<min(bytes.count, place + below(60))]), at: place)
            default: bytes.insert(contentsOf: Array(Self.pieces[below(Self.pieces.count)].utf8), at: place)
            }
        }
        return bytes
    }
}
