// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import StewardStore
import StewardTestKit
import Synchronization
import Testing

@testable import Files

@Suite struct CleanTests {
    private static let owner = LockOwner(run: "run-1", node: "cellar", pid: 42)

    private static func plant(_ drive: MemoryDrive, files: Int = 5) -> [String] {
        let inside = drive.put("inside", [1], in: drive.folder("folder"))
        drive.put("doc", [], kind: .document)
        drive.put("link", [], kind: .shortcut(target: inside))
        drive.put("theirs", [1], owned: false)
        drive.put("fixed", [1], denied: [.trash, .delete])
        return (0..<files).map { drive.put("file \($0)", [UInt8($0 % 250)]) }
    }

    private static func clean(_ bench: Bench, _ id: String) async throws -> TransferCounts {
        try await bench.files.cleanUp(id, with: bench.connection, owner: owner, actor: "tester")
    }

    @Test(
        "a plan lists files of the root only, and says why others stay; nothing is done yet",
        arguments: TestDatabases.engines)
    func plan(engine: DatabaseEngine) async throws {
        try await Bench.with(engine) { bench in
            _ = Self.plant(bench.drive)
            let plan = try await bench.files.planCleanUp(bench.connection)
            let counts = try await bench.files.counts(of: plan.id)
            #expect(counts.waiting == 5 && counts.skipped == 4 && counts.failed == 0)
            #expect(bench.drive.calls("trash") == 0)
            let skipped = try await bench.files.items(of: plan.id, state: .skipped)
            #expect(Set(skipped.map(\.name)) == ["doc", "link", "theirs", "fixed"])
            let all = try await bench.files.planCleanUp(
                bench.connection, options: .init(documents: true, shortcuts: true))
            #expect(try await bench.files.counts(of: all.id).waiting == 7)
        }
    }

    @Test("files go into the trash, each is an entry of the book, and twice is once", arguments: TestDatabases.engines)
    func trash(engine: DatabaseEngine) async throws {
        try await Bench.with(engine) { bench in
            let ids = Self.plant(bench.drive, files: 250)
            let plan = try await bench.files.planCleanUp(bench.connection)
            let counts = try await Self.clean(bench, plan.id)
            #expect(counts.done == 250 && counts.skipped == 4 && counts.waiting == 0)
            #expect(bench.drive.calls("trash") == 3)
            let trashed = bench.drive.state.withLock { state in ids.filter { state.files[$0]?.file.isTrashed == true } }
            #expect(trashed == ids)
            #expect(try await bench.kinds().filter { $0 == FilesEntry.trashed }.count == 250)
            _ = try await Self.clean(bench, plan.id)
            #expect(try await bench.kinds().count == 250 && bench.drive.calls("trash") == 3)
        }
    }

    @Test("one that others own is skipped, one that fails is tried three times and counted")
    func failures() async throws {
        try await Bench.with { bench in
            let ids = Self.plant(bench.drive, files: 3)
            let plan = try await bench.files.planCleanUp(bench.connection)
            bench.drive.failing { operation, subject in
                if operation == "trash one", subject == ids[0] { throw IntegrationError(.forbidden, "No.") }
                if operation == "trash one", subject == ids[1] { throw IntegrationError(.unavailable, "Later.") }
            }
            let counts = try await Self.clean(bench, plan.id)
            #expect(counts.done == 1 && counts.skipped == 5 && counts.failed == 1)
            #expect(bench.clock.slept.withLock { $0 } == [.seconds(1), .seconds(2)])
        }
    }

    @Test("for good only when asked, after a last look at each, and never under a recovery")
    func permanent() async throws {
        try await Bench.with { bench in
            let ids = Self.plant(bench.drive, files: 3)
            let plan = try await bench.files.planCleanUp(bench.connection, options: .init(isPermanent: true))
            let recovery = LockOwner(run: "other", node: "attic", pid: 1)
            let lock = try await bench.files.takeLock("drive", for: .recovery, owner: recovery)
            await #expect(throws: FilesError(.held, "")) { try await Self.clean(bench, plan.id) }
            try await bench.files.releaseLock(lock)
            let folder = bench.drive.folder("kept")
            bench.drive.change(ids[1]) { $0.parents = [folder] }
            let counts = try await Self.clean(bench, plan.id)
            #expect(counts.done == 2 && counts.skipped == 5)
            let left = bench.drive.state.withLock { state in ids.filter { state.files[$0] != nil } }
            #expect(left == [ids[1]])
            #expect(try await bench.kinds().filter { $0 == FilesEntry.deleted }.count == 2)
            #expect(try await bench.files.lock(of: "drive") == nil)
        }
    }

    @Test("stopped in the middle it goes on, and each file is one entry")
    func stops() async throws {
        try await Bench.with { bench in
            let ids = Self.plant(bench.drive, files: 30)
            let plan = try await bench.files.planCleanUp(bench.connection, options: .init(isPermanent: true))
            let left = Countdown(11)
            bench.drive.failing { operation, _ in
                if operation == "delete", !left.take() { throw IntegrationError(.unauthorized, "Sign in again.") }
            }
            await #expect(throws: IntegrationError(.unauthorized, "")) { try await Self.clean(bench, plan.id) }
            bench.drive.healed()
            let counts = try await Self.clean(bench, plan.id)
            #expect(counts.done == 30 && counts.waiting == 0)
            #expect(try await bench.kinds().filter { $0 == FilesEntry.deleted }.count == 30)
            #expect(bench.drive.state.withLock { state in ids.allSatisfy { state.files[$0] == nil } })
        }
    }
}
