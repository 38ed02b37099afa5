// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Reads a position as Google's phones write it: `52.0907374°, 5.1214201°` on Android, `geo:52.090737,5.121420` on an
/// iPhone.
enum PointText {
    enum Result: Equatable {
        case position(Position)
        /// The text is no pair of numbers.
        case malformed
        /// The numbers are outside of the earth.
        case outside
    }

    static func read(_ text: String) -> Result {
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.count <= 100 else { return .malformed }
            var rest = bytes[...]
            if rest.starts(with: "geo:".utf8) { rest = rest.dropFirst(4) }
            guard let comma = rest.firstIndex(of: UInt8(ascii: ",")) else { return .malformed }
            // A comma more, as in “52,09°, 5,12°”, is in no number.
            guard let latitude = degrees(rest[..<comma]), let longitude = degrees(rest[(comma + 1)...]) else {
                return .malformed
            }
            return Position(latitude: latitude, longitude: longitude).map(Result.position) ?? .outside
        }
    }

    private static func degrees(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Double? {
        var rest = bytes
        while rest.first == 0x20 { rest = rest.dropFirst() }
        while rest.last == 0x20 { rest = rest.dropLast() }
        // The degree sign is two bytes.
        if rest.count >= 2, rest.suffix(2).elementsEqual([0xC2, 0xB0]) { rest = rest.dropLast(2) }
        return DecimalText.read(rest)
    }
}
