// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// The unit of an odometer or of a column.
package enum DistanceUnit: String, Sendable, Hashable, CaseIterable {
    case metres = "m", kilometres = "km", miles = "mi"

    /// The unit that people and programs write in several ways; `nil` for others.
    init?(word: String) {
        switch word.lowercased() {
        case "m", "metre", "metres", "meter", "meters": self = .metres
        case "km", "kms", "kilometre", "kilometres", "kilometer", "kilometers": self = .kilometres
        case "mi", "mile", "miles": self = .miles
        default: return nil
        }
    }

    /// A distance in this unit; a mile is 1609.344 m. `nil` when it is out of range.
    func distance(_ value: Double) -> Distance? {
        switch self {
        case .metres: Distance(metres: value)
        case .kilometres: Distance(kilometres: value)
        case .miles: Distance(metres: value * 1609.344)
        }
    }

    static func unknown(_ word: String) -> String {
        "\"\(word.prefix(40))\" is no unit of an odometer; use km, mi or m."
    }

    static func ambiguous(_ text: String) -> String {
        "The odometer \(text.prefix(40)) may mean thousands or thousandths; send it without a separator."
    }
}

extension JSONReader {
    /// Reads an odometer, also one in quotes, which must not leave open where its thousands are.
    mutating func readOdometer(_ faults: inout Faults) throws(JSONError) -> Double? {
        guard try peekKind() == .string else { return try read(.odometer, &faults) }
        let text = try readString()
        guard !NumberText.isAmbiguous(text) else {
            faults.note(self, DistanceUnit.ambiguous(text))
            return nil
        }
        switch Measure.odometer.read(text) {
        case .known(let value): return value
        case .unknown: return nil
        case .wrong(let sentence):
            faults.note(self, sentence)
            return nil
        }
    }
}
