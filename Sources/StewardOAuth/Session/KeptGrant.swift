// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import StewardCore

/// A grant as it is kept: what an account agreed to, and the tokens.
package struct KeptGrant: Sendable, Hashable {
    /// The client that it was given to.
    package let clientID: String
    /// Who gave it, as the provider names the account; `nil` when it does not say.
    package let account: String?
    /// Who gave it, by the id that never changes; `nil` when the provider does not say.
    package let subject: String?
    /// What was granted.
    package let scopes: [String]
    /// Refreshes; `nil` when the provider gave none.
    package let refreshToken: Secret?
    /// The access token.
    package let accessToken: Secret
    /// When the access token ends.
    package let expiry: Date
    /// When the person signed in.
    package let grantedAt: Date
    /// When a token was last refreshed.
    package let refreshedAt: Date?

    /// Puts a grant together. Instants are kept in whole seconds.
    package init(
        clientID: String, account: String?, subject: String?, scopes: [String], refreshToken: Secret?,
        accessToken: Secret, expiry: Date, grantedAt: Date, refreshedAt: Date?
    ) {
        self.clientID = clientID
        self.account = account
        self.subject = subject
        self.scopes = scopes
        self.refreshToken = refreshToken
        self.accessToken = accessToken
        self.expiry = Self.whole(expiry)
        self.grantedAt = Self.whole(grantedAt)
        self.refreshedAt = refreshedAt.map(Self.whole)
    }

    /// Whether the access token may still be used: not within 3 min 45 s of its end (a quarter of its life, when that
    /// is less), and not the one that was refused.
    package func isUsable(at now: Date, refused: Secret?) -> Bool {
        guard accessToken != refused else { return false }
        let life = expiry.timeIntervalSince(refreshedAt ?? grantedAt)
        return expiry.timeIntervalSince(now) > min(225, life / 4)
    }

    /// The grant after a refresh. What the reply leaves out stays as it was.
    package func refreshed(by reply: TokenReply, at now: Date) -> KeptGrant {
        KeptGrant(
            clientID: clientID, account: account, subject: subject, scopes: reply.scopes ?? scopes,
            refreshToken: reply.refreshToken ?? refreshToken, accessToken: reply.accessToken,
            expiry: Self.expiry(reply, now), grantedAt: grantedAt, refreshedAt: now)
    }

    /// When a reply's access token ends; without a word about it in an hour.
    package static func expiry(_ reply: TokenReply, _ now: Date) -> Date {
        now + (reply.lifetime ?? .seconds(3600)) / .seconds(1)
    }

    private static func whole(_ date: Date) -> Date {
        Date(timeIntervalSince1970: date.timeIntervalSince1970.rounded(.down))
    }
}

extension KeptGrant {
    /// The grant as one secret JSON text, `"version": 1`.
    package var text: Secret {
        var members: [JSON.Member] = [
            .init("version", 1), .init("clientID", .string(clientID)),
            .init("scopes", .array(scopes.map { .string($0) })), .init("accessToken", .string(accessToken.reveal())),
            .init("expiry", Self.seconds(expiry)), .init("grantedAt", Self.seconds(grantedAt)),
        ]
        if let account { members.append(.init("account", .string(account))) }
        if let subject { members.append(.init("subject", .string(subject))) }
        if let refreshToken { members.append(.init("refreshToken", .string(refreshToken.reveal()))) }
        if let refreshedAt { members.append(.init("refreshedAt", Self.seconds(refreshedAt))) }
        // Text and whole numbers alone can always be written.
        let bytes = (try? JSON.object(members).canonicalBytes()) ?? []
        return Secret(String(decoding: bytes, as: UTF8.self))
    }

    /// Why a kept text cannot be used.
    package enum Fault: Error, Sendable, Hashable {
        /// It is damaged, or something else.
        case unreadable
        /// A newer Steward kept it.
        case newer
    }

    /// Reads a kept text. Members that this version does not know are left alone.
    package init(_ text: Secret) throws(Fault) {
        guard let json = try? JSON(parsing: Array(text.reveal().utf8), limits: TokenReply.limits),
            let version = json["version"]?.integer
        else { throw .unreadable }
        guard version == 1 else { throw version > 1 ? .newer : .unreadable }
        let tokens = ["accessToken", "refreshToken"].map { json[$0]?.string }
        guard let clientID = json["clientID"]?.string, let access = tokens[0], Token.isWellFormed(access),
            tokens[1].map(Token.isWellFormed) ?? (json["refreshToken"] == nil),
            let scopes = json["scopes"]?.array?.map(\.string), !scopes.contains(nil),
            let expiry = Self.date(json["expiry"]), let grantedAt = Self.date(json["grantedAt"])
        else { throw .unreadable }
        self.init(
            clientID: clientID, account: json["account"]?.string, subject: json["subject"]?.string,
            scopes: scopes.compactMap(\.self), refreshToken: tokens[1].map { Secret($0) }, accessToken: Secret(access),
            expiry: expiry, grantedAt: grantedAt, refreshedAt: Self.date(json["refreshedAt"]))
    }

    private static func seconds(_ date: Date) -> JSON {
        .integer(Int64(max(-4e11, min(4e11, date.timeIntervalSince1970))))
    }
    private static func date(_ json: JSON?) -> Date? {
        guard let seconds = json?.integer, abs(seconds) <= 400_000_000_000 else { return nil }
        return Date(timeIntervalSince1970: Double(seconds))
    }
}
