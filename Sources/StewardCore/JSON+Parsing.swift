// SPDX-License-Identifier: Apache-2.0

extension JSON {
    /// Reads a JSON text into a value.
    ///
    /// A number whose exact value is whole and within ±(2^53 − 1) becomes `.integer`, however it is written (`5.0`,
    /// `1e2`, `-0`); every other number becomes the nearest `.number`, as RFC 8785 takes them.
    ///
    /// - Throws: ``JSONError`` when the bytes are no JSON, have a key twice in an object, or are over the limits.
    public init(parsing bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONError) {
        self = try JSONReader.read(bytes, limits: limits) { reader throws(JSONError) in try reader.readValue() }
    }
}

extension JSONReader {
    /// Reads the value that comes next as a ``JSON`` value.
    public mutating func readValue() throws(JSONError) -> JSON {
        switch try peekKind() {
        case .null:
            try readNull()
            return .null
        case .bool: return .bool(try readBool())
        case .string: return .string(try readString())
        case .number: return try readNumber()
        case .array:
            var elements: [JSON] = []
            try beginArray()
            while try nextElement() { elements.append(try readValue()) }
            return .array(elements)
        case .object:
            var members: [JSON.Member] = []
            try beginObject()
            while let key = try nextKey() { members.append(JSON.Member(key.text, try readValue())) }
            return .object(members)
        }
    }

    private mutating func readNumber() throws(JSONError) -> JSON {
        let number = try scanNumber()
        defer { valuePending = false }
        if let integer = number.integer, integer.magnitude < 1 << 53 { return .integer(integer) }
        return .number(try double(number))
    }
}
