// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension JSONReader {
    /// A count: a whole number that is not negative and not absurd for an election.
    mutating func readCount() throws(JSONError) -> Int { try readInt(in: 0...1_000_000_000) }

    /// A count, or `nil` for null.
    mutating func readOptionalCount() throws(JSONError) -> Int? {
        try readNullIfPresent() ? nil : try readCount()
    }

    /// A list of values.
    mutating func readList<Element>(
        reserving count: Int = 0, _ element: (inout JSONReader) throws(JSONError) -> Element
    ) throws(JSONError) -> [Element] {
        var list: [Element] = []
        list.reserveCapacity(count)
        try beginArray()
        while try nextElement() { list.append(try element(&self)) }
        return list
    }
}

extension Optional {
    /// The value of a member that must be there.
    func required(_ key: StaticString, _ reader: borrowing JSONReader) throws(JSONError) -> Wrapped {
        guard let self else { throw reader.error(.missingKey, "The member \(key) is missing.") }
        return self
    }
}
