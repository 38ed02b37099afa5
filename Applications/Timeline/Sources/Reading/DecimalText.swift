// SPDX-License-Identifier: Apache-2.0

/// Reads and writes decimal numbers without an exponent.
enum DecimalText {
    private static let powers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    ]

    /// `-12.5`; `nil` for anything else: an exponent, `NaN`, a comma, more than 30 characters.
    static func read(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Double? {
        var rest = bytes
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        guard (1...30).contains(rest.count) else { return nil }
        var (digits, count, fraction, hasPoint) = (UInt64(0), 0, 0, false)
        for byte in rest {
            if byte == UInt8(ascii: "."), !hasPoint {
                hasPoint = true
                continue
            }
            guard 0x30...0x39 ~= byte else { return nil }
            if count < 18 { digits = digits * 10 + UInt64(byte - 0x30) }
            count += 1
            if hasPoint { fraction += 1 }
        }
        guard count > 0, !hasPoint || fraction > 0 else { return nil }
        // Both are exact, so that one division rounds once.
        if count <= 18, digits < 1 << 53 {
            let value = Double(digits) / powers[fraction]
            return isNegative ? -value : value
        }
        return Double(String(decoding: bytes, as: UTF8.self))
    }

    static func read(_ text: some StringProtocol) -> Double? {
        var text = String(text)
        return text.withUTF8 { read($0[...]) }
    }

    /// The number with so many decimals at most, rounded; without an exponent, as XML's decimals are.
    /// - Parameter fixed: whether zeros at the end stay.
    static func write(_ value: Double, decimals: Int, fixed: Bool = false) -> String {
        let scaled = (abs(value) * powers[decimals]).rounded()
        guard scaled < 9e18 else { return "\(value)" }
        let whole = UInt64(scaled)
        let unit = UInt64(powers[decimals])
        var fraction = String(whole % unit)
        fraction = String(repeating: "0", count: max(0, decimals - fraction.utf8.count)) + fraction
        if !fixed { while fraction.hasSuffix("0") { fraction.removeLast() } }
        if decimals == 0 { fraction = "" }
        return (value < 0 && whole != 0 ? "-" : "") + "\(whole / unit)" + (fraction.isEmpty ? "" : "." + fraction)
    }
}
