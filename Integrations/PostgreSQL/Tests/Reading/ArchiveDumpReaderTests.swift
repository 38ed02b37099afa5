// SPDX-License-Identifier: Apache-2.0
import StewardIntegration
import Testing

@testable import PostgreSQL

/// Writes an archive as pg_dump does, of any version.
struct ArchiveText {
    var bytes: [UInt8] = []
    let minor: Int

    init(minor: Int, entries: Int) {
        self.minor = minor
        bytes = Array("PGDMP".utf8) + [1, UInt8(minor), 0, 4, 8, 1]
        if minor >= 15 { bytes.append(0) } else { int(0) }
        for number in [1, 2, 3, 4, 5, 126, 0] { int(number) }
        for part in ["shop", "15.20 (Debian 15.20-0+deb12u1)", "15.20"] { text(part) }
        int(entries)
    }

    mutating func int(_ number: Int) {
        bytes.append(number < 0 ? 1 : 0)
        for index in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: abs(number) >> (8 * index))) }
    }

    mutating func text(_ text: String?) {
        guard let text else { return int(-1) }
        int(text.utf8.count)
        bytes += Array(text.utf8)
    }

    mutating func entry(
        _ id: Int, _ kind: String, _ tag: String, schema: String? = "public", owner: String = "shopkeeper",
        definition: String = "", copy: String? = nil, hasData: Bool = false
    ) {
        int(id)
        int(hasData ? 1 : 0)
        for part in ["0", "16385", tag, kind] { text(part) }
        int(2)
        for part in [definition, "", copy, schema, nil] { text(part) }
        if minor >= 14 { text("heap") }
        if minor >= 16 { int(114) }
        for part in [owner, "false", "12", "13", nil] { text(part) }
        bytes += [hasData ? 1 : 3] + Array(repeating: 0, count: 8)
    }

    mutating func data(_ id: Int, _ pieces: [String]) {
        bytes.append(1)
        int(id)
        for piece in pieces { text(piece) }
        int(0)
    }

    mutating func objects(_ id: Int, _ objects: [Int: String]) {
        bytes.append(3)
        int(id)
        for (number, content) in objects {
            int(number)
            if !content.isEmpty { text(content) }
            int(0)
        }
        int(0)
    }

    static func shop(minor: Int) -> [UInt8] {
        var archive = ArchiveText(minor: minor, entries: 6)
        archive.entry(
            1, "ENCODING", "ENCODING", schema: nil, owner: "", definition: "SET client_encoding = 'LATIN1';\n")
        archive.entry(2, "EXTENSION", "postgis", schema: nil, owner: "", definition: "CREATE EXTENSION postgis;")
        archive.entry(3, "TABLE DATA", "orders", copy: "COPY public.orders (id) FROM stdin;\n", hasData: true)
        archive.entry(4, "TABLE DATA", "none", copy: "COPY public.none (id) FROM stdin;\n", hasData: true)
        archive.entry(5, "BLOBS", "BLOBS", schema: nil, hasData: true)
        archive.entry(
            6, "ACL", "TABLE orders",
            definition:
                "REVOKE ALL ON TABLE public.orders FROM shopkeeper;\nGRANT SELECT ON TABLE public.orders TO clerk;\n")
        archive.data(3, ["1\n2", "\n\\\\.\n", "3\n\\.", "\n\n\n"])
        archive.data(4, ["\\.\n\n\n"])
        archive.objects(5, [77: "PGDMP\n", 78: ""])
        return archive.bytes
    }

    static let content = DumpContent(
        flaw: nil, database: "shop",
        tables: [
            DumpedTable(schema: "public", name: "orders", rows: 4),
            DumpedTable(schema: "public", name: "none", rows: 0),
        ], extensions: ["postgis"], roles: ["clerk", "shopkeeper"])
}

@Suite("Reading along an archive")
struct ArchiveDumpReaderTests {
    private func read(_ bytes: some Collection<UInt8>, _ sizes: [Int] = [65_536]) -> DumpContent {
        DumpTexts.read(bytes, by: ArchiveDumpReader(), sizes: sizes)
    }

    @Test("every version's tables, rows, extensions and roles are told", arguments: 12...16)
    func versions(minor: Int) {
        #expect(read(ArchiveText.shop(minor: minor)) == ArchiveText.content)
        var reader = ArchiveDumpReader()
        ArchiveText.shop(minor: minor).withUnsafeBytes { reader.take($0) }
        #expect(reader.encoding == "LATIN1")
        #expect(reader.serverVersion == "15.20 (Debian 15.20-0+deb12u1)")
    }

    @Test("it is read the same in pieces of any size", arguments: [1, 2, 3, 5, 7, 31, 100, 1000])
    func pieces(size: Int) {
        #expect(read(ArchiveText.shop(minor: 14), [size]) == ArchiveText.content)
    }

    @Test("cut anywhere, it is no whole archive")
    func cut() {
        let bytes = ArchiveText.shop(minor: 14)
        for count in 0..<bytes.count {
            #expect(read(bytes[..<count]).flaw != nil, "cut to \(count) of \(bytes.count) bytes")
        }
        #expect(read(bytes.dropLast(1)).flaw?.contains("large objects") == true)
    }

    @Test("another version, another format and other files are refused with a reason")
    func others() {
        var bytes = ArchiveText.shop(minor: 14)
        bytes[6] = 17
        #expect(read(bytes).flaw?.contains("1.17") == true)
        bytes[6] = 14
        bytes[10] = 2
        #expect(read(bytes).flaw?.contains("another format") == true)
        #expect(read(Array("-- PostgreSQL".utf8)).flaw?.contains("PGDMP") == true)
        #expect(read([]).flaw == "It is empty.")
    }

    @Test("a compressed archive is whole, and its rows are not told")
    func compressed() {
        var bytes = ArchiveText.shop(minor: 14)
        bytes[12] = 6
        #expect(read(bytes).flaw == nil)
        #expect(read(bytes).tables == nil)
    }

    @Test("bytes that were changed never break it, and are read the same in any pieces")
    func changed() {
        var random = Seeded(5)
        for round in 0..<3000 {
            var bytes = ArchiveText.shop(minor: 12 + round % 5)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] =
                    Bool.random(using: &random) ? 0xFF : UInt8.random(in: 0...255, using: &random)
            }
            let first = read(bytes)
            #expect(first == read(bytes, [Int.random(in: 1...40, using: &random)]))
        }
    }

    @Test("random bytes behind a right beginning never break it")
    func random() {
        var random = Seeded(9)
        for _ in 0..<2000 {
            let tail = (0..<Int.random(in: 0...400, using: &random)).map { _ in
                Int.random(in: 0...3, using: &random) == 0 ? UInt8.random(in: 0...255, using: &random) : 0
            }
            _ = read(ArchiveText.shop(minor: 14).prefix(Int.random(in: 0...200, using: &random)) + tail, [13, 200])
        }
    }
}
