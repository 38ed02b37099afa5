// SPDX-License-Identifier: Apache-2.0
import Backups
import Foundation
import StewardCore
import StewardIntegration
import StewardJobs
import StewardLedger
import StewardServer

/// The demonstration's backups: a PostgreSQL server of its own with two invented databases, which lives as long as the
/// demonstration, a set of backups of some days, one that is proved, and one that was damaged and found.
struct DemoBackups {
    static let connection = "demo-server"
    static let set = "demo"
    /// How many days have a backup, today among them.
    private static let days = 5

    let installation: Installation
    let printer: Printer

    private var connections: DatabaseConnections { DatabaseConnections(installation) }
    private var folder: String { installation.folder.path + "/demo-backups" }

    /// Runs `body`; from when it says that the pages are up until its end, the server runs beside it. What goes wrong
    /// with that is told, and ends nothing.
    func beside(_ body: (_ isUp: @escaping @Sendable () -> Void) async throws -> Void) async throws {
        let (ups, continuation) = AsyncStream.makeStream(of: Void.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for await _ in ups { return await run() }
            }
            defer { group.cancelAll() }
            try await body { continuation.yield() }
        }
    }

    private func run() async {
        do {
            try await connect(to: folder)
            let limits = ScratchLimits(memory: 64 << 20, time: .seconds(365 * 86_400))
            try await installation.backups.withEmptyServer(
                by: Self.connection, connecting: connections, limits: limits
            ) { server in
                try await fill(server)
                // For as long as the pages are there.
                while true { try await SystemClock().sleep(for: .seconds(86_400)) }
            }
        } catch let error as IntegrationError where error.code == .unsupported {
            printer.note("The demonstration has no backups. \(error.message)")
        } catch {
            guard !Task.isCancelled else { return }
            let reason = (error as? IntegrationError)?.message ?? "\(error)"
            printer.problem("The demonstration's backups are not as they should be: \(reason)")
        }
    }

    /// Nobody else can reach the server: its socket is for its owner alone.
    private func connect(to socket: String) async throws {
        try await installation.connections.save(
            Self.connection, integration: "PostgreSQL",
            settings: ["host": socket, "port": "5432", "user": "steward", "sslmode": "disable"], by: "demo")
    }

    private func fill(_ server: any DatabaseRestoring) async throws {
        let rows = try await server.rows(of: "SELECT current_setting('unix_socket_directories')", in: "postgres")
        guard let socket = rows.first?.first ?? nil else { return }
        try await connect(to: socket)
        let history = try await installation.backups.history(of: Self.set)
        if history.backups.contains(where: { $0.provedAt != nil }) { return try await load(Self.days, into: server) }
        printer.note("Making the demonstration: databases and their backups …")
        let set = try backupSet()
        // A demonstration that ended in between goes on where it was.
        let made = history.present(DemoDatabase.all[0].name).count
        for day in min(made + 1, Self.days)...Self.days {
            try await load(day, into: server)
            let backups = backups(at: Date(timeIntervalSinceNow: Double(day - Self.days) * 86_400))
            try await backups.save(set, by: "demo")
            _ = try await backups.run(
                set, id: "demo-\(day)", connections: connections, stores: connections, by: "demo")
        }
        try await prove(set)
    }

    private func backupSet() throws -> BackupSet {
        let hasZstd = FileManager.default.isExecutableFile(atPath: installation.backups.programs.zstd)
        var set = BackupSet(
            name: Self.set, connection: Self.connection, databases: DemoDatabase.all.map(\.name), folder: folder,
            compression: hasZstd ? 3 : 0)
        set.zone = try LocalZone("Europe/Amsterdam")
        return set
    }

    /// The backups as they were made on an earlier day.
    private func backups(at day: Date) -> Backups {
        let clock = EarlierClock(difference: day.timeIntervalSinceNow)
        return Backups(
            database: installation.database, ledger: Ledger(database: installation.database, clock: clock),
            vault: installation.secrets, clock: clock, scratch: installation.backups.scratch)
    }

    /// One is proved, and one of an earlier day was damaged and is found.
    private func prove(_ set: BackupSet) async throws {
        let backups = installation.backups
        let history = try await backups.history(of: set.name)
        let damaged = history.present(DemoDatabase.all[1].name).dropLast().last
        if let damaged, try await backups.verifyFile(damaged.id, in: set, by: "demo").isProved {
            let path = folder + "/" + damaged.file
            var bytes = try Data(contentsOf: URL(filePath: path))
            bytes[bytes.count / 2] ^= 1
            try bytes.write(to: URL(filePath: path))
            _ = try await backups.verifyFile(damaged.id, in: set, by: "demo")
        }
        if let newest = history.present(DemoDatabase.all[0].name).last {
            _ = try await backups.prove(newest.id, in: set, connecting: connections, by: "demo")
        }
    }

    /// Makes the databases as they are on a day.
    private func load(_ day: Int, into server: any DatabaseRestoring) async throws {
        let file = installation.folder.path + "/demo-database.sql"
        defer { try? FileManager.default.removeItem(atPath: file) }
        for database in DemoDatabase.all {
            try Data(database.dump(day: day).utf8).write(to: URL(filePath: file))
            let handle = try FileHandle(forReadingFrom: URL(filePath: file))
            defer { try? handle.close() }
            _ = try await server.restore(
                RestoreRequest(database.name, .plain, replaces: true), from: .descriptor(handle.fileDescriptor))
        }
    }
}

/// The machine's clock, set back by a difference.
private struct EarlierClock: Timekeeping {
    let difference: TimeInterval
    var now: Date { SystemClock().now.addingTimeInterval(difference) }
    func sleep(for duration: Duration) async throws { try await SystemClock().sleep(for: duration) }
}
