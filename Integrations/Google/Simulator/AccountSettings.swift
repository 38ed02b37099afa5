// SPDX-License-Identifier: Apache-2.0

/// How the simulated service behaves; moved by `POST /_simulator/accounts/settings`.
struct AccountSettings: Sendable {
    /// How long an access token opens the service, in seconds.
    var accessTokenSeconds = 3599
    /// Whether each refresh also gives a new refresh token and ends the old one.
    var rotatesRefreshTokens = false
    /// How far the service's clock is ahead of the machine's, in seconds; negative when it is behind.
    var clockSkewSeconds = 0
    /// What an ID token says of who made it; both forms are legal.
    var issuer = "https://accounts.google.com"
    /// How long a signing key may be kept, in seconds.
    var keysMaxAge = 21_600
    /// What happens to devices that ask from now on.
    var devices = WaitingDevice.Decision.soon
}

/// What the next person who is asked for consent does; afterwards they allow again.
struct NextConsent: Sendable {
    var isDenied = false
    /// The account chosen; `nil` leaves it to the program's hint, then to the first account.
    var account: String?
    /// The scopes left ticked; `nil` for all that were asked.
    var scopes: [String]?
}
