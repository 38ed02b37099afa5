// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// The canonical line of an entry, written in two parts: the head knows nothing of the place in the book, so it is made
/// before the book is locked.
enum EntryLine {
    static let members = ["actor", "book", "kind", "payload", "previous", "sequence", "time"]
    static let limits = JSONLimits(bytes: 32 << 20, depth: 512, stringBytes: 16 << 20)
    static let longestPayload = 8 << 20

    static let beforePrevious = Array(",\"previous\":\"".utf8)
    static let beforeSequence = Array("\",\"sequence\":".utf8)
    static let beforeTime = Array(",\"time\":\"".utf8)

    /// Everything up to and including the payload.
    /// - Throws: `LedgerError` with `invalidEntry`.
    static func head(book: BookID, kind: String, actor: String, payload: JSON) throws(LedgerError) -> [UInt8] {
        var out = beforePayload(book, kind, actor, room: 512)
        let start = out.count
        do throws(JSONError) { try payload.appendCanonicalBytes(to: &out, depth: 1) } catch {
            throw LedgerError(.invalidEntry, "The payload of \(kind) cannot be recorded: \(error)", cause: error)
        }
        try check(out.count - start, kind)
        return out
    }

    /// The same for a payload that is canonical bytes already.
    static func head(book: BookID, kind: String, actor: String, written: [UInt8]) throws(LedgerError) -> [UInt8] {
        try check(written.count, kind)
        return beforePayload(book, kind, actor, room: written.count + 128) + written
    }

    private static func check(_ count: Int, _ kind: String) throws(LedgerError) {
        guard count <= longestPayload else {
            throw LedgerError(
                .invalidEntry,
                "The payload of \(kind) has \(count) bytes; at most \(longestPayload) fit into an entry. "
                    + "Put it into a blob and record its hash.")
        }
    }

    private static func beforePayload(_ book: BookID, _ kind: String, _ actor: String, room: Int) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(room)
        out.append(contentsOf: "{\"actor\":".utf8)
        JSON.append(string: actor, to: &out)
        out.append(contentsOf: ",\"book\":".utf8)
        JSON.append(string: book.name, to: &out)
        out.append(contentsOf: ",\"kind\":".utf8)
        JSON.append(string: kind, to: &out)
        out.append(contentsOf: ",\"payload\":".utf8)
        return out
    }

    static func line(head: [UInt8], previous: TreeHash, sequence: Int64, microseconds: Int64) -> [UInt8] {
        var out = head
        out.reserveCapacity(head.count + 160)
        out.append(contentsOf: beforePrevious)
        out.append(contentsOf: previous.hex)
        out.append(contentsOf: beforeSequence)
        out.append(contentsOf: String(sequence).utf8)
        out.append(contentsOf: beforeTime)
        Instant.append(microseconds, to: &out)
        out.append(contentsOf: "\"}".utf8)
        return out
    }
}
