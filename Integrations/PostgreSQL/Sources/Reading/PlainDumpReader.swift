// SPDX-License-Identifier: Apache-2.0
package import StewardIntegration

/// Reads along while a dump in plain format streams by.
///
/// Looks at every byte once; rows are counted from line break to line break, and nothing that stands in a row, a quoted
/// text or a function is taken for a statement. Source: PostgreSQL documentation, `pg_dump`, and `psql` for
/// `\restrict`.
package struct PlainDumpReader: DumpReading {
    /// The encoding that its text is in, as `UTF8`; `nil` when it does not say.
    package private(set) var encoding: String?
    /// A command of psql's that a dump of one database does not hold, with its line; restoring would do what it says.
    package private(set) var foreignCommand: String?
    /// The database that it makes by itself, as after `pg_dump --create`.
    package private(set) var createdDatabase: String?

    /// The version of the server that it was taken from, as `15.20 (Debian 15.20-0+deb12u1)`.
    package private(set) var serverVersion: String?

    private var scanner = SQLScanner()
    private var copying: (table: Int, block: CopyBlock)?
    private var tables: [DumpedTable] = []
    private var places: [TableName: Int] = [:]
    private var counts: [Int64] = []
    /// The beginning that the last INSERT had, up to its values, with its table.
    private var lastInsert: (start: [UInt8], table: Int, columns: Int)?
    private var extensions: Set<String> = []
    private var roles: Set<String> = []
    private var database: String?
    private var isEmpty = true
    private var hasHeader = false
    private var ending = Ending.none
    private var restriction: String?

    private struct TableName: Hashable {
        let schema: String
        let name: String
    }

    /// How far the end of a dump has been seen.
    private enum Ending { case none, named, complete }

    /// Starts at the first byte.
    package init() {}

    package mutating func take(_ bytes: UnsafeRawBufferPointer) {
        if bytes.count > 0 { isEmpty = false }
        var offset = 0
        while offset < bytes.count {
            if copying != nil {
                copyRows(bytes, &offset)
            } else if let event = scanner.next(bytes, from: &offset) {
                handle(event)
            }
        }
    }

    package mutating func finish() -> DumpContent {
        DumpContent(
            flaw: flaw, database: database,
            tables: tables.indices.map { index in
                DumpedTable(schema: tables[index].schema, name: tables[index].name, rows: counts[index])
            }, extensions: extensions.sorted(), roles: roles.sorted())
    }

    private mutating func copyRows(_ bytes: UnsafeRawBufferPointer, _ offset: inout Int) {
        guard let found = copying?.block.take(bytes, from: &offset), found else { return }
        if let copying { counts[copying.table] += copying.block.rows }
        copying = nil
    }

    private mutating func handle(_ event: SQLScanner.Event) {
        switch event {
        case .comment(let line): comment(String(decoding: line, as: UTF8.self))
        case .command(let line): command(String(decoding: line, as: UTF8.self))
        case .statement(let head, let groups):
            ending = .none
            if !countAgain(head, groups) { statement(head, groups) }
        }
    }

    private mutating func comment(_ line: String) {
        switch line {
        case " PostgreSQL database dump", " PostgreSQL database cluster dump": hasHeader = true
        case " PostgreSQL database dump complete", " PostgreSQL database cluster dump complete": ending = .named
        case "": if ending == .named { ending = .complete }
        default:
            let mark = " Dumped from database version "
            if line.hasPrefix(mark) { serverVersion = serverVersion ?? String(line.dropFirst(mark.count)) }
        }
    }

    private mutating func command(_ line: String) {
        let words = SQLWords(Array(line.utf8.dropFirst()), most: 16)
        switch words[0]?.text {
        case "restrict": restriction = words[1]?.text
        case "unrestrict": if words[1]?.text == restriction { restriction = nil }
        case "connect":
            database = Self.connected(words)
            foreignCommand = foreignCommand ?? line
        default: foreignCommand = foreignCommand ?? line
        }
    }

    /// The name in `\connect name` and in `\connect -reuse-previous=on "dbname='name'"`.
    private static func connected(_ words: SQLWords) -> String? {
        guard let last = words.words.last?.text, words.words.count > 1 else { return nil }
        guard last.hasPrefix("dbname='"), last.hasSuffix("'") else { return last }
        return String(last.dropFirst(8).dropLast())
    }

    private mutating func statement(_ head: [UInt8], _ groups: Int) {
        switch DumpStatement(head, groups: groups) {
        case .copy(let schema, let name):
            copying = (place(of: schema, name), CopyBlock())
        case .insert(let schema, let name, let rows):
            let table = place(of: schema, name)
            counts[table] += rows
            rememberInsert(head, table)
        case .needsExtension(let name): extensions.insert(name)
        case .needsRoles(let names): roles.formUnion(names)
        case .encoding(let name): encoding = encoding ?? name
        case .backslashEscapes(let isOn): scanner.backslashEscapes = isOn
        case .createsDatabase(let name): createdDatabase = createdDatabase ?? name
        case .other: break
        }
    }

    /// Where a table is counted.
    private mutating func place(of schema: String, _ name: String) -> Int {
        let key = TableName(schema: schema, name: name)
        if let place = places[key] { return place }
        tables.append(DumpedTable(schema: schema, name: name, rows: 0))
        counts.append(0)
        places[key] = tables.count - 1
        return tables.count - 1
    }

    private mutating func rememberInsert(_ head: [UInt8], _ table: Int) {
        // Up to the values or the columns: what comes before the first parenthesis, which a quoted name may hold too.
        guard let open = head.firstIndex(of: UInt8(ascii: "(")), !head[..<open].contains(UInt8(ascii: "\"")) else {
            lastInsert = nil
            return
        }
        let start = Array(head[...open])
        lastInsert = (start, table, start.hasRun("VALUES") ? 0 : 1)
    }

    /// An INSERT that begins as the last one is counted without being read.
    private mutating func countAgain(_ head: [UInt8], _ groups: Int) -> Bool {
        guard let lastInsert, head.starts(with: lastInsert.start) else { return false }
        counts[lastInsert.table] += Int64(max(1, groups - lastInsert.columns))
        return true
    }

    private var flaw: String? {
        if isEmpty { return "It is empty." }
        if !hasHeader { return "It does not begin as a dump of pg_dump in plain format does." }
        if let copying {
            let table = tables[copying.table]
            return "It is cut off in the rows of \(table.schema).\(table.name)."
        }
        if !scanner.isBetween { return "It is cut off inside a statement." }
        if ending != .complete {
            return "It is cut off: the line “PostgreSQL database dump complete” is not at its end."
        }
        if restriction != nil { return "It is cut off: the line \\unrestrict, which ends it, is missing." }
        return nil
    }
}
