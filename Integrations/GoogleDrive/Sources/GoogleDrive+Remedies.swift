// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// What repairs each kind of failure; the README's troubleshooting is made of it.
extension GoogleDrive {
    static let remedies: [Remedy] = [
        Remedy(
            .unauthorized,
            text: "No account is named in `account`, its access has ended, or it was granted too little: "
                + "`steward connect google`."),
        Remedy(
            .forbidden,
            text: "The account may not do this with the file; the message says why and whom to ask."),
        Remedy(
            .notFound,
            text: "The file does not exist, the account may not see it, its link needs a resource key, or it is "
                + "in a shared drive that `drive` does not name."),
        Remedy(
            .conflict,
            text: "The file was changed meanwhile, an id is taken by other content, content changed while it "
                + "was uploaded, or a list must begin again."),
        Remedy(
            .rateLimited,
            text: "Too many calls at once, after several tries. Steward goes on later; a lower "
                + "`writes-per-second` helps."),
        Remedy(
            .dailyLimit,
            text: "The 750 GB of today are uploaded, or the project's calls for today are used up. Go on "
                + "tomorrow."),
        Remedy(
            .storageFull,
            text: "The account's storage is full: `steward drive quota` shows by what, emptying the trash frees "
                + "some."),
        Remedy(
            .quotaExceeded,
            text: "A folder or a shared drive can hold no more items."),
        Remedy(
            .downloadQuota,
            text: "Too many people have read the file lately. Wait a day, or make a copy of one's own."),
        Remedy(
            .flaggedAsAbuse,
            text: "Google takes the file for malware or abuse. Its owner can get it with `acknowledge-abuse`."),
        Remedy(
            .unavailable,
            text: "Google cannot be reached, fails, broke off, or says that a list is incomplete. Steward tries "
                + "again and goes on where it was."),
        Remedy(
            .malformedReply,
            text: "A reply is not what Google documents, or Google stored something else than was sent; the "
                + "message names the file."),
        Remedy(
            .invalidRequest,
            text: "A setting or a request is wrong; the message names it."),
        Remedy(
            .unsupported,
            text: "The thing has no content of its own, or the document cannot be exported in that form."),
        Remedy(
            .cancelled,
            text: "The work was stopped by its caller."),
    ]
}
