// SPDX-License-Identifier: Apache-2.0

/// The name of a trip, made from its vehicle and the second in which it began: `20260112-0830-k3f9x2`. The first two
/// parts are date and time in UTC, for people; the third holds the seconds and a hash of the vehicle, so that no two
/// trips have one name. Finding the same trip again gives the same name, whatever the order of arrivals.
package struct TripID: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let text: String
    package init(_ text: String) { self.text = text }

    /// The name of the trip that a vehicle began at an instant (microseconds since 1970).
    package init(start: Int64, vehicle: String) {
        var time: [UInt8] = []
        ObservationTime.append(start, to: &time)
        // 2026-01-12T08:30:05.000Z
        var name = Array(time[0..<4] + time[5..<7] + time[8..<10])
        name.append(UInt8(ascii: "-"))
        name += time[11..<13] + time[14..<16]
        name.append(UInt8(ascii: "-"))
        let second = UInt64(time[17] - 0x30) * 10 + UInt64(time[18] - 0x30)
        let letters = Array("0123456789abcdefghijklmnopqrstuvwxyz".utf8)
        var rest = (Self.hash(vehicle) % 36_279_413) * 60 + second
        for _ in 0..<6 {
            name.append(letters[Int(rest % 36)])
            rest /= 36
        }
        text = String(decoding: name, as: UTF8.self)
    }

    package var description: String { text }
    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }

    /// FNV-1a, which is the same everywhere and always, as Swift's own is not; mixed, because its last bits are weak.
    private static func hash(_ text: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash ^ (hash >> 29)
    }
}
