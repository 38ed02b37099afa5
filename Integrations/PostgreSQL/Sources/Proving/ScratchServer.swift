// SPDX-License-Identifier: Apache-2.0
import Dispatch
import FoundationEssentials
import StewardCore
import StewardIntegration
import StewardProcess

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A server that is made empty, used once, and removed.
struct ScratchServer: Sendable {
    let programs: ScratchPrograms
    let folder: ScratchPlace
    let limits: ScratchLimits
    /// What the connection's own programs are run with.
    let base: ClientSession

    private static let user = "steward"
    private static let environment = ["LC_ALL": "C", "TZ": "UTC", "PATH": "/usr/bin:/bin"]

    /// Who restores into it.
    var target: RestoreTarget {
        let keywords = [
            "host": folder.socketFolder, "port": "5432", "user": Self.user, "connect_timeout": "30",
            "application_name": "steward", "sslmode": "disable", "gssencmode": "disable",
            "passfile": folder.path + "/none",
        ]
        let environment = Self.environment.merging(["PGCLIENTENCODING": "UTF8"]) { _, own in own }
        let session = ClientSession(
            keywords: keywords, maintenance: "postgres", environment: environment, secrets: [:],
            finder: ProgramFinder(folder: nil, environment: ["PGBIN": programs.folder]), clock: base.clock,
            limits: base.limits)
        return RestoreTarget(session: session, guise: programs.guise, name: "the scratch server")
    }

    /// Makes the data folder and starts the server; gives its process when it takes connections.
    /// - Throws: `IntegrationError`.
    func start() async throws -> KeptProcess {
        try await checkReach()
        // initdb would tidy up at length when asked to end.
        let initdb = try await launch([programs.folder + "/initdb"] + initdbArguments, death: "KILL")
        let status = await withTaskCancellationHandler {
            await initdb.end()
        } onCancel: {
            initdb.send(SIGKILL)
        }
        try Self.checkCancelled()
        guard status == 0 else { throw failed("initdb") }
        let server = try await launch([programs.folder + "/postgres", "-D", folder.data] + settings)
        do {
            try await waitUntilReady(server)
        } catch {
            await stop(server)
            throw error
        }
        return server
    }

    /// Ends the server and everything of it, however it is.
    func stop(_ server: KeptProcess) async {
        server.send(SIGQUIT)
        await Self.beside { _ = Self.wait(seconds: 8) { server.status != nil } }
        if server.status == nil { server.send(SIGKILL) }
    }

    private func launch(_ words: [String], death: String = "QUIT") async throws -> KeptProcess {
        try await KeptProcess.start(
            words, as: programs.guise, setpriv: programs.setpriv, environment: Self.environment, folder: folder.path,
            log: folder.log, death: death)
    }

    private var initdbArguments: [String] {
        [
            "--pgdata=\(folder.data)", "--username=\(Self.user)", "--auth-local=trust", "--auth-host=reject",
            "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync",
        ]
    }

    /// Nothing in it has to survive a crash, and nobody but its owner can reach it.
    private var settings: [String] {
        let kibibytes = max(limits.memory >> 10, 16 << 10)
        var settings = [
            "listen_addresses": "", "unix_socket_directories": folder.socketFolder, "unix_socket_permissions": "0700",
            "port": "5432", "max_connections": "40", "superuser_reserved_connections": "2",
            "shared_buffers": "\(kibibytes / 4)kB", "maintenance_work_mem": "\(kibibytes / 4)kB",
            "work_mem": "\(max(kibibytes / 64, 1024))kB", "max_locks_per_transaction": "1024",
            "fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "wal_level": "minimal",
            "max_wal_senders": "0", "checkpoint_timeout": "1h", "max_wal_size": "1GB", "autovacuum": "off",
            "dynamic_shared_memory_type": "mmap", "huge_pages": "off", "restart_after_crash": "off", "jit": "off",
            "lc_messages": "C", "log_min_messages": "fatal", "log_min_error_statement": "panic",
        ]
        if let disk = limits.disk { settings["temp_file_limit"] = "\(max(disk >> 10, 1024))kB" }
        return settings.sorted { $0.key < $1.key }.flatMap { ["-c", "\($0.key)=\($0.value)"] }
    }

    /// The user who runs the server must be able to pass every folder above its own.
    private func checkReach() async throws {
        guard let guise = programs.guise else { return }
        let test = guise.wrap(Program("/usr/bin/test", ["-w", folder.path]))
        let result = try await base.run("Looking at \(folder.path)") { try await test.run() }
        guard !result.isSuccess else { return }
        throw IntegrationError(
            .invalidRequest,
            """
            Steward runs as root, PostgreSQL does not: the user \(guise.user) would run the scratch server and cannot \
            enter \(folder.path). Choose a folder that everybody may pass, as one in /var/tmp.
            """)
    }

    private func waitUntilReady(_ server: KeptProcess) async throws {
        let file = folder.data + "/postmaster.pid"
        let isReady = await withTaskCancellationHandler {
            await Self.beside {
                Self.wait(seconds: 60) {
                    // PostgreSQL's miscadmin.h: the eighth line is its state.
                    let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
                    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
                    return server.status != nil || (lines.count > 7 && lines[7].hasPrefix("ready"))
                }
            }
        } onCancel: {
            server.send(SIGQUIT)
        }
        try Self.checkCancelled()
        guard isReady, server.status == nil else { throw failed("postgres") }
    }

    private func failed(_ program: String) -> IntegrationError {
        let text = (try? String(contentsOfFile: folder.log, encoding: .utf8)) ?? ""
        let lines = text.split(separator: "\n").map(String.init)
        let marks = ["FATAL:", "ERROR:", "error:", "PANIC:"]
        let line = lines.first { line in marks.contains { line.contains($0) } } ?? lines.last ?? "it said nothing"
        let isFull = text.contains("No space left")
        return IntegrationError(
            isFull ? .storageFull : .unavailable,
            "A scratch server could not be started: \(program) \(programs.version) failed: \(line.prefix(300)).")
    }

    private static func checkCancelled() throws(IntegrationError) {
        if Task.isCancelled { throw IntegrationError(.cancelled, "Starting a scratch server was cancelled.") }
    }

    /// Waits for another process, which no clock of ours can hurry; `false` when it took too long.
    private static func wait(seconds: Int, _ condition: () -> Bool) -> Bool {
        for _ in 0..<(seconds * 50) {
            if condition() { return true }
            usleep(20_000)
        }
        return condition()
    }

    /// Does blocking work off Swift's own threads.
    static func beside<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: work()) }
        }
    }
}
