// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import StewardCore

extension KeptGrant {
    /// Reads the file in which Google's Python library keeps a sign-in (`drive_token.json`, `token.json`), so that
    /// nobody has to sign in again.
    ///
    /// The file does not say when the person signed in, nor which account it was: the account is found out at the next
    /// sign-in. Its `token_uri` and client secret are not used.
    /// - Parameters:
    ///   - text: the file's content.
    ///   - grantedAt: when the person signed in, as far as is known: the file's own date.
    /// - Throws: `invalidRequest` with the place and what to do.
    package init(googleAuthFile text: Secret, grantedAt: Date) throws(IntegrationError) {
        let file = try CredentialFile(text, called: "token file")
        if file["installed"] != nil || file["web"] != nil {
            throw file.wrong("is the file of an OAuth client; give it as the setting client")
        }
        if file["type"] == "service_account" {
            throw file.wrong("is the key of a service account; give it as the setting service-account")
        }
        let clientID = try file.text("client_id")
        let refresh = try file.text("refresh_token")
        guard Token.isWellFormed(refresh) else {
            throw file.wrong("has a refresh_token that cannot be one; sign in again")
        }
        let access = try file.textIfThere("token").flatMap { Token.isWellFormed($0) ? $0 : nil }
        // Without a token, or without its end, it is refreshed at once.
        let end = try file.textIfThere("expiry").flatMap(Self.instant)
        // The library writes an empty text for an account that it does not know.
        let account = try? file.textIfThere("account")
        self.init(
            clientID: clientID, account: account, subject: nil, scopes: try file.texts("scopes"),
            refreshToken: Secret(refresh), accessToken: Secret(access ?? "-"),
            expiry: access == nil ? grantedAt : end ?? grantedAt, grantedAt: grantedAt, refreshedAt: nil)
    }

    /// `2026-02-08T10:11:12.123456Z`, also without the fraction or the letter: always UTC.
    private static func instant(_ text: String) -> Date? {
        let whole = text.prefix { $0 != "." && $0 != "Z" && $0 != "+" }
        return try? Date("\(whole)Z", strategy: .iso8601)
    }
}
