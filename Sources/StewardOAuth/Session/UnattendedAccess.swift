// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardHTTP

/// An account's access tokens and nothing else of it.
///
/// Jobs and schedules are handed this. Whatever stands behind it, nobody can sign in through it, so that no browser
/// ever opens where no person is.
package struct UnattendedAccess: AccessTokenProviding {
    private let account: any AccessTokenProviding

    /// Narrows an account.
    package init(_ account: any AccessTokenProviding) { self.account = account }

    /// A token that is good now. See ``AccessTokenProviding``.
    package func accessToken(for scopes: [String], refused: Secret?) async throws(IntegrationError) -> Secret {
        try await account.accessToken(for: scopes, refused: refused)
    }
}
