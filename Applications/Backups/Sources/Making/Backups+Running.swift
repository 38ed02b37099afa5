// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration
import StewardLedger
import StewardStore
import Synchronization

extension Backups {
    /// Makes a backup of each of a set's databases, and copies off-site what is not there yet.
    ///
    /// A database that fails does not keep the others from being made. What failed is recorded and in the report.
    /// - Parameters:
    ///   - databases: some of the set's; `nil` for all.
    ///   - id: the run's own name in entries, as a job's id.
    ///   - progress: called often, from any thread.
    /// - Throws: `BackupsError` with `held` when another process works on the folder, saying which; then nothing is
    ///   recorded. `CancellationError` when it is stopped, which is recorded. `LedgerError`, `DatabaseError`.
    package func run(
        _ set: BackupSet, databases: [String]? = nil, id: String, connections: any DatabaseConnecting,
        stores: any StoreConnecting, by actor: String,
        progress: @escaping @Sendable (BackupProgress) -> Void = { _ in }
    ) async throws -> BackupRun {
        var run = BackupRun(id: id, set: set.name, startedAt: clock.now, endedAt: clock.now)
        do {
            let lock = try await prepare(set)
            defer { lock.release() }
            try await make(databases, set, connections, actor, progress, &run)
            // The folder stays locked, so that nothing is copied twice.
            try await storeUnlessStopped(set, stores, actor, progress, &run)
        } catch let failure as PassFailure {
            try await fail(nil, failure, &run, set, actor)
        } catch  where Task.isCancelled {
            // Nothing was begun yet.
        }
        try Task.checkCancellation()
        run.endedAt = clock.now
        return run
    }

    private func make(
        _ databases: [String]?, _ set: BackupSet, _ connections: any DatabaseConnecting, _ actor: String,
        _ progress: @escaping @Sendable (BackupProgress) -> Void, _ run: inout BackupRun
    ) async throws {
        do {
            run.repair = try await repair(set, actor: actor)
            let maker = try await maker(set, run, connections, actor, progress)
            try await make(databases ?? set.databases, maker, &run)
        } catch  where Task.isCancelled && !(error is PassFailure) {
            // The database, too, says in its own way that it was stopped.
            throw PassFailure.stopped
        } catch let error as BackupsError {
            throw PassFailure(step: .lock, reason: error.description)
        } catch let error as VaultError {
            throw PassFailure(step: .encrypt, reason: error.description)
        }
    }

    private func storeUnlessStopped(
        _ set: BackupSet, _ stores: any StoreConnecting, _ actor: String,
        _ progress: @escaping @Sendable (BackupProgress) -> Void, _ run: inout BackupRun
    ) async throws {
        guard !Task.isCancelled else { return }
        do { try await store(set, stores, &run, by: actor, progress: progress) } catch  where Task.isCancelled {
            // What was made is made; the next run copies it.
        }
    }

    /// Looks at what a run needs before anything is dumped, and takes the folder's lock.
    private func prepare(_ set: BackupSet) async throws -> FolderLock {
        try step(.settings) { try set.check() }
        if let missing = programs.missing(for: set) {
            throw PassFailure(
                step: set.encryption.isNone ? .compress : .encrypt,
                reason: "There is no program at \(missing); install it, or correct the path.")
        }
        let present = try await history(of: set.name).backups.filter { $0.isPresent && !$0.isAdopted }
        let lockFile = set.folder + "/" + FolderLock.name
        if !present.isEmpty, DiskFile.status(lockFile) == nil,
            present.allSatisfy({ DiskFile.status(BackupFolder(path: set.folder).path(of: $0.file)) == nil })
        {
            throw PassFailure(
                step: .lock,
                reason:
                    "None of the set's backups is in \(set.folder); look whether its disk is mounted. To begin anew "
                    + "there, make the file \(lockFile).")
        }
        try step(.lock) {
            try DiskFile.makeFolder(set.folder)
            try DiskFile.makeFolder(scratch)
            NamedPipe.sweep(scratch)
        }
        do { return try FolderLock(set.folder, purpose: "a run of “\(set.name)”", now: clock.now) } catch {
            guard error.code != .held else { throw error }
            throw PassFailure(step: .lock, reason: error.description)
        }
    }

    private func step(_ step: PassFailure.Step, _ body: () throws -> Void) throws(PassFailure) {
        do { try body() } catch { throw PassFailure(step: step, reason: BackupPass.sentence(of: error)) }
    }

    private func maker(
        _ set: BackupSet, _ run: BackupRun, _ connections: any DatabaseConnecting, _ actor: String,
        _ progress: @escaping @Sendable (BackupProgress) -> Void
    ) async throws -> BackupMaker {
        let dumping: any DatabaseDumping
        do { dumping = try await connections.dumping(set.connection) } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw PassFailure(step: .server, reason: BackupPass.sentence(of: error))
        }
        return BackupMaker(
            backups: self, set: set, run: run.id, actor: actor, dumping: dumping, stages: try await stages(set),
            history: try await history(of: set.name), progress: progress)
    }

    /// The programs that a set's dumps pass through.
    private func stages(_ set: BackupSet) async throws -> [PassStage] {
        var stages: [PassStage] = []
        if set.compression > 0 { stages.append(.compress(programs, level: set.compression)) }
        switch set.encryption {
        case .none: break
        case .recipients(let keys): stages.append(.encrypt(programs, for: keys))
        case .passphrase(let name):
            guard let secret = try await vault.secret(named: name) else {
                throw PassFailure(
                    step: .encrypt,
                    reason: "The vault has no passphrase “\(name)”; enter it, or choose another encryption.")
            }
            if let problem = Terminal.problem(of: secret) { throw PassFailure(step: .encrypt, reason: problem) }
            stages.append(.encrypt(programs, with: secret))
        }
        return stages
    }

    /// Makes all of them while the server runs, and records what failed.
    private func make(_ databases: [String], _ maker: BackupMaker, _ run: inout BackupRun) async throws {
        let results = MadeSoFar()
        var failure: PassFailure?
        do {
            try await maker.dumping.withServer { await Self.makeEach(databases, maker, results) }
        } catch is CancellationError {
            failure = .stopped
        } catch {
            // Also when the server could not be stopped again, after everything was made.
            failure = PassFailure(step: .server, reason: BackupPass.sentence(of: error))
        }
        for (subject, result) in results.all {
            switch result {
            case .success(let backup): run.made.append(backup)
            case .failure(let failure): try await fail(subject, failure, &run, maker.set, maker.actor)
            }
        }
        if let failure { throw failure }
    }

    @Sendable
    private static func makeEach(_ databases: [String], _ maker: BackupMaker, _ results: MadeSoFar) async {
        var globals: BackupID?
        var subjects: [BackupMaker.Subject] = maker.set.includesGlobals ? [.globals] : []
        subjects += databases.map { .database($0, globals: nil) }
        for var subject in subjects {
            if let name = subject.database { subject = .database(name, globals: globals) }
            do {
                let backup = try await maker.make(subject)
                if subject == .globals { globals = backup.id }
                results.add(subject, .success(backup))
            } catch let failure as PassFailure {
                results.add(subject, .failure(failure))
            } catch is CancellationError {
                // What was made before is kept; the rest is not begun.
                return results.add(subject, .failure(.stopped))
            } catch {
                results.add(subject, .failure(PassFailure(step: .dump, reason: BackupPass.sentence(of: error))))
            }
        }
    }

    /// Records that something was not made.
    private func fail(
        _ subject: BackupMaker.Subject?, _ failure: PassFailure, _ run: inout BackupRun, _ set: BackupSet,
        _ actor: String
    ) async throws {
        // A run that was stopped says so once, of the database that it stopped at.
        if subject == nil, run.failures.contains(where: { $0.reason == failure.reason }) { return }
        run.failures.append(.init(database: subject?.label, step: failure.step, reason: failure.reason))
        let payload = JSON.known([
            "run": .string(run.id), "database": subject?.database.map { .string($0) },
            "is_globals": subject == .globals ? true : nil, "step": .string(failure.step.rawValue),
            "reason": .string(failure.reason),
        ])
        try await appendUnstopped(
            EntryDraft(
                kind: BackupEntry.failed, actor: actor, payload: payload,
                idempotencyKey: "failed:\(run.id):\(subject?.label ?? ""):\(clock.now.milliseconds)"), to: set.book)
    }
}

extension BackupPrograms {
    /// The path of a program that a set needs and that is not there.
    fileprivate func missing(for set: BackupSet) -> String? {
        var needed: [String] = set.compression > 0 ? [zstd] : []
        if !set.encryption.isNone { needed.append(age) }
        if set.format == .directory { needed.append(tar) }
        return needed.first { !FileManager.default.isExecutableFile(atPath: $0) }
    }
}

/// What became of each database, until now.
private final class MadeSoFar: Sendable {
    typealias Item = (BackupMaker.Subject, Result<Backup, PassFailure>)
    private let items = Mutex<[Item]>([])
    var all: [Item] { items.withLock { $0 } }
    func add(_ subject: BackupMaker.Subject, _ result: Result<Backup, PassFailure>) {
        items.withLock { $0.append((subject, result)) }
    }
}
