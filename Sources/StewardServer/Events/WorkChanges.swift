// SPDX-License-Identifier: Apache-2.0
import Files
import FoundationEssentials
import StewardCore
import StewardJobs

/// The changes of jobs and transfers, found by looking into the database: so that it works with several nodes. On
/// PostgreSQL the engine's notifications make it look at once.
actor WorkChanges: ChangeSource {
    private let installation: Installation
    private var jobs = JobWatch()
    private var transfers: [String: JSON] = [:]
    private var transfersAt: Date?
    private var news: Int
    private let trips: TripChanges

    /// Counting a transfer's items costs more than a look at the jobs, so it happens at most this often.
    private static let transferInterval = 2.0
    /// So many transfers at most are counted in one look, the newest first.
    private static let transferLimit = 10

    init(_ installation: Installation) {
        self.installation = installation
        news = installation.jobs.news
        trips = TripChanges(installation)
    }

    func changes(for listeners: Set<String>) async throws -> ChangeSet {
        var set = try await changes()
        set.changes += await trips.changes(for: listeners)
        return set
    }

    func changes() async throws -> ChangeSet {
        news = installation.jobs.news
        let found = try await look()
        var set = ChangeSet(isComplete: found.isComplete)
        set.changes = found.jobs.map { job in
            Change(
                name: "job", id: job.id.description, isOver: job.state.isFinal,
                data: WorkJSON.job(job))
        }
        set.changes += try await changedTransfers()
        return set
    }

    /// The watch is a value: it is put back only when the look has worked.
    private func look() async throws -> JobWatch.Changes {
        var watch = jobs
        let found = try await watch.look(at: installation.jobs)
        jobs = watch
        return found
    }

    func waitForNews(atMost limit: Duration) async {
        await installation.jobs.waitForNews(after: news, atMost: limit)
    }

    private func changedTransfers() async throws -> [Change] {
        let now = installation.clock.now
        if let at = transfersAt, now.timeIntervalSince(at) < Self.transferInterval { return [] }
        let files = installation.files
        let since = (transfersAt ?? now).addingTimeInterval(-10)
        var open: [String: JSON] = [:]
        var changes: [Change] = []
        let newest = try await files.transfers(limit: 50)
        let recent = newest.filter { transfer in
            transfer.state != .done || transfer.finishedAt.map { $0 >= since } ?? false
        }
        for transfer in recent.prefix(Self.transferLimit) {
            let view = TransferView(
                transfer: transfer, counts: try await files.counts(of: transfer.id),
                job: transfer.state == .done ? nil : try await installation.jobs.show(JobID(transfer.id))?.job)
            let data = view.json
            open[transfer.id] = data
            guard transfers[transfer.id] != data else { continue }
            changes.append(Change(name: "transfer", id: transfer.id, isOver: transfer.state == .done, data: data))
        }
        transfers = open
        transfersAt = now
        return changes
    }
}
