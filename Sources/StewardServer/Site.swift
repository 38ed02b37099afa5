// SPDX-License-Identifier: Apache-2.0
import Automation
import Files
import Logbook
import StewardCore
import StewardIntegration
import StewardLedger
import Synchronization
import Tally

/// What the pages are made from.
final class Site: Sendable {
    let installation: Installation
    /// Whether the server listens; `/readyz` says so.
    let readiness = Mutex(false)
    private let views = ElectionViews()
    private let recentBooks: Recent<String, [Book]>
    private let recentElections: Recent<String, [String]>
    /// Opens connections that keep files.
    let connecting: any FileConnecting
    /// Opens any connection by its name; nothing is sent.
    let opening: @Sendable (String) async throws -> any Integration
    /// Accounts, sign-in, sessions and API tokens.
    let access: Access
    /// Elections as their reviewers see them.
    let reviews: ReviewDesks
    /// Under which names and through which proxies it is reached.
    let reach: Reach
    /// How much may be asked and sent.
    let limits: RequestLimits
    /// Takes the files that people send.
    let uploads: Uploads
    /// What the home page and the navigation keep between requests.
    let home = HomeMemory()
    /// Tells those who listen what changes.
    let events: EventHub
    /// What pages of elections were made of.
    let shelf = TallyShelf()
    /// The browser's libraries that this machine has.
    let vendor = VendorAssets()
    /// Charging stations that were asked for lately.
    let chargers: Chargers
    /// Measures how long a service may take to answer.
    let patience: any Timekeeping
    /// What is the matter, and whom it is told.
    let alerting: Alerting

    init(
        installation: Installation, reach: Reach = .local, limits: RequestLimits = .init(), access: Access? = nil,
        alerting: Alerting? = nil
    ) {
        let connections = installation.connections
        self.installation = installation
        self.alerting = alerting ?? Alerting(installation)
        recentBooks = Recent(installation.database, clock: installation.clock)
        recentElections = Recent(installation.database, clock: installation.clock)
        events = EventHub(WorkChanges(installation), clock: installation.clock)
        reviews = ReviewDesks(installation.elections)
        connecting = FileConnections(installation)
        opening = { try await connections.open($0) }
        patience = installation.clock
        chargers = Chargers(clock: installation.clock)
        self.reach = reach
        self.limits = limits
        uploads = Uploads(limits, folder: installation.folder.uploads, clock: installation.clock)
        self.access = access ?? Access(installation: installation)
    }

    /// A site whose connections are opened by somebody else, for tests.
    init(
        installation: Installation, access: Access? = nil, connecting: any FileConnecting, patience: any Timekeeping,
        opening: @escaping @Sendable (String) async throws -> any Integration
    ) {
        self.installation = installation
        alerting = Alerting(installation)
        recentBooks = Recent(installation.database, clock: installation.clock)
        recentElections = Recent(installation.database, clock: installation.clock)
        events = EventHub(WorkChanges(installation), clock: installation.clock)
        reviews = ReviewDesks(installation.elections)
        self.connecting = connecting
        self.opening = opening
        self.patience = patience
        chargers = Chargers(clock: installation.clock)
        reach = .local
        limits = RequestLimits()
        uploads = Uploads(limits, folder: installation.folder.uploads, clock: installation.clock)
        self.access = access ?? Access(installation: installation)
    }

    /// What the pages show of an election, made anew when its book has grown. The newest is kept, so that a page costs
    /// no more than its own markup.
    /// - Throws: `TallyError`.
    func view(_ election: String) async throws -> ElectionView {
        let book = Elections.book(election)
        let size = try await books().first { $0.id == book }?.size ?? 0
        let elections = installation.elections
        return try await views.view(election, size: size) { try await elections.view(election) }
    }

    /// The books of the ledger. What another process wrote shows within a second.
    /// - Throws: the database's error.
    func books() async throws -> [Book] {
        let ledger = installation.ledger
        return try await recentBooks.value("", read: { try await ledger.books() }) ?? []
    }

    /// The elections' names, in order.
    /// - Throws: the database's error.
    func elections() async throws -> [String] {
        let ledger = installation.ledger
        return try await recentElections.value("", read: { Elections.names(of: try await ledger.books()) }) ?? []
    }
}
