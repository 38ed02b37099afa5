// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
package import StewardIntegration

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A dump in directory format: `toc.dat` and a file for each table.
package struct DirectoryDump: Sendable {
    let folder: String
    let archive: ArchiveDumpReader
    private let data: [ArchiveDumpReader.Expected]

    /// Reads the table of contents.
    package init(folder: String) {
        self.folder = folder
        var reader = ArchiveDumpReader(.directory)
        _ = Self.pieces(of: folder + "/toc.dat") { reader.take($0) }
        archive = reader
        data = reader.order.compactMap { reader.data[$0] }
    }

    /// What is in it; reads each file once. A file that is missing, or does not end as rows do, is a flaw.
    package func content() -> DumpContent {
        var reader = archive
        let said = reader.finish()
        guard archive.place == .block else {
            return DumpContent(flaw: said.flaw ?? "It is cut off.", tables: nil)
        }
        var flaw: String?
        var tables: [DumpedTable] = []
        for expected in data {
            let (found, rows) = count(expected)
            flaw = flaw ?? found
            guard expected.isTable else { continue }
            tables.append(DumpedTable(schema: expected.table.schema, name: expected.table.name, rows: rows ?? 0))
        }
        return DumpContent(
            flaw: flaw, database: said.database, tables: said.tables == nil ? nil : tables,
            extensions: said.extensions, roles: said.roles)
    }

    private func count(_ expected: ArchiveDumpReader.Expected) -> (flaw: String?, rows: Int64?) {
        let isPlain = archive.head?.packing == ArchiveHead.Packing.none
        let names = isPlain ? [expected.file] : [".gz", ".lz4", ".zst"].map { expected.file + $0 }
        let paths = names.filter { !$0.contains("/") }.map { folder + "/" + $0 }
        guard let path = paths.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
            return ("It is not whole: its file \(expected.file) is missing.", nil)
        }
        guard expected.isTable, expected.isCopy, isPlain else { return (nil, nil) }
        var tail = RowTail()
        guard Self.pieces(of: path, { tail.take($0) }), tail.isEnded else {
            return ("It is cut off in the data of \(expected.table.schema).\(expected.table.name).", nil)
        }
        return (nil, tail.rows)
    }

    /// Hands over a file piece by piece; `false` when it cannot be read to its end.
    private static func pieces(of path: String, _ body: (UnsafeRawBufferPointer) -> Void) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = read(descriptor, buffer.baseAddress, buffer.count)
            if count == 0 { return true }
            guard count > 0 else { return false }
            body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }
}
