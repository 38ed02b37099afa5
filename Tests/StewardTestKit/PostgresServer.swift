// SPDX-License-Identifier: Apache-2.0
import Foundation
package import StewardCore
import Synchronization

/// A PostgreSQL server of the tests' own: in a temporary folder, on a private Unix socket, gone when the tests end.
package final class PostgresServer: Sendable {
    /// Why no server can be started.
    package struct StartError: Error, CustomStringConvertible { package let description: String }

    /// Where the newest installed PostgreSQL keeps its programs; `nil` when there is none.
    package static let programs: String? = {
        let root = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        return versions.compactMap { Int($0) }.sorted().last.map { "\(root)/\($0)/bin" }
            .flatMap { FileManager.default.isExecutableFile(atPath: $0 + "/postgres") ? $0 : nil }
    }()
    /// Whether a server can be started here.
    package static var isInstalled: Bool { programs != nil }

    private static let sharedServer = Mutex<PostgresServer?>(nil)

    /// The server that all tests of this process share; started by the first one that asks.
    /// - Throws: `StartError`.
    package static func shared() async throws -> PostgresServer { try await beside { try sharedNow() } }

    /// Makes and starts a server without blocking Swift's own threads, on which other tests measure times.
    /// - Parameters:
    ///   - port: A free port on 127.0.0.1 to listen on as well.
    ///   - settings: More lines of `postgresql.conf`.
    ///   - files: More files of the data folder, by name, each readable by its owner only.
    package static func start(
        port: Int? = nil, settings: [String] = [], files: [String: [UInt8]] = [:]
    ) async throws -> PostgresServer {
        try await beside { try PostgresServer(port: port, settings: settings, files: files) }
    }

    private static func beside<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result { try work() }) }
        }
    }

    private static func sharedNow() throws -> PostgresServer {
        try sharedServer.withLock { server in
            if let server { return server }
            sweep()
            let started = try PostgresServer(port: nil, settings: [], files: [:])
            server = started
            atexit { PostgresServer.sharedServer.withLock { $0 }?.stop(removing: true) }
            return started
        }
    }

    /// Where the socket, the data and the log are.
    package let folder: String
    /// The TCP port on 127.0.0.1, or `nil` when it listens on its socket only.
    package let port: Int?
    private let settings: [String]

    private init(port: Int?, settings: [String], files: [String: [UInt8]]) throws {
        // A socket's path may have no more than about 100 bytes.
        folder = Self.root + "/steward-pg-\(getpid())-\(UInt16.random(in: .min ... .max))"
        self.port = port
        self.settings = settings
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        if let owner = Self.otherUser { try Self.run("/usr/bin/chown", [owner, folder]) }
        try runAsOwner(
            "initdb",
            ["-D", folder + "/data", "-U", "steward", "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync"])
        let lines =
            [
                "listen_addresses = '\(port == nil ? "" : "127.0.0.1")'", "port = \(port ?? 5432)",
                "unix_socket_directories = '\(folder)'", "shared_buffers = 16MB", "max_connections = 100",
                // The data need to survive the server's crash, not the machine's.
                "fsync = off", "full_page_writes = off", "log_min_messages = warning",
            ] + settings
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(
            to: URL(fileURLWithPath: folder + "/data/conf.d-steward"))
        for (name, bytes) in files {
            let path = folder + "/data/" + name
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        }
        try Data("include 'conf.d-steward'\n".utf8).append(to: folder + "/data/postgresql.conf")
        if let owner = Self.otherUser { try Self.run("/usr/bin/chown", ["-R", owner, folder]) }
        do { try start() } catch {
            stop(removing: true)
            throw error
        }
    }

    deinit { stop(removing: true) }

    /// Starts it again after `stop`.
    package func restart() async throws { try await Self.beside { try self.start() } }

    private func start() throws {
        try runAsOwner("pg_ctl", ["-D", folder + "/data", "-l", folder + "/log", "-w", "-s", "-t", "30", "start"])
    }

    /// Stops it as a crash would, without blocking Swift's own threads.
    package func crash() async throws { try await Self.beside { self.stop() } }

    /// Stops it as a crash would: connections break, nothing is tidied.
    package func stop(removing: Bool = false) {
        try? runAsOwner("pg_ctl", ["-D", folder + "/data", "-w", "-s", "-t", "30", "-m", "immediate", "stop"])
        if removing { try? FileManager.default.removeItem(atPath: folder) }
    }

    /// The connection string of a database on this server.
    package func address(_ database: String = "postgres") -> Secret {
        Secret("host=\(folder) port=\(port ?? 5432) user=steward dbname=\(database)")
    }

    private static var root: String { FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path }

    /// Stops and removes servers of test processes that were killed before they could do so.
    package static func sweep() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        for name in names where name.hasPrefix("steward-pg-") {
            let parts = name.split(separator: "-")
            guard parts.count == 4, let owner = pid_t(parts[2]), kill(owner, 0) != 0, errno == ESRCH else { continue }
            let folder = root + "/" + name
            let lines = (try? String(contentsOfFile: folder + "/data/postmaster.pid", encoding: .utf8)) ?? ""
            if let server = lines.split(separator: "\n").first.flatMap({ pid_t($0) }), server > 1 {
                kill(server, SIGQUIT)
            }
            try? FileManager.default.removeItem(atPath: folder)
        }
    }

    /// Makes an empty database.
    package func createDatabase(_ name: String) async throws {
        try await Self.beside { try self.createNow(name) }
    }

    private func createNow(_ name: String) throws {
        try runAsOwner("createdb", ["-h", folder, "-p", "\(port ?? 5432)", "-U", "steward", "-T", "template0", name])
    }

    /// Root may not run PostgreSQL, so another user does.
    private static let otherUser: String? = {
        guard getuid() == 0 else { return nil }
        return ["postgres", "nobody"].first { getpwnam($0) != nil }
    }()

    private func runAsOwner(_ program: String, _ arguments: [String]) throws {
        let path = (Self.programs ?? "") + "/" + program
        guard let owner = Self.otherUser else { return try Self.run(path, arguments) }
        try Self.run("/usr/bin/setpriv", ["--reuid", owner, "--regid", "nogroup", "--clear-groups", path] + arguments)
    }

    /// Foundation's `Process` waits for every descendant to close a socket, so for the server too; this waits for the
    /// program alone.
    private static func run(_ program: String, _ arguments: [String]) throws {
        let log = FileManager.default.temporaryDirectory.path + "/steward-\(UUID().uuidString).log"
        defer { try? FileManager.default.removeItem(atPath: log) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, log, O_WRONLY | O_CREAT, 0o600)
        // In the root folder, because the other user may not be able to read this one.
        let words: [String] = ["/usr/bin/env", "-C", "/", program] + arguments
        var texts: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        let variables = ["PATH=/usr/bin:/bin", "LC_ALL=C"]
        var environment: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) } + [nil]
        defer { for text in texts + environment { free(text) } }
        var child = pid_t()
        guard posix_spawn(&child, words[0], &actions, nil, &texts, &environment) == 0 else {
            throw StartError(description: "\(program) cannot be started.")
        }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        guard status == 0 else {
            let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
            throw StartError(description: "\(program) failed: \(text)")
        }
    }
}

extension Data {
    fileprivate func append(to path: String) throws {
        guard let file = FileHandle(forWritingAtPath: path) else {
            throw PostgresServer.StartError(description: "\(path) cannot be written.")
        }
        try file.seekToEnd()
        try file.write(contentsOf: self)
        try file.close()
    }
}
