// SPDX-License-Identifier: Apache-2.0

/// Makes UTF-8 of the bytes of an XML text, which say themselves whether they are UTF-16 (appendix F of XML 1.0).
struct XMLDecoder: Sendable {
    private enum Encoding { case utf8, littleEndian, bigEndian }

    private var encoding: Encoding?
    /// Bytes that are not decided or not complete yet.
    private var held: [UInt8] = []
    /// The first half of a character beyond U+FFFF.
    private var high: UInt16?

    /// Takes a piece and gives what is complete.
    mutating func push(_ piece: ArraySlice<UInt8>) throws(XMLError) -> [UInt8] {
        held += piece
        if encoding == nil {
            guard held.count >= 2 else { return [] }
            decide()
        }
        return try take()
    }

    /// Gives the rest.
    mutating func finish() throws(XMLError) -> [UInt8] {
        if encoding == nil { encoding = .utf8 }
        let rest = try take()
        guard held.isEmpty, high == nil else {
            throw XMLError(.invalid, "The file is UTF-16 and ends in the middle of a character; it is cut.")
        }
        return rest
    }

    private mutating func decide() {
        switch (held[0], held[1]) {
        case (0xFF, 0xFE), (UInt8(ascii: "<"), 0): encoding = .littleEndian
        case (0xFE, 0xFF), (0, UInt8(ascii: "<")): encoding = .bigEndian
        default: encoding = .utf8
        }
    }

    private mutating func take() throws(XMLError) -> [UInt8] {
        guard let encoding, encoding != .utf8 else {
            defer { held.removeAll() }
            return held
        }
        var out: [UInt8] = []
        out.reserveCapacity(held.count)
        var at = 0
        while at + 1 < held.count {
            let (first, second) = (UInt16(held[at]), UInt16(held[at + 1]))
            try append(encoding == .littleEndian ? second << 8 | first : first << 8 | second, to: &out)
            at += 2
        }
        held.removeFirst(at)
        return out
    }

    private mutating func append(_ unit: UInt16, to out: inout [UInt8]) throws(XMLError) {
        var value = UInt32(unit)
        if let first = high {
            guard UTF16.isTrailSurrogate(unit) else { throw Self.half }
            value = 0x10000 + (UInt32(first) - 0xD800) << 10 + (value - 0xDC00)
            high = nil
        } else if UTF16.isLeadSurrogate(unit) {
            high = unit
            return
        }
        guard let scalar = Unicode.Scalar(value) else { throw Self.half }
        // A mark of byte order is UTF-8's own at the front, where the scanner goes past it.
        out += UTF8.encode(scalar).map(Array.init) ?? []
    }

    private static let half = XMLError(.invalid, "The file is UTF-16 and has half of a character in it.")
}
