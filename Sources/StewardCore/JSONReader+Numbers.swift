// SPDX-License-Identifier: Apache-2.0

extension JSONReader {
    /// A number as written: ± `digits` × 10^`exponent`.
    struct Number {
        var start: Int
        var end: Int
        var isNegative = false
        var digits: UInt64 = 0
        var exponent = 0
        /// Whether it has more significant digits than `digits` holds.
        var isLonger = false

        /// The exact value when it is whole and fits.
        var integer: Int64? {
            guard !isLonger else { return nil }
            guard var magnitude = exponent == 0 ? digits : scaled else { return nil }
            if isNegative { magnitude = 0 &- magnitude }
            let value = Int64(bitPattern: magnitude)
            return value == 0 || (value < 0) == isNegative ? value : nil
        }
        private var scaled: UInt64? {
            var value = digits
            var exponent = exponent
            while exponent < 0, value % 10 == 0, value != 0 {
                value /= 10
                exponent += 1
            }
            guard value != 0 else { return 0 }
            guard 0..<20 ~= exponent else { return nil }
            for _ in 0..<exponent {
                let (product, overflow) = value.multipliedReportingOverflow(by: 10)
                if overflow { return nil }
                value = product
            }
            return value
        }
    }

    /// Reads a whole number. `5.0` and `1e2` are whole numbers too (5 and 100), `1.5` is none; nothing is rounded.
    ///
    /// - Throws: ``JSONError`` with `outOfRange` when the number does not fit 64 bits or has a fraction.
    public mutating func readInteger() throws(JSONError) -> Int64 {
        let first = try startValue()
        guard first == UInt8(ascii: "-") || 0x30...0x39 ~= first else { throw wrongType("a whole number") }
        let number = try scanNumber()
        guard let value = number.integer else {
            throw error(
                .outOfRange, "The number \(shown(number).prefix(40)) is not a whole number that fits 64 bits.")
        }
        valuePending = false
        return value
    }

    /// Reads a whole number within a range.
    ///
    /// - Throws: ``JSONError`` with `outOfRange` when it is outside.
    public mutating func readInt(in range: ClosedRange<Int> = Int.min...Int.max) throws(JSONError) -> Int {
        let value = Int(try readInteger())
        guard range.contains(value) else {
            throw error(
                .outOfRange, "The number \(value) is outside the allowed \(range.lowerBound) to \(range.upperBound).")
        }
        return value
    }

    /// Reads a number. The nearest `Double` is given; one too large for any is an error, one too small is 0.
    public mutating func readDouble() throws(JSONError) -> Double {
        let first = try startValue()
        guard first == UInt8(ascii: "-") || 0x30...0x39 ~= first else { throw wrongType("a number") }
        let value = try double(try scanNumber())
        valuePending = false
        return value
    }

    /// Reads `true` or `false`.
    public mutating func readBool() throws(JSONError) -> Bool {
        switch try startValue() {
        case UInt8(ascii: "t"):
            try scanWord("true")
            return true
        case UInt8(ascii: "f"):
            try scanWord("false")
            return false
        default: throw wrongType("true or false")
        }
    }

    /// Reads `null`.
    public mutating func readNull() throws(JSONError) {
        guard try startValue() == UInt8(ascii: "n") else { throw wrongType("null") }
        try scanWord("null")
    }

    /// Reads `null` when it comes next; `false` leaves the value there.
    public mutating func readNullIfPresent() throws(JSONError) -> Bool {
        guard try startValue() == UInt8(ascii: "n") else { return false }
        try scanWord("null")
        return true
    }

    private mutating func scanWord(_ word: StaticString) throws(JSONError) {
        for index in 0..<word.utf8CodeUnitCount {
            guard position < count, base[position] == word.utf8Start[index] else { throw unexpected("\(word)") }
            position += 1
        }
        valuePending = false
    }

    /// The nearest double.
    func double(_ number: Number) throws(JSONError) -> Double {
        var value: Double?
        // Both factors are exact, so one operation rounds once (Clinger's fast path).
        if !number.isLonger, number.digits < 1 << 53, abs(number.exponent) <= 22 {
            let power = Self.powersOfTen[abs(number.exponent)]
            value = number.exponent < 0 ? Double(number.digits) / power : Double(number.digits) * power
            if number.isNegative { value?.negate() }
        } else {
            value = Double(shown(number))
        }
        guard let value, value.isFinite else {
            throw error(.outOfRange, "The number \(shown(number).prefix(40)) is too large.", at: number.start)
        }
        return value
    }

    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]

    private func shown(_ number: Number) -> String {
        String(
            decoding: UnsafeBufferPointer(start: base + number.start, count: number.end - number.start), as: UTF8.self)
    }
}

// MARK: - Scanning

extension JSONReader {
    mutating func skipWhitespace() {
        while position < count {
            let byte = base[position]
            if byte > 0x20 { return }
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            position += 1
        }
    }

    /// Goes past a number that begins at `position`.
    mutating func scanNumber() throws(JSONError) -> Number {
        var number = Number(start: position, end: position)
        if base[position] == UInt8(ascii: "-") {
            number.isNegative = true
            position += 1
        }
        let whole = position
        scanDigits(into: &number, isFraction: false)
        guard position > whole else { throw unexpected("a digit") }
        if base[whole] == UInt8(ascii: "0"), position > whole + 1 {
            throw error(.syntax, "A number begins with 0; leave the leading zeros out.", at: number.start)
        }
        if position < count, base[position] == UInt8(ascii: ".") {
            position += 1
            let fraction = position
            scanDigits(into: &number, isFraction: true)
            guard position > fraction else { throw unexpected("a digit after the point") }
        }
        if position < count, base[position] | 0x20 == UInt8(ascii: "e") { try scanExponent(of: &number) }
        number.end = position
        guard number.end - number.start <= 1000 else {
            throw error(.limitExceeded, "A number has more than 1000 characters.", at: number.start)
        }
        return number
    }

    /// Adds digits as long as they fit; later ones only move the exponent or mark the number as longer.
    private mutating func scanDigits(into number: inout Number, isFraction: Bool) {
        while position < count, 0x30...0x39 ~= base[position] {
            let digit = UInt64(base[position] - 0x30)
            if number.digits <= (UInt64.max - 9) / 10 {
                number.digits = number.digits * 10 + digit
                if isFraction { number.exponent -= 1 }
            } else {
                if digit != 0 { number.isLonger = true }
                if !isFraction { number.exponent += 1 }
            }
            position += 1
        }
    }

    private mutating func scanExponent(of number: inout Number) throws(JSONError) {
        position += 1
        var isNegative = false
        if position < count, base[position] == UInt8(ascii: "-") || base[position] == UInt8(ascii: "+") {
            isNegative = base[position] == UInt8(ascii: "-")
            position += 1
        }
        let start = position
        var exponent = 0
        while position < count, 0x30...0x39 ~= base[position] {
            exponent = min(exponent * 10 + Int(base[position] - 0x30), 1_000_000)
            position += 1
        }
        guard position > start else { throw unexpected("a digit of the exponent") }
        number.exponent += isNegative ? -exponent : exponent
    }
}
