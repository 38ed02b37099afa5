// SPDX-License-Identifier: Apache-2.0
import Crypto
import FoundationEssentials
import HTTPTypes
import StewardCore
import StewardSimulation

/// Google: OpenID Connect, 2026-11; OAuth2 API v2, discovery document of 2020-02-13.
extension Accounts {
    /// Who consented, signed (OpenID Connect Core 1.0, 2).
    func identityToken(_ key: GrantKey, _ scopes: [String], access: String, nonce: String?) throws -> String {
        guard let account = account(key.account) else { throw OAuthFailure(400, "invalid_grant", "Bad Request") }
        let issued = Int64(now.timeIntervalSince1970)
        let half = Array(SHA256.hash(data: Array(access.utf8))).prefix(16)
        var members: [JSON.Member] = [
            .init("iss", .string(settings.issuer)), .init("azp", .string(key.client)),
            .init("aud", .string(key.client)), .init("sub", .string(account.subject)),
            .init("at_hash", .string(Base64URL.encode(half))), .init("iat", .integer(issued)),
            .init("exp", .integer(issued + 3600)),
        ]
        if let domain = account.hostedDomain { members.append(.init("hd", .string(domain))) }
        if let nonce { members.append(.init("nonce", .string(nonce))) }
        if scopes.contains(Scopes.email) {
            members += [.init("email", .string(account.email)), .init("email_verified", true)]
        }
        if scopes.contains(Scopes.profile) { members.append(.init("name", .string(account.name))) }
        return try JSONWebToken.sign(.object(members), with: signingKey())
    }

    /// What an access token opens, or `nil` when it is unknown, over or revoked.
    func live(_ text: String) -> AccessToken? {
        guard let token = accessTokens[text], token.expires > now else { return nil }
        return token
    }

    func check(_ text: String?) -> BearerGrant? {
        guard let text else { return nil }
        if let token = live(text) { return BearerGrant(account: token.holder.account, scopes: token.scopes) }
        return selfSigned(text).map { BearerGrant(account: $0.account, scopes: $0.scopes) }
    }

    /// `oauth2.googleapis.com/tokeninfo`: every value is text.
    func tokenInfo(_ parameters: [String: String]) -> SimulatedReply {
        if let text = parameters["id_token"] { return identityInfo(text) }
        guard let text = parameters["access_token"], let token = live(text) else {
            return OAuthFailure(400, "invalid_token", "Invalid Value").reply
        }
        let left = Int64(token.expires.timeIntervalSince(now))
        var members: [JSON.Member] = [
            .init("scope", .string(token.scopes.joined(separator: " "))),
            .init("exp", .string("\(Int64(token.expires.timeIntervalSince1970))")),
            .init("expires_in", .string("\(left)")), .init("access_type", token.isOffline ? "offline" : "online"),
        ]
        for name in ["azp", "aud"] { members.append(.init(name, .string(holderID(token)))) }
        if let account = account(token.holder.account) {
            members.append(.init("sub", .string(account.subject)))
            if token.scopes.contains(Scopes.email) {
                members += [.init("email", .string(account.email)), .init("email_verified", "true")]
            }
        }
        return .oauth(.object(members))
    }

    private func identityInfo(_ text: String) -> SimulatedReply {
        guard let token = JSONWebToken(text), let claims = token.claims.members,
            let key = keys.first(where: { $0.id == token.header["kid"]?.string }),
            key.isValid(token.signature, of: token.signed),
            let end = token.claims["exp"]?.integer, Double(end) > now.timeIntervalSince1970
        else { return OAuthFailure(400, "invalid_token", "Invalid Value").reply }
        let header = (token.header.members ?? []).filter { ["alg", "kid", "typ"].contains($0.key) }
        return .oauth(
            .object(
                (claims + header).map { member in
                    switch member.value {
                    case .bool(let value): JSON.Member(member.key, value ? "true" : "false")
                    case .integer(let value): JSON.Member(member.key, .string("\(value)"))
                    default: member
                    }
                }))
    }

    /// OAuth2 API v2, `tokeninfo`.
    func tokenInfoV2(_ parameters: [String: String]) -> SimulatedReply {
        guard let text = parameters["access_token"], let token = live(text) else {
            return OAuthFailure(400, "invalid_token", "Invalid Value").reply
        }
        var members: [JSON.Member] = [
            .init("issued_to", .string(holderID(token))), .init("audience", .string(holderID(token))),
            .init("scope", .string(token.scopes.joined(separator: " "))),
            .init("expires_in", .integer(Int64(token.expires.timeIntervalSince(now)))),
            .init("access_type", token.isOffline ? "offline" : "online"),
        ]
        if let account = account(token.holder.account) {
            members.append(.init("user_id", .string(account.subject)))
            if token.scopes.contains(Scopes.email) {
                members += [.init("email", .string(account.email)), .init("verified_email", true)]
            }
        }
        return .oauth(.object(members))
    }

    private func holderID(_ token: AccessToken) -> String {
        switch token.holder {
        case .consent(let key): key.client
        case .service(let email, _): project.serviceAccounts.first { $0.email == email }?.subject ?? email
        }
    }

    /// Who consented; `isOpenID` chooses between the names of OpenID Connect and those of OAuth2 API v2.
    func userInfo(_ request: SimulatedRequest, isOpenID: Bool) -> SimulatedReply {
        guard let text = request.bearer ?? request.query["access_token"], let token = live(text) else {
            return isOpenID ? OAuthFailure(401, "invalid_request", "Invalid Credentials").reply : .unauthenticated
        }
        guard let account = account(token.holder.account), token.scopes.contains("openid") else {
            return isOpenID
                ? OAuthFailure(403, "insufficient_scope", "The token is not for who somebody is.").reply
                : .unauthenticated
        }
        var members: [JSON.Member] = [.init(isOpenID ? "sub" : "id", .string(account.subject))]
        if token.scopes.contains(Scopes.email) {
            members += [
                .init("email", .string(account.email)), .init(isOpenID ? "email_verified" : "verified_email", true),
            ]
        }
        if token.scopes.contains(Scopes.profile) { members.append(.init("name", .string(account.name))) }
        if let domain = account.hostedDomain { members.append(.init("hd", .string(domain))) }
        return .oauth(.object(members))
    }
}

extension SimulatedRequest {
    /// The token of the field `Authorization: Bearer` (RFC 6750, 2.1).
    var bearer: String? {
        guard let field = headerFields[.authorization], field.lowercased().hasPrefix("bearer ") else { return nil }
        return String(field.dropFirst(7))
    }
}

extension SimulatedReply {
    /// The refusal of Google's APIs when the token is none.
    static var unauthenticated: Self {
        var reply = Self.json(
            [
                "error": [
                    "code": 401,
                    "message": .string(
                        "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie "
                            + "or other valid authentication credential."),
                    "status": "UNAUTHENTICATED",
                ]
            ], status: .unauthorized)
        reply.headerFields[.wwwAuthenticate] = "Bearer realm=\"https://accounts.google.com/\", error=\"invalid_token\""
        return reply
    }
}
