// SPDX-License-Identifier: Apache-2.0
package import StewardCore

extension ModelConnection {
    /// What repairs each kind of failure of a service that runs models.
    /// - Parameter own: what one service says differently.
    package static func remedies(own: [IntegrationError.Code: String] = [:]) -> [Remedy] {
        let usual: [(IntegrationError.Code, String)] = [
            (.unauthorized, "The key is missing, wrong or was withdrawn. Connect again with a good one."),
            (.forbidden, "The key may not use this model, or the service is not offered in this country."),
            (.rateLimited, "Too many questions or tokens a minute. Steward waits as long as the service says."),
            (.quotaExceeded, "The account has no credit left. Add some on the service's own page."),
            (.dailyLimit, "Does not occur."),
            (
                .unavailable,
                "The service cannot be reached, fails, is overloaded, or a model thought longer than `time-limit`. "
                    + "Steward tries again."
            ),
            (
                .malformedReply,
                "What answers at `address` is not this service, or it redirects, which is never followed. Check "
                    + "`address`."
            ),
            (.notFound, "The service does not know the model, or `address` has a wrong path. Check both."),
            (
                .invalidRequest,
                "A setting or the picture is wrong, or the model takes no pictures. The message says which."
            ),
            (.unsupported, "What answers at `address` does not know the call. Check it."),
            (.cancelled, "The work was stopped by its caller."),
        ]
        return usual.map { Remedy($0, text: own[$0] ?? $1) } + [
            Remedy(.conflict, .storageFull, .downloadQuota, .flaggedAsAbuse, text: "Does not occur.")
        ]
    }
}
