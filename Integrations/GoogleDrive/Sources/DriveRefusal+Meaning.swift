// SPDX-License-Identifier: Apache-2.0
package import StewardCore

extension DriveRefusal {
    /// What a refusal means: a code, and what to do.
    package struct Meaning: Sendable, Hashable {
        package let code: IntegrationError.Code
        package let sentence: String

        init(_ code: IntegrationError.Code, _ sentence: String) {
            self.code = code
            self.sentence = sentence
        }
    }

    /// The meaning by status and reason; `nil` when only the status tells.
    package func meaning(subject: String) -> Meaning? {
        switch status {
        case 401: Self.unauthorized
        case 404: Self.notFound
        case 403, 429: limits() ?? permissions()
        case 400: isPageToken ? Self.pageToken : invalid()
        case 410: isPageToken ? Self.pageToken : nil
        case 409: Meaning(.conflict, "the id is taken already.")
        case 412: Meaning(.conflict, "it was changed meanwhile; read it again.")
        case 416: Meaning(.invalidRequest, "the part asked for lies behind its end.")
        default: nil
        }
    }

    private static let unauthorized = Meaning(
        .unauthorized, "the account's access has ended; sign in again with `steward connect google`.")
    private static let notFound = Meaning(
        .notFound,
        "it does not exist, or this account may not see it, or its link needs a resource key, or it is in a shared "
            + "drive that the setting `drive` does not name.")
    private static let pageToken = Meaning(
        .conflict, "the place in the list is no longer known; begin the list again.")

    private func invalid() -> Meaning? {
        guard !reason.isEmpty || !message.isEmpty else { return nil }
        let place = location.isEmpty ? "" : " (\(location))"
        return Meaning(.invalidRequest, "the request is wrong\(place): \(Self.sentence(message)).")
    }

    /// Limits of rate, day and space.
    private func limits() -> Meaning? {
        switch reason {
        case "userRateLimitExceeded", "rateLimitExceeded", "sharingRateLimitExceeded", "slowly",
            "RESOURCE_EXHAUSTED":
            // The full stop alone tells the cap of 750 GB a day from ordinary throttling (rclone, drive backend).
            if status == 403, message == "User rate limit exceeded." {
                return Meaning(
                    .dailyLimit,
                    "the account has uploaded its 750 GB for today; go on in 24 hours, or with another account.")
            }
            return Meaning(.rateLimited, "too many calls at once; wait, or lower `writes-per-second`.")
        case "dailyLimitExceeded", "dailyLimitExceededUnreg":
            return Meaning(.dailyLimit, "the project's calls for today are used up; go on tomorrow.")
        case "storageQuotaExceeded", "quotaExceeded":
            return Meaning(.storageFull, "the account's storage is full; empty its trash or get more space.")
        case "teamDriveFileLimitExceeded", "numChildrenInNonRootLimitExceeded", "activeItemCreationLimitExceeded",
            "teamDriveHierarchyTooDeep", "myDriveHierarchyDepthLimitExceeded":
            return Meaning(
                .quotaExceeded, "the folder or drive can hold no more (\(reason)); use another or move items out.")
        case "downloadQuotaExceeded":
            return Meaning(.downloadQuota, "it was read too often lately; wait a day, or make a copy and read that.")
        default: return status == 429 ? Meaning(.rateLimited, "too many calls at once; wait.") : nil
        }
    }

    /// What is not allowed, and why.
    private func permissions() -> Meaning {
        switch reason {
        case "authError", "ACCESS_TOKEN_SCOPE_INSUFFICIENT", "insufficientPermissions":
            Meaning(
                .unauthorized,
                "the account has not granted enough; sign in with `steward connect google` and grant what is asked."
            )
        case "accessNotConfigured", "SERVICE_DISABLED":
            Meaning(
                .forbidden, "the Drive API is off for this project; switch it on in the Google Cloud console.")
        case "insufficientFilePermissions", "insufficientParentPermissions":
            Meaning(.forbidden, "the account may not do this with it; ask its owner for more rights.")
        case "appNotAuthorizedToFile":
            Meaning(
                .forbidden,
                "Steward may use only files that it made itself; grant full access with `steward connect google`.")
        case "domainPolicy":
            Meaning(.forbidden, "the organisation's rules forbid it; ask its administrator.")
        case "cannotDownloadAbusiveFile":
            Meaning(
                .flaggedAsAbuse,
                "Google takes it for malware or abuse; its owner can download it with the setting `acknowledge-abuse`.")
        case "cannotDownloadFile", "cannotCopyFile":
            Meaning(.forbidden, "its owner does not allow downloading or copying; ask the owner.")
        case "exportSizeLimitExceeded":
            Meaning(.unsupported, "the document is too large to be exported this way.")
        case "fileNotDownloadable":
            Meaning(.unsupported, "it has no content of its own; export it instead.")
        case "fileNotExportable":
            Meaning(.unsupported, "it cannot be exported; download it instead.")
        default:
            Meaning(
                .forbidden,
                "it is not allowed (\(reason.isEmpty ? "no reason given" : reason)); check the account's rights.")
        }
    }

    /// The service's sentence without its full stop, on one line.
    private static func sentence(_ text: String) -> String {
        var text = text.isEmpty ? "no reason given" : String(text.map { $0.isNewline ? " " : $0 })
        while text.hasSuffix(".") { text.removeLast() }
        return text
    }
}
