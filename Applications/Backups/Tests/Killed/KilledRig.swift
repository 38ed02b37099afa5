// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardLedger
import StewardProcess
import StewardStore
import StewardTestKit
import Testing

@testable import Backups

/// A real database, an installation whose process is killed, and what must be true of it at any moment.
final class KilledRig {
    /// What is done, and about how many milliseconds it takes at the longest.
    static let actions: [(name: String, longest: Int)] = [
        ("run", 700), ("prove", 1500), ("run", 400), ("prune", 250), ("restore", 500),
    ]
    private static let minimum = 2
    let folder: TemporaryFolder
    private let server: PostgresServer
    private var starts = 0
    /// How many proved backups there once were, at most as many as the rule's minimum.
    private var provedOnce = 0

    init() async throws {
        folder = try TemporaryFolder("killed-backups")
        server = try await PostgresServer.start()
        try await server.createDatabase("shop")
        try await fill()
        try await addSet()
    }

    /// The installation, opened anew: what a killed process had promised is put into the database by whoever opens it.
    private func with<Value>(_ body: (Backups) async throws -> Value) async throws -> Value {
        let database = try await SQLiteDatabase.open(at: folder.path("steward.sqlite"))
        let clock = SystemClock()
        let backups = Backups(
            database: database, ledger: Ledger(database: database, clock: clock),
            vault: SecretVault(database: database, key: .file(folder.path("key")), clock: clock), clock: clock,
            scratch: folder.path("scratch"))
        let result: Result<Value, any Error>
        do { result = .success(try await body(backups)) } catch { result = .failure(error) }
        await database.close()
        return try result.get()
    }

    private func fill() async throws {
        let psql = (PostgresServer.programs ?? "") + "/psql"
        for statement in [
            "CREATE TABLE orders (id int PRIMARY KEY, note text)",
            "INSERT INTO orders SELECT n, md5(n::text) FROM generate_series(1, 5000) n",
        ] {
            try await Program(
                psql, ["-X", "-q", "-h", server.folder, "-U", "steward", "-d", "shop", "-c", statement]
            ).run().checked()
        }
    }

    private func addSet() async throws {
        let key = folder.path("identity.txt")
        try await Program("/usr/bin/age-keygen", ["-o", key]).run().checked()
        let recipient = try await Program("/usr/bin/age-keygen", ["-y", key]).run().checked().text
            .trimmingCharacters(in: .whitespacesAndNewlines)
        var set = BackupSet(
            name: "nightly", connection: "db", databases: ["shop"], folder: folder.path("set"),
            encryption: .recipients([recipient]), includesGlobals: true, offsite: OffsitePlace(connection: "folder"))
        set.retentionRule = RetentionRule(days: 1, minimum: Self.minimum)
        let kept = set
        try await with { backups in
            try await backups.database.migrate(
                Ledger.migrations + SecretVault.migrations + Settings.migrations + Backups.migrations)
            try await backups.save(kept, by: "test")
            try await backups.keep(identity: key, of: kept, by: "test")
        }
    }

    /// Starts the process, eight hours after the last one by its clock.
    func start(_ action: String) throws -> KillableProcess {
        starts += 1
        let process = try KillableProcess(
            "backups-node", [folder.path, server.folder, "\(starts * 8)", action], output: folder.path("output"))
        try process.start()
        return process
    }

    /// What the processes said.
    var output: String { (try? String(contentsOfFile: folder.path("output"), encoding: .utf8)) ?? "" }

    /// Does something to its end.
    func succeed(_ action: String) async throws {
        let process = try start(action)
        var status: Int32?
        for _ in 0..<600 where status == nil {
            try await Task.sleep(for: .milliseconds(50))
            status = process.ended()
        }
        #expect(status == 0, "\(action): \(output)")
    }

    func history() async throws -> BackupHistory { try await with { try await $0.history(of: "nightly") } }

    /// What must be true whenever the process is not there.
    func check(after action: String) async throws {
        let history = try await history()
        for backup in history.backups where backup.isPresent {
            let path = folder.path("set/" + backup.file)
            let found = try? await ContentDigest.of(file: path)
            #expect(found?.sha256 == backup.sha256, "After \(action), \(backup.file) is not whole.")
            #expect(FileManager.default.fileExists(atPath: BackupManifest.name(of: path)))
        }
        let proved = history.present("shop").count { $0.provedAt != nil }
        provedOnce = max(provedOnce, min(Self.minimum, proved))
        #expect(proved >= provedOnce, "After \(action), proved backups are lost.")
        try await checkProcesses(after: action)
    }

    /// Scratch servers end with the process that started them, at once but for the time that the kernel takes.
    private func checkProcesses(after action: String) async throws {
        let place = ProofFolder(scratch: folder.path("scratch")).path
        for _ in 0..<200 {
            guard Self.isLivedIn(place) else { return }
            try await Task.sleep(for: .milliseconds(25))
        }
        Issue.record("After \(action), a server still runs in \(place).")
    }

    /// Whether a process has its current folder in this one.
    private static func isLivedIn(_ place: String) -> Bool {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.contains { name in
            Int(name) != nil
                && ((try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(name)/cwd"))?
                    .hasPrefix(place) ?? false)
        }
    }
}
