// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// What repairs each kind of failure; the README's troubleshooting is made of it.
extension Webhook {
    static let remedies: [Remedy] = [
        Remedy(
            .unauthorized,
            text: "The token or the signing secret is not the receiver's. Connect again with the right one."),
        Remedy(
            .forbidden,
            text: "The receiver does not let this address or machine in."),
        Remedy(
            .rateLimited,
            text: "Wait; Steward does so by itself."),
        Remedy(
            .quotaExceeded,
            text: "The receiver wants to be paid."),
        Remedy(
            .dailyLimit,
            text: "Does not occur."),
        Remedy(
            .storageFull,
            text: "Does not occur."),
        Remedy(
            .downloadQuota,
            text: "Does not occur."),
        Remedy(
            .flaggedAsAbuse,
            text: "Does not occur."),
        Remedy(
            .unavailable,
            text: "The receiver cannot be reached or fails. Steward tries again; it may have arrived after all."),
        Remedy(
            .malformedReply,
            text: "The receiver answered with a redirect or without a final status: check the address."),
        Remedy(
            .notFound,
            text: "The address is wrong or was withdrawn. Connect again with the new one."),
        Remedy(
            .conflict,
            text: "The receiver answered 409 or 412: it takes the key for another notice's."),
        Remedy(
            .invalidRequest,
            text: "A setting is wrong, or the receiver does not understand the form; the message says which."),
        Remedy(
            .unsupported,
            text: "The receiver does not know `POST`."),
        Remedy(
            .cancelled,
            text: "The work was stopped by its caller."),
    ]
}
