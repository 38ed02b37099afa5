// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore

extension JSONReader {
    /// A 64-bit number, which the service writes as text.
    mutating func readInt64Text() throws(JSONError) -> Int64 {
        guard try peekKind() == .string else { return try readInteger() }
        let text = try readString()
        guard let value = Int64(text) else {
            throw error(.invalidValue, "The text \"\(text.prefix(40))\" is no whole number.")
        }
        return value
    }

    /// An instant in RFC 3339.
    mutating func readTime() throws(JSONError) -> Date {
        let text = try readString()
        guard let time = DriveTime.parse(text) else {
            throw error(.invalidValue, "The text \"\(text.prefix(40))\" is no time.")
        }
        return time
    }

    /// A list of texts.
    mutating func readStrings() throws(JSONError) -> [String] {
        var texts: [String] = []
        try beginArray()
        while try nextElement() { texts.append(try readString()) }
        return texts
    }

    /// Texts by key.
    mutating func readStringMap() throws(JSONError) -> [String: String] {
        var map: [String: String] = [:]
        try beginObject()
        while let key = try nextKey() { map[key.text] = try readString() }
        return map
    }

    /// Lists of texts by key.
    mutating func readStringLists() throws(JSONError) -> [String: [String]] {
        var map: [String: [String]] = [:]
        try beginObject()
        while let key = try nextKey() { map[key.text] = try readStrings() }
        return map
    }
}

extension Optional {
    /// The value of a member that must be there.
    func required(_ key: StaticString, _ reader: borrowing JSONReader) throws(JSONError) -> Wrapped {
        guard let self else { throw reader.error(.missingKey, "The member \(key) is missing.") }
        return self
    }
}
