// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore

/// Where consents, refresh tokens and keys are kept between two runs: `accounts.json` in a folder.
struct AccountsFile: Sendable {
    private let path: String

    init(folder: String) { path = folder + "/accounts.json" }

    /// What was kept; `nil` when nothing was.
    func read() throws -> JSON? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        return try JSON(parsing: [UInt8](Data(contentsOf: URL(filePath: path))))
    }

    func write(_ record: JSON) throws {
        let folder = path.dropLast("/accounts.json".count)
        try FileManager.default.createDirectory(atPath: String(folder), withIntermediateDirectories: true)
        try Data(try record.canonicalBytes()).write(to: URL(filePath: path), options: .atomic)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }
}

extension Accounts {
    /// What must outlive the process. Access tokens and codes do not: a program gets new ones.
    var record: JSON {
        let consents = consents.map { key, scopes in JSON.object(Self.members(key, scopes)) }
        let tokens = refreshTokens.map { text, token in
            var members =
                Self.members(token.key, token.scopes) + [
                    .init("token", .string(text)), .init("issued", .integer(Int64(token.issued.timeIntervalSince1970))),
                ]
            if let end = token.expires { members.append(.init("expires", .integer(Int64(end.timeIntervalSince1970)))) }
            return JSON.object(members)
        }
        let services = project.serviceAccounts.map { account -> JSON in
            [
                "email": .string(account.email), "subject": .string(account.subject),
                "mayActForOthers": .bool(account.mayActForOthers), "key": .string(account.key.pem),
            ]
        }
        return [
            "consents": .array(consents), "refreshTokens": .array(tokens), "serviceAccounts": .array(services),
            "keys": .array(keys.map { .string($0.pem) }),
        ]
    }

    private static func members(_ key: GrantKey, _ scopes: [String]) -> [JSON.Member] {
        [
            .init("client", .string(key.client)), .init("account", .string(key.account)),
            .init("scopes", .array(scopes.map { .string($0) })),
        ]
    }

    /// Takes what the file kept.
    func load() throws {
        guard let record = try file?.read() else { return }
        keys = try (record["keys"]?.array ?? []).compactMap { try $0.string.map { try SigningKey(pem: $0) } }
        for item in record["consents"]?.array ?? [] {
            if let key = Self.key(item) { consents[key] = Self.scopes(item) }
        }
        for item in record["refreshTokens"]?.array ?? [] {
            guard let key = Self.key(item), let text = item["token"]?.string else { continue }
            refreshTokens[text] = RefreshToken(
                key: key, scopes: Self.scopes(item), issued: Self.date(item["issued"]) ?? now,
                expires: Self.date(item["expires"]))
        }
        for item in record["serviceAccounts"]?.array ?? [] {
            guard let email = item["email"]?.string, let pem = item["key"]?.string else { continue }
            let account = SimulatedServiceAccount(
                email: email, subject: item["subject"]?.string ?? "",
                mayActForOthers: item["mayActForOthers"]?.bool ?? false, key: try SigningKey(pem: pem))
            project.serviceAccounts.removeAll { $0.email == email }
            project.serviceAccounts.append(account)
        }
    }

    private static func key(_ item: JSON) -> GrantKey? {
        guard let client = item["client"]?.string, let account = item["account"]?.string else { return nil }
        return GrantKey(client: client, account: account)
    }

    private static func scopes(_ item: JSON) -> [String] { (item["scopes"]?.array ?? []).compactMap(\.string) }

    private static func date(_ json: JSON?) -> Date? {
        json?.integer.map { Date(timeIntervalSince1970: Double($0)) }
    }
}
