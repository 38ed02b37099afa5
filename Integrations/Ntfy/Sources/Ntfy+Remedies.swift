// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// What repairs each kind of failure; the README's troubleshooting is made of it.
extension Ntfy {
    static let remedies: [Remedy] = [
        Remedy(.unauthorized, text: "The token is wrong, was withdrawn, or is missing. Connect again with a good one."),
        Remedy(.forbidden, text: "This account may not publish to the topic. Allow it on the server, or take another."),
        Remedy(.rateLimited, text: "Too many messages from this machine or account. Wait; Steward does so by itself."),
        Remedy(.quotaExceeded, text: "The account's plan has no room for more messages."),
        Remedy(.dailyLimit, text: "The messages of today are used up; there are new ones tomorrow."),
        Remedy(.storageFull, text: "Does not occur."),
        Remedy(.downloadQuota, text: "Does not occur."),
        Remedy(.flaggedAsAbuse, text: "Does not occur."),
        Remedy(.unavailable, text: "The server cannot be reached or fails. Steward tries again."),
        Remedy(.malformedReply, text: "What answers at the address is no server of ntfy: check the address."),
        Remedy(.notFound, text: "What answers at the address does not know ntfy's paths: check the address."),
        Remedy(.conflict, text: "Does not occur."),
        Remedy(.invalidRequest, text: "The topic has a form or a name that the server does not take."),
        Remedy(.unsupported, text: "What answers at the address does not take messages: check the address."),
        Remedy(.cancelled, text: "The work was stopped by its caller."),
    ]
}
