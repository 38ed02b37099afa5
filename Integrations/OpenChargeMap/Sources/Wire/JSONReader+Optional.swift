// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Members of which nothing is promised: one that is null or of another type is read as missing.
extension JSONReader {
    /// Text without spaces around it; `nil` when nothing is left.
    mutating func readIfText() throws(JSONError) -> String? {
        guard try peekKind() == .string else { return try skip() }
        let text = try readString()
        guard let start = text.firstIndex(where: { !$0.isWhitespace }),
            let end = text.lastIndex(where: { !$0.isWhitespace })
        else { return nil }
        return String(text[start...end])
    }

    mutating func readIfNumber() throws(JSONError) -> Double? {
        guard try peekKind() == .number else { return try skip() }
        return try readDouble()
    }

    mutating func readIfBool() throws(JSONError) -> Bool? {
        guard try peekKind() == .bool else { return try skip() }
        return try readBool()
    }

    /// A whole number or text, as text.
    mutating func readIfID() throws(JSONError) -> String? {
        guard try peekKind() == .number else { return try readIfText() }
        return Int64(exactly: try readDouble()).map { String($0) }
    }

    /// An object; `body` reads its members after it was opened.
    mutating func readIfObject<Wire>(
        _ body: (inout JSONReader) throws(JSONError) -> Wire
    ) throws(JSONError) -> Wire? {
        guard try peekKind() == .object else { return try skip() }
        try beginObject()
        return try body(&self)
    }

    private mutating func skip<Value>() throws(JSONError) -> Value? {
        try skipValue()
        return nil
    }
}
