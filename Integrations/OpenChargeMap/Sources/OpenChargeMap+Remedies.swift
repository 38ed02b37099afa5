// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// What repairs each kind of failure; the README's troubleshooting is made of it.
extension OpenChargeMap {
    static let remedies: [Remedy] = [
        Remedy(
            .unauthorized,
            text: "The key is wrong, was withdrawn, or is not active yet. Take one from “My Apps” at openchargemap.org "
                + "and connect again."),
        Remedy(
            .forbidden,
            text: "The service refuses this network or program, not the key. Ask its people why."),
        Remedy(
            .rateLimited,
            text: "Too many calls. Steward waits as long as the service asks."),
        Remedy(
            .unavailable,
            text: "The service cannot be reached, answers 5xx or broke off. Steward tries again."),
        Remedy(
            .malformedReply,
            text: "The reply is not what the documentation says; the message names the place. A web page instead of "
                + "JSON is a challenge to prove being human."),
        Remedy(
            .invalidRequest,
            text: "A radius is not between 0 and 500 km, a limit not between 1 and 500, or a setting is wrong; the "
                + "message says which."),
        Remedy(
            .notFound,
            text: "The address in the settings leads nowhere."),
        Remedy(
            .cancelled,
            text: "The work was stopped by its caller."),
        Remedy(
            .quotaExceeded, .dailyLimit,
            text: "Not expected from this service; a proxy in between may have a quota."),
        Remedy(
            .conflict, .storageFull, .downloadQuota, .flaggedAsAbuse,
            text: "Not expected from this service; report it with the message."),
        Remedy(
            .unsupported,
            text: "The service no longer knows the call. Look for a newer Steward."),
    ]
}
