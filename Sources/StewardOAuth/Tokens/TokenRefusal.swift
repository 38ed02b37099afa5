// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Why a token endpoint grants nothing (RFC 6749, 5.2; RFC 8628, 3.5).
package struct TokenRefusal: Sendable, Hashable {
    /// The HTTP status.
    package let status: Int
    /// The error's code, as `invalid_grant`; empty when the reply has none.
    package let error: String
    /// What the provider says about it, in one line of at most 200 characters. Not yet redacted.
    package let details: String
    /// How long the service asked to wait.
    package let retryAfter: Duration?

    /// Reads a refusal. A body of another shape is no error: the status says enough then.
    package init(status: Int, body: [UInt8], retryAfter: Duration? = nil) {
        let json = try? JSON(parsing: body, limits: TokenReply.limits)
        // Some servers nest the code, and one of Google's calls it error_code.
        let nested = json?["error"]?["status"] ?? json?["error"]?["type"]
        let code = json?["error"]?.string ?? nested?.string ?? json?["error_code"]?.string ?? ""
        let details = json?["error_description"] ?? json?["error"]?["message"]
        self.init(status: status, error: code, details: details?.string ?? "", retryAfter: retryAfter)
    }

    /// Describes a refusal.
    package init(status: Int, error: String, details: String = "", retryAfter: Duration? = nil) {
        self.status = status
        let isCode = error.utf8.count <= 64 && error.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        self.error = isCode ? error : ""
        let line = details.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : Character($0) }
        self.details = String(line.prefix(200))
        self.retryAfter = retryAfter
    }
}
