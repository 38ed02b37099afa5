// SPDX-License-Identifier: Apache-2.0

extension DriveFaults {
    /// The answer that goes with a reason, worded as the "Resolve errors" guide (2026-11) words it. A reason that is
    /// not in the guide gets 403 and itself as message.
    public static func error(_ reason: String) -> DriveError {
        if let (status, message, domain) = known[reason] {
            let canonical: String? =
                switch status {
                case 429: "RESOURCE_EXHAUSTED"
                case 500: "INTERNAL"
                case 503: "UNAVAILABLE"
                default: nil
                }
            let (type, place): (String?, String?) =
                reason == "authError" ? ("header", "Authorization") : (nil, nil)
            return DriveError(
                status, reason == "tooManyRequests" ? "rateLimitExceeded" : reason, message, domain: domain,
                locationType: type, location: place, canonical: canonical)
        }
        return DriveError(403, reason, reason)
    }

    /// Every reason that ``error(_:)`` knows the words of.
    public static var reasons: [String] { known.keys.sorted() }

    private static let known: [String: (Int, String, String)] = [
        "badRequest": (400, "Bad Request", "global"),
        "invalid": (400, "Invalid Value", "global"),
        "invalidSharingRequest": (400, "Bad Request. User message: \"Sorry, the items were not shared.\"", "global"),
        "authError": (401, "Invalid Credentials", "global"),
        "userRateLimitExceeded": (403, "User Rate Limit Exceeded", "usageLimits"),
        "rateLimitExceeded": (403, "Rate Limit Exceeded", "usageLimits"),
        "sharingRateLimitExceeded": (403, "Rate limit exceeded. User message: \"Try again later.\"", "global"),
        "slowly": (403, "Slow down.", "usageLimits"),
        "dailyLimitExceeded": (403, "Daily Limit Exceeded", "usageLimits"),
        "storageQuotaExceeded": (403, "The user's Drive storage quota has been exceeded.", "global"),
        "quotaExceeded": (403, "The quota has been exceeded.", "usageLimits"),
        "downloadQuotaExceeded": (403, "The download quota for this file has been exceeded.", "usageLimits"),
        "teamDriveFileLimitExceeded": (403, "The file limit for this shared drive has been exceeded.", "global"),
        "numChildrenInNonRootLimitExceeded": (
            403, "The limit for this folder's number of children (files and folders) has been exceeded.", "global"
        ),
        "teamDriveHierarchyTooDeep": (403, "The shared drive hierarchy depth exceeds the limit.", "global"),
        "activeItemCreationLimitExceeded": (
            403, "This account has exceeded the creation limit of 500 million items.", "global"
        ),
        "insufficientFilePermissions": (
            403, "The user does not have sufficient permissions for this file.", "global"
        ),
        "insufficientPermissions": (403, "Request had insufficient authentication scopes.", "global"),
        "appNotAuthorizedToFile": (
            403, "The user has not granted the app access to this file or the app does not have it open.", "global"
        ),
        "domainPolicy": (403, "The domain administrators have disabled Drive apps.", "global"),
        "cannotDownloadAbusiveFile": (
            403, "This file has been identified as malware or spam and cannot be downloaded.", "global"
        ),
        "cannotDownloadFile": (403, "This file cannot be downloaded by the user.", "global"),
        "accessNotConfigured": (
            403, "Access Not Configured. The Drive API has not been used in this project or is disabled.",
            "usageLimits"
        ),
        "exportSizeLimitExceeded": (403, "This file is too large to be exported.", "global"),
        "fileNotDownloadable": (
            403, "Only files with binary content can be downloaded. Use Export with Docs Editors files.", "global"
        ),
        "notFound": (404, "File not found.", "global"),
        "fileIdInUse": (409, "A file already exists with the provided ID.", "global"),
        "tooManyRequests": (429, "Rate Limit Exceeded", "usageLimits"),
        "internalError": (500, "Internal Error", "global"),
        "backendError": (503, "Backend Error", "global"),
    ]
}
