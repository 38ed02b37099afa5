// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// A draft that was checked and is written as far as its place in the book does not matter.
struct PreparedDraft: Sendable {
    let kind: String
    let actor: String
    let payload: JSON
    let idempotencyKey: String?
    let head: [UInt8]

    /// - Throws: `LedgerError` with `invalidEntry` naming what is wrong.
    init(_ draft: EntryDraft, book: BookID) throws(LedgerError) {
        try Self.check(draft.kind, "kind")
        try Self.check(draft.actor, "actor")
        if let key = draft.idempotencyKey { try Self.check(key, "idempotency key") }
        if let written = draft.written {
            assert((try? JSON(parsing: written, limits: EntryLine.limits).canonicalBytes()) == written)
            head = try EntryLine.head(book: book, kind: draft.kind, actor: draft.actor, written: written)
        } else {
            head = try EntryLine.head(book: book, kind: draft.kind, actor: draft.actor, payload: draft.payload)
        }
        kind = draft.kind
        actor = draft.actor
        payload = draft.payload.canonical
        idempotencyKey = draft.idempotencyKey
    }

    private static func check(_ text: String, _ name: String) throws(LedgerError) {
        let isPlain = text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
        let hasControls = !isPlain && text.unicodeScalars.contains { $0.properties.generalCategory == .control }
        guard (1...256).contains(text.utf8.count), !hasControls else {
            throw LedgerError(
                .invalidEntry,
                "The \(name) of an entry has 1 to 256 bytes without control characters; this one has "
                    + (hasControls ? "control characters." : "\(text.utf8.count) bytes."))
        }
    }
}
