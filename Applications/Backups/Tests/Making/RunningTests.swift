// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import StewardCore
import StewardIntegration
import StewardProcess
import StewardTestKit
import Synchronization
import Testing

@testable import Backups

private let keygen = "/usr/bin/ssh-keygen"
private let hasKeygen = FileManager.default.isExecutableFile(atPath: keygen)

@Suite("Making backups", .enabled(if: hasPrograms))
struct RunningTests {
    @Test("A run makes a compressed file and a manifest of each database, and records them")
    func plainRun() async throws {
        try await Bench.with { bench in
            let server = ScriptedDumping.with("timeline", "gnucash", rows: 50_000)
            let set = bench.set("timeline", "gnucash") {
                $0.includesGlobals = true
                $0.offsite = OffsitePlace(connection: "drive")
            }
            let run = try await bench.run(set, server)
            #expect(run.failures.isEmpty)
            #expect(
                bench.files() == [
                    "globals_2026-11-22_02-15-00.sql.zst", "globals_2026-11-22_02-15-00.sql.zst.json",
                    "gnucash/gnucash_2026-11-22_02-15-00.sql.zst", "gnucash/gnucash_2026-11-22_02-15-00.sql.zst.json",
                    "timeline/timeline_2026-11-22_02-15-00.sql.zst",
                    "timeline/timeline_2026-11-22_02-15-00.sql.zst.json",
                ])
            #expect(server.asked == ["globals", "timeline", "gnucash"])
            let backup = try #require(try await bench.history().present("timeline").first)
            let text = ScriptedDumping.text("timeline", rows: 50_000)
            #expect(try await bench.plain(backup) == text)
            #expect(backup.dumpBytes == Int64(text.utf8.count))
            #expect(backup.dumpSHA256 == hexadecimal(SHA256.hash(data: Data(text.utf8))))
            let bytes = try bench.folder.bytes("set/" + backup.file)
            #expect(backup.bytes == Int64(bytes.count) && backup.bytes < backup.dumpBytes)
            #expect(backup.sha256 == hexadecimal(SHA256.hash(data: bytes)))
            #expect(backup.md5 == hexadecimal(Insecure.MD5.hash(data: bytes)))
            #expect(backup.tables == [DumpedTable(schema: "public", name: "t", rows: 50_000)])
            #expect(backup.globals == run.made.first?.id && backup.serverVersion == "15.19")
            let manifest = try BackupManifest(bench.folder.bytes("set/" + backup.file + ".json"))
            #expect(manifest.backup == run.made[1] && manifest.set == "nightly")
            for file in bench.files() {
                let mode = try mode(bench.folder.path("set/" + file))
                #expect(mode == 0o600)
            }
        }
    }

    @Test("Runs in the same second take the next one; nothing is overwritten")
    func sameSecond() async throws {
        try await Bench.with { bench in
            let server = ScriptedDumping.with("a b/ü")
            for number in 0..<3 { try await bench.run(bench.set("a b/ü"), server, id: "r\(number)") }
            let made = try await bench.history().present("a b/ü").map(\.file)
            #expect(
                made == ["00", "01", "02"].map { "a%20b%2f%c3%bc/a%20b%2f%c3%bc_2026-11-22_02-15-\($0).sql.zst" })
        }
    }

    @Test("Without compression and encryption the file is the dump")
    func uncompressed() async throws {
        try await Bench.with { bench in
            let run = try await bench.run(bench.set("a") { $0.compression = 0 }, .with("a"))
            #expect(run.made.first?.file == "a/a_2026-11-22_02-15-00.sql")
            #expect(try bench.folder.bytes("set/a/a_2026-11-22_02-15-00.sql") == Array(ScriptedDumping.text("a").utf8))
        }
    }

    @Test("The directory format becomes one file, and its folder is gone")
    func directory() async throws {
        try await Bench.with { bench in
            let run = try await bench.run(bench.set("a") { $0.format = .directory }, .with("a"))
            #expect(run.failures.isEmpty)
            #expect(bench.files().first == "a/a_2026-11-22_02-15-00.tar.zst")
            #expect(run.made.first?.roles == ["keeper"])
            #expect(try await bench.plain(try #require(run.made.first)).contains("toc.dat"))
            let server = ScriptedDumping.with("a")
            var script = ScriptedDumping.Script("half")
            script.failsAfter = 1
            server.set("a", script)
            let failed = try await bench.run(bench.set("a") { $0.format = .directory }, server, id: "r2")
            #expect(failed.failures.map(\.reason) == ["A worker died."])
            #expect(bench.files().count == 2)
        }
    }

    @Test("What is encrypted for public keys opens with any of the private keys, and with no other")
    func recipients() async throws {
        try await Bench.with { bench in
            let (one, two, other) = (
                try await bench.keyPair(), try await bench.keyPair(), try await bench.keyPair()
            )
            let set = bench.set("timeline") { $0.encryption = .recipients([one.recipient, two.recipient]) }
            let server = ScriptedDumping.with("timeline", rows: 20_000)
            let backup = try #require(try await bench.run(set, server).made.first)
            #expect(backup.file == "timeline/timeline_2026-11-22_02-15-00.sql.zst.age")
            let text = ScriptedDumping.text("timeline", rows: 20_000)
            #expect(try await bench.plain(backup, key: .identity(one.identity)) == text)
            #expect(try await bench.plain(backup, key: .identity(two.identity)) == text)
            for key in [DecryptionKey.identity(other.identity), .identity("/nowhere"), .none, .passphrase(Secret("x"))]
            {
                let error = await #expect(throws: BackupsError.self) { try await bench.plain(backup, key: key) }
                #expect(error?.code == .locked)
            }
        }
    }

    @Test("SSH keys encrypt and open too", .enabled(if: hasKeygen), arguments: ["ed25519", "rsa"])
    func sshKeys(_ type: String) async throws {
        try await Bench.with { bench in
            let path = bench.folder.path("ssh")
            try await Program(keygen, ["-q", "-t", type, "-N", "", "-f", path]).run().checked()
            let line = String(decoding: try bench.folder.bytes("ssh.pub"), as: UTF8.self)
            let key = line.trimmingCharacters(in: .whitespacesAndNewlines)
            let set = bench.set("a") { $0.encryption = .recipients([key]) }
            let run = try await bench.run(set, .with("a"))
            #expect(run.failures.isEmpty)
            let text = try await bench.plain(try #require(run.made.first), key: .identity(path))
            #expect(text == ScriptedDumping.text("a"))
        }
    }

    @Test("A passphrase encrypts and opens, and stands in no argument and no environment")
    func passphrase() async throws {
        try await Bench.with { bench in
            let passphrase = Secret("correct horse ü battery 'staple' $HOME")
            try await bench.backups.keep(passphrase: passphrase, named: "p", by: "test")
            let set = bench.set("timeline") { $0.encryption = .passphrase(secret: "p") }
            let server = ScriptedDumping.with("timeline")
            var script = ScriptedDumping.Script(ScriptedDumping.text("timeline", rows: 300_000))
            let seen = Seen()
            // The dump waits here until age has been started, and has its passphrase soon after.
            script.during = { for _ in 0..<2000 where seen.processes < 50 { seen.look(for: "correct horse") } }
            server.set("timeline", script)
            let run = try await bench.run(set, server)
            #expect(run.failures.isEmpty)
            let backup = try #require(run.made.first)
            #expect(seen.processes > 0 && seen.found == [])
            #expect(try await bench.plain(backup, key: .passphrase(passphrase)) == script.text)
            let error = await #expect(throws: BackupsError.self) {
                try await bench.plain(backup, key: .passphrase(Secret("wrong")))
            }
            #expect(error?.code == .locked)
            #expect(error?.description.contains("incorrect passphrase") == true)
            #expect(try FileManager.default.contentsOfDirectory(atPath: bench.backups.scratch).isEmpty)
            let key = try await bench.backups.key(of: backup, identity: nil)
            #expect(try await bench.plain(backup, key: key) == script.text)
        }
    }

    @Test("A program that is slow to start misses nothing: the dump waits for it")
    func slowStart() async throws {
        try await Bench.with { bench in
            var bench = bench
            let passphrase = Secret("secret")
            try await bench.backups.keep(passphrase: passphrase, named: "p", by: "test")
            // Everything has been written into the pipe by then, and closed.
            bench.backups.programs.age = try bench.script("age", "sleep 1\nexec /usr/bin/age \"$@\"")
            let run = try await bench.run(bench.set("a") { $0.encryption = .passphrase(secret: "p") }, .with("a"))
            #expect(run.failures.isEmpty)
            let text = try await bench.plain(try #require(run.made.first), key: .passphrase(passphrase))
            #expect(text == ScriptedDumping.text("a"))
        }
    }

    @Test("A damaged file says so when it is read")
    func damaged() async throws {
        try await Bench.with { bench in
            let backup = try #require(
                try await bench.run(bench.set("a"), ScriptedDumping.with("a", rows: 50_000)).made.first)
            let path = bench.folder.path("set/" + backup.file)
            var bytes = try bench.folder.bytes("set/" + backup.file)
            bytes[bytes.count / 2] ^= 1
            try Data(bytes).write(to: URL(filePath: path))
            await #expect(throws: BackupsError(.damaged, "")) { try await bench.plain(backup) }
            try Data(bytes.prefix(bytes.count / 2)).write(to: URL(filePath: path))
            await #expect(throws: BackupsError(.damaged, "")) { try await bench.plain(backup) }
        }
    }

    @Test("Who reads a backup may stop before its end")
    func stoppingEarly() async throws {
        try await Bench.with { bench in
            let backup = try #require(
                try await bench.run(bench.set("a"), ScriptedDumping.with("a", rows: 500_000)).made.first)
            let path = bench.folder.path("set/" + backup.file)
            let first = try await BackupReader().withDump(of: path, key: .none) { descriptor in
                var byte: UInt8 = 0
                return read(descriptor, &byte, 1) == 1 ? byte : 0
            }
            #expect(first == UInt8(ascii: "-"))
        }
    }
}

func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
    digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
}

private func mode(_ path: String) throws -> Int {
    (try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int) ?? 0
}

/// What the processes of this machine show to everybody, or to their user.
private final class Seen: Sendable {
    private let state = Mutex<(processes: Int, found: [String])>((0, []))
    var processes: Int { state.withLock { $0.processes } }
    var found: [String] { state.withLock { $0.found } }

    func look(for text: String) {
        let ids = (try? FileManager.default.contentsOfDirectory(atPath: "/proc"))?.compactMap { Int($0) } ?? []
        for id in ids {
            for name in ["cmdline", "environ"] {
                guard let data = FileManager.default.contents(atPath: "/proc/\(id)/\(name)") else { continue }
                let said = String(decoding: data, as: UTF8.self)
                state.withLock { state in
                    if said.contains("/usr/bin/age\0") { state.processes += 1 }
                    if said.contains(text) { state.found.append("\(id)/\(name)") }
                }
            }
        }
    }
}
