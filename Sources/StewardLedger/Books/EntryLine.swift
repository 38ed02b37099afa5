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
        var out: [UInt8] = []
        out.reserveCapacity(512)
        out.append(contentsOf: "{\"actor\":".utf8)
        JSON.append(string: actor, to: &out)
        out.append(contentsOf: ",\"book\":".utf8)
        JSON.append(string: book.name, to: &out)
        out.append(contentsOf: ",\"kind\":".utf8)
        JSON.append(string: kind, to: &out)
        out.append(contentsOf: ",\"payload\":".utf8)
        let start = out.count
        do throws(JSONError) { try payload.appendCanonicalBytes(to: &out, depth: 1) } catch {
            throw LedgerError(.invalidEntry, "The payload of \(kind) cannot be recorded: \(error)", cause: error)
        }
        guard out.count - start <= longestPayload else {
            throw LedgerError(
                .invalidEntry,
                "The payload of \(kind) has \(out.count - start) bytes; at most \(longestPayload) fit into an entry. "
                    + "Put it into a blob and record its hash.")
        }
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
