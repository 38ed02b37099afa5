// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
public import StewardCore
public import StewardSimulation

/// An answer that says no, in the shape of Google's APIs.
///
/// Source: Drive API "Resolve errors" guide, 2026-11: `error{code, message, errors[]{domain, reason, message,
/// locationType?, location?}, status?, details?}`.
public struct DriveError: Error, Sendable, Hashable {
    /// The HTTP status.
    public var status: Int
    /// The reason that programs look at, as `userRateLimitExceeded`.
    public var reason: String
    /// The sentence for people, as the service words it.
    public var message: String
    /// `global` or `usageLimits`.
    public var domain: String
    /// What `location` is, as `parameter`.
    public var locationType: String?
    /// Where the fault is, as `fileId`.
    public var location: String?
    /// The canonical name of the status, for the newer form of errors.
    public var canonical: String?
    /// Seconds for a Retry-After field.
    public var retryAfter: Int?

    /// Says no.
    public init(
        _ status: Int, _ reason: String, _ message: String, domain: String = "global", locationType: String? = nil,
        location: String? = nil, canonical: String? = nil, retryAfter: Int? = nil
    ) {
        self.status = status
        self.reason = reason
        self.message = message
        self.domain = domain
        self.locationType = locationType
        self.location = location
        self.canonical = canonical
        self.retryAfter = retryAfter
    }

    /// The file does not exist, or the caller cannot see it, or a resource key or `supportsAllDrives` is missing.
    public static func notFound(_ id: String) -> Self {
        Self(404, "notFound", "File not found: \(id).", locationType: "parameter", location: "fileId")
    }
    /// A parameter's value is refused.
    public static func invalid(_ parameter: String, _ message: String = "Invalid Value") -> Self {
        Self(400, "invalid", message, locationType: "parameter", location: parameter)
    }
    /// The request makes no sense.
    public static func badRequest(_ message: String = "Bad Request") -> Self { Self(400, "badRequest", message) }
    /// The caller's role does not allow it.
    public static func insufficientPermissions(_ id: String) -> Self {
        Self(
            403, "insufficientFilePermissions",
            "The user does not have sufficient permissions for this file.")
    }

    /// The body.
    public var json: JSON {
        var item: [JSON.Member] = [
            .init("message", .string(message)), .init("domain", .string(domain)), .init("reason", .string(reason)),
        ]
        if let location { item.append(.init("location", .string(location))) }
        if let locationType { item.append(.init("locationType", .string(locationType))) }
        var error: [JSON.Member] = [
            .init("code", .integer(Int64(status))), .init("message", .string(message)),
            .init("errors", .array([.object(item)])),
        ]
        if let canonical { error.append(.init("status", .string(canonical))) }
        if reason == "insufficientPermissions" {
            let info: JSON = [
                "@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
                "domain": "googleapis.com", "metadata": ["service": "drive.googleapis.com"],
            ]
            error.append(.init("details", .array([info])))
        }
        return ["error": .object(error)]
    }

    /// The answer.
    public var reply: SimulatedReply {
        var writer = WireWriter(isPretty: true)
        writer.value(json)
        let known: [HTTPResponse.Status] = [
            .badRequest, .unauthorized, .forbidden, .notFound, .conflict, .gone, .preconditionFailed,
            .rangeNotSatisfiable, .tooManyRequests, .internalServerError, .badGateway, .serviceUnavailable,
            .gatewayTimeout,
        ]
        let named = known.first { $0.code == status } ?? .init(code: status)
        var reply = SimulatedReply(named, body: writer.out)
        reply.headerFields[.contentType] = "application/json; charset=UTF-8"
        if let retryAfter { reply.headerFields[.retryAfter] = String(retryAfter) }
        if status == 401 {
            reply.headerFields[.wwwAuthenticate] =
                "Bearer realm=\"https://accounts.google.com/\", error=\"invalid_token\""
        }
        return reply
    }
}
