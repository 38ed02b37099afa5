// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// What repairs each kind of failure; the README's troubleshooting is made of it.
extension Mail {
    static let remedies: [Remedy] = [
        Remedy(
            .unauthorized,
            text: "The server refused user and password, or wants a sign-in. Correct them; with a second factor it "
                + "wants an app password."),
        Remedy(.forbidden, text: "Does not occur: a refusal of the sender is `invalidRequest`."),
        Remedy(.rateLimited, text: "Does not occur: a server that wants to be left alone is `unavailable`."),
        Remedy(.quotaExceeded, text: "The mail was too long for the server, or a mailbox is full."),
        Remedy(.dailyLimit, text: "Does not occur."),
        Remedy(.storageFull, text: "Does not occur."),
        Remedy(.downloadQuota, text: "Does not occur."),
        Remedy(.flaggedAsAbuse, text: "Does not occur."),
        Remedy(
            .unavailable,
            text: "The server cannot be reached, hangs, has no time, or offers no TLS that can be trusted; the message "
                + "says which. Steward tries again; correct server, port and security if it never works."),
        Remedy(.malformedReply, text: "Does not occur."),
        Remedy(.notFound, text: "Does not occur."),
        Remedy(.conflict, text: "Does not occur."),
        Remedy(
            .invalidRequest,
            text: "A setting is wrong, or the server refused the sender, a recipient or the mail; the message says "
                + "which."),
        Remedy(.unsupported, text: "The program curl is missing: `apt install curl`."),
        Remedy(.cancelled, text: "The work was stopped by its caller."),
    ]
}
