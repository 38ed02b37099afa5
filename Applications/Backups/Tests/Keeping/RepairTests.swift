// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardLedger
import StewardTestKit
import Testing

@testable import Backups

@Suite("What is found at the start of a run", .enabled(if: hasPrograms))
struct RepairTests {
    @Test("What a killed run left is swept, and nothing else")
    func leftovers() async throws {
        try await Bench.with { bench in
            let set = bench.set("a")
            try await bench.run(set, .with("a"))
            let whole = bench.files()
            for name in ["a/a_2026-11-21_02-00-00.sql.zst.partial", "a/x.dir.partial/toc.dat", "g.json.partial"] {
                try bench.folder.write("set/" + name, Array("half".utf8))
            }
            try bench.folder.write("set/a/notes.txt", Array("mine".utf8))
            try bench.folder.write("set/a/a_2020-01-01.sql", Array("an older program's".utf8))
            bench.clock.advance(.seconds(60))
            let run = try await bench.run(set, .with("a"), id: "r2")
            #expect(run.repair.swept.count == 3)
            #expect(run.repair.unknown == ["a/a_2020-01-01.sql"])
            let files = bench.files()
            #expect(files.filter { $0.contains("partial") } == [])
            #expect(Set(files).isSuperset(of: whole + ["a/notes.txt", "a/a_2020-01-01.sql"]))
        }
    }

    /// The moments of ``BackupFolder/finish(_:_:)`` and of recording after which a process may be gone.
    enum Moment: CaseIterable { case written, manifestWritten, named, manifestNamed }

    @Test("A run that was killed between two steps is finished or swept by the next", arguments: Moment.allCases)
    func killed(after moment: Moment) async throws {
        try await Bench.with { bench in
            // One folder as a run left it, in a book that knows nothing of it.
            let set = bench.set("a")
            let made = try #require(try await bench.run(set, .with("a")).made.first)
            let path = bench.folder.path("set/" + made.file)
            if moment != .manifestNamed {
                try FileManager.default.moveItem(atPath: path + ".json", toPath: path + ".json.partial")
            }
            if moment == .written { try FileManager.default.removeItem(atPath: path + ".json.partial") }
            if moment == .written || moment == .manifestWritten {
                try FileManager.default.moveItem(atPath: path, toPath: path + ".partial")
            }
            try await Bench.with { next in
                let connections = ScriptedConnections(server: .with("a"))
                next.clock.advance(.seconds(60))
                let run = try await next.backups.run(
                    set, id: "r2", connections: connections, stores: connections, by: "test")
                let isFound = moment == .named || moment == .manifestNamed
                #expect(run.repair.found == (isFound ? [made.id] : []))
                #expect(run.repair.unknown == [])
                let history = try await next.history()
                #expect(history[made.id] == (isFound ? made : nil))
                #expect(history.present("a").count == (isFound ? 2 : 1))
                #expect(bench.files().count == (isFound ? 4 : 2))
                let entries = try await next.ledger.entries(in: next.book)
                #expect(entries.first?.payload["found"]?.bool == (isFound ? true : nil))
            }
        }
    }

    @Test("A file that is gone is told once; when it is back, it counts again")
    func missing() async throws {
        try await Bench.with { bench in
            let set = bench.set("a", "b")
            let first = try #require(try await bench.run(set, .with("a", "b")).made.first)
            let path = bench.folder.path("set/" + first.file)
            try FileManager.default.moveItem(atPath: path, toPath: bench.folder.path("away"))
            for number in 2...3 {
                bench.clock.advance(.seconds(60))
                let run = try await bench.run(set, .with("a", "b"), id: "r\(number)")
                #expect(run.repair.missing == (number == 2 ? [first.id] : []))
            }
            #expect(try await bench.history().present("a").count == 2)
            try FileManager.default.moveItem(atPath: bench.folder.path("away"), toPath: path)
            bench.clock.advance(.seconds(60))
            let run = try await bench.run(set, .with("a", "b"), id: "r4")
            #expect(run.repair.found == [first.id])
            #expect(try await bench.history().present("a").count == 4)
        }
    }

    @Test("Of a lost backup the file alone is enough to have it back, and another file of its name is not")
    func fetched() async throws {
        try await Bench.with { bench in
            let set = bench.set("a", "b")
            let lost = try #require(try await bench.run(set, .with("a", "b")).made.first)
            let path = bench.folder.path("set/" + lost.file)
            let bytes = try bench.folder.bytes("set/" + lost.file)
            for file in [path, path + ".json"] { try FileManager.default.removeItem(atPath: file) }
            bench.clock.advance(.seconds(60))
            #expect(try await bench.run(set, .with("a", "b"), id: "r2").repair.missing == [lost.id])
            try bench.folder.write("set/" + lost.file, bytes.dropLast() + [bytes[bytes.count - 1] ^ 1])
            bench.clock.advance(.seconds(60))
            let other = try await bench.run(set, .with("a", "b"), id: "r3").repair
            #expect(other.found == [] && other.unknown == [lost.file])
            try bench.folder.write("set/" + lost.file, bytes)
            bench.clock.advance(.seconds(60))
            #expect(try await bench.run(set, .with("a", "b"), id: "r4").repair.found == [lost.id])
            #expect(try await bench.history()[lost.id]?.isPresent == true)
            let manifest = try BackupManifest(bench.folder.bytes("set/" + lost.file + ".json"))
            #expect(manifest.backup.record == lost.record)
        }
    }

    @Test("Where the disk is not mounted, nothing is written and nothing counts as missing")
    func notMounted() async throws {
        try await Bench.with { bench in
            let set = bench.set("a")
            try await bench.run(set, .with("a"))
            try FileManager.default.moveItem(atPath: set.folder, toPath: bench.folder.path("unmounted"))
            let run = try await bench.run(set, .with("a"), id: "r2")
            #expect(run.failures.first?.reason.contains("look whether its disk is mounted") == true)
            #expect(!FileManager.default.fileExists(atPath: set.folder))
            #expect(try await bench.history().present("a").count == 1)
            try bench.folder.write("set/" + FolderLock.name, [])
            let anew = try await bench.run(set, .with("a"), id: "r3")
            #expect(anew.isSuccess && anew.repair.missing.count == 1)
        }
    }

    @Test("While a run works, a second one says who does")
    func held() async throws {
        try await Bench.with { bench in
            let server = ScriptedDumping.with("a")
            let isHalfWay = Gate()
            var script = ScriptedDumping.Script(ScriptedDumping.text("a", rows: 200_000))
            script.waitsAfter = 500_000
            script.during = { isHalfWay.open() }
            server.set("a", script)
            let set = bench.set("a")
            let first = Task { try await bench.run(set, server) }
            await isHalfWay.wait()
            let error = await #expect(throws: BackupsError.self) { try await bench.run(set, .with("a"), id: "r2") }
            #expect(error?.code == .held)
            #expect(
                error?.description.contains("a run of “nightly” of process \(getpid()) since 2026-11-22T02:15:00Z")
                    == true)
            first.cancel()
            _ = try? await first.value
            let kinds = try await bench.kinds()
            #expect(kinds == [BackupEntry.failed])
        }
    }
}
