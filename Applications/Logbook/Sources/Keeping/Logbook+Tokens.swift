// SPDX-License-Identifier: Apache-2.0
package import StewardCore
import StewardStore

extension Logbook {
    /// The device behind a token; `nil` when there is none, or it was revoked. Costs nothing but a hash for one that
    /// was asked for within the last second.
    /// - Throws: `DatabaseError`.
    package func device(token text: String) async throws -> DeviceToken? {
        guard DeviceTokenText.isOne(text) else { return nil }
        return try await setups.token(DeviceTokenText.hash(text))
    }

    /// Changes whenever a token or a vehicle may have become another one: who remembers a token compares it.
    package var setupGeneration: Int { setups.generation }

    /// Makes a token for a device of this account.
    /// - Parameters:
    ///   - vehicle: the only vehicle that it may report about; one of the account's own.
    ///   - name: 1 to 64 characters, for lists.
    ///   - isUsableInAddress: whether it may stand in an address, which servers on the way may log.
    /// - Returns: the token, which is shown this once, and how lists show it.
    /// - Throws: `LogbookError` with `invalid`, `notFound`; `DatabaseError`.
    package func makeToken(
        account: String, vehicle: String? = nil, name: String, isUsableInAddress: Bool = false
    ) async throws -> (secret: Secret, token: DeviceToken) {
        let name = try Self.checkedName(name)
        let secret = DeviceTokenText.make()
        let token = DeviceToken(
            id: DeviceTokenText.random(10), account: account, vehicle: vehicle, name: name,
            isUsableInAddress: isUsableInAddress, created: now, lastUsed: nil, revoked: nil)
        try await changeSetup { connection in
            if let vehicle { _ = try Self.vehicleRow(vehicle, of: account, on: connection) }
            try connection.execute(
                """
                INSERT INTO logbook_tokens (id, hash, account, vehicle, name, in_address, made_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7)
                """,
                [
                    SQLValue(token.id), SQLValue(DeviceTokenText.hash(secret.reveal())), SQLValue(account),
                    SQLValue(vehicle), SQLValue(name), SQLValue(isUsableInAddress), .integer(token.created),
                ])
        }
        return (secret, token)
    }

    /// The tokens of an account, the newest first, revoked ones included.
    /// - Throws: `DatabaseError`.
    package func tokens(of account: String) async throws -> [DeviceToken] {
        try await database.read { connection in
            try connection.query(
                "SELECT * FROM logbook_tokens WHERE account = $1 ORDER BY made_at DESC, id", [SQLValue(account)]
            ).map(DeviceToken.init)
        }
    }

    /// Ends a token of this account; on this node at once, on others within about a second. One that has ended already
    /// stays so.
    /// - Throws: `LogbookError` with `notFound`; `DatabaseError`.
    package func revokeToken(_ id: String, account: String) async throws {
        let now = now
        try await changeSetup { connection in
            let count = try connection.execute(
                "UPDATE logbook_tokens SET revoked_at = COALESCE(revoked_at, $3) WHERE id = $1 AND account = $2",
                [SQLValue(id), SQLValue(account), .integer(now)])
            guard count == 1 else { throw LogbookError(.notFound, "There is no device token “\(id)” of yours.") }
        }
    }

    /// Writes down when tokens were used last, as far as that is news.
    /// - Throws: `DatabaseError`; then the news are lost, and the next use is news again.
    package func noteUses() async throws {
        let uses = used.take()
        guard !uses.isEmpty else { return }
        try await database.write { connection in
            for (id, instant) in uses.sorted(by: { $0.key < $1.key }) {
                try connection.execute(
                    "UPDATE logbook_tokens SET used_at = $2 WHERE id = $1 AND COALESCE(used_at, 0) < $2",
                    [SQLValue(id), .integer(instant)])
            }
        }
    }

    /// Changes vehicles or tokens in a transaction of which other nodes hear.
    func changeSetup<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        let value = try await database.write { connection in
            try connection.execute("UPDATE logbook_setup SET version = version + 1 WHERE id = 1")
            return try body(connection)
        }
        setups.forget()
        return value
    }

    static func checkedName(_ name: String) throws(LogbookError) -> String {
        let hasControls = name.unicodeScalars.contains { $0.properties.generalCategory == .control }
        let words = name.split(separator: " ").joined(separator: " ")
        guard (1...64).contains(words.count), words.utf8.count <= 512, !hasControls else {
            throw LogbookError(.invalid, "A name has 1 to 64 characters and none that cannot be seen.")
        }
        return words
    }
}
