// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// What is wrong with values that can be read: out of range, not a number, no time. The first is kept with its place;
/// a batch may leave such elements out and go on.
struct Faults {
    private(set) var first: LogbookError?
    /// Whether the element that is being read has a fault.
    var isElementBad = false

    /// Notes a fault at the value that was read last.
    mutating func note(_ reader: borrowing JSONReader, _ sentence: String) {
        isElementBad = true
        // Finding a place takes time, and only the first is shown.
        guard first == nil else { return }
        first = LogbookError(reader.error(.invalidValue, sentence))
    }

    /// Notes a fault at a named parameter.
    mutating func note(parameter: String, _ sentence: String) {
        isElementBad = true
        guard first == nil else { return }
        first = LogbookError(.invalid, parameter.isEmpty ? sentence : "\(parameter): \(sentence)")
    }

    /// Throws the first fault.
    func check() throws(LogbookError) {
        if let first { throw first }
    }
}

extension LogbookError {
    /// The same fault in the application's words: the place stands before the sentence.
    init(_ error: JSONError) {
        self.init(error.code == .limitExceeded ? .tooMuch : .invalid, error.description)
    }

    /// Reads a JSON body; what is over the limits of a request is refused.
    static func reading<Result>(
        _ bytes: [UInt8], _ body: (inout JSONReader) throws(JSONError) -> Result
    ) throws(LogbookError) -> Result {
        do throws(JSONError) {
            return try JSONReader.read(bytes, limits: .intake, body)
        } catch {
            throw LogbookError(error)
        }
    }
}

extension JSONLimits {
    /// What a request of a device may ask of its reader.
    static let intake = JSONLimits(
        bytes: Received.mostBytes, depth: 32, stringBytes: 1 << 20, skipsByteOrderMark: true)
}
