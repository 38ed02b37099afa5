// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// A way as short text, in the encoded polyline format with five decimals (Google Maps Platform, "Encoded Polyline
/// Algorithm Format"), which maps and OSRM read.
package enum Polyline {
    /// The text of a way.
    package static func encode(_ points: some Sequence<Position>) -> String {
        var out: [UInt8] = []
        var latitude = 0
        var longitude = 0
        for point in points {
            let north = Int((point.latitude * 1e5).rounded())
            let east = Int((point.longitude * 1e5).rounded())
            append(north - latitude, to: &out)
            append(east - longitude, to: &out)
            (latitude, longitude) = (north, east)
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The points of a text; `nil` when it is none, or leaves the earth.
    package static func decode(_ text: String) -> [Position]? {
        var points: [Position] = []
        var latitude = 0
        var longitude = 0
        var bytes = text.utf8.makeIterator()
        while true {
            switch next(&bytes) {
            case .end: return points
            case .broken: return nil
            case .value(let north):
                guard case .value(let east) = next(&bytes) else { return nil }
                latitude += north
                longitude += east
                guard let point = Position(latitude: Double(latitude) / 1e5, longitude: Double(longitude) / 1e5) else {
                    return nil
                }
                points.append(point)
            }
        }
    }

    private enum Number { case value(Int), end, broken }

    private static func append(_ value: Int, to out: inout [UInt8]) {
        var rest = value < 0 ? ~(value << 1) : value << 1
        while rest >= 0x20 {
            out.append(UInt8(0x20 | (rest & 0x1F)) + 63)
            rest >>= 5
        }
        out.append(UInt8(rest) + 63)
    }

    private static func next(_ bytes: inout String.UTF8View.Iterator) -> Number {
        var value = 0
        var shift = 0
        while let byte = bytes.next() {
            guard (63...126).contains(byte), shift <= 30 else { return .broken }
            let bits = Int(byte) - 63
            value |= (bits & 0x1F) << shift
            shift += 5
            if bits < 0x20 { return .value(value & 1 == 1 ? ~(value >> 1) : value >> 1) }
        }
        return shift == 0 ? .end : .broken
    }
}
