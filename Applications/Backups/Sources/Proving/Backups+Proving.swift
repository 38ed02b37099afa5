// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
package import StewardIntegration
package import StewardJobs

extension Backups {
    /// Where scratch servers and unpacked dumps are while a proof runs.
    var proofFolder: ProofFolder { ProofFolder(scratch: scratch) }

    /// Restores a backup into a scratch server, looks at what came of it, records that, and removes the server.
    ///
    /// What killed proofs left is removed first. What speaks against the backup is in the report and in its book; what
    /// prevented a proof is thrown and recorded nowhere, because it says nothing about the backup.
    /// - Parameters:
    ///   - identity: a file with private keys, when it is not the set's.
    ///   - actor: who does it, as it will stand in the book.
    /// - Throws: `BackupsError`: `notFound`, `held`, `locked`, `program`; `IntegrationError`, among them `unsupported`
    ///   when this machine has no server programs; `LedgerError`, `DatabaseError`, `CancellationError`.
    package func prove(
        _ id: BackupID, in set: BackupSet, connecting: any DatabaseConnecting, identity: String? = nil,
        limits: ScratchLimits = ScratchLimits(), by actor: String,
        progress: @escaping @Sendable (JobProgress) -> Void = { _ in }
    ) async throws -> ProofReport {
        let history = try await history(of: set.name)
        let backup = try await present(id, in: set)
        guard !backup.isGlobals else {
            throw BackupsError(.invalid, "“\(id)” has roles and no database; name a database's backup.")
        }
        let proving = try await connecting.proving(set.connection)
        try await sweepProofs(connecting: connecting, connection: set.connection)
        try proofFolder.make()
        defer { proofFolder.removeEmpty() }
        let begun = clock.now
        let proof = RestoreProof(
            backup: backup, questions: set.proof.questions, madeRoles: Self.madeRoles(of: backup, in: history),
            before: history.present(backup.database).last { $0.madeAt < backup.madeAt }
        ) { body in
            try await withSource(
                of: backup, in: set, identity: identity,
                progress: { progress(JobProgress(bytes: $0, ofBytes: backup.dumpBytes, message: "Restoring \(id)")) },
                body)
        }
        progress(JobProgress(bytes: 0, ofBytes: backup.dumpBytes, message: "Starting a server for \(id)"))
        var report = try await proving.withScratchServer(in: proofFolder.path, limits: limits) { server in
            try await proof.run(on: server)
        }
        report.milliseconds = max(0, clock.now.milliseconds - begun.milliseconds)
        try await record(report, of: backup, in: set, by: actor)
        return report
    }

    /// How each database of a set stands with being proved.
    /// - Throws: `LedgerError`, `DatabaseError`.
    package func proofStates(of set: BackupSet) async throws -> [ProofState] {
        let history = try await history(of: set.name)
        return set.databases.map { ProofState($0, in: history, rule: set.proof, now: clock.now) }
    }

    /// Removes what killed proofs left, servers too.
    /// - Throws: `BackupsError` when the folder cannot be made.
    @discardableResult
    package func sweepProofs(connecting: any DatabaseConnecting, connection: String) async throws -> [String] {
        let proving = try await connecting.proving(connection)
        defer { proofFolder.removeEmpty() }
        return await proving.sweepScratchServers(in: proofFolder.path) + UnpackedDump.sweep(proofFolder.path)
    }

    /// The roles that the run's backup of roles makes; `nil` when it has none, or does not tell.
    private static func madeRoles(of backup: Backup, in history: BackupHistory) -> [String]? {
        guard let globals = backup.globals.flatMap({ history[$0] }), !globals.roles.isEmpty else { return nil }
        return globals.roles
    }

    func record(
        _ report: ProofReport, of backup: Backup, in set: BackupSet, by actor: String
    ) async throws {
        let members = (report.json.members ?? []).filter { !["backup", "proved"].contains($0.key) }
        let kind = report.isProved ? BackupEntry.proved : BackupEntry.disproved
        try await record(kind, members, of: backup, in: set, by: actor)
    }
}
