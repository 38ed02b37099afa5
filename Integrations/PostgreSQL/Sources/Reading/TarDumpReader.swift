// SPDX-License-Identifier: Apache-2.0
package import StewardIntegration

/// Reads along while a tar archive of a dump in directory format streams by, its files in any order.
///
/// Source: POSIX.1-2017, pax, "ustar Interchange Format"; for sizes above 8 GiB the GNU tar manual, "Extensions".
package struct TarDumpReader: DumpReading {
    private enum Place: Equatable {
        case header
        /// In a file: how many bytes of it, and of what fills its last block, are to come.
        case file(left: Int, padding: Int)
        case end
        case broken(String)
    }

    /// What was in the file of a table.
    private struct File {
        var tail = RowTail()
        var isWhole = false
    }

    private static let blockSize = 512
    private var place = Place.header
    private var pending: [UInt8] = []
    private var name = ""
    private var contents = ArchiveDumpReader(.directory)
    private var hasContents = false
    private var files: [String: File] = [:]
    private var isEmpty = true

    /// Starts at the first byte.
    package init() {}

    package mutating func take(_ bytes: UnsafeRawBufferPointer) {
        if bytes.count > 0 { isEmpty = false }
        var offset = 0
        while offset < bytes.count {
            switch place {
            case .header: header(bytes, &offset)
            case .file(let left, let padding): file(bytes, &offset, left, padding)
            case .end, .broken: return
            }
        }
    }

    private mutating func header(_ bytes: UnsafeRawBufferPointer, _ offset: inout Int) {
        let part = bytes[offset...].prefix(Self.blockSize - pending.count)
        pending.append(contentsOf: part)
        offset += part.count
        guard pending.count == Self.blockSize else { return }
        let block = pending
        pending = []
        if block.allSatisfy({ $0 == 0 }) { return place = .end }
        guard Self.isHeader(block), let size = Self.size(block) else {
            return place = .broken("a file in it has no readable header")
        }
        begin(block, size)
    }

    private mutating func begin(_ block: [UInt8], _ size: Int) {
        let isFile = block[156] == 0x30 || block[156] == 0
        let path = String(decoding: block.prefix(100).prefix { $0 != 0 }, as: UTF8.self)
        name = isFile ? path.split(separator: "/").last.map(String.init) ?? "" : ""
        if name == "toc.dat" { hasContents = true } else if !name.isEmpty { files[name] = File() }
        place = .file(left: size, padding: (Self.blockSize - size % Self.blockSize) % Self.blockSize)
        if size == 0 { endFile() }
    }

    private mutating func file(
        _ bytes: UnsafeRawBufferPointer, _ offset: inout Int, _ left: Int, _ padding: Int
    ) {
        let count = min(left + padding, bytes.count - offset)
        let own = UnsafeRawBufferPointer(rebasing: bytes[offset..<(offset + min(count, left))])
        if name == "toc.dat" { contents.take(own) } else if !name.isEmpty { files[name]?.tail.take(own) }
        offset += count
        let rest = left - own.count
        place = .file(left: rest, padding: padding - (count - own.count))
        if rest == 0, place == .file(left: 0, padding: 0) { endFile() }
    }

    private mutating func endFile() {
        files[name]?.isWhole = true
        place = .header
    }

    package mutating func finish() -> DumpContent {
        let said = contents.finish()
        if let flaw = flaw(said) { return DumpContent(flaw: flaw, tables: nil) }
        var tables: [DumpedTable] = []
        var flaw: String?
        for expected in contents.order.compactMap({ contents.data[$0] }) {
            let name = "\(expected.table.schema).\(expected.table.name)"
            guard let file = files[expected.file] ?? compressed(expected.file), file.isWhole else {
                flaw = flaw ?? "It is not whole: its file \(expected.file) is missing."
                continue
            }
            guard expected.isTable else { continue }
            if said.tables != nil, !file.tail.isEnded {
                flaw = flaw ?? "It is cut off in the data of \(name)."
            }
            tables.append(
                DumpedTable(schema: expected.table.schema, name: expected.table.name, rows: file.tail.rows))
        }
        return DumpContent(
            flaw: flaw, database: said.database, tables: said.tables == nil ? nil : tables,
            extensions: said.extensions, roles: said.roles)
    }

    private func compressed(_ name: String) -> File? {
        [".gz", ".lz4", ".zst"].lazy.compactMap { files[name + $0] }.first
    }

    private func flaw(_ said: DumpContent) -> String? {
        if isEmpty { return "It is empty." }
        if case .broken(let why) = place { return "It is no tar archive of a dump: \(why)." }
        guard place == .end else { return "It is cut off in its file \(name.isEmpty ? "list" : name)." }
        guard hasContents else { return "It is no dump in directory format: it has no toc.dat." }
        return contents.place == .block ? nil : said.flaw ?? "Its toc.dat is cut off."
    }

    /// Whether the sum of its bytes is the one that it names.
    private static func isHeader(_ block: [UInt8]) -> Bool {
        let sum = block.indices.reduce(0) { $0 + ((148..<156).contains($1) ? 32 : Int(block[$1])) }
        return octal(block[148..<156]) == sum
    }

    private static func size(_ block: [UInt8]) -> Int? {
        guard block[124] & 0x80 != 0 else { return octal(block[124..<136]) }
        // Eight bytes are enough; a longer number is none of ours.
        guard block[125..<128].allSatisfy({ $0 == 0 }), block[124] == 0x80, block[128] < 0x40 else { return nil }
        return block[128..<136].reduce(0) { $0 << 8 | Int($1) }
    }

    private static func octal(_ field: ArraySlice<UInt8>) -> Int? {
        let digits = field.drop { $0 == 0x20 }.prefix { $0 != 0 && $0 != 0x20 }
        return Int(String(decoding: digits, as: UTF8.self), radix: 8).flatMap { $0 >= 0 ? $0 : nil }
    }
}
