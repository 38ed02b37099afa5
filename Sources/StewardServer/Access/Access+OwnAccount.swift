// SPDX-License-Identifier: Apache-2.0
import Foundation
package import StewardCore
import StewardStore
package import Tally

extension Access {
    /// How long after a sign-in an account without a password may choose one, in seconds.
    private static let freshness: TimeInterval = 900

    /// Changes the visitor's password. Every other session of the account ends; API tokens stay.
    ///
    /// - Parameter old: the password until now; not looked at when the account has none, but then the visitor must have
    ///   signed in within the last quarter of an hour.
    /// - Throws: `AccessError`: `wrongCredentials`, `throttled`, `passwordRefused`, `forbidden` (not signed in as a
    ///   person, or too long ago), `busy`; `DatabaseError`.
    package func changePassword(
        old: Secret, new: Secret, by visitor: Visitor, from caller: Caller
    ) async throws {
        guard let session = visitor.session else { throw AccessError.forbidden }
        let account = visitor.account
        let normal = try PasswordPolicy.checked(new, name: account.name)
        var attempt: Throttle.Attempt?
        if account.hasPassword {
            attempt = try await proveAgain(old, of: account, from: caller)
        } else if clock.now.timeIntervalSince(session.createdAt) > Self.freshness {
            throw AccessError.forbidden
        }
        let proved = attempt
        let hash = try await hashing.make(normal, salt: codes.bytes(16))
        try await change { connection in
            if let proved { try throttle.succeed(proved, in: connection) }
            try Self.keep(hash, of: account.id, connection)
            _ = try endSessions(of: account.id, besides: session.id, by: visitor.actor, in: connection)
            try records.note(.passwordChanged, by: visitor.actor, ["account": .string(account.id)], in: connection)
        }
    }

    /// Guessing here is slowed down as it is at the sign-in.
    private func proveAgain(
        _ password: Secret, of account: Account, from caller: Caller
    ) async throws -> Throttle.Attempt {
        let key = AccountName.key(account.name)
        let attempt = try await throttle.begin(name: key, address: caller.address)
        let known: KeptPassword?
        do { known = try await check(password, ofName: key) } catch {
            try await throttle.takeBack(attempt)
            throw error
        }
        guard known?.account.id == account.id else { throw AccessError.wrongCredentials }
        return attempt
    }

    /// Changes what the visitor is called, and how pages are shown to the visitor. `nil` for an address, language,
    /// zone or theme forgets the one there was.
    /// - Throws: `AccessError`: `nameRefused`, `nameTaken`, `invalid` with a sentence, `forbidden`; `DatabaseError`.
    @discardableResult
    package func changeProfile(
        name: String, email: String?, language: Language?, timeZone: String?, theme: Theme?, by visitor: Visitor
    ) async throws -> Account {
        guard visitor.session != nil else { throw AccessError.forbidden }
        let name = try AccountName.checked(name)
        let email = try email.map { try EmailAddress.checked($0) }
        if let timeZone, !Self.isTimeZone(timeZone) {
            throw AccessError.invalid("“\(timeZone.prefix(64))” is no time zone; write it as “Asia/Bangkok”.")
        }
        let id = visitor.account.id
        do {
            return try await change { connection in
                guard try !AccountName.isTaken(name, besides: id, in: connection) else { throw AccessError.nameTaken }
                try connection.execute(
                    """
                    UPDATE access_accounts SET name = $2, name_key = $3, email = $4, language = $5, time_zone = $6,
                        theme = $7
                    WHERE id = $1
                    """,
                    [
                        SQLValue(id), SQLValue(name), SQLValue(AccountName.key(name)), SQLValue(email),
                        SQLValue(language?.rawValue), SQLValue(timeZone), SQLValue(theme?.rawValue),
                    ])
                try records.note(.profileChanged, by: visitor.actor, ["account": .string(id)], in: connection)
                return try Self.account(id, connection)
            }
        } catch let error as DatabaseError where error.code == .constraint {
            throw AccessError.nameTaken
        }
    }

    /// Changes the language that pages have for the visitor.
    /// - Throws: `AccessError` with `forbidden` for who is not signed in as a person; `DatabaseError`.
    package func changeLanguage(_ language: Language, by visitor: Visitor) async throws {
        guard visitor.session != nil else { throw AccessError.forbidden }
        let id = visitor.account.id
        try await change { connection in
            let changed = try connection.execute(
                "UPDATE access_accounts SET language = $2 WHERE id = $1 AND (language IS NULL OR language <> $2)",
                [SQLValue(id), SQLValue(language.rawValue)])
            guard changed > 0 else { return }
            try records.note(.profileChanged, by: visitor.actor, ["account": .string(id)], in: connection)
        }
    }

    private static func isTimeZone(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count) && name.utf8.allSatisfy { (0x21...0x7E).contains($0) }
            && TimeZone(identifier: name) != nil
    }
}
