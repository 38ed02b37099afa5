// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardJobs
import StewardLedger

/// Books, entries and proofs as JSON.
enum LedgerJSON {
    /// A book in the list; of one that the caller may not look into no more than its name, size and last hash.
    static func book(_ view: BookView, mayRead: Bool) -> JSON {
        [
            "book": .string(view.book.id.name), "size": .integer(view.book.size),
            "head": .string(Hexadecimal.text(view.book.head)), "readable": .bool(mayRead),
            "last_entry_at": mayRead ? time(view.lastTime) : .null,
            "checkpoint": mayRead ? view.checkpoint.map(checkpoint) ?? .null : .null,
            "verified": mayRead ? view.verified?.json ?? .null : .null,
        ]
    }

    static func checkpoint(_ view: CheckpointView) -> JSON {
        [
            "size": .integer(view.size), "root": .string(Hexadecimal.text(view.root)), "key": .string(view.key),
            "signature": .string(view.standing.rawValue), "note": .string(view.note),
        ]
    }

    /// Entries, the newest first, and where the next page begins.
    static func entries(_ listing: EntryListing) -> JSON {
        let entries = (listing.entries ?? []).map { entry in
            self.entry(entry, isHidden: listing.veil?.hides(entry.sequence) ?? true)
        }
        return [
            "entries": .array(entries), "next": listing.start > 0 ? .integer(listing.start) : .null,
        ]
    }

    /// Of a hidden entry only what its hash says.
    static func entry(_ entry: Entry, isHidden: Bool) -> JSON {
        [
            "entry": .integer(entry.sequence), "time": time(entry.time), "hash": .string(Hexadecimal.text(entry.hash)),
            "hidden": .bool(isHidden), "kind": isHidden ? .null : .string(entry.kind),
            "actor": isHidden ? .null : .string(entry.actor), "payload": isHidden ? .null : entry.payload,
        ]
    }

    /// An entry with its line and its proof.
    static func entry(_ page: EntryPage) -> JSON {
        let shown: JSON = page.entry.map { entry($0, isHidden: page.isHidden) } ?? .null
        return [
            "entry": shown, "intact": .bool(page.isIntact),
            "line": page.isHidden ? .null : .string(String(decoding: page.line.bytes, as: UTF8.self)),
            "proof": [
                "entry": .integer(page.number), "size": .integer(page.proof.size),
                "root": .string(Hexadecimal.text(page.root)), "path": path(page.proof.path),
            ],
        ]
    }

    static func consistency(_ proof: ConsistencyProof, _ old: [UInt8], _ new: [UInt8]) -> JSON {
        [
            "from": .integer(proof.oldSize), "to": .integer(proof.newSize),
            "from_root": .string(Hexadecimal.text(old)), "to_root": .string(Hexadecimal.text(new)),
            "path": path(proof.path),
        ]
    }

    /// What was found last, and the job that looks now.
    static func verification(_ found: BookVerification?, _ job: Job?) -> JSON {
        ["last": found?.json ?? .null, "job": job.map(WorkJSON.job) ?? .null]
    }

    private static func path(_ hashes: [[UInt8]]) -> JSON { .array(hashes.map { .string(Hexadecimal.text($0)) }) }
    private static func time(_ date: Date?) -> JSON { date.map { .string($0.formatted(.iso8601)) } ?? .null }
}
