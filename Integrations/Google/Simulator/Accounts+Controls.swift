// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import StewardCore
import StewardSimulation

/// What tests and demonstrations do to the simulated service from outside.
extension Accounts {
    /// `{"decision": "allow" | "deny", "account": "…", "scopes": ["…"]}`: what the next person asked does.
    func setNextConsent(_ json: JSON) throws(IntegrationError) -> JSON {
        let members: Set = ["decision", "account", "scopes"]
        try Self.checkMembers(json, members)
        let decision = json["decision"]?.string ?? "allow"
        guard ["allow", "deny"].contains(decision) else {
            throw IntegrationError(.invalidRequest, "decision is allow or deny; \(decision) is neither.")
        }
        if let email = json["account"]?.string, account(email) == nil {
            throw IntegrationError(.invalidRequest, "There is no account \(email).")
        }
        nextConsent = NextConsent(
            isDenied: decision == "deny", account: json["account"]?.string,
            scopes: json["scopes"]?.array?.compactMap(\.string))
        return ["decision": .string(decision)]
    }

    /// `{"what": "access" | "refresh" | "codes"}`: they are over from now on. Everything without a body.
    func expire(_ json: JSON) throws(IntegrationError) -> JSON {
        try Self.checkMembers(json, ["what"])
        let what = json["what"]?.string
        guard what == nil || ["access", "refresh", "codes"].contains(what) else {
            throw IntegrationError(.invalidRequest, "what is access, refresh or codes.")
        }
        if what == nil || what == "access" { accessTokens = [:] }
        if what == nil || what == "codes" { codes = [:] }
        if what == nil || what == "refresh" { refreshTokens = [:] }
        return grants
    }

    /// `{"account": "…", "client": "…"}`: the account takes back what it agreed to, as on Google's page of connected
    /// programs. Either may be left out.
    func takeBack(_ json: JSON) throws(IntegrationError) -> JSON {
        try Self.checkMembers(json, ["account", "client"])
        let email = json["account"]?.string
        let client = json["client"]?.string
        for key in consents.keys where (email ?? key.account) == key.account && (client ?? key.client) == key.client {
            end(key)
        }
        return grants
    }

    /// `{"forget": true}`: a new key signs from now on; the old one is still served unless it is forgotten.
    func rotateKeys(_ json: JSON) throws -> JSON {
        try Self.checkMembers(json, ["forget"])
        keys = [try SigningKey()] + (json["forget"]?.bool == true ? [] : keys.prefix(1))
        return ["keys": .array(keys.map { .string($0.id) })]
    }

    /// Changes settings; those not named stay.
    func change(_ json: JSON) throws(IntegrationError) -> JSON {
        try Self.checkMembers(
            json,
            [
                "accessTokenSeconds", "rotatesRefreshTokens", "clockSkewSeconds", "issuer", "keysMaxAge", "devices",
                "testing",
            ])
        func number(_ key: String) -> Int? { json[key]?.integer.map { Int($0) } }
        if let value = number("accessTokenSeconds") { settings.accessTokenSeconds = value }
        if let value = number("clockSkewSeconds") { settings.clockSkewSeconds = value }
        if let value = number("keysMaxAge") { settings.keysMaxAge = value }
        if let value = json["rotatesRefreshTokens"]?.bool { settings.rotatesRefreshTokens = value }
        if let value = json["issuer"]?.string { settings.issuer = value }
        if let text = json["devices"]?.string {
            guard let decision = WaitingDevice.Decision(rawValue: text) else {
                throw IntegrationError(.invalidRequest, "devices is soon, pending, allow or deny.")
            }
            settings.devices = decision
            for code in devices.keys { devices[code]?.decision = decision }
        }
        if let value = json["testing"]?.bool {
            for index in project.clients.indices { project.clients[index].isInTesting = value }
        }
        return settings.json
    }

    /// What is agreed now, and how many tokens live: never the tokens.
    var grants: JSON {
        let all = consents.map { key, scopes -> JSON in
            let refresh = refreshTokens.values.filter { $0.key == key && ($0.expires.map { $0 > now } ?? true) }
            let access = accessTokens.values.filter { $0.holder == .consent(key) && $0.expires > now }
            return [
                "client": .string(key.client), "account": .string(key.account),
                "scopes": .array(scopes.map { .string($0) }), "refreshTokens": .integer(Int64(refresh.count)),
                "accessTokens": .integer(Int64(access.count)),
            ]
        }
        return ["grants": .array(all)]
    }

    private static func checkMembers(_ json: JSON, _ known: Set<String>) throws(IntegrationError) {
        for member in json.members ?? [] where !known.contains(member.key) {
            throw IntegrationError(
                .invalidRequest, "There is no \(member.key) here; known are \(known.sorted().joined(separator: ", ")).")
        }
    }
}

extension AccountSettings {
    fileprivate var json: JSON {
        [
            "accessTokenSeconds": .integer(Int64(accessTokenSeconds)),
            "rotatesRefreshTokens": .bool(rotatesRefreshTokens),
            "clockSkewSeconds": .integer(Int64(clockSkewSeconds)), "issuer": .string(issuer),
            "keysMaxAge": .integer(Int64(keysMaxAge)), "devices": .string(devices.rawValue),
        ]
    }
}
