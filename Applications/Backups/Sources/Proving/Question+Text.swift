// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs

extension ProofRule.Question {
    /// Reads a question as people write it: `SELECT …`, which must give true; `SELECT … => VALUE`;
    /// `SELECT … => >= NUMBER`. In front of it, `DATABASE: ` limits it to one. `nil` for anything else.
    package init?(statement text: String) {
        let (database, written) = Self.limited(text)
        var statement = Self.trimmed(written)
        var expectation = ProofRule.Expectation.equals("true")
        if let arrow = Self.lastRange(of: " => ", in: statement) {
            let value = Self.trimmed(String(statement[arrow.upperBound...]))
            statement = Self.trimmed(String(statement[..<arrow.lowerBound]))
            expectation = .equals(value)
            if value.hasPrefix(">= ") {
                guard let number = Int64(Self.trimmed(String(value.dropFirst(3)))) else { return nil }
                expectation = .atLeast(number)
            }
        }
        guard !statement.isEmpty, !statement.hasPrefix("=> ") else { return nil }
        self.init(name: Self.trimmed(written), database: database, statement: statement, expectation: expectation)
    }

    /// Reads `TABLE.COLUMN=26h` or `SCHEMA.TABLE.COLUMN=3d`: how old the newest value of a column may be when the
    /// backup is made, in whole hours. In front of it, `DATABASE: ` limits it to one. `nil` for anything else.
    package init?(newest text: String) {
        let (database, written) = Self.limited(text)
        let parts = written.split(separator: "=", maxSplits: 1).map { Self.trimmed(String($0)) }
        guard parts.count == 2, let age = Duration(parsing: parts[1]), age >= .seconds(3600) else { return nil }
        let names = parts[0].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard (2...3).contains(names.count), names.allSatisfy({ !$0.isEmpty }), let column = names.last else {
            return nil
        }
        let table = names.dropLast().map(Self.quoted).joined(separator: ".")
        self.init(
            name: "\(parts[0]) not older than \(age.text)", database: database,
            statement: "SELECT max(\(Self.quoted(column))) FROM \(table)",
            expectation: .withinHours(age.components.seconds / 3600))
    }

    /// Whether it is asked of this database.
    package func concerns(_ name: String) -> Bool { database == nil || database == name }

    private static func quoted(_ name: String) -> String {
        "\"" + name.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
    }

    /// A word with a colon and a blank in front of a statement is a database's name.
    private static func limited(_ text: String) -> (String?, String) {
        guard let colon = text.firstIndex(of: ":") else { return (nil, text) }
        let name = text[..<colon]
        let after = text[text.index(after: colon)...]
        guard !name.isEmpty, after.first == " ", !name.contains(where: { " \t'\"(".contains($0) }) else {
            return (nil, text)
        }
        return (String(name), String(after.dropFirst()))
    }

    private static func trimmed(_ text: String) -> String {
        var rest = text[...]
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace || last == ";" { rest.removeLast() }
        return String(rest)
    }

    private static func lastRange(of part: String, in text: String) -> Range<String.Index>? {
        var end = text.endIndex
        while let start = text.index(end, offsetBy: -part.count, limitedBy: text.startIndex) {
            if text[start..<end] == part { return start..<end }
            end = text.index(before: end)
        }
        return nil
    }
}
