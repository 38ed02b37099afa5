// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import StewardCore
package import StewardLedger

/// Everything that is known of a set's backups, computed from its book and from nothing else.
package struct BackupHistory: Projection, Equatable {
    package static let name = "backups.history/1"
    package init() {}

    /// The set as it was last changed; `nil` before.
    package private(set) var set: JSON?
    private var known: [BackupID: Backup] = [:]
    private var order: [BackupID] = []
    /// The last failure of each database since its last success; under an empty name those of whole runs.
    package private(set) var failures: [String: Failure] = [:]

    /// What the roles and tablespaces of a server are called among the databases that fail.
    package static let globals = "(roles and tablespaces)"

    /// No backup was made.
    package struct Failure: Sendable, Hashable {
        package let run: String
        /// The database; empty for the whole run, ``BackupHistory/globals`` for roles and tablespaces.
        package let database: String
        /// Where it failed, as ``PassFailure/Step``.
        package let step: String
        /// One sentence.
        package let reason: String
        package let at: Date
        /// How many times in a row.
        package let count: Int
    }

    /// Every backup ever made or adopted, oldest entry first: databases' and the globals of runs, removed ones too.
    package var backups: [Backup] { order.compactMap { known[$0] } }

    /// One backup.
    package subscript(id: BackupID) -> Backup? { known[id] }

    /// The backups of one database whose files are there, oldest first.
    package func present(_ database: String) -> [Backup] {
        backups.filter { $0.isPresent && !$0.isGlobals && $0.database == database }
            .sorted { ($0.madeAt, $0.id) < ($1.madeAt, $1.id) }
    }

    /// The databases that there ever was a backup of, in alphabetical order.
    package var databases: [String] {
        Set(known.values.filter { !$0.isGlobals }.map(\.database)).sorted()
    }

    package mutating func apply(_ entry: Entry) {
        let payload = entry.payload
        switch entry.kind {
        case BackupEntry.setChanged: set = payload["set"]
        case BackupEntry.made, BackupEntry.adopted: add(payload, isAdopted: entry.kind == BackupEntry.adopted)
        case BackupEntry.failed: fail(payload, entry.time)
        default:
            guard let id = payload["backup"]?.string.map({ BackupID($0) }), var backup = known[id] else { return }
            backup.apply(entry)
            known[id] = backup
        }
    }

    private mutating func add(_ payload: JSON, isAdopted: Bool) {
        guard let backup = Backup(payload, isAdopted: isAdopted) else { return }
        failures[backup.isGlobals ? Self.globals : backup.database] = nil
        if !backup.isGlobals { failures[""] = nil }
        if known[backup.id] != nil {
            // It was missing, and is there again.
            known[backup.id]?.state = .present
        } else {
            known[backup.id] = backup
            order.append(backup.id)
        }
    }

    private mutating func fail(_ payload: JSON, _ time: Date) {
        let isGlobals = payload["is_globals"]?.bool == true
        let database = isGlobals ? Self.globals : payload["database"]?.string ?? ""
        failures[database] = Failure(
            run: payload["run"]?.string ?? "", database: database, step: payload["step"]?.string ?? "",
            reason: payload["reason"]?.string ?? "", at: time, count: (failures[database]?.count ?? 0) + 1)
    }

    package var digestible: JSON {
        .known([
            "set": set, "backups": .array(backups.map(\.digestible)),
            "failures": .array(failures.values.sorted { $0.database < $1.database }.map(\.digestible)),
        ])
    }
}

extension BackupHistory.Failure {
    fileprivate var digestible: JSON {
        [
            "run": .string(run), "database": .string(database), "step": .string(step), "reason": .string(reason),
            "at_ms": .milliseconds(at), "count": .integer(Int64(count)),
        ]
    }
}

extension Backup {
    fileprivate mutating func apply(_ entry: Entry) {
        let payload = entry.payload
        switch entry.kind {
        case BackupEntry.stored:
            let (connection, file) = (payload["connection"]?.string ?? "", payload["file_id"]?.string ?? "")
            copies.removeAll { $0.connection == connection }
            copies.append(Copy(connection: connection, fileID: file, at: entry.time))
            copyFailure = nil
        case BackupEntry.copyRemoved:
            let connection = payload["connection"]?.string ?? ""
            copies.removeAll { $0.connection == connection }
            copiesRemoved.insert(connection)
            copyFailure = nil
        case BackupEntry.storeFailed: copyFailure = payload["reason"]?.string ?? ""
        case BackupEntry.proved:
            lastProof = Proof(
                at: entry.time, reason: nil, step: nil, seconds: payload["seconds"]?.real,
                serverVersion: payload["server_version"]?.string, warnings: payload["warnings"]?.texts ?? [])
            provedAt = entry.time
        case BackupEntry.disproved:
            lastProof = Proof(
                at: entry.time, reason: payload["reason"]?.string ?? "", step: payload["step"]?.string,
                seconds: payload["seconds"]?.real, serverVersion: payload["server_version"]?.string)
            provedAt = nil
        case BackupEntry.pinned: pinnedBy = payload["by"]?.string ?? ""
        case BackupEntry.unpinned: pinnedBy = nil
        case BackupEntry.removed: state = .removed(entry.time, because: payload["because"]?.string ?? "")
        case BackupEntry.missing: if isPresent { state = .missing(entry.time) }
        case BackupEntry.restored: restoredAt = entry.time
        default: break
        }
    }

    /// All of it, for comparing two computations.
    fileprivate var digestible: JSON {
        .known([
            "record": record, "adopted": .bool(isAdopted), "state": stateJSON,
            "copies": .array(
                copies.map {
                    [
                        "connection": .string($0.connection), "file_id": .string($0.fileID),
                        "at_ms": .milliseconds($0.at),
                    ]
                }),
            "copies_removed": copiesRemoved.isEmpty ? nil : .texts(copiesRemoved.sorted()),
            "copy_failure": copyFailure.map { .string($0) }, "proved_at_ms": provedAt.map { .milliseconds($0) },
            "proof": lastProof.map {
                .known(["at_ms": .milliseconds($0.at), "reason": $0.reason.map { .string($0) }])
            },
            "pinned_by": pinnedBy.map { .string($0) }, "restored_at_ms": restoredAt.map { .milliseconds($0) },
        ])
    }

    private var stateJSON: JSON {
        switch state {
        case .present: "present"
        case .missing(let date): ["missing_at_ms": .milliseconds(date)]
        case .removed(let date, let because): ["removed_at_ms": .milliseconds(date), "because": .string(because)]
        }
    }
}

extension JSON {
    /// A number of either kind.
    fileprivate var real: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }
}
