// SPDX-License-Identifier: Apache-2.0
import Backups
import FoundationEssentials
import Hummingbird
import StewardCore
import StewardJobs

/// A backup set as its pages and their JSON show it.
struct BackupSetView: Sendable {
    let set: BackupSet
    let history: BackupHistory
    /// Each database of the set, in its order, and after them those that it had once.
    let databases: [BackupDatabaseView]
    /// Its jobs that are not over, oldest first.
    let jobs: [Job]

    /// The kinds of jobs that are about a set.
    static let kinds = [BackupJobs.run, BackupJobs.prove, BackupJobs.prune, BackupJobs.restore]

    /// Every set, by name.
    static func all(_ site: Site) async throws -> [BackupSetView] {
        var views: [BackupSetView] = []
        for kept in try await site.installation.backups.sets() { views.append(try await one(kept.set, site)) }
        return views
    }

    /// The set that an address names.
    static func named(in context: PageContext, _ site: Site) async throws -> BackupSetView {
        let name = try FilesPages.parameter("set", context)
        guard let set = try await site.installation.backups.sets().first(where: { $0.set.name == name })?.set else {
            throw HTTPError(.notFound, message: "There is no backup set “\(name.prefix(80))”.")
        }
        return try await one(set, site)
    }

    private static func one(_ set: BackupSet, _ site: Site) async throws -> BackupSetView {
        let history = try await site.installation.backups.history(of: set.name)
        let now = site.installation.clock.now
        let names = set.databases + history.databases.filter { !set.databases.contains($0) }
        let databases = names.map { name in
            BackupDatabaseView(
                name: name, isCurrent: set.databases.contains(name), present: history.present(name),
                failure: history.failures[name] ?? (set.databases.contains(name) ? history.failures[""] : nil),
                proof: ProofState(name, in: history, rule: set.proof, now: now), hasOffsite: set.offsite != nil)
        }
        return BackupSetView(
            set: set, history: history, databases: databases, jobs: try await openJobs(of: set.name, site))
    }

    private static func openJobs(of set: String, _ site: Site) async throws -> [Job] {
        let queue = site.installation.jobs
        let open = try await queue.running(limit: 200).map(\.job) + queue.waiting(limit: 200)
        return open.filter { kinds.contains($0.kind) && $0.payload["set"]?.string == set }
    }

    /// The gravest state of its databases.
    var state: BackupDatabaseView.State { databases.filter(\.isCurrent).map(\.state).max() ?? .none }
    var path: String { "/backups/\(HTML.pathComponent(set.name))" }

    /// Backups whose files are there, the newest first: of every database, and the roles.
    var present: [Backup] {
        history.backups.filter(\.isPresent).sorted { ($1.madeAt, $1.id) < ($0.madeAt, $0.id) }
    }
}

/// How one database stands.
struct BackupDatabaseView: Sendable {
    /// From well to grave.
    enum State: Int, Sendable, Comparable {
        case proved, unproved, none, old, failing, disproved

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

        var badge: (phrase: Phrase, tone: Tone) {
            switch self {
            case .proved: (.backupProved, .good)
            case .unproved: (.backupUnproved, .hint)
            case .none: (.backupNone, .medium)
            case .old: (.backupProofOld, .medium)
            case .failing: (.backupFailing, .high)
            case .disproved: (.backupDisproved, .critical)
            }
        }

        /// Its name in JSON.
        var name: String {
            switch self {
            case .proved: "proved"
            case .unproved: "unproved"
            case .none: "none"
            case .old: "proof_too_old"
            case .failing: "failing"
            case .disproved: "disproved"
            }
        }
        static let names = ["proved", "unproved", "none", "proof_too_old", "failing", "disproved"]
    }

    let name: String
    /// Whether the set still backs it up.
    let isCurrent: Bool
    /// Oldest first.
    let present: [Backup]
    let failure: BackupHistory.Failure?
    let proof: ProofState
    let hasOffsite: Bool

    var newest: Backup? { present.last }

    var state: State {
        if proof.failure != nil { return .disproved }
        if failure != nil { return .failing }
        guard newest != nil else { return .none }
        if proof.isOverdue { return .old }
        return proof.provedAt == nil ? .unproved : .proved
    }
}
