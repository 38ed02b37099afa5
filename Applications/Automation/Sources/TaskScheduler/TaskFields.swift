// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// The inner elements of one, each taken once; what is left at the end was not known.
struct TaskFields {
    let element: XMLElement
    private var rest: [XMLElement]

    init(_ element: XMLElement) {
        self.element = element
        rest = element.children
    }

    /// What nobody took.
    var others: [XMLElement] { rest }

    /// The inner element of a name, which may be there once.
    mutating func take(_ name: String) throws(AutomationError) -> XMLElement? {
        guard let place = rest.firstIndex(where: { $0.name == name }) else { return nil }
        let found = rest.remove(at: place)
        if let second = rest.first(where: { $0.name == name }) {
            throw TaskFields.fault(second, "stands twice in <\(element.name)>; leave one out")
        }
        return found
    }

    /// Every inner element of a name.
    mutating func takeAll(_ name: String) -> [XMLElement] {
        defer { rest.removeAll { $0.name == name } }
        return rest.filter { $0.name == name }
    }

    mutating func text(_ name: String) throws(AutomationError) -> String? {
        guard let found = try take(name) else { return nil }
        guard found.children.isEmpty else { throw TaskFields.fault(found, "must hold text only") }
        return found.text
    }

    mutating func flag(_ name: String, _ standard: Bool) throws(AutomationError) -> Bool {
        guard let found = try take(name) else { return standard }
        switch found.text {
        case "true", "1": return true
        case "false", "0": return false
        default: throw TaskFields.fault(found, "must be true or false")
        }
    }

    mutating func number(_ name: String, in range: ClosedRange<Int>) throws(AutomationError) -> Int? {
        guard let found = try take(name) else { return nil }
        return try TaskFields.number(found, in: range)
    }

    /// A length of time.
    mutating func duration(_ name: String) throws(AutomationError) -> Duration? {
        guard let found = try take(name) else { return nil }
        guard let duration = TaskDuration.read(found.text) else {
            throw TaskFields.fault(
                found, "must be a length of time such as PT1H or P1D, without years and months, not “\(found.shown)”")
        }
        return duration
    }

    static func number(_ element: XMLElement, in range: ClosedRange<Int>) throws(AutomationError) -> Int {
        guard let number = Int(element.text), range.contains(number) else {
            throw fault(element, "must be \(range.lowerBound) to \(range.upperBound), not “\(element.shown)”")
        }
        return number
    }

    static func fault(_ element: XMLElement, _ sentence: String) -> AutomationError {
        AutomationError(.invalid, "Line \(element.line): <\(element.name.prefix(40))> \(sentence).")
    }
}

extension XMLElement {
    /// The beginning of the text, for a sentence.
    var shown: String { String(text.prefix(40)) }
}
