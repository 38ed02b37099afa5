// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// What repairs each kind of failure; the README's troubleshooting is made of it.
extension GoogleMaps {
    static let remedies: [Remedy] = [
        Remedy(
            .unauthorized,
            text: "The key is wrong, expired, or may not be used for this. Look under “Keys & Credentials” in Google's "
                + "console, and connect again."),
        Remedy(
            .forbidden,
            text: "The key is right, but the project may not: the API is not enabled, billing is not set up, or the "
                + "key is limited to other machines. The message holds Google's words."),
        Remedy(
            .rateLimited,
            text: "More questions than the project's quota allows in a minute. Steward waits."),
        Remedy(
            .quotaExceeded,
            text: "Google wants the bill looked at: no billing, a cap of your own that is used up, or a payment that "
                + "failed. Look under “Billing” in Google's console."),
        Remedy(
            .unavailable,
            text: "Google cannot be reached, answers 5xx, `UNKNOWN_ERROR`, or broke off. Steward tries again."),
        Remedy(
            .malformedReply,
            text: "The reply is not what the documentation says; the message names the place. A web page instead of "
                + "JSON comes from something in between."),
        Remedy(
            .invalidRequest,
            text: "A route has fewer than two points, a setting is wrong, or Google does not take the question; the "
                + "message says which."),
        Remedy(
            .notFound,
            text: "An address in the settings leads nowhere."),
        Remedy(
            .unsupported,
            text: "Measured points cannot be matched to roads here; connect OSRM for that."),
        Remedy(
            .cancelled,
            text: "The work was stopped by its caller."),
        Remedy(
            .dailyLimit,
            text: "Not expected: Google's limits are by the minute. A proxy in between may have one."),
        Remedy(
            .conflict, .storageFull, .downloadQuota, .flaggedAsAbuse,
            text: "Not expected from this service; report it with the message."),
    ]
}
