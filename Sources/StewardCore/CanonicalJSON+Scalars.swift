// SPDX-License-Identifier: Apache-2.0

extension JSON {
    /// Text in quotes with the escapes of RFC 8785 section 3.2.2.2.
    package static func append(string text: String, to out: inout [UInt8]) {
        var text = text
        out.append(UInt8(ascii: "\""))
        text.withUTF8 { bytes in
            var start = 0
            for place in bytes.indices where bytes[place] < 0x20 || bytes[place] == 0x22 || bytes[place] == 0x5C {
                out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<place]))
                appendEscape(of: bytes[place], to: &out)
                start = place + 1
            }
            out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
        }
        out.append(UInt8(ascii: "\""))
    }

    private static func appendEscape(of byte: UInt8, to out: inout [UInt8]) {
        switch byte {
        case 0x08: out.append(contentsOf: "\\b".utf8)
        case 0x09: out.append(contentsOf: "\\t".utf8)
        case 0x0A: out.append(contentsOf: "\\n".utf8)
        case 0x0C: out.append(contentsOf: "\\f".utf8)
        case 0x0D: out.append(contentsOf: "\\r".utf8)
        case 0x22: out.append(contentsOf: "\\\"".utf8)
        case 0x5C: out.append(contentsOf: "\\\\".utf8)
        default:
            let digits = Array("0123456789abcdef".utf8)
            out.append(contentsOf: "\\u00".utf8)
            out.append(digits[Int(byte >> 4)])
            out.append(digits[Int(byte & 15)])
        }
    }

    static func append(integer value: Int64, to out: inout [UInt8]) throws(JSONError) {
        guard value.magnitude < 1 << 53 else {
            throw JSONError(
                .outOfRange,
                "The number \(value) is beyond ±(2^53 − 1), where JSON readers lose digits; send it as text.")
        }
        out.append(contentsOf: String(value).utf8)
    }

    /// A number as ECMAScript's `Number::toString` writes it: the shortest digits that read back, `e` from 10^21 up
    /// and below 10^-6.
    static func append(number value: Double, to out: inout [UInt8]) throws(JSONError) {
        guard value.isFinite else {
            throw JSONError(.outOfRange, "\(value) is not a number that JSON can hold.")
        }
        guard value != 0 else { return out.append(UInt8(ascii: "0")) }
        if value < 0 { out.append(UInt8(ascii: "-")) }
        let (digits, point) = decimal(value.magnitude)
        switch point {
        case digits.count...21:
            out.append(contentsOf: digits)
            out.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: point - digits.count))
        case 1..<max(digits.count, 1) where point <= 21:
            out.append(contentsOf: digits[..<point])
            out.append(UInt8(ascii: "."))
            out.append(contentsOf: digits[point...])
        case -5...0:
            out.append(contentsOf: "0.".utf8)
            out.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: -point))
            out.append(contentsOf: digits)
        default: append(digits: digits, exponent: point - 1, to: &out)
        }
    }

    private static func append(digits: [UInt8], exponent: Int, to out: inout [UInt8]) {
        out.append(digits[0])
        if digits.count > 1 {
            out.append(UInt8(ascii: "."))
            out.append(contentsOf: digits[1...])
        }
        out.append(contentsOf: exponent < 0 ? "e-".utf8 : "e+".utf8)
        out.append(contentsOf: String(exponent.magnitude).utf8)
    }

    /// The shortest digits without zeros at either end, and where the decimal point stands: 0.digits × 10^point.
    ///
    /// Swift's own description gives the shortest digits that read back, nearest to the value among those.
    private static func decimal(_ value: Double) -> (digits: [UInt8], point: Int) {
        var digits: [UInt8] = []
        var point: Int?
        var exponent = 0
        let text = Array(value.description.utf8)
        for (place, byte) in text.enumerated() {
            if byte == UInt8(ascii: "e") {
                exponent = Int(String(decoding: text[(place + 1)...], as: UTF8.self)) ?? 0
                break
            }
            if byte == UInt8(ascii: ".") { point = digits.count } else { digits.append(byte) }
        }
        var place = (point ?? digits.count) + exponent
        let zeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
        digits.removeFirst(zeros)
        place -= zeros
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        return (digits, place)
    }
}
