// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Hummingbird
import Logging
import StewardCore
import StewardJobs
import StewardLedger
import Tally

/// What the home page shows one person. Made from what is kept here alone: no service is asked.
struct HomeView: Sendable {
    /// The gravest first; only what this person may deal with.
    var matters: [HomeMatter] = []
    /// The person's vehicles with which a trip goes on.
    var driving: [LogbookCar] = []
    var running: [RunningJob] = []
    /// The next runs of schedules, soonest first.
    var next: [ScheduleStatus] = []
    var proofs: [HomeProof] = []
    var steps = HomeSteps()

    /// What is shown of each at most.
    static let jobLimit = 5
    static let runLimit = 5
    static let proofLimit = 6

    static func load(_ context: PageContext, _ site: Site) async throws -> HomeView {
        let queue = site.installation.jobs
        var view = HomeView()
        view.matters = try await HomeMatters(context, site).all()
        if context.visitor?.may(.drive) ?? false {
            view.driving = try await LogbookCar.onTheWay(try LogbookReader(context, site))
        }
        view.running = try await queue.running(limit: jobLimit)
        let schedules = try await Schedules(queue: queue).list()
        view.next = Array(
            schedules.filter { $0.pausedAt == nil && $0.nextAt != nil }
                .sorted {
                    ($0.nextAt ?? .distantFuture, $0.schedule.name) < ($1.nextAt ?? .distantFuture, $1.schedule.name)
                }
                .prefix(runLimit))
        view.proofs = try await HomeProof.all(context, site)
        view.steps = try await HomeSteps(site)
        return view
    }
}

/// What an installation needs before there is something to look at.
struct HomeSteps: Sendable {
    var hasConnection = false
    var hasElection = false
    var hasPeople = false

    init() {}

    init(_ site: Site) async throws {
        hasElection = try await !site.elections().isEmpty
        hasConnection = try await !site.installation.connections.list().isEmpty
        hasPeople = try await site.access.people().count > 1
    }

    /// Whether there is nothing to look at.
    var isEmpty: Bool { !hasConnection && !hasElection }
    /// Whether somebody who sets up still wants to be told how. One of the three is optional: some work alone, some
    /// have no service to connect.
    var areOpen: Bool { [hasConnection, hasElection, hasPeople].count { $0 } < 2 }
}
