// SPDX-License-Identifier: Apache-2.0
import StewardIntegration
import Testing

@testable import PostgreSQL

@Suite("Reading along a dump in directory format as a tar archive")
struct TarDumpReaderTests {
    private static func file(_ name: String, _ content: [UInt8]) -> [UInt8] {
        var block = Array(name.utf8) + Array(repeating: UInt8(0), count: 512 - name.utf8.count)
        func put(_ text: String, at place: Int) {
            block.replaceSubrange(place..<(place + text.utf8.count), with: text.utf8)
        }
        let size = String(content.count, radix: 8)
        put(String(repeating: "0", count: 11 - size.count) + size, at: 124)
        put("        0", at: 148)
        let sum = String(block.reduce(0) { $0 + Int($1) }, radix: 8)
        put(String(repeating: "0", count: 6 - sum.count) + sum + "\u{0} ", at: 148)
        return block + content + Array(repeating: 0, count: (512 - content.count % 512) % 512)
    }

    private static func archive() -> [UInt8] {
        var contents = ArchiveText(minor: 14, entries: 1)
        contents.bytes[10] = 3
        contents.entry(3, "TABLE DATA", "orders", copy: "COPY public.orders (id) FROM stdin;\n", hasData: true)
        // A folder's entry names a file instead of a position.
        contents.bytes.removeLast(9)
        contents.text("3.dat")
        return file("./3.dat", Array("1\n2\n\\.\n\n\n".utf8)) + file("./toc.dat", contents.bytes)
            + Array(repeating: 0, count: 1024)
    }

    private func read(_ bytes: some Collection<UInt8>, _ sizes: [Int] = [65_536]) -> DumpContent {
        DumpTexts.read(bytes, by: TarDumpReader(), sizes: sizes)
    }

    @Test("tables and roles are told, in pieces of any size", arguments: [1, 7, 511, 512, 513, 65_536])
    func whole(size: Int) {
        let content = read(Self.archive(), [size])
        #expect(content.flaw == nil)
        #expect(content.tables == [DumpedTable(schema: "public", name: "orders", rows: 2)])
        #expect(content.roles == ["shopkeeper"])
    }

    @Test("cut before its end, it is not whole")
    func cut() {
        let bytes = Self.archive()
        for count in 0..<(bytes.count - 512) { #expect(read(bytes.prefix(count)).flaw != nil, "cut to \(count)") }
    }

    @Test("a missing file and rows without their end are flaws")
    func missing() {
        let bytes = Self.archive()
        #expect(read(bytes.dropFirst(1024)).flaw?.contains("3.dat") == true)
        var changed = bytes
        changed[512 + 4] = 0x31
        #expect(read(changed).flaw?.contains("public.orders") == true)
        #expect(read(Self.file("a", [1]) + Array(repeating: 0, count: 1024)).flaw?.contains("toc.dat") == true)
    }

    @Test("changed bytes never break it")
    func random() {
        var random = Seeded(13)
        for _ in 0..<1000 {
            var bytes = Self.archive()
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            #expect(read(bytes) == read(bytes, [Int.random(in: 1...700, using: &random)]))
        }
    }
}
