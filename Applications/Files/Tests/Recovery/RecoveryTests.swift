// SPDX-License-Identifier: Apache-2.0
@testable import Files
import Foundation
import StewardCore
import StewardIntegration
import StewardLedger
import StewardStore
import StewardTestKit
import Synchronization
import Testing

@Suite("Recovery: restore, download, verify, and only then act")
struct RecoveryTests {
    @Test(
        "files come out of the trash, are downloaded, and go back, each verified before it goes",
        arguments: TestDatabases.engines)
    func wholeWay(engine: DatabaseEngine) async throws {
        try await with(engine) { bench in
            for number in 1...8 {
                await bench.store.add("id\(number)", "file \(number).txt", Array("content \(number)".utf8))
            }
            let summary = try await bench.run()
            #expect(summary.found == 8)
            #expect(summary.recovered == 8)
            #expect(summary.downloaded == 8)
            #expect(summary.trashed == 8)
            #expect(summary.errors == 0)
            #expect(try bench.content("file 3.txt") == "content 3")
            let calls = await bench.store.calls
            for number in 1...8 {
                let read = try #require(calls.firstIndex(of: "read id\(number)"))
                let restored = try #require(calls.firstIndex(of: "restore id\(number)"))
                let trashed = try #require(calls.firstIndex(of: "trash id\(number)"))
                #expect(restored < read && read < trashed)
            }
            let entries = try await bench.files.ledger.entries(in: Files.book(bench.connection))
            #expect(entries.map(\.kind) == [FilesEntry.recovered])
        }
    }

    @Test("a second run with the same name has nothing left to do")
    func again() async throws {
        try await with { bench in
            await bench.store.add("a", "a.txt", [1, 2])
            _ = try await bench.run()
            await bench.store.clear()
            let summary = try await bench.run()
            #expect(summary.doneBefore == 1)
            #expect(await bench.store.calls.filter { $0 != "search" }.isEmpty)
        }
    }

    @Test(
        "a damaged download stops the policy: nothing is trashed or deleted that was not verified",
        arguments: [RecoveryPolicy.trash, .delete])
    func damaged(policy: RecoveryPolicy) async throws {
        try await with { bench in
            await bench.store.add("good", "good.txt", [1, 2, 3])
            await bench.store.add("bad", "bad.txt", [4, 5, 6])
            await bench.store.damage("bad")
            let summary = try await bench.run { $0.policy = policy }
            #expect(summary.errors == 1)
            let calls = await bench.store.calls
            #expect(!calls.contains("trash bad") && !calls.contains("delete bad"))
            #expect(calls.contains(policy == .trash ? "trash good" : "delete good"))
            #expect(!FileManager.default.fileExists(atPath: bench.folder + "/bad.txt"))
        }
    }

    @Test("what fails for a while is tried three times; what fails for good is told once, and the rest goes on")
    func failures() async throws {
        try await with { bench in
            for id in ["a", "b", "c"] { await bench.store.add(id, "\(id).txt", [1]) }
            await bench.store.fail("restore a", IntegrationError(.rateLimited, "Slow down."), times: 2)
            await bench.store.fail("restore b", IntegrationError(.forbidden, "Not yours."))
            let failed = Mutex<[String]>([])
            let summary = try await bench.run(tell: { event in
                if case .failed(let file, let reason) = event { failed.withLock { $0.append("\(file.id): \(reason)") } }
            })
            #expect(summary.downloaded == 2)
            #expect(failed.withLock { $0 } == ["b: Not yours."])
            #expect(await bench.store.calls.filter { $0 == "restore a" }.count == 3)
            #expect(await bench.store.calls.filter { $0 == "restore b" }.count == 1)
        }
    }

    @Test("a run that was cut off between any two steps goes on and does nothing twice that is done")
    func cutOff() async throws {
        for stop in ["read b", "trash b", "search"] {
            try await with { bench in
                for id in ["a", "b", "c"] { await bench.store.add(id, "\(id).txt", Array("content \(id)".utf8)) }
                await bench.store.fail(stop, IntegrationError(.unauthorized, "The grant ended."))
                _ = try? await bench.run {
                    $0.concurrency = 1; $0.batch = 1
                }
                await bench.store.heal()
                let summary = try await bench.run {
                    $0.concurrency = 1; $0.batch = 1
                }
                #expect(summary.errors == 0)
                for id in ["a", "b", "c"] {
                    #expect(try bench.content("\(id).txt") == "content \(id)")
                    #expect(await bench.store.files.first { $0.id == id }?.isTrashed == true)
                    #expect(await bench.store.calls.filter { $0 == "read \(id)" }.count <= (id == "b" ? 2 : 1))
                }
            }
        }
    }

    @Test("names that are taken get digits of the id; names that lead elsewhere are made harmless")
    func names() async throws {
        try await with { bench in
            await bench.store.add("one", "same.txt", [1])
            await bench.store.add("two", "same.txt", [2])
            await bench.store.add("three", "../../etc/passwd", [3])
            await bench.store.add("four", "\u{0}*?", [4])
            try "there".write(toFile: bench.folder + "/kept.txt", atomically: true, encoding: .utf8)
            await bench.store.add("five", "kept.txt", [5])
            _ = try await bench.run()
            let names = try FileManager.default.contentsOfDirectory(atPath: bench.folder).sorted()
            #expect(names.count == 6)
            #expect(names.contains("same.txt") && names.contains("....etcpasswd") && names.contains("file_four"))
            #expect(try bench.content("kept.txt") == "there")
        }
    }

    @Test("another scope under one name is refused with both; a fresh run starts anew")
    func scopes() async throws {
        try await with { bench in
            await bench.store.add("a", "a.txt", [1])
            _ = try await bench.run()
            let other = RecoveryScope.files(.recoverAndDownload, ids: ["x"])
            await #expect(throws: ScopeMismatch.self) { try await bench.run { $0.scope = other } }
            let summary = try await bench.run {
                $0.scope = other; $0.isFresh = true
            }
            #expect(summary.doneBefore == 0)
        }
    }

    @Test("a held lock stops a run and names its holder; force takes it")
    func locks() async throws {
        try await with { bench in
            await bench.store.add("a", "a.txt", [1])
            let other = LockOwner(run: "other", node: "elsewhere", pid: 7)
            _ = try await bench.files.takeLock(bench.connection, for: .recovery, owner: other)
            let error = await #expect(throws: FilesError.self) { try await bench.run() }
            #expect(error?.code == .held)
            #expect(error?.description.contains("elsewhere") == true)
            #expect(try await bench.run(forced: true).downloaded == 1)
            #expect(try await bench.files.lock(of: bench.connection) == nil)
        }
    }

    @Test("old state is taken over once, and what it says is done is not touched")
    func oldState() async throws {
        try await with { bench in
            await bench.store.add("a", "a.txt", [1])
            await bench.store.add("b", "b.txt", [2])
            let text = Array(#"{"schema_version": 2, "processed_items": ["a"]}"#.utf8)
            let warned = Mutex(0)
            for _ in 0..<2 {
                try await bench.recovery().importState(text) { if case .warning = $0 { warned.withLock { $0 += 1 } } }
            }
            #expect(warned.withLock { $0 } == 1)
            let summary = try await bench.run()
            #expect(summary.doneBefore == 1)
            #expect(await bench.store.calls.contains("restore b"))
            #expect(await bench.store.calls.contains("restore a") == false)
        }
    }

    @Test("a plan changes nothing and names what the account may not do")
    func plan() async throws {
        try await with { bench in
            await bench.store.add("a", "a.txt", [1, 2, 3])
            await bench.store.add("b", "b.txt", [1], denied: [.untrash, .trash])
            let plan = try await bench.recovery().plan { _ in }
            #expect(plan.rows.map(\.id) == ["a", "b"])
            #expect(plan.rows[1].denied == ["untrash", "trash"])
            #expect(plan.bytes == 4)
            #expect(plan.obstacles.isEmpty)
            #expect(await bench.store.calls == ["search"])
        }
    }

    @Test("a folder's tree is downloaded with its folders, and a loop of folders ends")
    func folder() async throws {
        try await with { bench in
            await bench.store.add("top", "Top", isTrashed: false, kind: .folder, parents: ["sub"])
            await bench.store.add("sub", "Sub", isTrashed: false, kind: .folder, parents: ["top"])
            await bench.store.add("a", "a.txt", [1], isTrashed: false, parents: ["top"])
            await bench.store.add("b", "b.txt", [2], isTrashed: false, parents: ["sub"])
            let filter = try ExtensionFilter([])
            let summary = try await bench.run {
                $0.scope = RecoveryScope(source: .folder, command: .recoverAndDownload, key: "top")
                $0.selection = .folder("top", filter, modifiedAfter: nil)
                $0.policy = .retain
            }
            #expect(summary.downloaded == 2)
            #expect(summary.recovered == 0)
            #expect(FileManager.default.fileExists(atPath: bench.folder + "/Sub/b.txt"))
            #expect(await bench.store.calls.contains { $0.hasPrefix("trash") || $0.hasPrefix("restore") } == false)
        }
    }

    @Test("slots are spaced evenly, or come as a burst and then evenly")
    func pace() {
        var even = PaceSlots(perSecond: 5, burst: 0)
        #expect([0.0, 0, 0].map { even.take(at: $0) }.map { ($0 * 10).rounded() } == [0, 2, 4])
        var burst = PaceSlots(perSecond: 5, burst: 3)
        #expect([0.0, 0, 0, 0].map { burst.take(at: $0) }.map { ($0 * 10).rounded() } == [0, 0, 0, 2])
    }

    private func with(
        _ engine: DatabaseEngine = .sqlite, _ body: (RecoveryBench) async throws -> Void
    ) async throws {
        try await TestDatabases.with(engine) { database in
            let bench = try await RecoveryBench(database)
            try await body(bench)
        }
    }
}
