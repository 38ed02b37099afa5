// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// What repairs each kind of failure; the README's troubleshooting is made of it.
extension OSRM {
    static let remedies: [Remedy] = [
        Remedy(
            .unavailable,
            text: "The engine cannot be reached, answers 5xx or broke off. Steward tries again."),
        Remedy(
            .rateLimited,
            text: "Too many calls: the public engine takes one a second. Steward waits; an own engine needs no "
                + "waiting."),
        Remedy(
            .invalidRequest,
            text: "A setting is wrong, fewer than two points were given, or the engine does not understand the "
                + "request; the message says which."),
        Remedy(
            .unsupported,
            text: "At this address is no OSRM of version 1, or it was set up without what is needed. Check "
                + "`address`."),
        Remedy(
            .malformedReply,
            text: "The answer is not what the documentation promises; the message names the place. Something else "
                + "may answer at `address`."),
        Remedy(
            .notFound,
            text: "Nothing is at this address. Check `address`, its path included."),
        Remedy(
            .forbidden,
            text: "The server refuses this network or program, or the host is not the one in the settings."),
        Remedy(
            .unauthorized,
            text: "A proxy in between asks for a credential; the engine itself asks for none."),
        Remedy(
            .cancelled,
            text: "The work was stopped by its caller."),
        Remedy(
            .conflict, .dailyLimit, .storageFull, .downloadQuota, .flaggedAsAbuse,
            text: "Not expected from this service; report it with the message."),
        Remedy(
            .quotaExceeded,
            text: "Not expected from the engine; a paid server in between may have a quota."),
    ]
}
