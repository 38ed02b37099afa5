// SPDX-License-Identifier: Apache-2.0
public import FoundationEssentials
public import StewardCore

/// One link of a book's chain. It never changes.
///
/// Its line is the canonical JSON (RFC 8785) of the object with the members `actor`, `book`, `kind`, `payload`,
/// `previous` (hex), `sequence` and `time` (RFC 3339 in UTC with six digits of a second). Its hash is
/// SHA-256(0x00 ‖ line), which is also its leaf in the book's Merkle tree (RFC 6962 section 2.1).
public struct Entry: Sendable, Hashable {
    /// The book it stands in.
    public let book: BookID
    /// Its place in the book, from 0 without gaps.
    public let sequence: Int64
    /// When the node that wrote it did so, by that node's clock. The order of entries is their sequence, not their
    /// time.
    public let time: Date
    /// What happened.
    public let kind: String
    /// Who says so.
    public let actor: String
    /// The facts, members in canonical order.
    public let payload: JSON
    /// The hash of the entry before; 32 zero bytes in the first.
    public let previous: [UInt8]
    /// This entry's hash.
    public let hash: [UInt8]

    /// The bytes that are hashed, without line end.
    /// - Throws: `LedgerError` when the payload cannot be written.
    public func line() throws -> [UInt8] {
        let head = try EntryLine.head(book: book, kind: kind, actor: actor, payload: payload)
        guard let previous = TreeHash(previous) else {
            throw LedgerError(.invalidEntry, "Entry \(sequence) has a previous hash that is not 32 bytes long.")
        }
        return EntryLine.line(head: head, previous: previous, sequence: sequence, microseconds: time.instant)
    }
}

extension Entry {
    /// Reads a line.
    /// - Throws: ``LedgerError`` with `damaged` when it is not an entry's line.
    init(line: [UInt8], hash: TreeHash) throws(LedgerError) {
        let value: JSON
        do throws(JSONError) { value = try JSON(parsing: line, limits: EntryLine.limits) } catch {
            throw LedgerError(.damaged, "An entry's line is not JSON: \(error).", cause: error)
        }
        guard value.members?.map(\.key) == EntryLine.members, let actor = value["actor"]?.string,
            let book = value["book"]?.string, let kind = value["kind"]?.string, let payload = value["payload"],
            let previous = value["previous"]?.string.flatMap({ TreeHash(hex: $0.utf8) }),
            let sequence = value["sequence"]?.integer,
            let microseconds = value["time"]?.string.flatMap({ Instant.parse(Array($0.utf8)) })
        else {
            throw LedgerError(
                .damaged, "An entry's line does not have the members \(EntryLine.members.joined(separator: ", ")).")
        }
        self.init(
            book: BookID(book), sequence: sequence, time: Date(instant: microseconds), kind: kind, actor: actor,
            payload: payload, previous: previous.bytes, hash: hash.bytes)
    }
}
