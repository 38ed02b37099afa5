// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardHTTP

/// What an integration is handed instead of reaching for it.
public struct IntegrationContext: Sendable {
    /// Sends requests. It already retries, paces and refuses hosts that are not the manifest's.
    public let transport: any HTTPTransport
    /// What time it is, and waiting.
    public let clock: any Timekeeping
    /// A folder for this connection's own copies; `nil`: keep nothing. It may not exist yet, and may be emptied at any
    /// time while no call runs.
    public let cacheFolder: String?

    /// The account that this connection works in the name of, when its manifest's credential is OAuth and its settings
    /// name one; `nil` else.
    public let access: (any AccessTokenProviding)?
    /// Where this connection keeps a credential of its own (an ``AccountConnecting`` its grant); `nil` when nothing can
    /// be kept.
    public let credential: (any CredentialKeeping)?
    /// The name that a person gave this connection, for messages that say how to repair it; `nil` when it has none.
    public let connectionName: String?
    /// Environment variables that the caller hands over, because the service's own tools are steered by such
    /// (PostgreSQL's `PGHOST`). An integration looks at those only that its README names, and a setting counts first.
    public let environment: [String: String]

    /// Makes a context.
    public init(
        transport: any HTTPTransport, clock: any Timekeeping = SystemClock(), cacheFolder: String? = nil,
        access: (any AccessTokenProviding)? = nil, credential: (any CredentialKeeping)? = nil,
        connectionName: String? = nil, environment: [String: String] = [:]
    ) {
        self.transport = transport
        self.clock = clock
        self.cacheFolder = cacheFolder
        self.access = access
        self.credential = credential
        self.connectionName = connectionName
        self.environment = environment
    }
}
