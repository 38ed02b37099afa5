// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Values of an element, each noted when it is not what it should be.
extension ElementReader {
    /// Goes through an object; notes that there is none otherwise.
    mutating func object(
        _ reader: inout JSONReader, _ name: String,
        _ body: (inout Self, JSONReader.Key, inout JSONReader) throws(JSONError) -> Void
    ) throws(JSONError) {
        guard try reader.peekKind() == .object else { return note(.type, "\(name) is no object.") }
        try reader.beginObject()
        while let key = try reader.nextKey() { try body(&self, key, &reader) }
    }

    mutating func text(_ reader: inout JSONReader, _ name: String) throws(JSONError) -> String? {
        switch try reader.peekKind() {
        case .string: return try reader.readString()
        case .null: try reader.readNull()
        default: note(.type, "\(name) is no text.")
        }
        return nil
    }

    /// A number, or one in quotes as an iPhone writes it.
    mutating func number(
        _ reader: inout JSONReader, _ reason: InvalidRecords.Reason
    ) throws(JSONError) -> Double? {
        switch try reader.peekKind() {
        case .number: return try reader.readDouble()
        case .null: try reader.readNull()
        case .string:
            let text = try reader.readString()
            if let value = DecimalText.read(text) { return value }
            note(reason, "“\(text.prefix(40))” is no number.")
        default: note(reason, "There is no number where one should be.")
        }
        return nil
    }

    mutating func metres(_ reader: inout JSONReader) throws(JSONError) -> Int? {
        guard let value = try number(&reader, .accuracy) else { return nil }
        guard (0...100_000_000).contains(value) else {
            note(.accuracy, "\(value) is no accuracy in metres.")
            return nil
        }
        return Int(value.rounded())
    }

    /// A position in text, or in a member `latLng`.
    mutating func position(_ reader: inout JSONReader) throws(JSONError) -> Position? {
        switch try reader.peekKind() {
        case .null: try reader.readNull()
        case .string:
            let text = try reader.readString()
            switch PointText.read(text) {
            case .position(let position): return position
            case .malformed: note(.position, "“\(text.prefix(60))” is no position such as “52.0907°, 5.1214°”.")
            case .outside: note(.outside, "“\(text.prefix(60))” is outside of the earth.")
            }
        case .object:
            var position: Position?
            try reader.beginObject()
            while let key = try reader.nextKey() {
                guard key.text == "latLng" || key.text == "LatLng" else { continue }
                guard try reader.peekKind() != .object else {
                    note(.type, "latLng is no text.")
                    continue
                }
                position = try self.position(&reader)
            }
            return position
        default: note(.type, "A position is no text.")
        }
        return nil
    }

    mutating func instant(_ text: String?) -> Int64? {
        guard let text, let instant = InstantText.read(text)?.instant, instant >= 0 else {
            note(.time, text.map { "“\($0.prefix(40))” is no time with an offset since 1970." } ?? "There is no time.")
            return nil
        }
        guard instant <= latest else {
            note(.future, "\(text.prefix(40)) has not come yet by this machine's clock.")
            return nil
        }
        return instant
    }
}
