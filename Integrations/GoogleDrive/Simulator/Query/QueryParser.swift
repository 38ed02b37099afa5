// SPDX-License-Identifier: Apache-2.0

/// Reads queries: terms joined by `and`, `or` and `not`, with parentheses. `and` binds more than `or`.
struct QueryParser {
    private var rest: ArraySlice<QueryToken>
    private var depth = 0

    /// Reads a query.
    /// - Throws: 400 `invalid` at `q` for anything that the guide's table does not have.
    static func parse(_ text: String) throws(DriveError) -> DriveQuery {
        guard let tokens = QueryToken.tokens(of: text), !tokens.isEmpty else { throw .invalid("q") }
        var parser = Self(rest: tokens[...])
        let query = try parser.either()
        guard parser.rest.isEmpty else { throw .invalid("q") }
        return query
    }

    private init(rest: ArraySlice<QueryToken>) { self.rest = rest }

    private mutating func either() throws(DriveError) -> DriveQuery {
        var query = try both()
        while take(word: "or") { query = .or(query, try both()) }
        return query
    }

    private mutating func both() throws(DriveError) -> DriveQuery {
        var query = try one()
        while take(word: "and") { query = .and(query, try one()) }
        return query
    }

    private mutating func one() throws(DriveError) -> DriveQuery {
        depth += 1
        defer { depth -= 1 }
        guard depth < 100 else { throw .invalid("q") }
        if take(word: "not") { return .not(try one()) }
        if take(sign: "(") {
            let query = try either()
            guard take(sign: ")") else { throw .invalid("q") }
            return query
        }
        return try term()
    }

    private mutating func term() throws(DriveError) -> DriveQuery {
        switch rest.popFirst() {
        case .text(let value):
            guard take(word: "in"), case .word(let list)? = rest.popFirst() else { throw .invalid("q") }
            if list == "parents" { return .parent(value) }
            guard let term = DriveQuery.PersonTerm(rawValue: list) else { throw .invalid("q") }
            return .person(term, value)
        case .word(let name): return try term(named: name)
        default: throw .invalid("q")
        }
    }

    private mutating func term(named name: String) throws(DriveError) -> DriveQuery {
        if let term = DriveQuery.TextTerm(rawValue: name) { return try text(term) }
        if let term = DriveQuery.TimeTerm(rawValue: name) { return try time(term) }
        if let term = DriveQuery.TruthTerm(rawValue: name) {
            let isEqual = try equality()
            switch rest.popFirst() {
            case .word("true"): return .truth(term, isEqual: isEqual, true)
            case .word("false"): return .truth(term, isEqual: isEqual, false)
            default: throw .invalid("q")
            }
        }
        switch name {
        case "shortcutDetails.targetId":
            let isEqual = try equality()
            return .shortcutTarget(isEqual: isEqual, try value())
        case "visibility":
            let isEqual = try equality()
            let value = try value()
            guard DriveQuery.visibilities.contains(value) else { throw .invalid("q") }
            return .visibility(isEqual: isEqual, value)
        case "properties": return try property(isAppProperty: false)
        case "appProperties": return try property(isAppProperty: true)
        default: throw .invalid("q")
        }
    }

    private mutating func text(_ term: DriveQuery.TextTerm) throws(DriveError) -> DriveQuery {
        if take(word: "contains") { return .text(term, .contains, try value()) }
        guard term != .fullText else { throw .invalid("q") }
        return .text(term, try equality() ? .equal : .unequal, try value())
    }

    private mutating func time(_ term: DriveQuery.TimeTerm) throws(DriveError) -> DriveQuery {
        guard case .sign(let sign)? = rest.popFirst(), let comparison = DriveQuery.Comparison(rawValue: sign),
            let time = DriveTime.parse(try value())
        else { throw .invalid("q") }
        return .time(term, comparison, time)
    }

    /// `has { key='k' and value='v' }`.
    private mutating func property(isAppProperty: Bool) throws(DriveError) -> DriveQuery {
        guard take(word: "has"), take(sign: "{"), take(word: "key"), take(sign: "=") else { throw .invalid("q") }
        let key = try value()
        guard take(word: "and"), take(word: "value"), take(sign: "=") else { throw .invalid("q") }
        let value = try value()
        guard take(sign: "}") else { throw .invalid("q") }
        return .property(isAppProperty: isAppProperty, key: key, value: value)
    }

    /// `=` gives true, `!=` false.
    private mutating func equality() throws(DriveError) -> Bool {
        if take(sign: "=") { return true }
        guard take(sign: "!=") else { throw .invalid("q") }
        return false
    }

    private mutating func value() throws(DriveError) -> String {
        guard case .text(let value)? = rest.popFirst() else { throw .invalid("q") }
        return value
    }

    private mutating func take(word: String) -> Bool {
        guard case .word(let found)? = rest.first, found.lowercased() == word else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func take(sign: String) -> Bool {
        guard rest.first == .sign(sign) else { return false }
        rest.removeFirst()
        return true
    }
}
