// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardJobs
package import StewardLedger
package import StewardStore

/// The logbooks of one installation: what phones and cars report, the trips in it, and what people say about them.
///
/// Everything that happened stands in books (``book(vehicle:)``, ``book(driver:)``). The tables hold what follows from
/// them, for fast lists; they can be thrown away and made again. Make one value a process: what is known of vehicles on
/// the move is kept in memory within it.
package struct Logbook: Sendable {
    let database: any Database
    package let ledger: Ledger
    let clock: any Timekeeping
    let jobs: JobQueue
    let setups: SetupCache
    let live: LiveVehicles
    let used: TokenUses
    let views: ViewCache
    /// Whether roads and addresses are asked for when a trip has ended.
    private(set) var asksServices = true

    /// - Parameter liveVehicles: of how many vehicles the state is kept in memory; those that were heard of longest ago
    ///   are read again from their books when they report.
    package init(
        database: any Database, ledger: Ledger, jobs: JobQueue, clock: any Timekeeping, liveVehicles: Int = 2_000
    ) {
        self.database = database
        self.ledger = ledger
        self.clock = clock
        self.jobs = jobs
        setups = SetupCache(database: database, clock: clock)
        live = LiveVehicles(limit: liveVehicles)
        used = TokenUses()
        views = ViewCache()
    }

    /// The same logbooks, for what need not be measured: no job is made that asks services about trips.
    package var withoutServices: Logbook {
        var logbook = self
        logbook.asksServices = false
        return logbook
    }

    /// What the names of all books begin with that are somebody's alone.
    package static let bookPrefix = "logbook/"
    /// The book of a vehicle, `logbook/vehicle/k3f9x2m7qa`.
    package static func book(vehicle: String) -> BookID { BookID("\(bookPrefix)vehicle/\(vehicle)") }
    /// The book of a driver: places, rules, profile.
    package static func book(driver account: String) -> BookID { BookID("\(bookPrefix)driver/\(account)") }

    /// Now, in microseconds since 1970.
    var now: Int64 { clock.now.microseconds }
}
