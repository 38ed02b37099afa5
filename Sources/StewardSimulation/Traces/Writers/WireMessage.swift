// SPDX-License-Identifier: Apache-2.0

/// A request as a phone's application sends it, without the credential that the sender adds.
public struct WireMessage: Sendable, Hashable {
    /// `GET` or `POST`.
    public let method: String
    /// Path and query.
    public let target: String
    /// Header fields besides the credential, names in the service's own spelling.
    public let headers: [String: String]
    /// The body; empty for a `GET`.
    public let body: [UInt8]
    /// What it carries.
    public let reports: [Report]
}
