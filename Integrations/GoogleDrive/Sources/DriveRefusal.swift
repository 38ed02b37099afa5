// SPDX-License-Identifier: Apache-2.0
package import HTTPTypes
package import StewardCore
import StewardHTTP
import StewardIntegration
package import FoundationEssentials

/// Why the service refused a call, in its own words. Source: Drive API v3, "Resolve errors", 2026-11.
package struct DriveRefusal: Error, Sendable, Hashable {
    /// The status.
    package var status: Int
    /// The machine-readable reason; empty when there is none.
    package var reason = ""
    /// The service's sentence; empty when there is none.
    package var message = ""
    /// The parameter it is about, as `pageToken`.
    package var location = ""

    /// Reads an error reply's body. One that is not the service's JSON (a proxy's page) leaves only the status.
    package init(status: Int, body: [UInt8]) {
        self.status = status
        guard !body.isEmpty else { return }
        var found = self
        let isRead = (try? JSONReader.read(body) { reader throws(JSONError) in try found.read(&reader) }) != nil
        if isRead { self = found }
        message = String(message.prefix(200))
    }

    private mutating func read(_ reader: inout JSONReader) throws(JSONError) {
        guard try reader.peekKind() == .object else { return }
        try reader.beginObject()
        while let key = try reader.nextKey() {
            if case "error" = key, try reader.peekKind() == .object { try readError(&reader) }
        }
    }

    private mutating func readError(_ reader: inout JSONReader) throws(JSONError) {
        var statusText = ""
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "message": message = try reader.readString()
            case "status": statusText = try reader.readString()
            case "errors":
                try reader.beginArray()
                while try reader.nextElement() { try readItem(&reader) }
            default: try reader.skipValue()
            }
        }
        if reason.isEmpty { reason = statusText }
    }

    /// The first item's reason counts.
    private mutating func readItem(_ reader: inout JSONReader) throws(JSONError) {
        var item = (reason: "", location: "")
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "reason": item.reason = try reader.readString()
            case "location": item.location = try reader.readString()
            default: try reader.skipValue()
            }
        }
        if reason.isEmpty { (reason, location) = item }
    }
}

extension DriveRefusal {
    /// Whether a page token was refused: the list has to begin again.
    package var isPageToken: Bool {
        (status == 400 || status == 410) && (location == "pageToken" || message.lowercased().contains("page token"))
    }

    /// The error for a person: the code by the reason, and a sentence with the next step.
    ///
    /// - Parameters:
    ///   - subject: what the call was about, as `the file ID`.
    ///   - response: the reply's head, for Retry-After and for statuses without a reason.
    ///   - now: the present.
    package func error(about subject: String, _ response: HTTPResponse, now: Date) -> IntegrationError {
        let wait = response.retryAfter(now: now)
        guard let meaning = meaning(subject: subject) else {
            let byStatus = IntegrationError(status: response, from: "Google Drive (\(subject))", now: now)
            return IntegrationError(
                byStatus?.code ?? .malformedReply,
                byStatus?.message ?? "Google Drive answered \(status) for \(subject), which was not expected.",
                retryAfter: byStatus?.retryAfter, cause: self)
        }
        let message = "Google Drive refused \(subject): \(meaning.sentence)"
        return IntegrationError(
            meaning.code, message, retryAfter: meaning.code.isTransient ? wait : nil, cause: self)
    }
}

extension IntegrationError {
    /// Why the service refused the call; `nil` when it did not, or was not reached.
    package var refusal: DriveRefusal? { cause as? DriveRefusal }
}
