// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardHTTP

/// The tokens of an account that older programs signed in to. Nobody can sign in through it; where that is needed, it
/// names the two commands that make connections of it.
struct ClassicAccess: AccessTokenProviding {
    private let account: any AccessTokenProviding

    init(_ account: any AccessTokenProviding) { self.account = account }

    func accessToken(for scopes: [String], refused: Secret?) async throws(IntegrationError) -> Secret {
        do throws(IntegrationError) {
            return try await account.accessToken(for: scopes, refused: refused)
        } catch {
            guard error.message.contains("steward connect google ") else { throw error }
            throw IntegrationError(error.code, error.message + " After that: steward connect google-drive.")
        }
    }
}
