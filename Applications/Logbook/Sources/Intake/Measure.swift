// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// A kind of number that devices send, and what it may be.
struct Measure: Sendable {
    /// As the beginning of a sentence.
    let name: String
    let range: ClosedRange<Double>
    /// Whether a number below zero means that it is not known, as phones say it.
    var isUnknownBelowZero = false

    static let latitude = Measure(name: "Latitude", range: -90...90)
    static let longitude = Measure(name: "Longitude", range: -180...180)
    static let accuracy = Measure(name: "Accuracy in metres", range: 0...1e7, isUnknownBelowZero: true)
    static let speed = Measure(name: "Speed in metres a second", range: 0...1000, isUnknownBelowZero: true)
    static let kilometresAnHour = Measure(name: "Speed in km/h", range: 0...3600, isUnknownBelowZero: true)
    static let heading = Measure(name: "Heading in degrees", range: 0...360, isUnknownBelowZero: true)
    static let percent = Measure(name: "Charge in percent", range: 0...100, isUnknownBelowZero: true)
    static let odometer = Measure(name: "Odometer", range: 0...1e10)
    static let kilometres = Measure(name: "Odometer in km", range: 0...1e7)
    static let range = Measure(name: "Range", range: 0...1e7, isUnknownBelowZero: true)
    static let rangeInKilometres = Measure(name: "Range in km", range: 0...1e4, isUnknownBelowZero: true)
    static let minutes = Measure(name: "Minutes", range: 0...1e6)
    static let tripKilometres = Measure(name: "Distance in km", range: 0...100_000)
    static let confidence = Measure(name: "Confidence in percent", range: 0...100)

    /// What a number says: the number, nothing, or why it cannot be.
    enum Reading {
        case known(Double), unknown, wrong(String)
    }

    func read(_ value: Double) -> Reading {
        if isUnknownBelowZero, value < 0 { return .unknown }
        guard range.contains(value) else {
            return .wrong(
                "\(name) must be between \(shown(range.lowerBound)) and \(shown(range.upperBound)), got "
                    + "\(shown(value)).")
        }
        return .known(value)
    }

    /// The same for a number as text; words that say that something is not known are nothing.
    func read(_ text: String) -> Reading {
        if Measure.isUnknown(text) { return .unknown }
        guard let value = NumberText.read(text) else {
            return .wrong("\(name) must be a number such as 52.09, got \"\(text.prefix(40))\".")
        }
        return read(value)
    }

    /// Words of home automations for a value that is not there.
    static func isUnknown(_ text: String) -> Bool {
        switch text.lowercased() {
        case "", "unknown", "unavailable", "none", "null", "undefined": true
        default: false
        }
    }

    private func shown(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
    }
}

extension JSONReader {
    /// Reads a number, also one in quotes; `nil` when it is `null`, not known, or wrong, which `faults` notes.
    ///
    /// - Throws: `JSONError` when the value is neither a number nor text nor null.
    mutating func read(_ measure: Measure, _ faults: inout Faults) throws(JSONError) -> Double? {
        let reading: Measure.Reading
        switch try peekKind() {
        case .null:
            try readNull()
            return nil
        case .string: reading = measure.read(try readString())
        default: reading = measure.read(try readDouble())
        }
        switch reading {
        case .known(let value): return value
        case .unknown: return nil
        case .wrong(let sentence):
            faults.note(self, sentence)
            return nil
        }
    }

    /// Reads a time: ISO 8601 text or a number since 1970; `nil` when it is `null`, empty, or wrong, which `faults`
    /// notes.
    mutating func readInstant(
        for receipt: Receipt, _ faults: inout Faults, zoneless: InstantText.Zoneless = .refused
    ) throws(JSONError) -> Int64? {
        let instant: Int64?
        let shown: String
        switch try peekKind() {
        case .null:
            try readNull()
            return nil
        case .string:
            shown = try readString()
            if shown.isEmpty { return nil }
            instant = InstantText.read(shown, zoneless: zoneless)
        default:
            let number = try readDouble()
            shown = "\(number)"
            instant = InstantText.epoch(number)
        }
        if let sentence = receipt.fault(of: instant, written: shown) {
            faults.note(self, sentence)
            return nil
        }
        return instant
    }

    /// Reads text that names something, or a number that does; `nil` when it is empty, null, or another kind of value.
    mutating func readName(_ faults: inout Faults) throws(JSONError) -> String? {
        let text: String
        switch try peekKind() {
        case .string: text = try readString()
        case .number: text = "\(try readInteger())"
        default:
            try skipValue()
            return nil
        }
        if let sentence = Receipt.fault(ofName: text) {
            faults.note(self, sentence)
            return nil
        }
        return text.isEmpty ? nil : text
    }

    /// Reads `true` or `false`, also as text or 1 and 0; `nil` for anything else.
    mutating func readFlag() throws(JSONError) -> Bool? {
        switch try peekKind() {
        case .bool: return try readBool()
        case .string: return FlagText.read(try readString())
        case .number: return FlagText.read("\(try readDouble())")
        default:
            try skipValue()
            return nil
        }
    }
}

/// Reads a truth value that comes as text.
enum FlagText {
    static func read(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "1", "1.0", "on", "yes": true
        case "false", "0", "0.0", "off", "no": false
        default: nil
        }
    }
}

extension Receipt {
    static let longestName = 100

    /// Why a name is not taken; `nil` when it is.
    static func fault(ofName name: String) -> String? {
        if name.utf8.count > longestName { return "A name has more than \(longestName) bytes; shorten it." }
        if name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            return "A name has a control character; leave it out."
        }
        return nil
    }

    /// Why an instant is not taken; `nil` when it is.
    func fault(of instant: Int64?, written: @autoclosure () -> String) -> String? {
        guard let instant else {
            return "\"\(written().prefix(40))\" is no time; write it as 2026-11-22T10:00:00+01:00 or in seconds since "
                + "1970."
        }
        guard InstantText.plausible.contains(instant) else {
            return "The time \(written().prefix(40)) lies outside the years 2000 to 2100; set the device's clock."
        }
        guard instant <= arrival + InstantText.day else {
            return "The time \(written().prefix(40)) lies more than a day after its arrival; set the device's clock."
        }
        return nil
    }
}
