// SPDX-License-Identifier: Apache-2.0

extension JSON {
    /// The value in the one form that RFC 8785 (JSON Canonicalization Scheme) allows, in UTF-8: no white space, keys in
    /// the order of their UTF-16 code units, numbers as ECMAScript writes them, only the escapes that must be.
    ///
    /// Equal data gives equal bytes, so the bytes can be hashed and signed. Text is kept as it is: composed and
    /// decomposed letters stay different.
    /// - Throws: ``JSONError`` with `outOfRange` for NaN, an infinity, or a whole number beyond ±(2^53 − 1), which no
    ///   reader is bound to keep; with `duplicateKey` when an object has a key twice; with `limitExceeded` beyond 512
    ///   levels.
    public func canonicalBytes() throws(JSONError) -> [UInt8] {
        var out: [UInt8] = []
        try appendCanonicalBytes(to: &out)
        return out
    }

    /// Appends ``canonicalBytes()`` to `out`. `depth` is how many levels the value stands in already.
    package func appendCanonicalBytes(to out: inout [UInt8], depth: Int = 0) throws(JSONError) {
        switch self {
        case .null: out.append(contentsOf: "null".utf8)
        case .bool(let value): out.append(contentsOf: value ? "true".utf8 : "false".utf8)
        case .integer(let value): try Self.append(integer: value, to: &out)
        case .number(let value): try Self.append(number: value, to: &out)
        case .string(let text): Self.append(string: text, to: &out)
        case .array(let elements): try Self.append(elements, to: &out, depth: try Self.deeper(depth))
        case .object(let members): try Self.append(members, to: &out, depth: try Self.deeper(depth))
        }
    }

    /// The value as it reads back from ``canonicalBytes()``: members in canonical order, whole numbers as `.integer`.
    ///
    /// What ``canonicalBytes()`` refuses stays as it is.
    public var canonical: JSON {
        switch self {
        case .null, .bool, .integer, .string: return self
        case .number(let value):
            let isWhole = abs(value) <= Self.greatestExact && value == value.rounded(.towardZero)
            return isWhole ? .integer(Int64(value)) : self
        case .array(let elements): return .array(elements.map(\.canonical))
        case .object(let members):
            return .object(Self.sorted(members).map { Member($0.key, $0.value.canonical) })
        }
    }

    private static let greatestExact = 9_007_199_254_740_991.0

    private static func deeper(_ depth: Int) throws(JSONError) -> Int {
        guard depth < 512 else {
            throw JSONError(.limitExceeded, "The value is nested deeper than 512 levels.")
        }
        return depth + 1
    }

    private static func append(_ elements: [JSON], to out: inout [UInt8], depth: Int) throws(JSONError) {
        out.append(UInt8(ascii: "["))
        var isFirst = true
        for element in elements {
            if !isFirst { out.append(UInt8(ascii: ",")) }
            isFirst = false
            try element.appendCanonicalBytes(to: &out, depth: depth)
        }
        out.append(UInt8(ascii: "]"))
    }

    private static func append(_ members: [Member], to out: inout [UInt8], depth: Int) throws(JSONError) {
        out.append(UInt8(ascii: "{"))
        var previous: String?
        for member in sorted(members) {
            if let previous {
                guard !previous.utf8.elementsEqual(member.key.utf8) else {
                    throw JSONError(.duplicateKey, "An object has the key \"\(member.key)\" twice; keep one of them.")
                }
                out.append(UInt8(ascii: ","))
            }
            append(string: member.key, to: &out)
            out.append(UInt8(ascii: ":"))
            try member.value.appendCanonicalBytes(to: &out, depth: depth)
            previous = member.key
        }
        out.append(UInt8(ascii: "}"))
    }

    private static func sorted(_ members: [Member]) -> [Member] {
        let isSorted = zip(members, members.dropFirst()).allSatisfy { !comesFirst($1.key, $0.key) }
        return isSorted ? members : members.sorted { comesFirst($0.key, $1.key) }
    }

    /// Whether `left` comes before `right` by UTF-16 code units.
    ///
    /// UTF-8 bytes sort in the same order, but for U+E000…U+FFFF (lead bytes EE, EF), which UTF-16 puts behind every
    /// surrogate and so behind the supplementary planes (lead bytes F0…F4).
    private static func comesFirst(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8) { weight($0) < weight($1) }
    }

    private static func weight(_ byte: UInt8) -> UInt8 { byte == 0xEE || byte == 0xEF ? byte + 8 : byte }
}
