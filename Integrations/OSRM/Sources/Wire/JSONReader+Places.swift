// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension JSONReader {
    /// A length or a time: not negative, and not absurd.
    mutating func readMeasure() throws(JSONError) -> Double {
        let value = try readDouble()
        guard (0...1e9).contains(value) else {
            throw error(.outOfRange, "A length or a time is from 0 to 1,000,000,000; \(value) is not.")
        }
        return value
    }

    /// A place, as `[longitude, latitude]`.
    mutating func readPlace() throws(JSONError) -> Position {
        var numbers: [Double] = []
        try readArray { reader throws(JSONError) in numbers.append(try reader.readDouble()) }
        guard numbers.count >= 2, let place = Position(latitude: numbers[1], longitude: numbers[0]) else {
            throw error(.outOfRange, "A place is a longitude and a latitude; \(numbers.prefix(3)) is none.")
        }
        return place
    }
}

extension Optional {
    /// The value of a member that must be there.
    func required(_ key: StaticString, _ reader: borrowing JSONReader) throws(JSONError) -> Wrapped {
        guard let self else { throw reader.error(.missingKey, "The member \(key) is missing.") }
        return self
    }
}
