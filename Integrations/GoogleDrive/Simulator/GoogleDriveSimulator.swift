// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardSimulation

/// Google Drive: API version 3, uploads and downloads, and the public pages.
///
/// Written from the Drive API v3 reference and its guides as of 2026-11. Beside the faults of every simulator,
/// `POST /_simulator/drive/faults` plays those that only Drive has (``DriveFaults``).
///
/// ```swift
/// let simulator = try GoogleDriveSimulator()
/// let report = try simulator.state.createFile(named: "report.pdf", .generated(seed: 1, size: 10_000))
/// try await LoopbackServer.withServer(simulator) { server in … }   // Authorization: Bearer drive-token
/// ```
public struct GoogleDriveSimulator: Simulator {
    /// `google-drive`.
    public let name = "google-drive"
    /// What it keeps.
    public let state: DriveState
    /// What goes wrong.
    public let faults: DriveFaults
    /// Uploads under way, and how the public pages behave.
    public let transfers: DriveTransfers
    let options: DriveOptions
    let grants: @Sendable (String?) async -> BearerGrant?

    /// The token that is good when nothing else says which are.
    public static let token = "drive-token"
    /// What an access token must allow for everything.
    public static let scope = "https://www.googleapis.com/auth/drive"

    /// Serves a state.
    ///
    /// - Parameters:
    ///   - state: what it keeps; without one a single empty account, `user@example.com`.
    ///   - options: quotas and switches.
    ///   - grants: whose request a bearer token's is; without one ``token`` is the first account's, for everything.
    public init(
        state: DriveState, options: DriveOptions = DriveOptions(),
        grants: (@Sendable (String?) async -> BearerGrant?)? = nil
    ) {
        self.state = state
        self.options = options
        faults = DriveFaults(clock: state.clock)
        transfers = DriveTransfers(state: state, digests: options.digests)
        let account = state.firstAccount
        self.grants =
            grants ?? { token in
                token == Self.token ? BearerGrant(account: account, scopes: [Self.scope]) : nil
            }
    }

    /// Serves a new state with one account, `user@example.com`.
    public init(clock: any Timekeeping = SystemClock()) throws(IntegrationError) {
        self.init(state: try DriveState(clock: clock))
    }

    /// Every call.
    public var routes: [SimulatedRoute] { metadataRoutes + uploadRoutes + downloadRoutes + publicRoutes }

    /// Faults of Drive alone, and invented files.
    public var controls: [SimulatedRoute] { faultControls + generationControls + transferControls }
}

/// Quotas and switches of the simulated service.
public struct DriveOptions: Sendable {
    /// How much may be asked a minute; `nil`: as much as one likes.
    public var rateLimit: DriveRateLimit?
    /// Items on a page when the request does not say, of a shared drive or of My Drive.
    public var defaultPageSize = 100
    /// Which digests uploaded content gets besides MD5; fewer cost less time.
    public var digests: DigestKinds = .all
    /// No page has more items than this, whatever the request says: short pages.
    public var pageLimit: Int?

    /// No quotas.
    public init() {}
}
