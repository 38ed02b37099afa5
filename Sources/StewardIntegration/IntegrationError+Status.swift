// SPDX-License-Identifier: Apache-2.0
public import FoundationEssentials
public import HTTPTypes
public import StewardCore
import StewardHTTP

extension IntegrationError {
    /// The error that a reply's status means, by the meanings of RFC 9110; `nil` for 2xx and for 304.
    ///
    /// Services that give a status a meaning of their own look at it first.
    /// - Parameters:
    ///   - response: the reply's head.
    ///   - service: who answered, for the sentence.
    ///   - now: the present, for a Retry-After that is a date.
    public init?(status response: HTTPResponse, from service: String, now: Date) {
        let status = response.status.code
        guard !(200...299).contains(status), status != 304 else { return nil }
        let (code, advice) = Self.meaning(of: status)
        let wait = code.isTransient ? response.retryAfter(now: now) : nil
        self.init(code, "\(service) answered with status \(status); \(advice).", retryAfter: wait)
    }

    private static func meaning(of status: Int) -> (Code, String) {
        switch status {
        case 300...399: (.malformedReply, "a redirect was not expected; check the address in the settings")
        case 401: (.unauthorized, "renew the connection's credential")
        case 402, 507: (.quotaExceeded, "a quota is used up; raise it or free some of it")
        case 403: (.forbidden, "the service does not allow this; check what the credential may do")
        case 404, 410: (.notFound, "it may have been moved or removed")
        case 408, 425: (.unavailable, "try again later")
        case 409, 412: (.conflict, "it exists already or was changed meanwhile")
        case 429: (.rateLimited, "wait before trying again")
        case 501, 505: (.unsupported, "the service cannot do this")
        case 500...599: (.unavailable, "try again later")
        case 100...199: (.malformedReply, "an informational status cannot end a call")
        default: (.invalidRequest, "the service refused the request")
        }
    }
}
