// SPDX-License-Identifier: Apache-2.0

/// The beginning of an archive: which version it has, what of, and how much is in it.
///
/// Source: PostgreSQL's `pg_backup_archiver.c`, `ReadHead`.
struct ArchiveHead: Equatable {
    /// How the rows in it are packed.
    enum Packing: UInt8 { case none, gzip, lz4, zstd }

    /// Where the rows are.
    enum Form: UInt8 {
        case custom = 1
        /// A folder's `toc.dat` says that it is a tar file's.
        case directory = 3
    }

    let minorVersion: Int
    let form: Form
    let intSize: Int
    let offsetSize: Int
    let packing: Packing
    let database: String
    let serverVersion: String
    let toolVersion: String
    let entries: Int
    /// How many bytes it takes.
    let length: Int

    static let magic = Array("PGDMP".utf8)
    /// More entries than this has no table of contents.
    static let mostEntries = 20_000_000
    /// The versions that are read, the second number of each: those of `pg_dump` 9.0 to 18.
    static let minorVersions = 12...16

    /// Reads it; `nil` while there are too few bytes.
    static func read(_ bytes: [UInt8]) throws(ArchiveBytes.Nonsense) -> Self? {
        guard bytes.starts(with: magic.prefix(bytes.count)) else {
            throw ArchiveBytes.Nonsense(sentence: "it does not begin with PGDMP")
        }
        guard bytes.count >= 11 else { return nil }
        let (major, minor) = (bytes[5], Int(bytes[6]))
        guard major == 1, minorVersions.contains(minor) else {
            throw ArchiveBytes.Nonsense(
                sentence: "its version \(major).\(minor) is not one of 1.12 to 1.16, which this program reads")
        }
        let (intSize, offsetSize) = (Int(bytes[8]), Int(bytes[9]))
        guard (1...8).contains(intSize), (1...8).contains(offsetSize) else {
            throw ArchiveBytes.Nonsense(sentence: "its numbers have an impossible size")
        }
        guard let form = Form(rawValue: bytes[10]) else {
            throw ArchiveBytes.Nonsense(sentence: "it is an archive of another format than custom or directory")
        }
        var rest = ArchiveBytes(bytes, from: 11, intSize: intSize)
        guard let packing = try packing(&rest, minor) else { return nil }
        for _ in 0..<7 { guard try rest.int() != nil else { return nil } }
        guard let database = try rest.text(), let server = try rest.text(), let tool = try rest.text(),
            let entries = try rest.int()
        else { return nil }
        guard (0...mostEntries).contains(entries) else {
            throw ArchiveBytes.Nonsense(sentence: "its table of contents has an impossible number of entries")
        }
        return Self(
            minorVersion: minor, form: form, intSize: intSize, offsetSize: offsetSize, packing: packing,
            database: String(decoding: database, as: UTF8.self), serverVersion: String(decoding: server, as: UTF8.self),
            toolVersion: String(decoding: tool, as: UTF8.self), entries: entries, length: rest.offset)
    }

    private static func packing(
        _ rest: inout ArchiveBytes, _ minor: Int
    ) throws(ArchiveBytes.Nonsense) -> Packing? {
        guard minor >= 15 else {
            guard let level = try rest.int() else { return nil }
            return level == 0 ? Packing.none : .gzip
        }
        guard let byte = rest.byte() else { return nil }
        guard let packing = Packing(rawValue: byte) else {
            throw ArchiveBytes.Nonsense(sentence: "it is compressed in an unknown way")
        }
        return packing
    }
}
