// SPDX-License-Identifier: Apache-2.0
public import StewardCore

/// What somebody wants to record. The ledger adds number, time and hashes.
public struct EntryDraft: Sendable {
    /// What happened, as `tally.finding`; 1 to 256 bytes.
    public var kind: String
    /// Who says so: an account, a job, a device; 1 to 256 bytes.
    public var actor: String
    /// The facts. Anything that RFC 8785 can write; at most 8 MiB. Larger things and personal data that must be
    /// erasable belong into blobs, of which the payload holds the hash.
    public var payload: JSON
    /// Makes a repeated append harmless: the first entry with this key in the book is given back, whatever the later
    /// draft says. 1 to 256 bytes, not part of the entry. `nil` when every append is an entry of its own.
    public var idempotencyKey: String?
    /// The payload's canonical bytes, when the caller wrote them itself; then ``payload`` is `null`.
    let written: [UInt8]?

    /// Makes a draft.
    public init(kind: String, actor: String, payload: JSON, idempotencyKey: String? = nil) {
        self.kind = kind
        self.actor = actor
        self.payload = payload
        self.idempotencyKey = idempotencyKey
        written = nil
    }

    /// Makes a draft of a payload that is written already, for callers with thousands of them.
    ///
    /// `written` must be what `JSON.canonicalBytes()` gives for the payload; tests check that, release
    /// builds do not. The entry that `append` gives back has the payload `null`; a read from the book has all of it.
    package init(kind: String, actor: String, written: [UInt8], idempotencyKey: String? = nil) {
        self.kind = kind
        self.actor = actor
        payload = .null
        self.idempotencyKey = idempotencyKey
        self.written = written
    }
}
