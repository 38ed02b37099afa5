// SPDX-License-Identifier: Apache-2.0
import Automation
import FoundationEssentials
import Hummingbird
import Logging
import StewardCore
import StewardIntegration
import StewardJobs
import StewardLedger
import StewardStore
import Tally

/// Finds what needs one person, in what is kept here.
struct HomeMatters {
    let context: PageContext
    let site: Site

    init(_ context: PageContext, _ site: Site) {
        self.context = context
        self.site = site
    }

    private var now: Date { site.installation.clock.now }
    private func may(_ scope: Scope) -> Bool { context.visitor?.may(scope) ?? false }

    /// The gravest first, and among equals in the order of this list.
    func all() async throws -> [HomeMatter] {
        var all: [HomeMatter] = []
        if may(.review) { all += try await elections() }
        if may(.drive) { all += try await trips() }
        if may(.operate) { all += try await work() + connections() + alerts() }
        if may(.administer) { all += try await ownData() }
        return all.enumerated()
            .sorted { ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset) }
            .map(\.element)
    }

    /// An election that cannot be read hides nothing else.
    private func elections() async throws -> [HomeMatter] {
        guard let visitor = context.visitor, let election = try await site.elections().last else { return [] }
        do {
            var found: [HomeMatter] = []
            let open = try await site.view(election).findings.filter { $0.shownStatus == .open }
            let winners = open.count { $0.finding.severity == .critical }
            let grave = open.count { $0.finding.severity == .high }
            if winners > 0 { found.append(.winners(winners)) }
            if grave > 0 { found.append(.grave(grave)) }
            let waiting = try await site.home.waiting(for: visitor, site, looks: true) ?? 0
            if waiting > 0 { found.append(.review(waiting)) }
            return found
        } catch let error as TallyError {
            context.logger.error("home: the election cannot be read", metadata: ["error": "\(error)"])
            return [.unreadFindings]
        }
    }

    private func work() async throws -> [HomeMatter] {
        let queue = site.installation.jobs
        let limit = HomeView.jobLimit
        let failed = try await queue.list(JobFilter(needsPerson: true), limit: limit + 1).items
        var found = failed.prefix(limit).map { HomeMatter.job($0) }
        if failed.count > limit { found.append(.moreJobs) }
        let told = Set(failed.map(\.id))
        for run in try await Schedules(queue: queue).missing() {
            // The job that failed is told already.
            if case .failed(let job, _) = run.cause, told.contains(job) { continue }
            found.append(.run(run))
        }
        return found
    }

    /// By what is known of them: no service is asked.
    private func connections() async throws -> [HomeMatter] {
        let known = site.installation.connections
        let names = try await known.list().map(\.name)
        guard !names.isEmpty else { return [] }
        let states = try await known.states()
        return names.compactMap { name in
            guard let state = states[name] else { return nil }
            return switch (state.verdict, state.check?.health) {
            case (.failing, .failing(let error)): .connection(name: name, isFailing: true, reason: error.message)
            case (.restricted, .degraded(let why)): .connection(name: name, isFailing: false, reason: why)
            default: nil
            }
        }
    }

    /// What people are told of, but for what stands here anyway and what somebody has muted.
    private func alerts() async throws -> [HomeMatter] {
        let others: Set<Substring> = ["schedule", "connection", "book"]
        return try await site.alerting.open().filter { state in
            state.goneAt == nil && !state.isMuted(at: now) && !others.contains(state.matter.source)
        }.map { .alert($0) }
    }

    /// The questions about the person's own trips, as one matter.
    private func trips() async throws -> [HomeMatter] {
        guard let visitor = context.visitor else { return [] }
        let count = try await site.home.questions(for: visitor, site, looks: true) ?? (0, 0)
        return count.all > 0 ? [.trips(count.all, overdue: count.overdue)] : []
    }

    private func ownData() async throws -> [HomeMatter] {
        let verified = try await BookVerifications(site.installation).all()
        var found = verified.values.filter { !$0.isSound }.map(\.book.name).sorted().map { HomeMatter.brokenBook($0) }
        let unrecorded = try await site.access.unrecorded()
        if unrecorded > 0 { found.append(.unrecorded(unrecorded)) }
        if let backup = try await backup() { found.append(backup) }
        if let free = site.home.freeDisk(site.installation.folder.path, now: now), free < HomeMemory.lowDisk {
            found.append(.disk(free: free))
        }
        return found
    }

    /// Days that pass before a backup is missed, and after which one is old.
    static let daysWithout = 7.0
    static let daysOld = 30.0

    /// What another program backs up, as a PostgreSQL server, is not known here.
    private func backup() async throws -> HomeMatter? {
        guard site.installation.database is SQLiteDatabase else { return nil }
        let day = 86_400.0
        if let last = try await BackupRecord.last(site.installation) {
            return now.timeIntervalSince(last) > Self.daysOld * day ? .backup(last: last) : nil
        }
        let oldest = try await site.access.people().map(\.createdAt).min() ?? now
        return now.timeIntervalSince(oldest) > Self.daysWithout * day ? .backup(last: nil) : nil
    }
}
