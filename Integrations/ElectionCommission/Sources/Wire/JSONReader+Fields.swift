// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension JSONReader {
    /// A count: a whole number that is not negative and not absurd for an election.
    mutating func readCount() throws(JSONError) -> Int { try readInt(in: 0...1_000_000_000) }
}

extension Optional {
    /// The value of a member that must be there.
    func required(_ key: StaticString, _ reader: borrowing JSONReader) throws(JSONError) -> Wrapped {
        guard let self else { throw reader.error(.missingKey, "The member \(key) is missing.") }
        return self
    }
}
