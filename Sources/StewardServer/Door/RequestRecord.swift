// SPDX-License-Identifier: Apache-2.0
package import Logging

/// What is logged of a request. Of the address only the template of its route, never what a person or program wrote
/// into it; of the person only the account's id.
package struct RequestRecord: Sendable {
    /// The request's id, which the answer has too.
    package let id: String
    /// The method; `other` for one that no client has.
    package let method: String
    /// The template of the route; `none` for an address that there is not.
    package let route: String
    package let status: Int
    /// Milliseconds until the answer began.
    package let milliseconds: Int64
    /// The account that asked; `nil` for nobody who is known.
    package let account: String?

    package init(id: String, method: String, route: String, status: Int, milliseconds: Int64, account: String?) {
        self.id = id
        self.method = method
        self.route = route
        self.status = status
        self.milliseconds = milliseconds
        self.account = account
    }

    /// The message of its line.
    package static let message = "request"

    /// The names and values of its line.
    package var metadata: Logger.Metadata {
        var metadata: Logger.Metadata = [
            "request": .string(id), "method": .string(method), "route": .string(route),
            "status": .string(String(status)), "ms": .string(String(milliseconds)),
        ]
        if let account { metadata["account"] = .string(account) }
        return metadata
    }
}

/// Takes what is logged of every request: a server does this more often than anything else.
package protocol RequestRecording: Sendable {
    /// Keeps a line; may be called by many at once.
    func record(_ record: RequestRecord)
}

/// Records requests as lines of a log.
struct LoggedRequests: RequestRecording {
    let logger: Logger

    func record(_ record: RequestRecord) {
        guard logger.logLevel <= .info else { return }
        logger.info("\(RequestRecord.message)", metadata: record.metadata)
    }
}
