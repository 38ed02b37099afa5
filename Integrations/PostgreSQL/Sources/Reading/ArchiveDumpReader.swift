// SPDX-License-Identifier: Apache-2.0
package import StewardIntegration

/// Reads along while a dump in custom format streams by.
///
/// Its table of contents says what belongs in it; a table's rows are counted where they are not compressed. Whatever
/// the bytes are, it ends with a content: what is no archive has a flaw. Source: PostgreSQL's `pg_backup_custom.c`.
package struct ArchiveDumpReader: DumpReading {
    /// What follows next.
    enum Place: Equatable {
        case head
        case entries(left: Int)
        case block
        /// In the data of a block.
        case data(AmidData)
        case broken(String)
    }

    var place = Place.head
    /// What has come and is not understood yet.
    var pending: [UInt8] = []
    var head: ArchiveHead?
    var data: [Int: Expected] = [:]
    var order: [Int] = []
    var rows: RowTail?
    private var extensions: Set<String> = []
    private var roles: Set<String> = []
    /// The encoding that its texts are in, as `UTF8`; `nil` when it does not say.
    package private(set) var encoding: String?
    private var isEmpty = true

    /// An entry with data, and what has been seen of them.
    struct Expected {
        let table: DumpedTable
        let isTable: Bool
        let isCopy: Bool
        let file: String
        var rows: Int64 = 0
        var isSeen = false
    }

    private let form: ArchiveHead.Form

    /// Starts at the first byte of an archive in custom format.
    package init() { self.init(.custom) }

    init(_ form: ArchiveHead.Form) { self.form = form }

    /// The version of the server that it was taken from, as `15.20 (Debian 15.20-0+deb12u1)`, once its head was read.
    package var serverVersion: String? { head?.serverVersion }

    package mutating func take(_ bytes: UnsafeRawBufferPointer) {
        if bytes.count > 0 { isEmpty = false }
        var offset = 0
        while offset < bytes.count {
            switch place {
            case .broken: return
            case .head, .entries:
                pending.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[offset...]))
                offset = bytes.count
                contents()
            case .block, .data:
                readData(bytes, &offset)
            }
        }
    }

    /// Reads the head and as many entries as have come.
    private mutating func contents() {
        var used = 0
        do throws(ArchiveBytes.Nonsense) {
            if head == nil, let found = try ArchiveHead.read(pending) {
                guard found.form == form else {
                    throw ArchiveBytes.Nonsense(sentence: "it is an archive of another format than \(form)")
                }
                head = found
                used = found.length
                place = .entries(left: found.entries)
            }
            if let head { used = try entries(head, from: used) }
        } catch {
            place = .broken(error.sentence)
        }
        pending.removeFirst(used)
        guard place == .block else { return }
        let rest = pending
        pending = []
        rest.withUnsafeBytes { take($0) }
    }

    private mutating func entries(_ head: ArchiveHead, from start: Int) throws(ArchiveBytes.Nonsense) -> Int {
        var offset = start
        while case .entries(let left) = place {
            guard left > 0 else {
                place = .block
                break
            }
            guard let entry = try ArchiveEntry.read(pending, from: offset, head) else { break }
            note(entry)
            offset = entry.end
            place = .entries(left: left - 1)
        }
        return offset
    }

    private mutating func note(_ entry: ArchiveEntry) {
        if !entry.owner.isEmpty { roles.insert(entry.owner) }
        switch entry.kind {
        case "EXTENSION": extensions.insert(entry.tag)
        case "ENCODING", "ACL", "DEFAULT ACL", "POLICY", "USER MAPPING": read(entry.definition)
        default: break
        }
        guard entry.hasData else { return }
        data[entry.id] = Expected(
            table: DumpedTable(schema: entry.schema, name: entry.tag, rows: 0), isTable: entry.kind == "TABLE DATA",
            isCopy: entry.isCopy, file: entry.file)
        order.append(entry.id)
    }

    private mutating func read(_ definition: [UInt8]) {
        var scanner = SQLScanner()
        definition.withUnsafeBytes { bytes in
            var offset = 0
            while let event = scanner.next(bytes, from: &offset) {
                guard case .statement(let statement, let groups) = event else { continue }
                switch DumpStatement(statement, groups: groups) {
                case .encoding(let name): encoding = name
                case .needsRoles(let names): roles.formUnion(names)
                default: break
                }
            }
        }
    }

    package mutating func finish() -> DumpContent {
        let counts = head?.packing == ArchiveHead.Packing.none && data.values.allSatisfy { $0.isCopy || !$0.isTable }
        let tables = order.compactMap { data[$0] }.filter(\.isTable).map { expected in
            DumpedTable(schema: expected.table.schema, name: expected.table.name, rows: expected.rows)
        }
        return DumpContent(
            flaw: flaw, database: head?.database, tables: counts ? tables : nil, extensions: extensions.sorted(),
            roles: roles.sorted())
    }

    private var flaw: String? {
        if isEmpty { return "It is empty." }
        switch place {
        case .broken(let why): return head == nil ? "It is no archive of pg_dump: \(why)." : "It is damaged: \(why)."
        case .head, .entries: return "It is cut off in its table of contents."
        case .data(let amid):
            return "It is cut off in the data of \(name(of: amid.entry))."
        case .block:
            guard pending.isEmpty else { return "It is cut off between two tables." }
            guard let missing = order.first(where: { data[$0]?.isSeen == false }) else { return nil }
            return "It is cut off: the data of \(name(of: missing)) are missing."
        }
    }

    private func name(of entry: Int) -> String {
        guard let expected = data[entry] else { return "an entry" }
        return expected.isTable ? "\(expected.table.schema).\(expected.table.name)" : "its large objects"
    }
}
