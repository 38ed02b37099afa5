// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration
import StewardLedger
import StewardStore
import StewardTestKit
import Synchronization
import Testing

@testable import Files

@Suite struct MirrorTests {
    /// A small tree with everything that is awkward in it.
    private static func plant(_ drive: MemoryDrive) -> (top: String, ids: [String: String]) {
        let top = drive.folder("top")
        let sub = drive.folder("แพร่", in: top)
        var ids = ["top": top, "sub": sub]
        ids["a"] = drive.put("a.pdf", Bench.bytes(10), in: top)
        ids["same1"] = drive.put("same.pdf", Bench.bytes(20), in: sub)
        ids["same2"] = drive.put("same.pdf", Bench.bytes(21), in: sub)
        ids["slash"] = drive.put("5/18.pdf", Bench.bytes(30), in: sub)
        ids["up"] = drive.put("..", Bench.bytes(31), in: sub)
        ids["empty"] = drive.put("empty", [], in: sub)
        ids["big"] = drive.put("big.pdf", Bench.bytes(400_000), in: sub)
        ids["doc"] = drive.put("notes", [], in: top, kind: .document)
        ids["loop"] = drive.put("loop", [], in: sub, kind: .shortcut(target: top))
        ids["link"] = drive.put("link.pdf", [], in: top, kind: .shortcut(target: drive.put("far.pdf", [7, 7])))
        ids["gone"] = drive.put("gone", [], in: top, kind: .shortcut(target: "nobody"))
        ids["secret"] = drive.put("secret", [1], in: top, denied: .download)
        return (top, ids)
    }

    private static func mirror(
        _ bench: Bench, _ folder: String, _ options: MirrorOptions = .init(), wholly: Bool = false
    ) async throws -> (Mirror, MirrorRun) {
        let mirror = try await bench.files.planMirror("drive", folder: folder, options: options)
        let run = try await bench.files.mirror(
            mirror.id, with: bench.connection, actor: "tester", wholly: wholly)
        return (mirror, run)
    }

    private static func all(_ bench: Bench, _ mirror: Mirror) async throws -> [String: CoveredFile] {
        var files: [String: CoveredFile] = [:]
        try await bench.files.forEachCovered(mirror.id) { files[$0.path] = $0 }
        return files
    }

    @Test(
        "a tree comes into a folder with safe names, and the coverage says what is missing",
        arguments: TestDatabases.engines)
    func intoFolder(engine: DatabaseEngine) async throws {
        try await Bench.with(engine) { bench in
            let (top, ids) = Self.plant(bench.drive)
            let (mirror, run) = try await Self.mirror(bench, top, .init(target: .folder(bench.folder.path("out"))))
            let second = ids["same1", default: ""] < ids["same2", default: ""] ? "same2" : "same1"
            let digits = NameDigits.of(ids[second] ?? "")
            let tree = bench.tree("out")
            #expect(
                Set(tree.keys) == [
                    "a.pdf", "แพร่/same.pdf", "แพร่/same-\(digits).pdf", "แพร่/5_18.pdf",
                    "แพร่/file_\(ids["up"] ?? "")", "แพร่/empty", "แพร่/big.pdf", "link.pdf",
                    "notes-\(NameDigits.of(ids["doc"] ?? "")).pdf",
                ])
            #expect(tree["แพร่/big.pdf"] == Bench.bytes(400_000) && tree["link.pdf"] == [7, 7])
            #expect(run.coverage.present == 9 && run.coverage.missing == 1 && run.coverage.skipped == 1)
            #expect(run.coverage.expected == 11 && run.unreadFolders == 0)
            let files = try await Self.all(bench, mirror)
            #expect(files["แพร่/5∕18.pdf"]?.name == "5/18.pdf")
            #expect(files["gone"]?.status == .missing && files["secret"]?.status == .skipped)
            #expect(try await bench.kinds() == [FilesEntry.fetched, FilesEntry.mirrored])
        }
    }

    @Test("a second look reads nothing that is unchanged, and only asks for changes")
    func incremental() async throws {
        try await Bench.with { bench in
            let (top, ids) = Self.plant(bench.drive)
            let options = MirrorOptions(target: .folder(bench.folder.path("out")))
            _ = try await Self.mirror(bench, top, options)
            let (reads, lists) = (bench.drive.calls("read"), bench.drive.calls("children") + bench.drive.calls("list"))
            bench.drive.put("a.pdf", Bench.bytes(11, seed: 3), in: top, id: ids["a"])
            let added = bench.drive.put("new.pdf", [5], in: ids["sub"] ?? "")
            bench.drive.change(ids["empty"] ?? "") { $0.isTrashed = true }
            let (mirror, run) = try await Self.mirror(bench, top, options)
            #expect(bench.drive.calls("read") - reads == 2)
            #expect(bench.drive.calls("children") + bench.drive.calls("list") == lists)
            #expect(run.coverage.present == 9 && run.coverage.vanished == 1 && run.vanished == 1)
            let files = try await Self.all(bench, mirror)
            #expect(files["a.pdf"]?.versions == 2 && files["แพร่/new.pdf"]?.fileID == added)
            #expect(files["แพร่/empty"]?.status == .vanished)
            #expect(bench.tree("out")["a.pdf"] == Bench.bytes(11, seed: 3))
            #expect(bench.tree("out")["แพร่/empty"] == [])
            let kinds = try await bench.kinds()
            #expect(kinds.filter { $0 == FilesEntry.vanished }.count == 1)
            #expect(kinds.filter { $0 == FilesEntry.fetched }.count == 2)
            // Heard of again, it has not vanished again.
            bench.drive.change(ids["empty"] ?? "") { $0.name = "still gone" }
            #expect(try await Self.mirror(bench, top, options).1.vanished == 0)
            #expect(try await bench.kinds().filter { $0 == FilesEntry.vanished }.count == 1)
            // Back again, it is not read again.
            let before = bench.drive.calls("read")
            bench.drive.change(ids["empty"] ?? "") { file in
                file.isTrashed = false
                file.name = "empty"
            }
            #expect(try await Self.mirror(bench, top, options).1.coverage.present == 10)
            #expect(bench.drive.calls("read") == before)
        }
    }

    @Test("every version is kept as a blob and recorded in the chosen book", arguments: TestDatabases.engines)
    func blobs(engine: DatabaseEngine) async throws {
        try await Bench.with(engine) { bench in
            let (top, ids) = Self.plant(bench.drive)
            let plan = try await bench.files.planMirror("drive", folder: top, book: "election:made")
            _ = try await bench.files.mirror(plan.id, with: bench.connection, actor: "tester")
            bench.drive.put("a.pdf", [1, 2, 3], in: top, id: ids["a"])
            _ = try await bench.files.mirror(plan.id, with: bench.connection, actor: "tester")
            bench.drive.state.withLock { $0.files[ids["a"] ?? ""] = nil }
            bench.drive.change(ids["a"] ?? "") { _ in }
            _ = try await bench.files.mirror(plan.id, with: bench.connection, actor: "tester", wholly: true)
            let versions = try await bench.files.versions(plan.id, item: ids["a"] ?? "")
            #expect(versions.map(\.number) == [1, 2])
            let bytes = try versions.map { try bench.files.blobs.bytes(of: #require(BlobID($0.sha256))) }
            #expect(bytes == [Bench.bytes(10), [1, 2, 3]])
            let file = try #require(try await Self.all(bench, plan)["a.pdf"])
            #expect(file.status == .vanished)
            #expect(try await bench.files.content(of: file, in: plan).collect(upTo: 100) == [1, 2, 3])
            let kinds = try await bench.kinds("election:made")
            #expect(kinds.filter { $0 == FilesEntry.fetched }.count == 2 && kinds.contains(FilesEntry.vanished))
            #expect(bench.tree("staging").isEmpty)
            let entry = try await bench.files.ledger.entries(in: "election:made").first
            let first = entry?.payload["files"]?.array?.first { $0["file"]?.string == ids["big"] }
            #expect(first?["size"]?.integer == 400_000 && first?["sha256"]?.string?.count == 64)
        }
    }

    @Test("what was moved or renamed at the service is moved on disk, not read again")
    func moves() async throws {
        try await Bench.with { bench in
            let (top, ids) = Self.plant(bench.drive)
            let options = MirrorOptions(target: .folder(bench.folder.path("out")))
            _ = try await Self.mirror(bench, top, options)
            let reads = bench.drive.calls("read")
            bench.drive.change(ids["a"] ?? "") { file in
                file.parents = [ids["sub"] ?? ""]
                file.name = "b.pdf"
            }
            bench.drive.change(ids["sub"] ?? "") { $0.name = "น่าน" }
            let (_, run) = try await Self.mirror(bench, top, options)
            let tree = bench.tree("out")
            #expect(
                tree["น่าน/b.pdf"] == Bench.bytes(10) && tree["a.pdf"] == nil && tree["น่าน/big.pdf"]?.count == 400_000)
            #expect(!tree.keys.contains { $0.hasPrefix("แพร่/") })
            #expect(bench.drive.calls("read") == reads && run.vanished == 0)
        }
    }

    @Test("what somebody changed or removed on disk is fetched again, and the change is set aside")
    func repaired() async throws {
        try await Bench.with { bench in
            let (top, _) = Self.plant(bench.drive)
            let options = MirrorOptions(target: .folder(bench.folder.path("out")))
            _ = try await Self.mirror(bench, top, options)
            let whole = bench.tree("out")
            try bench.folder.write("out/a.pdf", [0])
            try FileManager.default.removeItem(atPath: bench.folder.path("out/แพร่/big.pdf"))
            _ = try await Self.mirror(bench, top, options)
            var tree = bench.tree("out")
            let aside = tree.keys.filter { $0.hasPrefix("a-old-") && $0.hasSuffix(".pdf") }
            #expect(aside.count == 1 && tree[aside.first ?? ""] == [0])
            for name in aside { tree[name] = nil }
            #expect(tree == whole)
        }
    }

    @Test("stopped at any moment, it goes on, and no version is recorded twice", arguments: [true, false])
    func stops(toBlobs: Bool) async throws {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<15 {
            let stop = Int.random(in: 1...45, using: &generator)
            try await Bench.with { bench in
                let (top, _) = Self.plant(bench.drive)
                let options = MirrorOptions(target: toBlobs ? .blobs : .folder(bench.folder.path("out")))
                let left = Countdown(stop)
                bench.drive.failing { _, _ in
                    if !left.take() { throw IntegrationError(.unauthorized, "Sign in again.") }
                }
                _ = try? await Self.mirror(bench, top, options)
                bench.drive.healed()
                let (mirror, run) = try await Self.mirror(bench, top, options)
                #expect(run.coverage.present == 9 && run.vanished == 0)
                var recorded: [String] = []
                for entry in try await bench.files.ledger.entries(in: Files.book("drive")) {
                    for file in entry.payload["files"]?.array ?? [] {
                        recorded.append("\(file["item"]?.string ?? file["file"]?.string ?? "") \(file["version"] ?? 0)")
                    }
                }
                #expect(recorded.count == 9 && Set(recorded).count == 9)
                #expect(try await bench.files.covered(mirror.id).items.count == 11)
            }
        }
    }

    @Test("a folder that cannot be read keeps what is known of it, and the others go on")
    func unreadable() async throws {
        try await Bench.with { bench in
            let (top, ids) = Self.plant(bench.drive)
            let other = bench.drive.folder("other", in: top)
            bench.drive.put("o.txt", [1], in: other)
            _ = try await Self.mirror(bench, top)
            bench.drive.failing { operation, subject in
                if operation == "children" || operation == "list", subject == ids["sub"] {
                    throw IntegrationError(.forbidden, "Not shared.")
                }
            }
            bench.drive.put("p.txt", [2], in: other)
            let (mirror, run) = try await Self.mirror(bench, top, wholly: true)
            #expect(run.unreadFolders == 1 && run.coverage.vanished == 0 && run.coverage.present == 11)
            #expect(try await bench.files.unreadFolders(mirror.id).map(\.reason) == ["Not shared."])
            bench.drive.healed()
            bench.drive.put("late.txt", [3], in: ids["sub"] ?? "")
            let (_, healed) = try await Self.mirror(bench, top)
            #expect(healed.unreadFolders == 0 && healed.coverage.present == 12)
        }
    }

    @Test("a file that fails is missing with its reason, and fetched the next time")
    func failing() async throws {
        try await Bench.with { bench in
            let (top, ids) = Self.plant(bench.drive)
            bench.drive.failing { operation, subject in
                if operation == "read", subject == ids["a"] {
                    throw IntegrationError(.downloadQuota, "Too many readers.")
                }
            }
            let (mirror, run) = try await Self.mirror(bench, top)
            #expect(run.coverage.missing == 2 && !run.isComplete)
            #expect(try await Self.all(bench, mirror)["a.pdf"]?.reason == "Too many readers.")
            bench.drive.healed()
            #expect(try await Self.mirror(bench, top).1.coverage.present == 9)
        }
    }

    @Test("a folder that is moved out of the tree takes everything with it, and brings it back unread")
    func movedOut() async throws {
        try await Bench.with { bench in
            let (top, ids) = Self.plant(bench.drive)
            let options = MirrorOptions(target: .folder(bench.folder.path("out")))
            _ = try await Self.mirror(bench, top, options)
            let reads = bench.drive.calls("read")
            let elsewhere = bench.drive.folder("elsewhere")
            bench.drive.change(ids["sub"] ?? "") { $0.parents = [elsewhere] }
            bench.drive.change(ids["same1"] ?? "") { _ in }
            let (_, out) = try await Self.mirror(bench, top, options)
            #expect(out.vanished == 6 && out.coverage.vanished == 6 && out.coverage.present == 3)
            bench.drive.change(ids["sub"] ?? "") { $0.parents = [top] }
            let (_, back) = try await Self.mirror(bench, top, options)
            #expect(back.coverage.vanished == 0 && back.coverage.present == 9)
            #expect(bench.drive.calls("read") == reads)
        }
    }

    @Test("changes are not relied on for a day and more, nor for what others own")
    func wholeLooks() async throws {
        try await Bench.with { bench in
            let (top, _) = Self.plant(bench.drive)
            func lists() -> Int { bench.drive.calls("children") + bench.drive.calls("list") }
            _ = try await Self.mirror(bench, top)
            let first = lists()
            bench.clock.advance(by: 86_000)
            _ = try await Self.mirror(bench, top)
            #expect(lists() == first)
            bench.clock.advance(by: 1000)
            _ = try await Self.mirror(bench, top)
            #expect(lists() == 2 * first)
            _ = try await Self.mirror(bench, top)
            #expect(lists() == 2 * first)
            bench.drive.change(top) { $0.isOwned = false }
            #expect(try await Self.mirror(bench, top).1.coverage.present == 9)
            #expect(lists() == 3 * first)
        }
    }

    @Test("the same folder for two books is two mirrors")
    func books() async throws {
        try await Bench.with { bench in
            let one = try await bench.files.planMirror("drive", folder: "x", book: "election:a")
            let two = try await bench.files.planMirror("drive", folder: "x", book: "election:b")
            let again = try await bench.files.planMirror("drive", folder: "x", book: "election:a")
            #expect(one.id != two.id && one == again)
        }
    }

    @Test("a token that the service no longer knows leads to a look at everything")
    func staleToken() async throws {
        try await Bench.with { bench in
            let (top, _) = Self.plant(bench.drive)
            _ = try await Self.mirror(bench, top)
            let stale = Countdown(1)
            bench.drive.failing { operation, _ in
                if operation == "changes", stale.take() { throw IntegrationError(.invalidRequest, "Old token.") }
            }
            bench.drive.put("z.txt", [9], in: top)
            #expect(try await Self.mirror(bench, top).1.coverage.present == 10)
        }
    }

    @Test("a list in which one folder stands twice is refused")
    func folderList() {
        #expect(throws: FilesError(.invalid, "")) {
            try Files.check(folders: [("ปราจีนบุรี", "x"), ("นครพนม", "y"), ("ฉะเชิงเทรา", "x")])
        }
        #expect(throws: Never.self) { try Files.check(folders: [("a", "x"), ("b", "y")]) }
    }
}
