// SPDX-License-Identifier: Apache-2.0

/// One entry of an archive's table of contents: something that is made, or a table's rows.
///
/// Source: PostgreSQL's `pg_backup_archiver.c`, `ReadToc`, and `pg_backup_custom.c`, `_ReadExtraToc`.
struct ArchiveEntry: Equatable {
    let id: Int
    /// The name of what it is of.
    let tag: String
    /// What it is, as `TABLE DATA`.
    let kind: String
    let schema: String
    let owner: String
    /// The SQL that makes it.
    let definition: [UInt8]
    /// Whether its rows are written by COPY; else, if there are any, by INSERT.
    let isCopy: Bool
    /// Whether a block with data belongs to it.
    let hasData: Bool
    /// The file with its data, in a folder.
    let file: String
    /// Where the next entry begins.
    let end: Int

    /// Reads the entry at `offset`; `nil` while there are too few bytes.
    static func read(
        _ bytes: [UInt8], from offset: Int, _ head: ArchiveHead
    ) throws(ArchiveBytes.Nonsense) -> Self? {
        var rest = ArchiveBytes(bytes, from: offset, intSize: head.intSize)
        guard let id = try rest.int(), try rest.int() != nil, try rest.text() != nil, try rest.text() != nil,
            let tag = try rest.text(), let kind = try rest.text(), try rest.int() != nil,
            let definition = try rest.text(), try rest.text() != nil, let copy = try rest.text(),
            let schema = try rest.text(), try rest.text() != nil
        else { return nil }
        if head.minorVersion >= 14 { guard try rest.text() != nil else { return nil } }
        if head.minorVersion >= 16 { guard try rest.int() != nil else { return nil } }
        guard let owner = try rest.text(), try rest.text() != nil, try skipDependencies(&rest) else { return nil }
        guard let place = try place(&rest, head) else { return nil }
        guard id > 0 else { throw ArchiveBytes.Nonsense(sentence: "an entry of its table of contents has no number") }
        return Self(
            id: id, tag: String(decoding: tag, as: UTF8.self), kind: String(decoding: kind, as: UTF8.self),
            schema: String(decoding: schema, as: UTF8.self), owner: String(decoding: owner, as: UTF8.self),
            definition: definition, isCopy: !copy.isEmpty, hasData: place.hasData, file: place.file,
            end: rest.offset)
    }

    /// Whether there are data, and in which file of a folder.
    private static func place(
        _ rest: inout ArchiveBytes, _ head: ArchiveHead
    ) throws(ArchiveBytes.Nonsense) -> (hasData: Bool, file: String)? {
        guard head.form == .directory else {
            // A flag says that the entry has no data; where the data are counts for who may jump to them.
            return try rest.fileOffset(of: head.offsetSize).map { ($0 != 3, "") }
        }
        return try rest.text().map { (!$0.isEmpty, String(decoding: $0, as: UTF8.self)) }
    }

    /// The numbers of other entries, as texts, up to one that is absent.
    private static func skipDependencies(_ rest: inout ArchiveBytes) throws(ArchiveBytes.Nonsense) -> Bool {
        while true {
            guard let text = try rest.textOrAbsent() else { return false }
            if text == nil { return true }
        }
    }
}
