// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration
import StewardTestKit
import Testing

@testable import Backups

@Suite("Backups that fail leave nothing that looks like one", .enabled(if: hasPrograms))
struct FailingTests {
    private func half(_ rows: Int = 300_000) -> ScriptedDumping.Script {
        .init(ScriptedDumping.text("a", rows: rows))
    }

    /// Runs a set whose one database fails; gives the one failure. Another database must be made all the same.
    private func failure(
        _ bench: Bench, _ script: ScriptedDumping.Script, _ change: (inout BackupSet) -> Void = { _ in }
    ) async throws -> BackupRun.Failure {
        let server = ScriptedDumping.with("a", "b")
        server.set("a", script)
        let run = try await bench.run(bench.set("a", "b", change: change), server)
        #expect(run.made.map(\.database) == ["b"])
        #expect(bench.files().filter { $0.hasPrefix("a/") } == [])
        let recorded = try #require(try await bench.history().failures["a"])
        let failure = try #require(run.failures.first)
        #expect(run.failures.count == 1 && failure.database == "a" && failure.reason == recorded.reason)
        #expect(recorded.step == failure.step.rawValue)
        return failure
    }

    @Test("The dump fails half-way", arguments: [0, 1, 100_000, 1_500_000])
    func dumpFails(after bytes: Int) async throws {
        try await Bench.with { bench in
            var script = half()
            script.failsAfter = bytes
            let found = try await failure(bench, script)
            #expect(found.step == .dump && found.reason == "pg_dump: the server closed the connection.")
        }
    }

    @Test("The dump ends well, but its end is missing")
    func noEnd() async throws {
        try await Bench.with { bench in
            let found = try await failure(bench, .init("-- of a\nrow 1\n"))
            #expect(found.step == .dump && found.reason == "The dump has no end; it was cut off.")
        }
    }

    @Test("The dump is of another database")
    func otherDatabase() async throws {
        try await Bench.with { bench in
            let found = try await failure(bench, .init(ScriptedDumping.text("c")))
            #expect(found.step == .dump && found.reason == "The dump says that it is of “c” instead of “a”.")
        }
    }

    @Test("The compressor is killed; the sentence names it and not what it took down")
    func compressorKilled() async throws {
        try await Bench.with { bench in
            var bench = bench
            bench.backups.programs.zstd = try bench.script(
                "z", "read line\ncase \"$line\" in *b) exec cat;; esac\nhead -c 300000 >/dev/null\nkill -9 $$")
            let (_, recipient) = try await bench.keyPair()
            let server = ScriptedDumping.with("a", "b")
            server.set("a", half())
            for keys in [[], [recipient]] {
                let run = try await bench.run(
                    bench.set("a", "b") { $0.encryption = keys.isEmpty ? .none : .recipients(keys) }, server)
                #expect(run.made.map(\.database) == ["b"])
                let found = try #require(run.failures.first)
                #expect(found.step == .compress && found.reason == "z was ended by signal 9.")
            }
        }
    }

    @Test("The encryption fails at its start, and in the middle")
    func encryptionFails() async throws {
        try await Bench.with { bench in
            var bench = bench
            let (_, recipient) = try await bench.keyPair()
            bench.backups.programs.age = try bench.script("age", "echo 'age: error: no luck' >&2\nexit 3")
            let run = try await bench.run(
                bench.set("a") { $0.encryption = .recipients([recipient]) }, .with("a", rows: 300_000))
            #expect(run.failures.map(\.step) == [.encrypt])
            #expect(run.failures.first?.reason == "age ended with status 3: age: error: no luck")
            bench.backups.programs.age = try bench.script("age", "head -c 3000 >/dev/null\nkill -9 $$")
            let killed = try await bench.run(
                bench.set("a") { $0.encryption = .recipients([recipient]) }, .with("a", rows: 900_000), id: "r2")
            #expect(killed.failures.map(\.reason) == ["age was ended by signal 9."])
            #expect(bench.files() == [])
        }
    }

    @Test("Programs that are not there are named before anything is dumped")
    func missingPrograms() async throws {
        try await Bench.with { bench in
            var bench = bench
            let server = ScriptedDumping.with("a")
            let (_, recipient) = try await bench.keyPair()
            bench.backups.programs.age = "/nowhere/age"
            let run = try await bench.run(bench.set("a") { $0.encryption = .recipients([recipient]) }, server)
            #expect(run.failures.first?.step == .encrypt)
            #expect(run.failures.first?.reason.contains("/nowhere/age") == true)
            #expect(server.asked == [])
            #expect(try await bench.history().failures[""]?.step == "encrypt")
        }
    }

    @Test("A full disk is told, whatever else fails by it", arguments: [0, 3])
    func diskFull(level: Int) async throws {
        try await Bench.with { bench in
            let stages = level == 0 ? [] : [PassStage.compress(.init(), level: level)]
            let pass = BackupPass(stages: stages, scratch: bench.folder.path)
            let server = ScriptedDumping.with("a", rows: 900_000)
            let full = Descriptor(open("/dev/full", O_WRONLY | O_CLOEXEC))
            let error = await #expect(throws: PassFailure.self) {
                try await pass.run(full, "/dev/full", server.dumpReader(of: .plain)) {
                    try await server.dump(DumpRequest("a", .plain), to: $0)
                }
            }
            #expect(error?.step == .write && error?.reason.contains("is full") == true)
        }
    }

    @Test("A run that is stopped leaves nothing, says so, and gives the folder back")
    func stopped() async throws {
        try await Bench.with { bench in
            let server = ScriptedDumping.with("a")
            let isHalfWay = Gate()
            var script = half()
            script.waitsAfter = 1_000_000
            script.during = { isHalfWay.open() }
            server.set("a", script)
            let set = bench.set("a")
            let task = Task { try await bench.run(set, server) }
            await isHalfWay.wait()
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(bench.files() == [])
            let kinds = try await bench.kinds()
            let reason = try await bench.history().failures["a"]?.reason
            #expect(kinds == [BackupEntry.failed] && reason == "The run was stopped.")
            server.set("a", half(10))
            let next = try await bench.run(set, server, id: "r2")
            #expect(next.isSuccess)
        }
    }

    @Test("A server that cannot be reached fails the run with its own words")
    func serverGone() async throws {
        try await Bench.with { bench in
            let run = try await bench.run(bench.set("a"), ScriptedDumping([:], problem: "Nobody listens on 5432."))
            #expect(run.failures.map(\.reason) == ["Nobody listens on 5432."])
            #expect(run.failures.first?.database == nil && run.failures.first?.step == .server)
        }
    }

    @Test("A server that cannot be stopped again fails the run; what was made stays made")
    func serverStays() async throws {
        try await Bench.with { bench in
            let server = ScriptedDumping(
                ["a": .init(ScriptedDumping.text("a"))], lastProblem: "The server does not stop.")
            let run = try await bench.run(bench.set("a"), server)
            #expect(run.made.map(\.database) == ["a"])
            #expect(run.failures.map(\.reason) == ["The server does not stop."])
            #expect(try await bench.history().present("a").count == 1)
        }
    }

    @Test("Too little room on the disk is told before the dump")
    func space() async throws {
        try await Bench.with { bench in
            var bench = bench
            let server = ScriptedDumping.with("a", rows: 100_000)
            let set = bench.set("a")
            try await bench.run(set, server)
            bench.backups.freeBytes = { _ in 1000 }
            let run = try await bench.run(set, server, id: "r2")
            #expect(run.failures.first?.step == .space)
            #expect(run.failures.first?.reason.contains("has 1.0 kB free") == true)
            #expect(server.asked.count == 1)
        }
    }

    @Test("The roles fail, the databases are made all the same")
    func globals() async throws {
        try await Bench.with { bench in
            let server = ScriptedDumping.with("a")
            server.set("globals", .init("CREATE ROLE half"))
            let run = try await bench.run(bench.set("a") { $0.includesGlobals = true }, server)
            #expect(run.made.map(\.database) == ["a"])
            #expect(run.failures.map(\.database) == [BackupHistory.globals])
            #expect(try await bench.history().failures.keys.sorted() == [BackupHistory.globals])
        }
    }

    @Test("Settings that cannot work are refused with what to do")
    func settings() async throws {
        try await Bench.with { bench in
            for change in Self.wrong {
                let run = try await bench.run(bench.set("a", change: change), .with("a"))
                #expect(run.failures.first?.step == .settings)
                #expect(bench.files() == [])
            }
            let run = try await bench.run(
                bench.set("a") { $0.encryption = .passphrase(secret: "none") }, .with("a"))
            #expect(run.failures.first?.step == .encrypt)
        }
    }

    @Test("A vault that does not open fails the run in its own words")
    func unusable() async throws {
        try await Bench.with { bench in
            try await bench.backups.keep(passphrase: Secret("x"), named: "p", by: "test")
            let set = bench.set("a") { $0.encryption = .passphrase(secret: "p") }
            #expect(try await bench.run(set, .with("a")).isSuccess)
            try FileManager.default.removeItem(atPath: bench.folder.path("key"))
            let run = try await bench.run(set, .with("a"), id: "r2")
            #expect(run.failures.first?.step == .encrypt)
            #expect(try await bench.history().failures[""]?.reason == run.failures.first?.reason)
        }
    }

    static let wrong: [@Sendable (inout BackupSet) -> Void] = [
        { $0.databases = [] }, { $0.databases = ["a", "a"] }, { $0.compression = 20 }, { $0.workers = 0 },
        { $0.folder = "relative" }, { $0.folder = "/a/../b" }, { $0.encryption = .recipients(["age1x"]) },
        { $0.encryption = .recipients([]) },
        {
            $0.format = .directory
            $0.encryption = .passphrase(secret: "p")
        },
    ]
}
