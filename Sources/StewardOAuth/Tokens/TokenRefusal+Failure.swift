// SPDX-License-Identifier: Apache-2.0
package import StewardCore

extension TokenRefusal {
    /// The error that a refusal means, apart from `invalid_grant`, whose meaning depends on what was asked.
    ///
    /// - Parameters:
    ///   - purpose: what was asked for, as “the refresh”.
    ///   - provider: who refused.
    package func failure(of purpose: String, from provider: String) -> IntegrationError {
        let (code, advice) = meaning
        let reason = error.isEmpty ? "status \(status)" : "\(error)\(details.isEmpty ? "" : ": \(details)")"
        let text = reason.hasSuffix(".") ? String(reason.dropLast()) : reason
        return IntegrationError(
            code, "\(provider) refused \(purpose) (\(text)); \(advice).",
            retryAfter: code.isTransient ? retryAfter : nil)
    }

    private var meaning: (IntegrationError.Code, String) {
        switch error {
        case "invalid_client", "unauthorized_client", "deleted_client", "disabled_client":
            (.unauthorized, "the client's id or secret is wrong, or the client was removed: check the client file")
        case "invalid_grant", "access_denied", "invalid_token", "invalid_rapt", "consent_required",
            "interaction_required", "login_required":
            (.unauthorized, "sign in again")
        case "admin_policy_enforced", "org_internal", "disallowed_useragent", "policy_enforced":
            (.forbidden, "the account's organisation does not allow it; ask its administrator")
        case "invalid_scope": (.invalidRequest, "one of the scopes does not exist or cannot be had this way")
        case "unsupported_grant_type": (.unsupported, "the service does not know this way")
        case "rate_limit_exceeded", "quota_exceeded": (.rateLimited, "wait before trying again")
        case "server_error", "temporarily_unavailable", "internal_failure", "backend_error":
            (.unavailable, "try again later")
        default: statusMeaning
        }
    }

    private var statusMeaning: (IntegrationError.Code, String) {
        switch status {
        case 401: (.unauthorized, "check the credential")
        case 403: (.forbidden, "check what the credential may do")
        case 404, 410: (.notFound, "check the address in the settings")
        case 408, 425, 500...599: (.unavailable, "try again later")
        case 429: (.rateLimited, "wait before trying again")
        case 300...399: (.malformedReply, "a redirect was not expected; check the address in the settings")
        default: (.invalidRequest, "repeating it does not help")
        }
    }
}
