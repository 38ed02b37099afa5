// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// A course as text: each number the difference to the one before, in hundred-thousandths of a degree, in groups of
/// five bits (Google, Encoded Polyline Algorithm Format).
enum EncodedPolyline {
    /// The points; `nil` when the text is none, ends within a number, or leaves the earth.
    static func positions(_ text: String) -> [Position]? {
        var positions: [Position] = []
        var bytes = text.utf8.makeIterator()
        var (latitude, longitude) = (0, 0)
        while let first = bytes.next() {
            guard let north = difference(first, &bytes), let second = bytes.next(),
                let east = difference(second, &bytes)
            else { return nil }
            latitude += north
            longitude += east
            guard let position = Position(latitude: Double(latitude) / 1e5, longitude: Double(longitude) / 1e5) else {
                return nil
            }
            positions.append(position)
        }
        return positions
    }

    /// A number whose first byte is `first`; at most six bytes, as many as ±360 degrees take.
    private static func difference(_ first: UInt8, _ bytes: inout String.UTF8View.Iterator) -> Int? {
        var value = 0
        var shift = 0
        var byte = first
        while true {
            guard (63...126).contains(byte), shift < 30 else { return nil }
            let group = Int(byte) - 63
            value |= (group & 31) << shift
            shift += 5
            if group < 32 { break }
            guard let next = bytes.next() else { return nil }
            byte = next
        }
        return value & 1 == 1 ? ~(value >> 1) : value >> 1
    }
}
