// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// What repairs each kind of failure; the README's troubleshooting is made of it.
extension Google {
    static let remedies: [Remedy] = [
        Remedy(
            .unauthorized,
            text: "Nobody has signed in, the sign-in has ended, a scope is missing, or the client or key is "
                + "wrong. The message says which, and names the command."),
        Remedy(
            .unavailable,
            text: "Google or the network cannot be reached, or the sign-in cannot be kept on this machine's "
                + "disk. Steward tries again."),
        Remedy(
            .rateLimited,
            text: "Too many calls. Steward waits as long as Google asks."),
        Remedy(
            .dailyLimit,
            text: "Not expected from the account service; a connection that works in its name may have used its "
                + "day up."),
        Remedy(
            .quotaExceeded,
            text: "Not expected from the account service; a proxy in between may have a quota."),
        Remedy(
            .storageFull,
            text: "Not expected from the account service; free space in the account's Drive."),
        Remedy(
            .downloadQuota,
            text: "Not expected from the account service; see the Drive connection."),
        Remedy(
            .flaggedAsAbuse,
            text: "Not expected from the account service; see the Drive connection."),
        Remedy(
            .forbidden,
            text: "The account's organisation does not allow this program; ask its administrator. Or an address "
                + "is not among the allowed hosts."),
        Remedy(
            .invalidRequest,
            text: "A setting is missing or wrong (the message names it and the place in the file), or Google "
                + "refused a scope."),
        Remedy(
            .malformedReply,
            text: "Something else answers in Google's place: check the addresses in the settings, and the "
                + "proxy."),
        Remedy(
            .notFound,
            text: "An address in the settings leads nowhere."),
        Remedy(
            .unsupported,
            text: "A code cannot grant these scopes, a service account does not sign in, or the client cannot "
                + "come back to this machine: take a “Desktop app”."),
        Remedy(
            .conflict,
            text: "This sign-in has ended already; start it again."),
        Remedy(
            .cancelled,
            text: "The work was stopped by its caller. Nothing is left half-done; a refresh that Google has "
                + "answered is kept."),
    ]
}
