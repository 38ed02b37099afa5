// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardSimulation

/// Where a client believes the service to be, so that absolute addresses in answers lead back to the simulator.
///
/// - A client that was given the simulator's own address (`http://127.0.0.1:49152`) gets that for every host of the
///   service: their paths differ, so that one port serves them all.
/// - A client that reaches it by the service's own names, through a TLS front and a proxy, gets the real addresses.
/// - A front that changes the Host field says what it was in `X-Forwarded-Host` and `X-Forwarded-Proto`.
struct RequestOrigin: Sendable, Hashable {
    /// The hosts of the service that addresses in answers lead to.
    enum Host: String, Sendable {
        /// The API and uploads.
        case api = "www.googleapis.com"
        /// File and folder pages.
        case drive = "drive.google.com"
        /// The bytes of public files.
        case content = "drive.usercontent.google.com"
        /// Documents.
        case docs = "docs.google.com"
        /// Signing in.
        case accounts = "accounts.google.com"
    }

    private let base: String?

    /// The service's own names.
    init() { base = nil }

    /// Reads where a request was sent. `configured`, as `https://drive.test:8443`, wins over everything.
    init(_ request: SimulatedRequest, configured: String? = nil) {
        if let configured {
            base = configured.hasSuffix("/") ? String(configured.dropLast()) : configured
            return
        }
        let forwarded = HTTPField.Name("X-Forwarded-Host").flatMap { request.headerFields[$0] }
        let scheme = HTTPField.Name("X-Forwarded-Proto").flatMap { request.headerFields[$0] }
        let host = forwarded ?? request.authority ?? "127.0.0.1"
        let name = host.split(separator: ":").first.map { $0.lowercased() } ?? host
        let isService = name.hasSuffix(".google.com") || name.hasSuffix(".googleapis.com")
        base = isService ? nil : "\(scheme ?? "http")://\(host)"
    }

    /// An absolute address. `path` begins with a slash.
    func address(_ host: Host, _ path: String) -> String { (base ?? "https://\(host.rawValue)") + path }
}
