// SPDX-License-Identifier: Apache-2.0
import Crypto
import FoundationEssentials
import StewardCore
import StewardSimulation

extension Accounts {
    /// Answers the token endpoint.
    func token(_ request: SimulatedRequest) -> SimulatedReply {
        let form = SimulatedRequest.parameters(String(decoding: request.body, as: UTF8.self))
        do {
            let reply = try grant(form, ClientCredentials(request, form))
            try save()
            return .oauth(reply)
        } catch let failure as OAuthFailure {
            return failure.reply
        } catch {
            return OAuthFailure(500, "internal_failure", "\(error)").reply
        }
    }

    private func grant(_ form: [String: String], _ credentials: ClientCredentials) throws -> JSON {
        switch form["grant_type"] {
        case "authorization_code": return try exchange(form, credentials.check(client))
        case "refresh_token": return try refresh(form, credentials.check(client))
        case "urn:ietf:params:oauth:grant-type:jwt-bearer": return try assert(form)
        case "urn:ietf:params:oauth:grant-type:device_code": return try poll(form, credentials.check(client))
        case nil: throw OAuthFailure.missing("grant_type")
        case let other?: throw OAuthFailure(400, "unsupported_grant_type", "Invalid grant_type: \(other)")
        }
    }

    /// RFC 6749, 4.1.3, and RFC 7636, 4.5.
    private func exchange(_ form: [String: String], _ client: SimulatedClient) throws -> JSON {
        guard let text = form["code"] else { throw OAuthFailure.missing("code") }
        // A code is spent by the first use, whatever comes of it.
        guard let code = codes.removeValue(forKey: text) else {
            throw OAuthFailure(400, "invalid_grant", "Malformed auth code.")
        }
        guard code.key.client == client.id, code.expires > now else {
            throw OAuthFailure(400, "invalid_grant", "Bad Request")
        }
        guard form["redirect_uri"] == code.redirect else {
            throw OAuthFailure(400, "redirect_uri_mismatch", "Bad Request")
        }
        try verify(form["code_verifier"], code.challenge)
        return try tokens(for: code.key, code.scopes, isLasting: code.isLasting, nonce: code.nonce)
    }

    private func verify(_ verifier: String?, _ challenge: (text: String, isHashed: Bool)?) throws(OAuthFailure) {
        guard let challenge else { return }
        guard let verifier else { throw OAuthFailure(400, "invalid_grant", "Missing code verifier.") }
        let given =
            challenge.isHashed ? Base64URL.encode(SHA256.hash(data: Array(verifier.utf8))) : verifier
        guard given == challenge.text else { throw OAuthFailure(400, "invalid_grant", "Invalid code verifier.") }
    }

    /// RFC 6749, 6.
    private func refresh(_ form: [String: String], _ client: SimulatedClient) throws -> JSON {
        guard let text = form["refresh_token"] else { throw OAuthFailure.missing("refresh_token") }
        guard let token = refreshTokens[text] else {
            throw OAuthFailure(400, "invalid_grant", "Token has been expired or revoked.")
        }
        guard token.key.client == client.id else { throw OAuthFailure(401, "unauthorized_client", "Unauthorized") }
        if let end = token.expires, end <= now {
            throw OAuthFailure(400, "invalid_grant", "Token has been expired or revoked.")
        }
        let scopes = form["scope"].map { Scopes.full(Scopes.split($0)) } ?? token.scopes
        guard Set(scopes).isSubset(of: token.scopes) else {
            throw OAuthFailure(400, "invalid_scope", "Some requested scopes were invalid.")
        }
        var members = try answer(token.key, scopes, isOffline: true, nonce: nil)
        if settings.rotatesRefreshTokens {
            refreshTokens[text] = nil
            let new = issueRefreshToken(token.key, token.scopes)
            members.append(.init("refresh_token", .string(new.text)))
        }
        return .object(members)
    }

    /// The reply that ends a consent: an access token, and whatever else was agreed.
    func tokens(for key: GrantKey, _ scopes: [String], isLasting: Bool, nonce: String?) throws -> JSON {
        var members = try answer(key, scopes, isOffline: isLasting, nonce: nonce)
        if isLasting {
            let refresh = issueRefreshToken(key, scopes)
            members.append(.init("refresh_token", .string(refresh.text)))
            if let end = refresh.token.expires {
                let seconds = Int64(end.timeIntervalSince(now)) - 1
                members.append(.init("refresh_token_expires_in", .integer(seconds)))
            }
        }
        return .object(members)
    }

    private func answer(_ key: GrantKey, _ scopes: [String], isOffline: Bool, nonce: String?) throws -> [JSON.Member] {
        let access = issueAccessToken(.consent(key), scopes, isOffline: isOffline)
        var members: [JSON.Member] = [
            .init("access_token", .string(access)), .init("expires_in", .integer(Int64(settings.accessTokenSeconds))),
            .init("scope", .string(scopes.joined(separator: " "))), .init("token_type", "Bearer"),
        ]
        if scopes.contains("openid") {
            members.append(.init("id_token", .string(try identityToken(key, scopes, access: access, nonce: nonce))))
        }
        return members
    }

    /// Ends the whole consent that a token, of either kind, was given for. Google: OAuth 2.0 for iOS & Desktop Apps,
    /// "Revoking a token", 2026-11.
    func revoke(_ request: SimulatedRequest) -> SimulatedReply {
        let form = SimulatedRequest.parameters(String(decoding: request.body, as: UTF8.self))
        guard let text = form["token"] ?? request.query["token"] else { return OAuthFailure.missing("token").reply }
        if let token = refreshTokens[text], token.expires.map({ $0 > now }) ?? true {
            end(token.key)
        } else if let token = accessTokens[text], token.expires > now {
            if case .consent(let key) = token.holder { end(key) }
            accessTokens[text] = nil
        } else {
            return OAuthFailure(400, "invalid_token", "Token expired or revoked").reply
        }
        do { try save() } catch { return OAuthFailure(500, "internal_failure", "\(error)").reply }
        return .oauth([:])
    }
}
