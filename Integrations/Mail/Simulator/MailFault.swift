// SPDX-License-Identifier: Apache-2.0

/// What a mail server does wrong.
public enum MailFault: String, Sendable, CaseIterable {
    /// Takes connections and says nothing.
    case hangs
    /// Says nothing more once a message is announced.
    case hangsInData = "hangs-in-data"
    /// Hangs up at once.
    case disconnects
    /// Hangs up in the middle of a message, or when it is asked whether it is there.
    case disconnectsLate = "disconnects-late"
    /// Has no time now: 421.
    case busy
    /// Takes no mail from here at all: 554.
    case refusesAll = "refuses-all"
    /// Cannot check passwords now: 454.
    case greylistsLogin = "greylists-login"
    /// Does not let the sender send: 550.
    case refusesSender = "refuses-sender"
    /// Knows no such recipient: 550.
    case refusesRecipient = "refuses-recipient"
    /// Wants to be asked again later: 451.
    case greylists
    /// Has no room: 452.
    case isFull = "is-full"
}
