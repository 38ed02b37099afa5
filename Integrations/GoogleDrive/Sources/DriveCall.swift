// SPDX-License-Identifier: Apache-2.0
package import HTTPTypes
package import StewardHTTP
package import StewardIntegration

/// One call of the Drive API, before it is signed, paced and sent.
package struct DriveCall: Sendable {
    /// The method.
    package var method: HTTPRequest.Method
    /// Where below the address.
    package var path: DrivePath
    /// Another address than the programming interface's; `nil` for that one.
    package var address: ServiceAddress?
    /// Header fields besides the token.
    package var fields: HTTPFields = [:]
    /// What is sent.
    package var body: HTTPBody?
    /// Which time limits apply.
    package var timing = HTTPCall.Timing.standard
    /// The narrowest scope that suffices.
    package var scope: String
    /// What it takes of the quota.
    package var cost: Cost
    /// How many calls it stands for (a batch).
    package var weight = 1
    /// Whether sending it twice does no more than sending it once.
    package var isRepeatable: Bool
    /// What it is about, for sentences: `the file ID`.
    package var subject: String

    package init(
        _ method: HTTPRequest.Method, _ path: DrivePath, scope: String, cost: Cost, subject: String,
        isRepeatable: Bool? = nil
    ) {
        self.method = method
        self.path = path
        self.scope = scope
        self.cost = cost
        self.subject = subject
        self.isRepeatable = isRepeatable ?? (method != .post)
    }

    /// Quota units by kind of call. Source: "Usage limits", Drive API, per-method quota, 2026-11.
    package enum Cost: Double, Sendable, Hashable {
        /// Reads one thing.
        case read = 5
        /// Reads a list.
        case list = 100
        /// Reads content.
        case download = 200
        /// Changes one thing.
        case modify = 50
        /// A chunk of an upload and the state of one: not among Google's methods.
        case none = 0

        /// Whether it makes or changes something.
        var isWrite: Bool { self == .modify }
    }

    /// Whether it makes a file, and so counts against the service's unwritten limit of files a second.
    package var makesFile = false
}

extension DriveCall {
    /// Says what is sent as JSON.
    package func json(_ bytes: [UInt8]) -> Self {
        var call = self
        call.fields[.contentType] = "application/json; charset=UTF-8"
        call.body = HTTPBody(bytes)
        return call
    }
}
