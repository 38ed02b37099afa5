// SPDX-License-Identifier: Apache-2.0

/// What one cell of a form says, as one method read it. Nothing is ever filled in: absent is not zero.
package struct Reading: Sendable, Hashable {
    /// What stands there.
    package enum Value: Sendable, Hashable {
        /// Digits or words that give this number.
        case number(Int)
        /// A dash. That it means zero is a conclusion, not a reading.
        case dash
        /// Nothing written.
        case blank
        /// Written and struck out without a replacement.
        case struckOut
        /// Something is there that could not be read.
        case unreadable
        /// The source has no such cell.
        case notPresent
    }
    /// How it was read.
    package enum Method: String, Sendable, Hashable {
        /// Taken from a published dataset of machine readings.
        case dataset
        /// Read from the digits.
        case digits
        /// Read from the number words.
        case words
        /// Entered by a person.
        case person
        /// Made for a test or a demonstration.
        case generated
    }
    package var value: Value
    package var method: Method
    /// Other numbers it might be, the likeliest first. Empty for most cells, and then without storage of its own.
    package var alternatives: [Int]

    package init(_ value: Value, method: Method, alternatives: [Int] = []) {
        self.value = value
        self.method = method
        self.alternatives = alternatives
    }
    /// The number, or `nil` when it is none.
    package var number: Int? { if case .number(let number) = value { number } else { nil } }
}
