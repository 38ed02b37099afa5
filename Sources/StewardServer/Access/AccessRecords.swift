// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardLedger
import StewardStore

/// Brings what happened to accounts into the ledger. A change and its note are one transaction; the note becomes an
/// entry right after, or with the next change when the process ended in between.
struct AccessRecords: Sendable {
    let database: any Database
    let ledger: Ledger
    let clock: any Timekeeping
    let codes: AccessCodes

    /// What happened.
    enum Kind: String {
        case accountMade = "access.account-made"
        case signedIn = "access.signed-in"
        case signedOut = "access.signed-out"
        case sessionsEnded = "access.sessions-ended"
        case passwordChanged = "access.password-changed"
        case profileChanged = "access.profile-changed"
        case roleChanged = "access.role-changed"
        case disabled = "access.disabled"
        case enabled = "access.enabled"
        case tokenMade = "access.token-made"
        case tokenRevoked = "access.token-revoked"
        case linkMade = "access.link-made"
        case linkWithdrawn = "access.link-withdrawn"
        case identityLinked = "access.identity-linked"
        case identityUnlinked = "access.identity-unlinked"
        case addressAllowed = "access.address-allowed"
        case addressRemoved = "access.address-removed"
        case googleChanged = "access.google-changed"
    }

    /// Notes it, in the transaction of the change itself.
    func note(
        _ kind: Kind, by actor: String, _ payload: [String: JSON], in connection: any SQLConnection
    ) throws {
        let members = payload.sorted { $0.key < $1.key }.map { JSON.Member($0.key, $0.value) }
        let text = String(decoding: try JSON.object(members).canonicalBytes(), as: UTF8.self)
        try connection.execute(
            "INSERT INTO access_unrecorded (id, noted_at, kind, actor, payload) VALUES ($1, $2, $3, $4, $5)",
            [SQLValue(codes.id()), SQLValue(clock.now), SQLValue(kind.rawValue), SQLValue(actor), SQLValue(text)])
    }

    /// Makes entries of all notes. What fails stays noted and is tried again after the next change: the change itself
    /// has happened and must not look as if it had not.
    func flush() async {
        while let count = try? await flushSome(), count > 0 {}
    }

    /// How many notes are not in the ledger yet.
    /// - Throws: `DatabaseError`.
    func waiting() async throws -> Int {
        try await database.read { connection in
            Int(try connection.first("SELECT count(*) AS notes FROM access_unrecorded")?.integer("notes") ?? 0)
        }
    }

    private func flushSome() async throws -> Int {
        let rows = try await database.read {
            try $0.query("SELECT * FROM access_unrecorded ORDER BY noted_at, id LIMIT 200")
        }
        guard !rows.isEmpty else { return 0 }
        // The note's id keeps two nodes that do this at once from making two entries of it.
        let drafts = try rows.map { row in
            EntryDraft(
                kind: try row.text("kind"), actor: try row.text("actor"),
                payload: try JSON(parsing: Array(try row.text("payload").utf8)), idempotencyKey: try row.text("id"))
        }
        try await ledger.append(drafts, to: Access.book)
        try await database.write { connection in
            for row in rows {
                try connection.execute("DELETE FROM access_unrecorded WHERE id = $1", [SQLValue(try row.text("id"))])
            }
        }
        return rows.count
    }
}

extension Access {
    /// How many changes of accounts wait to be entered into the ledger; more than a few mean that it cannot be written.
    /// - Throws: `DatabaseError`.
    package func unrecorded() async throws -> Int { try await records.waiting() }
}
