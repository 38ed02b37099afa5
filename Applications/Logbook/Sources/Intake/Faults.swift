// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// What is wrong with values that can be read: out of range, not a number, no time. The first is kept with its place;
/// a batch may leave such elements out and go on.
struct Faults {
    private(set) var first: LogbookError?
    /// Where the text that is read stands, when it is a part of a file; the beginning of a sentence.
    var place = ""
    /// Whether the element that is being read has a fault.
    var isElementBad = false

    /// Notes a fault at the value that was read last.
    mutating func note(_ reader: borrowing JSONReader, _ sentence: String) {
        isElementBad = true
        // Finding a place takes time, and only the first is shown.
        guard first == nil else { return }
        let error = reader.error(.invalidValue, sentence)
        first = place.isEmpty ? LogbookError(error) : LogbookError(error, in: place)
    }

    /// Notes a fault at a named parameter.
    mutating func note(parameter: String, _ sentence: String) {
        isElementBad = true
        guard first == nil else { return }
        first = LogbookError(.invalid, "\(parameter): \(sentence)")
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

    /// The same fault in a part of a file: lines are the file's, which `place` names.
    init(_ error: JSONError, in place: String) {
        let path = error.path.isEmpty ? "" : ", \(error.path)"
        self.init(error.code == .limitExceeded ? .tooMuch : .invalid, "\(place)\(path): \(error.message)")
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
