// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials

/// Whose consent to which program.
struct GrantKey: Hashable, Sendable {
    let client: String
    let account: String
}

/// What a token was given for: a consent, or a service account's own request.
enum TokenHolder: Hashable, Sendable {
    case consent(GrantKey)
    /// A service account, and the account it acts for if it does.
    case service(email: String, actingFor: String?)

    /// The account that the token acts as.
    var account: String {
        switch self {
        case .consent(let key): key.account
        case .service(let email, let other): other ?? email
        }
    }
}

/// A token that opens the service for an hour.
struct AccessToken: Sendable {
    let holder: TokenHolder
    let scopes: [String]
    let expires: Date
    let isOffline: Bool
}

/// A token that gets new access tokens.
struct RefreshToken: Sendable {
    let key: GrantKey
    let scopes: [String]
    let issued: Date
    /// Seven days after it was issued for a program in testing.
    let expires: Date?
}

/// A code on its way from the browser to the program.
struct AuthorizationCode: Sendable {
    let key: GrantKey
    let redirect: String
    let scopes: [String]
    let challenge: (text: String, isHashed: Bool)?
    let nonce: String?
    /// Whether a refresh token goes with it.
    let isLasting: Bool
    let expires: Date
}

/// A device that waits for a person to consent elsewhere.
struct WaitingDevice: Sendable {
    let client: String
    let scopes: [String]
    let userCode: String
    let expires: Date
    var interval: TimeInterval
    var lastPoll: Date?
    var decision: Decision

    enum Decision: String, Sendable {
        /// The first poll is told to wait, the next one gets the token.
        case soon
        case pending
        case allow
        case deny
    }
}
