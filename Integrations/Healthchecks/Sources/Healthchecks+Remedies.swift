// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// What repairs each kind of failure; the README's troubleshooting is made of it.
extension Healthchecks {
    static let remedies: [Remedy] = [
        Remedy(.unauthorized, text: "There is no such check. Copy its ping address again from the service's page."),
        Remedy(.forbidden, text: "The service does not let this address or machine in."),
        Remedy(.rateLimited, text: "The check was pinged too often. Wait; Steward does so by itself."),
        Remedy(.quotaExceeded, text: "The account is full: remove checks or raise its plan."),
        Remedy(.dailyLimit, text: "Does not occur."),
        Remedy(.storageFull, text: "Does not occur."),
        Remedy(.downloadQuota, text: "Does not occur."),
        Remedy(.flaggedAsAbuse, text: "Does not occur."),
        Remedy(.unavailable, text: "The service cannot be reached or fails. Steward tries again at the next ping."),
        Remedy(.malformedReply, text: "What answers at the address takes no pings: check the address."),
        Remedy(.notFound, text: "Does not occur: an unknown check is `unauthorized`."),
        Remedy(.conflict, text: "Several checks have this slug. Take the UUID instead."),
        Remedy(.invalidRequest, text: "The setting check, a run's UUID or an exit status has another form."),
        Remedy(.unsupported, text: "What answers at the address does not know `POST`: check the address."),
        Remedy(.cancelled, text: "The work was stopped by its caller."),
    ]
}
