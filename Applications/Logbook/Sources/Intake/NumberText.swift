// SPDX-License-Identifier: Apache-2.0

/// Reads numbers that come as text: from a query, a file, or a phone that puts quotes around everything.
enum NumberText {
    /// The number; `nil` when the text is none. Blanks around it do not count. A comma is taken for the decimal point
    /// when there is one and no point, as phones set to Dutch or German write it. `NaN`, `inf` and hexadecimal digits
    /// are no numbers here.
    static func read(_ text: String) -> Double? {
        var text = text
        return text.withUTF8(read)
    }

    static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
        var copy: [UInt8] = []
        copy.reserveCapacity(bytes.count)
        let trimmed = trimmed(bytes)
        guard (1...40).contains(trimmed.count) else { return nil }
        var hasDigits = false
        var hasPoint = false
        var exponentAt: Int?
        for (index, byte) in trimmed.enumerated() {
            switch byte {
            case 0x30...0x39:
                hasDigits = true
                copy.append(byte)
            case UInt8(ascii: "."), UInt8(ascii: ","):
                guard !hasPoint, exponentAt == nil else { return nil }
                hasPoint = true
                copy.append(UInt8(ascii: "."))
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                guard hasDigits, exponentAt == nil else { return nil }
                exponentAt = index
                hasDigits = false
                copy.append(byte)
            case UInt8(ascii: "-"), UInt8(ascii: "+"):
                guard index == 0 || exponentAt == index - 1 else { return nil }
                copy.append(byte)
            default: return nil
            }
        }
        guard hasDigits, let value = Double(String(decoding: copy, as: UTF8.self)), value.isFinite else { return nil }
        return value
    }

    /// Whether a text may mean thousands as well as thousandths: `50.010` is fifty, or fifty thousand and ten.
    static func isAmbiguous(_ text: String) -> Bool {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        return parts.count == 2 && parts[1].utf8.count == 3 && (1...3).contains(parts[0].utf8.count)
            && parts[0] != "0" && parts[1] != "000"
    }

    private static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> Slice<UnsafeBufferPointer<UInt8>> {
        var slice = bytes[...]
        while let first = slice.first, first == 0x20 || first == 0x09 { slice = slice.dropFirst() }
        while let last = slice.last, last == 0x20 || last == 0x09 { slice = slice.dropLast() }
        return slice
    }
}
