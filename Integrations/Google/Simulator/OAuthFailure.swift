// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardSimulation

/// A refusal in the form of OAuth 2.0 (RFC 6749, 5.2), with the words Google uses.
struct OAuthFailure: Error {
    let status: HTTPResponse.Status
    let error: String
    let description: String?

    init(_ status: Int, _ error: String, _ description: String? = nil) {
        self.status = .init(code: status)
        self.error = error
        self.description = description
    }

    /// A parameter that the request lacks.
    static func missing(_ name: String) -> Self {
        Self(400, "invalid_request", "Missing required parameter: \(name)")
    }

    var reply: SimulatedReply {
        var members: [JSON.Member] = [.init("error", .string(error))]
        if let description { members.append(.init("error_description", .string(description))) }
        return .oauth(.object(members), status: status)
    }

    /// The page that a person sees in the browser.
    var page: SimulatedReply {
        let what = "Error \(status.code): \(error)"
        let text: HTML = """
            <!DOCTYPE html><html><head><title>\(what)</title></head><body><h1>Access blocked: Authorization Error</h1>\
            <p>\(description ?? "")</p><p>\(what)</p></body></html>
            """
        return .text(text.markup, type: "text/html; charset=utf-8", status: status)
    }
}

extension SimulatedReply {
    /// JSON that must not be kept (RFC 6749, 5.1).
    static func oauth(_ json: JSON, status: HTTPResponse.Status = .ok) -> Self {
        var reply = Self.json(json, status: status)
        reply.headerFields[.contentType] = "application/json; charset=utf-8"
        reply.headerFields[.cacheControl] = "no-cache, no-store, max-age=0, must-revalidate"
        return reply
    }
}
