// SPDX-License-Identifier: Apache-2.0

/// What a statement of a dump means for who wants to restore it.
enum DumpStatement: Equatable {
    /// Rows of a table follow.
    case copy(schema: String, name: String)
    /// Rows of a table.
    case insert(schema: String, name: String, rows: Int64)
    /// An extension is needed.
    case needsExtension(String)
    /// Roles are needed.
    case needsRoles([String])
    /// The text is in this encoding.
    case encoding(String)
    /// Whether a backslash escapes in every string.
    case backslashEscapes(Bool)
    /// It makes a database, as `pg_dump --create` writes it.
    case createsDatabase(String)
    /// Something else.
    case other

    init(_ statement: [UInt8], groups: Int) {
        let first = statement.prefix { SQLScanner.isOfName($0) }
        switch String(decoding: first.prefix(8), as: UTF8.self).uppercased() {
        case "COPY": self = Self.copy(SQLWords(statement))
        case "INSERT": self = Self.insert(SQLWords(statement, most: 8), groups)
        case "CREATE": self = Self.creation(statement)
        case "ALTER": self = Self.alteration(SQLWords(statement))
        case "GRANT": self = Self.roles([SQLWords(statement).word(afterLast: "TO")])
        case "REVOKE": self = Self.roles([SQLWords(statement).word(afterLast: "FROM")])
        case "SET": self = Self.setting(SQLWords(statement, most: 8))
        default: self = .other
        }
    }

    private static func copy(_ words: SQLWords) -> Self {
        guard let table = words.table(at: 1) else { return .other }
        let end = words.words.suffix(2)
        guard end.first?.isKeyword("FROM") == true, end.last?.isKeyword("STDIN") == true else { return .other }
        return .copy(schema: table.schema, name: table.name)
    }

    private static func insert(_ words: SQLWords, _ groups: Int) -> Self {
        guard words.has(["INSERT", "INTO"]), let table = words.table(at: 2) else { return .other }
        let columns = words[table.next]?.text == "(" ? 1 : 0
        return .insert(schema: table.schema, name: table.name, rows: Int64(max(1, groups - columns)))
    }

    private static func creation(_ statement: [UInt8]) -> Self {
        let start = SQLWords(statement, most: 8)
        guard let kind = start[1], !kind.isQuoted else { return .other }
        switch kind.text.uppercased() {
        case "EXTENSION":
            let name = start.has(["IF", "NOT", "EXISTS"], at: 2) ? start[5] : start[2]
            return name.map { .needsExtension($0.text) } ?? .other
        case "DATABASE": return start[2].map { .createsDatabase($0.text) } ?? .other
        case "SCHEMA": return roles([start.word(after: ["AUTHORIZATION"])])
        case "USER": return roles([start.word(after: ["MAPPING", "FOR"])])
        case "POLICY": return policy(SQLWords(statement))
        default: return .other
        }
    }

    /// `CREATE POLICY name ON table [AS …] [FOR …] [TO role, …] [USING (…)] [WITH CHECK (…)]`.
    private static func policy(_ words: SQLWords) -> Self {
        let end = words.words.firstIndex { $0.text == "(" && !$0.isQuoted } ?? words.words.endIndex
        guard let to = words.words[..<end].firstIndex(where: { $0.isKeyword("TO") }) else { return .other }
        let named = words.words[(to + 1)..<end].filter { word in
            !["USING", "WITH", "CHECK", ","].contains { word.isKeyword($0) }
        }
        return roles(named)
    }

    private static func alteration(_ words: SQLWords) -> Self {
        if words.has(["ALTER", "DEFAULT", "PRIVILEGES"]) {
            let isGrant = words.words.contains { $0.isKeyword("GRANT") }
            return roles([words.word(after: ["FOR", "ROLE"]), words.word(afterLast: isGrant ? "TO" : "FROM")])
        }
        let end = words.words.suffix(3).map { $0 }
        guard end.count == 3, end[0].isKeyword("OWNER"), end[1].isKeyword("TO") else { return .other }
        return roles([end[2]])
    }

    private static func setting(_ words: SQLWords) -> Self {
        if words.has(["SET", "SESSION", "AUTHORIZATION"]) { return roles([words[3]]) }
        guard let name = words[1]?.text.lowercased(), let value = words[3] else { return .other }
        switch name {
        case "client_encoding": return .encoding(value.text)
        case "standard_conforming_strings": return .backslashEscapes(value.text.lowercased() == "off")
        default: return .other
        }
    }

    /// Those of the words that name a role; `PUBLIC` and the like name none.
    private static func roles(_ words: [SQLWord?]) -> Self {
        let none = ["PUBLIC", "DEFAULT", "CURRENT_USER", "SESSION_USER", "CURRENT_ROLE"]
        let named = words.compactMap { $0 }.filter { word in
            !word.text.isEmpty && !none.contains { word.isKeyword($0) }
        }
        return named.isEmpty ? .other : .needsRoles(named.map(\.text))
    }
}
