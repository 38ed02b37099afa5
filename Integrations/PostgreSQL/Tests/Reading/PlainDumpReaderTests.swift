// SPDX-License-Identifier: Apache-2.0
import StewardIntegration
import Testing

@testable import PostgreSQL

@Suite("Reading along a plain dump")
struct PlainDumpReaderTests {
    private func read(_ text: String, _ sizes: [Int] = [65_536]) -> DumpContent {
        DumpTexts.read(text.utf8, by: PlainDumpReader(), sizes: sizes)
    }

    @Test("rows, extensions and roles are told, whatever the rows and the functions look like")
    func whole() {
        #expect(read(DumpTexts.plain) == DumpTexts.plainContent)
    }

    @Test("it is read the same in pieces of any size", arguments: [1, 2, 3, 5, 7, 31, 32, 33, 64, 65, 100, 1000])
    func pieces(size: Int) {
        #expect(read(DumpTexts.plain, [size]) == DumpTexts.plainContent)
        #expect(read(DumpTexts.inserts, [size]).tables == DumpTexts.insertedTables)
    }

    @Test("it is read the same in pieces of random sizes")
    func randomPieces() {
        var random = Seeded(7)
        for _ in 0..<300 {
            let sizes = (0..<40).map { _ in Int.random(in: 1...90, using: &random) }
            #expect(read(DumpTexts.plain, sizes) == DumpTexts.plainContent, "sizes \(sizes)")
        }
    }

    @Test("cut anywhere before its last line ends, it is no whole dump")
    func cut() {
        for text in [DumpTexts.plain, DumpTexts.inserts] {
            let bytes = Array(text.utf8)
            var end = bytes.count
            while bytes[end - 1] == 0x0A { end -= 1 }
            for count in 0...end { #expect(read(String(decoding: bytes[..<count], as: UTF8.self)).flaw != nil) }
            for count in (end + 1)...bytes.count {
                #expect(
                    read(String(decoding: bytes[..<count], as: UTF8.self)).flaw == nil, "\(count) of \(bytes.count)")
            }
        }
    }

    @Test("a cut in the rows of a table says of which")
    func cutInRows() throws {
        let end = try #require(DumpTexts.plain.firstRange(of: "3\t--"))
        #expect(read(String(DumpTexts.plain[..<end.upperBound])).flaw == "It is cut off in the rows of public.orders.")
        #expect(read("").flaw == "It is empty.")
        #expect(read("hello\n").flaw?.contains("does not begin") == true)
    }

    @Test("rows of INSERT are counted, several in one statement too")
    func inserts() {
        let content = read(DumpTexts.inserts)
        #expect(content.flaw == nil)
        #expect(content.tables == DumpTexts.insertedTables)
    }

    @Test("random rows are counted as many as there are lines")
    func randomRows() {
        var random = Seeded(11)
        let parts = ["a", "\t", "\\\\", "\\N", ".", "\\n", ";", "'", "$$", "--", "\\\\.", "COPY a FROM stdin;", "ก"]
        for _ in 0..<100 {
            let rows = (0..<Int.random(in: 0...200, using: &random)).map { _ in
                (0..<Int.random(in: 0...8, using: &random)).map { _ in
                    parts[Int.random(in: 0..<parts.count, using: &random)]
                }.joined()
            }
            let text = rows.map { $0 + "\n" }.joined()
            let bytes = Array((text + "\\.\nrest").utf8)
            var counter = CopyCounter()
            var offset = 0
            var found = false
            while !found, offset < bytes.count {
                let size = min(Int.random(in: 1...300, using: &random), bytes.count - offset)
                var used = 0
                found = Array(bytes[offset..<(offset + size)]).withUnsafeBytes { counter.take($0, from: &used) }
                offset += used
            }
            #expect(counter.rows == rows.count)
            #expect(found && bytes.count - offset == 4)
        }
    }

    @Test("psql's own commands are noticed, but not those that every dump has")
    func commands() {
        func command(_ text: String) -> String? {
            var reader = PlainDumpReader()
            Array(text.utf8).withUnsafeBytes { reader.take($0) }
            return reader.foreignCommand
        }
        #expect(command(DumpTexts.plain) == nil)
        #expect(command("SET a = 1; \\! rm -rf /\n") == "\\! rm -rf /")
        #expect(command("SELECT 'a\n\\! no\n', $x$\n\\! no\n$x$;\n") == nil)
        #expect(command("\\connect -reuse-previous=on \"dbname='my shop'\"\n") != nil)
    }

    @Test("the database of a dump with --create is told")
    func database() {
        func database(_ text: String) -> String? { read(text).database }
        #expect(database("CREATE DATABASE shop;\n\\connect shop\n") == "shop")
        #expect(database("\\connect \"my shop\"\n") == "my shop")
        #expect(database("\\connect -reuse-previous=on \"dbname='my shop'\"\n") == "my shop")
    }

    @Test("random bytes never break it")
    func random() {
        var random = Seeded(3)
        let marks = Array("'\"$-/*;\\().\nEe COPYINSERTa1".utf8)
        for _ in 0..<2000 {
            let bytes = (0..<Int.random(in: 0...300, using: &random)).map { _ in
                Bool.random(using: &random)
                    ? marks[Int.random(in: 0..<marks.count, using: &random)] : UInt8.random(in: 0...255, using: &random)
            }
            let first = DumpTexts.read(bytes, by: PlainDumpReader(), sizes: [1])
            #expect(first.flaw != nil)
            #expect(first == DumpTexts.read(bytes, by: PlainDumpReader(), sizes: [17, 4, 90]))
        }
    }
}
