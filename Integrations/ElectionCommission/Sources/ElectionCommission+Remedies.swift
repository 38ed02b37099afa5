// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// What repairs each kind of failure; the README's troubleshooting is made of it.
extension ElectionCommission {
    static let remedies: [Remedy] = [
        Remedy(
            .unavailable,
            text: "The servers cannot be reached, answer 5xx or broke off, or the cache folder cannot be "
                + "written. Steward tries again."),
        Remedy(
            .rateLimited,
            text: "Too many calls. Steward waits as long as the servers ask; a longer `results-fresh-for` "
                + "helps."),
        Remedy(
            .malformedReply,
            text: "A reply or a snapshot file is not what it should be; the message names the file and the "
                + "place. A web page instead of JSON is a challenge to prove being human: try later or from "
                + "another network."),
        Remedy(
            .notFound,
            text: "The file is gone from the server, or missing in the snapshot folder. Check the addresses in "
                + "the settings."),
        Remedy(
            .forbidden,
            text: "The server refuses this network, or an address is not among the allowed hosts."),
        Remedy(
            .unauthorized,
            text: "A proxy in between asks for a credential; the commission itself asks for none."),
        Remedy(
            .invalidRequest,
            text: "A setting is missing, unknown or wrong; the message names it."),
        Remedy(
            .cancelled,
            text: "The work was stopped by its caller. Nothing is left half-written."),
        Remedy(
            .conflict,
            text: "Not expected from this service; report it with the message."),
        Remedy(
            .quotaExceeded,
            text: "Not expected from this service; a proxy in between may have a quota."),
        Remedy(
            .dailyLimit, .storageFull, .downloadQuota, .flaggedAsAbuse,
            text: "Not expected from this service; report it with the message."),
        Remedy(
            .unsupported,
            text: "The server does not know the call; the service has changed. Look for a newer Steward."),
    ]
}
