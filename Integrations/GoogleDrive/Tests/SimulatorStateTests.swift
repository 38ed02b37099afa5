// SPDX-License-Identifier: Apache-2.0
import Foundation
import GoogleDriveSimulator
import StewardCore
import StewardSimulation
import Testing

@Suite("The simulated Drive's state")
struct SimulatorStateTests {
    private func withFolder(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.path() + "/drive-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await body(folder)
    }

    @Test("a restart finds files, content, trash, shares, drives, revisions and the place in the changes")
    func restart() async throws {
        try await withFolder { folder in
            let first = try DriveCaller(folder: folder)
            first.state.generate(GeneratedTree(files: 25))
            let made = try first.state.createFile(named: "a.txt", .bytes(Array("hello".utf8)), type: "text/plain")
            try first.state.replaceContent(made.id, StoredContent(.bytes(Array("hello again".utf8))))
            try first.state.updateFile(made.id, DriveMetadata(trashed: true))
            first.state.shareWithAnyone(made.id)
            var marked = DriveMetadata(name: "marked")
            marked.properties = ["a": "1"]
            try first.state.createFile(marked)
            first.state.createDrive(named: "Team")
            let gone = try first.state.createFile(named: "gone", .bytes([1]))
            first.state.deleteFile(gone.id)
            let second = try DriveCaller(folder: folder)
            let all = ["fields": "*", "pageSize": "1000"]
            #expect(await first.get("files", all).json == (await second.get("files", all)).json)
            #expect(await first.get("drives", all).json == (await second.get("drives", all)).json)
            let changes = ["pageToken": "1", "fields": "*"]
            #expect(await first.get("changes", changes).json == (await second.get("changes", changes)).json)
            #expect(await first.get("about", all).json == (await second.get("about", all)).json)
            let content = try #require(second.state.content(of: made.id))
            #expect(content.content.bytes(0..<11) == Array("hello again".utf8))
            #expect(second.state.files.count == first.state.files.count)
            let more = try second.state.createFile(named: "more", .bytes([]))
            #expect(first.state.file(more.id) == nil)
        }
    }

    @Test("a line that was cut off never happened; a line that is no state is named")
    func damage() async throws {
        try await withFolder { folder in
            let state = try DriveState(folder: folder)
            try state.createFile(named: "a", .bytes([1]))
            let path = folder + "/drive.jsonl"
            let whole = try Data(contentsOf: URL(filePath: path))
            try (whole + Data(#"{"file": {"id""#.utf8)).write(to: URL(filePath: path))
            let again = try DriveState(folder: folder)
            #expect(again.files.map(\.name) == ["a"])
            try again.createFile(named: "b", .bytes([1]))
            #expect(try DriveState(folder: folder).files.map(\.name) == ["a", "b"])
            try (whole + Data("{\"file\": 5}\n".utf8)).write(to: URL(filePath: path))
            #expect { try DriveState(folder: folder) } throws: { error in
                (error as? IntegrationError)?.message.contains("is no state of this simulator") == true
            }
        }
    }

    @Test("a tree is the same for the same seed, in folders, and its content the same in any cut")
    func trees() throws {
        func state(_ seed: UInt64) throws -> DriveState {
            let state = try DriveState()
            var tree = GeneratedTree(files: 2500)
            tree.seed = seed
            tree.trashedPercent = 10
            state.generate(tree)
            return state
        }
        let one = try state(1)
        let same = try state(1)
        #expect(one.files.map(\.id) == same.files.map(\.id))
        #expect(try state(2).files.map(\.id) != one.files.map(\.id))
        #expect(one.files.filter(\.isFolder).count == 3)
        #expect((150...350).contains(one.files.filter(\.isExplicitlyTrashed).count))
        let content = DriveContent.generated(seed: 9, size: 1003)
        let whole = content.bytes(0..<1003)
        #expect(whole.count == 1003)
        for start in stride(from: Int64(0), to: 1003, by: 37) {
            for end in [start, start + 1, start + 9, 1003] where end <= 1003 {
                #expect(content.bytes(start..<end) == Array(whole[Int(start)..<Int(end)]))
            }
        }
        #expect(Set(whole).count > 200)
    }

    @Test("a hundred thousand files are there at once")
    func large() async throws {
        let caller = try DriveCaller()
        caller.state.generate(GeneratedTree(files: 100_000))
        let folder = try #require(caller.state.children(of: "root").last)
        let page = await caller.get(
            "files", ["q": "'\(folder)' in parents", "pageSize": "1000", "fields": "files(id)"])
        #expect(page.json["files"]?.array?.count == 1000)
        #expect(caller.state.count == 100_102)
    }

    @Test("every route cites its source, and every example is answered")
    func routes() async throws {
        let caller = try DriveCaller()
        var examples = 0
        for route in caller.simulator.routes {
            #expect(route.source.contains("2026-11"))
            guard let example = route.example else { continue }
            examples += 1
            #expect(await caller.send(route.method, example).status == 200)
        }
        #expect(examples >= 8)
    }
}
