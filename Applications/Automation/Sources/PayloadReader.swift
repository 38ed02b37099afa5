// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Reads the members of a payload and says which one is wrong. Members that nobody asked for are refused at the end, so
/// that a misspelt one is not silently without effect.
struct PayloadReader {
    /// What the payload is of, for messages.
    let subject: String
    private let members: [String: JSON]

    init(_ json: JSON, of subject: String, knowing keys: Set<String>) throws(AutomationError) {
        guard let members = json.members else {
            throw AutomationError(.invalid, "The payload of \(subject) must be a JSON object.")
        }
        if let unknown = members.first(where: { !keys.contains($0.key) }) {
            throw AutomationError(
                .invalid,
                "\(subject) knows no “\(unknown.key)”; it knows \(keys.sorted().joined(separator: ", ")).")
        }
        self.subject = subject
        self.members = Dictionary(members.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    /// The member, or `nil` when it is missing or null.
    private func found(_ key: String) -> JSON? { members[key] == .null ? nil : members[key] }

    func has(_ key: String) -> Bool { found(key) != nil }

    func text(_ key: String) throws(AutomationError) -> String? {
        try found(key).map { value throws(AutomationError) in
            guard let text = value.string else { throw wrong(key, "a text") }
            return text
        }
    }

    func required(_ key: String) throws(AutomationError) -> String {
        guard let text = try text(key), !text.isEmpty else {
            throw AutomationError(.invalid, "The payload of \(subject) has no “\(key)”; add it.")
        }
        return text
    }

    func texts(_ key: String) throws(AutomationError) -> [String] {
        guard let value = found(key) else { return [] }
        guard let elements = value.array else { throw wrong(key, "a list of texts") }
        return try elements.map { element throws(AutomationError) in
            guard let text = element.string else { throw wrong(key, "a list of texts") }
            return text
        }
    }

    func pairs(_ key: String) throws(AutomationError) -> [String: String] {
        guard let value = found(key) else { return [:] }
        guard let members = value.members else { throw wrong(key, "an object of texts") }
        var pairs: [String: String] = [:]
        for member in members {
            guard let text = member.value.string else { throw wrong(key, "an object of texts") }
            pairs[member.key] = text
        }
        return pairs
    }

    func flag(_ key: String) throws(AutomationError) -> Bool {
        guard let value = found(key) else { return false }
        guard let flag = value.bool else { throw wrong(key, "true or false") }
        return flag
    }

    func number(_ key: String, in range: ClosedRange<Int64>) throws(AutomationError) -> Int64? {
        guard let value = found(key) else { return nil }
        guard let number = value.integer, range.contains(number) else {
            throw wrong(key, "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// A number that is not negative.
    func decimal(_ key: String) throws(AutomationError) -> Double? {
        switch found(key) {
        case nil: return nil
        case .integer(let value)? where value >= 0: return Double(value)
        case .number(let value)? where value >= 0 && value < 1e12: return value
        default: throw wrong(key, "a number that is not negative")
        }
    }

    /// A text, or a whole number as its digits.
    func textOrNumber(_ key: String) throws(AutomationError) -> String? {
        if case .integer(let value)? = found(key) { return String(value) }
        return try text(key)
    }

    func object(_ key: String) -> JSON? { found(key) }

    func list(_ key: String) throws(AutomationError) -> [JSON] {
        guard let value = found(key) else { return [] }
        guard let elements = value.array else { throw wrong(key, "a list") }
        return elements
    }

    private func wrong(_ key: String, _ wanted: String) -> AutomationError {
        AutomationError(.invalid, "“\(key)” in the payload of \(subject) must be \(wanted).")
    }
}
