// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// What a Google service says of a failure: `{"error": {"code", "message", "status", "details": […]}}` (google.rpc).
struct ServiceFailure: Sendable {
    /// For people.
    let message: String?
    /// The machine's word for it, as `API_KEY_INVALID`.
    let reason: String?

    /// Reads a body; `nil` when it holds no such failure.
    init?(parsing bytes: [UInt8]) {
        guard let error = (try? JSON(parsing: bytes))?["error"], error.members != nil else { return nil }
        message = error["message"]?.string
        reason = error["details"]?.array?.lazy.compactMap { $0["reason"]?.string }.first
    }

    /// What the reason means where the HTTP status does not say; `nil` where it does.
    var code: IntegrationError.Code? {
        switch reason {
        case "API_KEY_INVALID", "API_KEY_EXPIRED", "CREDENTIALS_MISSING": .unauthorized
        case "API_KEY_SERVICE_BLOCKED": .unauthorized
        case "RATE_LIMIT_EXCEEDED", "RESOURCE_QUOTA_EXCEEDED": .rateLimited
        case "BILLING_DISABLED": .quotaExceeded
        default: nil
        }
    }
}
