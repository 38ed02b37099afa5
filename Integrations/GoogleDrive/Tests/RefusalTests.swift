// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import GoogleDrive
import HTTPTypes
import StewardCore
import Testing

@Suite("What the service refuses, and what to do about it")
struct RefusalTests {
    struct Case: Sendable {
        let status: Int
        let reason: String
        var message = "Some sentence"
        let code: IntegrationError.Code
        let says: String
    }

    static let table: [Case] = [
        Case(status: 400, reason: "badRequest", code: .invalidRequest, says: "Some sentence"),
        Case(status: 400, reason: "invalidSharingRequest", code: .invalidRequest, says: "wrong"),
        Case(status: 401, reason: "authError", code: .unauthorized, says: "steward connect google"),
        Case(status: 403, reason: "authError", code: .unauthorized, says: "steward connect google"),
        Case(status: 403, reason: "insufficientPermissions", code: .unauthorized, says: "not granted enough"),
        Case(status: 403, reason: "userRateLimitExceeded", code: .rateLimited, says: "too many calls"),
        Case(
            status: 403, reason: "userRateLimitExceeded", message: "User rate limit exceeded", code: .rateLimited,
            says: "wait"),
        Case(
            status: 403, reason: "userRateLimitExceeded", message: "User rate limit exceeded.", code: .dailyLimit,
            says: "750 GB"),
        Case(status: 403, reason: "rateLimitExceeded", code: .rateLimited, says: "wait"),
        Case(status: 403, reason: "sharingRateLimitExceeded", code: .rateLimited, says: "wait"),
        Case(status: 403, reason: "slowly", code: .rateLimited, says: "wait"),
        Case(status: 429, reason: "rateLimitExceeded", code: .rateLimited, says: "wait"),
        Case(status: 429, reason: "", code: .rateLimited, says: "wait"),
        Case(status: 403, reason: "dailyLimitExceeded", code: .dailyLimit, says: "tomorrow"),
        Case(status: 403, reason: "storageQuotaExceeded", code: .storageFull, says: "empty its trash"),
        Case(status: 403, reason: "quotaExceeded", code: .storageFull, says: "storage"),
        Case(status: 403, reason: "downloadQuotaExceeded", code: .downloadQuota, says: "make a copy"),
        Case(status: 403, reason: "teamDriveFileLimitExceeded", code: .quotaExceeded, says: "use another"),
        Case(status: 403, reason: "numChildrenInNonRootLimitExceeded", code: .quotaExceeded, says: "use another"),
        Case(status: 403, reason: "teamDriveHierarchyTooDeep", code: .quotaExceeded, says: "no more"),
        Case(status: 403, reason: "activeItemCreationLimitExceeded", code: .quotaExceeded, says: "no more"),
        Case(status: 403, reason: "insufficientFilePermissions", code: .forbidden, says: "owner"),
        Case(status: 403, reason: "appNotAuthorizedToFile", code: .forbidden, says: "made itself"),
        Case(status: 403, reason: "domainPolicy", code: .forbidden, says: "administrator"),
        Case(status: 403, reason: "cannotDownloadAbusiveFile", code: .flaggedAsAbuse, says: "acknowledge-abuse"),
        Case(status: 403, reason: "cannotDownloadFile", code: .forbidden, says: "owner"),
        Case(status: 403, reason: "accessNotConfigured", code: .forbidden, says: "switch it on"),
        Case(status: 403, reason: "exportSizeLimitExceeded", code: .unsupported, says: "too large"),
        Case(status: 403, reason: "fileNotDownloadable", code: .unsupported, says: "export it"),
        Case(status: 403, reason: "neverHeardOf", code: .forbidden, says: "neverHeardOf"),
        Case(status: 404, reason: "notFound", code: .notFound, says: "resource key"),
        Case(status: 404, reason: "notFound", code: .notFound, says: "shared drive"),
        Case(status: 404, reason: "notFound", code: .notFound, says: "does not exist"),
        Case(status: 409, reason: "duplicate", code: .conflict, says: "taken"),
        Case(status: 412, reason: "conditionNotMet", code: .conflict, says: "meanwhile"),
        Case(status: 416, reason: "", code: .invalidRequest, says: "behind its end"),
        Case(status: 500, reason: "internalError", code: .unavailable, says: "try again"),
        Case(status: 502, reason: "", code: .unavailable, says: "try again"),
        Case(status: 503, reason: "backendError", code: .unavailable, says: "try again"),
        Case(status: 504, reason: "", code: .unavailable, says: "try again"),
    ]

    @Test("each reason has its code and its next step", arguments: table)
    func meaning(expected: Case) {
        let answer = ScriptedDrive.Answer.refusal(expected.status, expected.reason, expected.message)
        let response = HTTPResponse(status: .init(code: expected.status), headerFields: [.retryAfter: "7"])
        let error = DriveRefusal(status: expected.status, body: answer.body)
            .error(about: "the file ABC", response, now: Date(timeIntervalSince1970: 0))
        #expect(error.code == expected.code)
        #expect(error.message.contains(expected.says), "\(error.message)")
        #expect(error.message.contains("the file ABC"))
        #expect(error.retryAfter == (expected.code.isTransient ? .seconds(7) : nil))
        #expect(error.refusal?.reason == expected.reason)
    }

    @Test(
        "a page of a proxy instead of the service's words leaves the status",
        arguments: [
            "", "<html>", "[]", "{", #"{"error":"invalid_grant"}"#, #"{"error":[]}"#, #"{"error":{"errors":7}}"#,
        ])
    func foreignBody(body: String) {
        let response = HTTPResponse(status: .forbidden)
        let error = DriveRefusal(status: 403, body: Array(body.utf8))
            .error(about: "x", response, now: Date(timeIntervalSince1970: 0))
        #expect(error.code == .forbidden)
        #expect(error.refusal?.reason == "")
    }

    @Test("a long sentence of the service is cut")
    func longMessage() {
        let long = String(repeating: "very ", count: 10_000)
        let refusal = DriveRefusal(status: 400, body: ScriptedDrive.Answer.refusal(400, "invalid", long).body)
        #expect(refusal.message.count == 200)
    }
}
