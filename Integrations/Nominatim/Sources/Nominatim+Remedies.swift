// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// What repairs each kind of failure; the README's troubleshooting is made of it.
extension Nominatim {
    static let remedies: [Remedy] = [
        Remedy(
            .unavailable,
            text: "The server cannot be reached, answers 5xx, broke off or says that it does not work. Steward "
                + "tries again."),
        Remedy(
            .rateLimited,
            text: "Too many calls: the public server takes one a second. Steward waits; an own server needs no "
                + "waiting."),
        Remedy(
            .forbidden,
            text: "The server does not answer this network or program any more. Ask less, say who you are with "
                + "`contact`, or set up an own server."),
        Remedy(
            .invalidRequest,
            text: "A setting or a language is wrong, or the server does not understand the request; the message "
                + "says which."),
        Remedy(
            .malformedReply,
            text: "The answer is not what the documentation promises; the message names the place. Something else "
                + "may answer at `address`."),
        Remedy(
            .notFound,
            text: "Nothing is at this address. Check `address`, its path included."),
        Remedy(
            .unsupported,
            text: "The server does not know the call. Check `address`."),
        Remedy(
            .unauthorized,
            text: "A proxy in between asks for a credential; the server itself asks for none."),
        Remedy(
            .cancelled,
            text: "The work was stopped by its caller."),
        Remedy(
            .quotaExceeded,
            text: "Not expected from the server; a paid one in between may have a quota."),
        Remedy(
            .conflict, .dailyLimit, .storageFull, .downloadQuota, .flaggedAsAbuse,
            text: "Not expected from this service; report it with the message."),
    ]
}
