// SPDX-License-Identifier: Apache-2.0

/// The version of a server or of a program, as `15.20`, `9.6.24` or `17beta1`.
struct ProgramVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// As it was written.
    let description: String
    /// What decides about formats: one number since 10, two before.
    let major: [Int]

    /// The first word with a digit at its start; `nil` when there is none.
    init?(in text: String) {
        let words = text.split(whereSeparator: { $0.isWhitespace || $0 == "(" || $0 == ")" })
        guard let word = words.first(where: { $0.first?.isNumber == true }) else { return nil }
        let numbers = word.split(separator: ".").map { Int($0.prefix(while: \.isNumber)) ?? 0 }
        guard let first = numbers.first else { return nil }
        description = String(word)
        major = first >= 10 ? [first] : Array(numbers.prefix(2))
    }

    /// By the major version alone.
    static func < (left: Self, right: Self) -> Bool { left.major.lexicographicallyPrecedes(right.major) }
    /// By the major version alone.
    static func == (left: Self, right: Self) -> Bool { left.major == right.major }
    func hash(into hasher: inout Hasher) { hasher.combine(major) }

    /// As `15` or `9.6`.
    var majorText: String { major.map(String.init).joined(separator: ".") }
}
