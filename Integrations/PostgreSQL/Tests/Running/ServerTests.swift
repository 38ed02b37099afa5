// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration
import StewardProcess
import StewardTestKit
import Testing

@testable import PostgreSQL

/// A server that is stopped, and a program in systemctl's place that really starts and stops it.
private final class StoppedServer: Sendable {
    let bench: Bench
    let folder: TemporaryFolder

    init() async throws {
        bench = try await Bench.start()
        folder = try TemporaryFolder("control")
        let bin = PostgresServer.programs ?? ""
        let isRoot = getuid() == 0
        let owner = isRoot ? "/usr/bin/setpriv --reuid postgres --regid nogroup --clear-groups " : ""
        let user =
            isRoot && getpwnam("postgres") == nil ? owner.replacingOccurrences(of: "postgres", with: "nobody") : owner
        let control = "cd / && \(user)\(bin)/pg_ctl -D \(bench.server.folder)/data"
        let text = """
            #!/bin/sh
            echo "$1" >> \(folder.path("calls"))
            case "$1" in
            is-active) \(control) status > /dev/null || exit 3 ;;
            start) \(control) -l \(bench.server.folder)/log -w -s start < /dev/null > /dev/null 2>&1 ;;
            stop) \(control) -m fast -w -s stop > /dev/null ;;
            esac

            """
        try await install(folder.path("systemctl"), text)
        try await bench.server.crash()
    }

    func connection(cacheFolder: Bool = true, _ more: [String: String] = [:]) throws -> PostgreSQL {
        let control = [
            "server-control": "systemd", "server-name": "postgresql@15-main.service",
            "server-program": folder.path("systemctl"), "start-limit": "30s",
        ]
        return try Bench.connection(
            bench.settings.merging(control) { _, new in new }, more,
            cacheFolder: cacheFolder ? folder.path("cache") : nil)
    }

    var calls: [String] {
        let bytes = (try? folder.bytes("calls")) ?? []
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    func isRunning() async throws -> Bool { try await connection().session().isAnswering() == true }
}

@Suite("A server that is stopped", .enabled(if: PostgresServer.isInstalled), .timeLimit(.minutes(3)), .serialized)
struct ServerTests {
    @Test("is started for the work and stopped after it, on success, on failure and when cancelled")
    func everyPath() async throws {
        let server = try await StoppedServer()
        let connection = try server.connection()
        guard case .degraded = await connection.health() else {
            Issue.record("A server that may be started is no failure.")
            return
        }
        #expect(try await connection.withServer { try await connection.databaseNames() }.contains("shop"))
        #expect(try await !server.isRunning())
        #expect(server.calls.filter { $0 != "is-active" } == ["start", "stop"])
        #expect(await (try server.connection(["server-control": "none"])).health().action == .wait)

        let error = await failure { try await connection.withServer { throw IntegrationError(.conflict, "No.") } }
        #expect(error?.code == .conflict)
        #expect(try await !server.isRunning())

        let started = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            try await connection.withServer {
                started.continuation.finish()
                try await Task.sleep(for: .seconds(600))
            }
        }
        for await _ in started.stream {}
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await !server.isRunning())
        #expect(server.calls.filter { $0 != "is-active" } == ["start", "stop", "start", "stop", "start", "stop"])
        let checks = await connection.dumpChecks(of: [])
        #expect(checks.first { $0.name == "server" }?.sentence.contains("Steward starts it") == true)
    }

    @Test("is left running by all but the last of those who use it at once")
    func together() async throws {
        let server = try await StoppedServer()
        let (first, second) = (try server.connection(), try server.connection())
        let inside = AsyncStream.makeStream(of: Void.self)
        let leave = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            try await first.withServer {
                inside.continuation.finish()
                for await _ in leave.stream {}
            }
        }
        for await _ in inside.stream {}
        try await second.withServer {
            leave.continuation.finish()
            try await task.value
            #expect(try await server.isRunning())
        }
        #expect(try await !server.isRunning())
        #expect(server.calls.filter { $0 != "is-active" } == ["start", "stop"])
    }

    @Test("is stopped by the next run when one was killed after starting it, and else stays as it was found")
    func killed() async throws {
        let server = try await StoppedServer()
        let connection = try server.connection()
        let use = try await ServerUse.begin(
            in: server.folder.path("cache"), "postgresql@15-main.service", SystemClock())
        use.markStarted()
        use.end()
        let other = try await ServerUse.begin(in: server.folder.path("cache"), "other/../unit", SystemClock())
        #expect(!other.isStartedByUs)
        try await server.bench.server.restart()
        try await connection.withServer {}
        #expect(try await !server.isRunning())
        try await server.bench.server.restart()
        try await connection.withServer {}
        #expect(try await server.isRunning())
        #expect(server.calls == ["stop"])
    }

    private static let hasClusters =
        getuid() == 0 && getpwnam("postgres") != nil
        && ["pg_createcluster", "pg_ctlcluster", "pg_dropcluster"].allSatisfy {
            FileManager.default.isExecutableFile(atPath: "/usr/bin/" + $0)
        }

    @Test(
        "is started and stopped as a cluster of Debian, by its own program",
        .enabled(if: hasClusters, "Only root may make a cluster for the user postgres."))
    func cluster() async throws {
        let folder = try TemporaryFolder("cluster")
        try FileManager.default.setAttributes([.posixPermissions: 0o1777], ofItemAtPath: folder.path)
        let environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "PG_CLUSTER_CONF_ROOT": folder.path("conf")]
        let version = try #require(PostgresServer.programs?.split(separator: "/").dropLast().last.map(String.init))
        let (name, port) = ("steward\(getpid())", LoopbackPort.free())
        try await Program(
            "/usr/bin/pg_createcluster",
            [
                "--datadir=\(folder.path("data"))", "--socketdir=\(folder.path)", "--logfile=\(folder.path("log"))",
                "-u",
                "postgres", "--port=\(port)", version, name, "--", "--auth=trust", "--no-sync",
            ], environment: environment
        ).run().checked()
        try await install(
            folder.path("pg_ctlcluster"),
            "#!/bin/sh\nexport PG_CLUSTER_CONF_ROOT=\(folder.path("conf"))\nexec /usr/bin/pg_ctlcluster \"$@\"\n")
        let connection = try Bench.connection(
            [
                "host": folder.path, "port": "\(port)", "user": "postgres", "server-control": "pg_ctlcluster",
                "server-name": "\(version) \(name)", "server-program": folder.path("pg_ctlcluster"),
                "start-limit": "30s",
            ], cacheFolder: folder.path("cache"))
        let names = await outcome { try await connection.withServer { try await connection.databaseNames() } }
        let isRunning = try await connection.session().isAnswering()
        try await Program("/usr/bin/pg_dropcluster", ["--stop", version, name], environment: environment).run()
            .checked()
        #expect(try names.get() == ["postgres"])
        #expect(isRunning == false)
    }

    private func outcome<Value>(_ body: () async throws -> Value) async -> Result<Value, any Error> {
        do { return .success(try await body()) } catch { return .failure(error) }
    }

    @Test("that cannot be started is unavailable in a sentence, and so is one that runs elsewhere")
    func failures() async throws {
        let server = try await StoppedServer()
        let broken = server.folder.path("broken")
        try await install(broken, "#!/bin/sh\n[ $1 = is-active ] && exit 3\necho no >&2\nexit 1\n")
        let first = await failure { try await server.connection(["server-program": broken]).withServer {} }
        #expect(first?.code == .unavailable)
        #expect(first?.message.contains("broken could not start postgresql@15-main.service: no") == true)
        let missing = await failure {
            try await server.connection(["server-program": "/nowhere/systemctl"]).withServer {}
        }
        #expect(missing?.code == .invalidRequest)
        try await server.bench.server.restart()
        let elsewhere = await failure {
            try await server.connection(["port": "\(LoopbackPort.free())"]).withServer {}
        }
        #expect(elsewhere?.code == .unavailable)
        #expect(elsewhere?.message.contains("runs and") == true)
        #expect(try await server.isRunning())
    }
}

extension StoppedServer {
    fileprivate func connection(_ more: [String: String]) throws -> PostgreSQL {
        try connection(cacheFolder: true, more)
    }
}
