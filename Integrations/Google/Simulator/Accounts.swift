// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore

/// What the simulated account service knows: consents, codes, tokens and keys.
actor Accounts {
    var project: SimulatedProject
    var settings = AccountSettings()
    var nextConsent = NextConsent()
    /// What each account has agreed to, for each program.
    var consents: [GrantKey: [String]] = [:]
    var codes: [String: AuthorizationCode] = [:]
    var accessTokens: [String: AccessToken] = [:]
    var refreshTokens: [String: RefreshToken] = [:]
    var devices: [String: WaitingDevice] = [:]
    /// The keys that sign ID tokens, the one in use first. Made when first needed.
    var keys: [SigningKey] = []
    let file: AccountsFile?
    private let clock: any Timekeeping

    init(_ project: SimulatedProject, clock: any Timekeeping, file: AccountsFile?) {
        self.project = project
        self.clock = clock
        self.file = file
    }

    /// The service's idea of now.
    var now: Date { clock.now.addingTimeInterval(Double(settings.clockSkewSeconds)) }

    func client(_ id: String) -> SimulatedClient? { project.clients.first { $0.id == id } }
    func account(_ email: String) -> SimulatedAccount? {
        project.accounts.first { $0.email.lowercased() == email.lowercased() || $0.subject == email }
    }

    /// The keys that sign ID tokens; makes the first one.
    func signingKeys() throws -> [SigningKey] {
        if keys.isEmpty {
            keys = [try SigningKey()]
            try save()
        }
        return keys
    }

    /// The key in use.
    func signingKey() throws -> SigningKey {
        guard let key = try signingKeys().first else { throw OAuthFailure(500, "internal_failure") }
        return key
    }

    /// The service account whose file is handed out; makes it when there is none.
    func firstServiceAccount() throws -> SimulatedServiceAccount {
        if let known = project.serviceAccounts.first { return known }
        let made = try SimulatedServiceAccount(email: project.serviceAccountEmail, mayActForOthers: true)
        project.serviceAccounts.append(made)
        try save()
        return made
    }

    /// Ends everything an account agreed to with a program.
    func end(_ key: GrantKey) {
        consents[key] = nil
        refreshTokens = refreshTokens.filter { $0.value.key != key }
        accessTokens = accessTokens.filter { $0.value.holder != .consent(key) }
        codes = codes.filter { $0.value.key != key }
    }

    /// Makes an access token and forgets those that are long over.
    func issueAccessToken(_ holder: TokenHolder, _ scopes: [String], isOffline: Bool) -> String {
        let text = "ya29." + Base64URL.random(48)
        let expires = now.addingTimeInterval(Double(settings.accessTokenSeconds))
        if accessTokens.count > 10_000 { accessTokens = accessTokens.filter { $0.value.expires > now } }
        accessTokens[text] = AccessToken(holder: holder, scopes: scopes, expires: expires, isOffline: isOffline)
        return text
    }

    /// Makes a refresh token. Of more than a hundred of one program and account the oldest ends (Google: Using OAuth
    /// 2.0 to Access Google APIs, "Refresh token expiration", 2026-11).
    func issueRefreshToken(_ key: GrantKey, _ scopes: [String]) -> (text: String, token: RefreshToken) {
        let isLimited = client(key.client)?.isInTesting == true && !Scopes.areOnlyIdentity(scopes)
        let token = RefreshToken(
            key: key, scopes: scopes, issued: now, expires: isLimited ? now.addingTimeInterval(7 * 86_400) : nil)
        let text = "1//0" + Base64URL.random(48)
        let others = refreshTokens.filter { $0.value.key == key }.sorted { $0.value.issued < $1.value.issued }
        for old in others.prefix(max(0, others.count - 99)) { refreshTokens[old.key] = nil }
        refreshTokens[text] = token
        return (text, token)
    }

    /// Keeps what must outlive the process, when there is a file for it.
    func save() throws { try file?.write(record) }
}
