// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration
import StewardLedger
import StewardProcess

/// Makes the backups of one run, one after the other, while the folder's lock is held.
struct BackupMaker: Sendable {
    let backups: Backups
    let set: BackupSet
    let run: String
    let actor: String
    let dumping: any DatabaseDumping
    /// What the dumps pass through.
    let stages: [PassStage]
    let history: BackupHistory
    let progress: @Sendable (BackupProgress) -> Void
    private var folder: BackupFolder { BackupFolder(path: set.folder) }

    /// What is dumped: a database, or what belongs to the whole server.
    enum Subject: Sendable, Hashable {
        case globals
        case database(String, globals: BackupID?)

        var database: String? { if case .database(let name, _) = self { name } else { nil } }
        var label: String { database ?? BackupHistory.globals }
    }

    /// Makes one backup: dumped, written, named and recorded.
    /// - Throws: `PassFailure`; `CancellationError`. Nothing that could be taken for a backup is left then, unless it
    ///   is one that could not be recorded, which the next run does.
    func make(_ subject: Subject) async throws -> Backup {
        let last = history.backups.last { $0.isPresent && !$0.isAdopted && $0.isOf(subject) }
        try checkSpace(last)
        let startedAt = backups.clock.now
        let file = try step(.write) { () throws(BackupsError) in
            try folder.newFile(
                database: subject.database, at: startedAt, zone: set.zone, format: format(subject),
                compression: set.compression > 0 ? .zstd : .none, isEncrypted: !set.encryption.isNone)
        }
        let partial = folder.path(of: file) + BackupFolder.partial
        do {
            let outcome = try await pass(subject, into: partial, last)
            try check(outcome, subject)
            let backup = backup(subject, file, startedAt, outcome)
            do { try folder.finish(file, BackupManifest(set: set.name, backup: backup)) } catch {
                throw PassFailure(step: .write, reason: BackupPass.sentence(of: error))
            }
            try await record(backup)
            return backup
        } catch {
            DiskFile.remove(partial)
            throw error
        }
    }

    private func format(_ subject: Subject) -> DumpFormat { subject == .globals ? .plain : set.format }

    private func step<Value>(
        _ step: PassFailure.Step, _ body: () throws(BackupsError) -> Value
    ) throws(PassFailure) -> Value {
        do { return try body() } catch { throw PassFailure(step: step, reason: error.description) }
    }

    /// The disk must have room for another backup as large as the last one, and a tenth more.
    private func checkSpace(_ last: Backup?) throws(PassFailure) {
        let free: Int64
        do { free = try backups.freeBytes(set.folder) } catch {
            throw PassFailure(step: .space, reason: BackupPass.sentence(of: error))
        }
        let size = (last?.bytes ?? 0) + (set.format == .directory ? last?.dumpBytes ?? 0 : 0)
        let needed = size + size / 10 + 4 << 20
        guard free < needed else { return }
        throw PassFailure(
            step: .space,
            reason: "The disk that holds \(set.folder) has \(ByteText.text(free)) free, and about "
                + "\(ByteText.text(needed)) are needed; free some space or choose another folder.")
    }

    // MARK: The pass

    private func pass(_ subject: Subject, into partial: String, _ last: Backup?) async throws -> BackupPass.Outcome {
        let (label, known) = (subject.label, last?.dumpBytes)
        let pass = BackupPass(stages: stages, scratch: backups.scratch, hasMD5: set.offsite != nil) {
            [progress] bytes in
            progress(.dumping(database: label, bytes: bytes, of: known))
        }
        guard case .database(let database, _) = subject else {
            return try await pass.run(into: partial, reader: GlobalsReader()) { [dumping] in
                try await dumping.dumpGlobals(to: $0)
            }
        }
        let request = DumpRequest(database, set.format)
        guard set.format == .directory else {
            return try await pass.run(into: partial, reader: dumping.dumpReader(of: set.format)) { [dumping] in
                try await dumping.dump(request, to: $0)
            }
        }
        let folder = partial.dropLast(BackupFolder.partial.count) + BackupFolder.partialFolder
        defer { DiskFile.removeFolder(String(folder)) }
        return try await pass.run(into: partial, reader: dumping.dumpReader(of: .directory)) {
            try await tar(request, String(folder), $0)
        }
    }

    private func tar(_ request: DumpRequest, _ folder: String, _ descriptor: Int32) async throws -> DumpSummary {
        let summary = try await dumping.dump(request, into: folder, workers: set.workers)
        try await Program(backups.programs.tar, ["-c", "-f", "-", "-C", folder, "."])
            .run(input: .nothing, output: .descriptor(descriptor), limits: .unhurried).checked()
        return summary
    }

    private func check(_ outcome: BackupPass.Outcome, _ subject: Subject) throws(PassFailure) {
        if let flaw = outcome.content.flaw { throw PassFailure(step: .dump, reason: flaw) }
        if outcome.dump.bytes == 0 || outcome.file.bytes == 0 {
            throw PassFailure(step: .dump, reason: "The dump of \(subject.label) is empty.")
        }
        if let name = outcome.content.database, let wanted = subject.database, name != wanted {
            throw PassFailure(step: .dump, reason: "The dump says that it is of “\(name)” instead of “\(wanted)”.")
        }
    }

    private func backup(
        _ subject: Subject, _ file: String, _ startedAt: Date, _ outcome: BackupPass.Outcome
    ) -> Backup {
        let name = String(file.split(separator: "/").last ?? "")
        var globals: BackupID?
        if case .database(_, let id) = subject { globals = id }
        return Backup(
            id: BackupID(stem: BackupName(name)?.stem ?? name, sha256: outcome.file.sha256),
            database: subject.database ?? "", isGlobals: subject == .globals, run: run, format: format(subject),
            file: file, madeAt: Date(milliseconds: startedAt.milliseconds),
            milliseconds: Int64(backups.clock.now.timeIntervalSince(startedAt) * 1000), bytes: outcome.file.bytes,
            sha256: outcome.file.sha256, md5: outcome.file.md5, dumpBytes: outcome.dump.bytes,
            dumpSHA256: outcome.dump.sha256, serverVersion: outcome.summary.serverVersion,
            toolVersion: outcome.summary.toolVersion, tables: outcome.content.tables,
            extensions: outcome.content.extensions, roles: outcome.content.roles,
            warnings: Array(outcome.summary.warnings.prefix(100)), globals: globals, compression: set.compression,
            encryption: set.encryption, isAdopted: false)
    }

    /// Records it, also when somebody stops the run at this moment: the file is complete.
    private func record(_ backup: Backup) async throws {
        do {
            try await backups.appendUnstopped(backup.madeEntry(actor), to: set.book)
        } catch {
            throw PassFailure(
                step: .record,
                reason: "\(backup.id) is complete, but could not be recorded: \(error) The next run records it.")
        }
    }
}

extension Backup {
    fileprivate func isOf(_ subject: BackupMaker.Subject) -> Bool {
        switch subject {
        case .globals: isGlobals
        case .database(let name, _): !isGlobals && database == name
        }
    }
}

extension Backups {
    /// Adds an entry, whether or not the task has been cancelled meanwhile.
    func appendUnstopped(_ draft: EntryDraft, to book: BookID) async throws {
        _ = try await Task { try await ledger.append(draft, to: book) }.value
    }
}
