// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration
import StewardStore
import StewardTestKit
import Synchronization
import Testing

@testable import Files

@Suite struct UploadTests {
    private static func write(_ bench: Bench, _ names: [String: [UInt8]]) throws {
        for (name, bytes) in names { try bench.folder.write("in/" + name, bytes) }
    }

    private static func plan(_ bench: Bench, _ options: UploadOptions = .init()) async throws -> Transfer {
        try await bench.files.planUpload(
            "drive", source: bench.folder.path("in"), folder: "ROOT", options: options)
    }

    /// Everything at the service, by path.
    private static func remote(_ drive: MemoryDrive) -> [String: [UInt8]] {
        drive.state.withLock { state in
            func path(_ file: StoredFile) -> String {
                guard let parent = file.parents.first, let above = state.files[parent], parent != "ROOT" else {
                    return file.name
                }
                return path(above.file) + "/" + file.name
            }
            let files = state.files.values.filter { $0.file.kind == .file }
            return Dictionary(files.map { (path($0.file), $0.bytes) }) { _, _ in [] }
        }
    }

    @Test("a folder goes up whole, and every file is an entry of the book", arguments: TestDatabases.engines)
    func folder(engine: DatabaseEngine) async throws {
        try await Bench.with(engine) { bench in
            let names: [String: [UInt8]] = [
                "a.txt": [1], "sub/b.txt": [], "sub/deep/ตำ.pdf": Bench.bytes(5000), "q'\".x": [9],
            ]
            try Self.write(bench, names)
            let transfer = try await Self.plan(bench)
            let counts = try await bench.files.upload(transfer.id, with: bench.connection, actor: "tester")
            #expect(counts.done == 7 && counts.failed == 0)
            let expected = Dictionary(uniqueKeysWithValues: names.map { ("in/" + $0.key, $0.value) })
            #expect(Self.remote(bench.drive) == expected)
            let kinds = try await bench.kinds()
            #expect(kinds.filter { $0 == FilesEntry.uploaded }.count == 4)
            #expect(kinds.filter { $0 == FilesEntry.folderMade }.count == 3)
        }
    }

    @Test("stopped at any moment, also when the reply was lost, nothing is uploaded twice")
    func stops() async throws {
        var generator = SeededGenerator(seed: 300)
        for _ in 0..<40 {
            let stop = Int.random(in: 1...70, using: &generator)
            try await Bench.with(drive: MemoryDrive(sessionFrom: 300_000)) { bench in
                var names: [String: [UInt8]] = ["big.bin": Bench.bytes(900_000)]
                for place in 0..<12 { names["d\(place % 3)/f\(place)"] = Bench.bytes(place * 10, seed: UInt64(place)) }
                try Self.write(bench, names)
                let transfer = try await Self.plan(bench)
                let left = Countdown(stop)
                bench.drive.failing { _, _ in
                    if !left.take() { throw IntegrationError(.unauthorized, "Sign in again.") }
                }
                _ = try? await bench.files.upload(transfer.id, with: bench.connection, actor: "tester")
                bench.drive.healed()
                let counts = try await bench.files.upload(transfer.id, with: bench.connection, actor: "tester")
                #expect(counts.waiting == 0 && counts.failed == 0)
                let expected = Dictionary(uniqueKeysWithValues: names.map { ("in/" + $0.key, $0.value) })
                #expect(Self.remote(bench.drive) == expected)
                let created = bench.drive.state.withLock { $0.created }
                #expect(Set(created).count == created.count && created.count == 17)
                #expect(try await bench.kinds().count == 17)
            }
        }
    }

    @Test("a large file goes on from the byte that the service confirmed, and its session stays sealed")
    func session() async throws {
        try await Bench.with(drive: MemoryDrive(sessionFrom: 100_000)) { bench in
            let bytes = Bench.bytes(2_000_000)
            try Self.write(bench, ["big.bin": bytes])
            let transfer = try await Self.plan(bench)
            let left = Countdown(4)
            bench.drive.failing { operation, _ in
                if operation == "chunk", !left.take() { throw IntegrationError(.unauthorized, "Sign in again.") }
            }
            _ = try? await bench.files.upload(transfer.id, with: bench.connection, actor: "tester")
            #expect(try await bench.vault.list().count == 1)
            bench.drive.healed()
            let before = bench.drive.calls("chunk")
            _ = try await bench.files.upload(transfer.id, with: bench.connection, actor: "tester")
            #expect(bench.drive.calls("chunk") - before == 4)
            #expect(Self.remote(bench.drive)["in/big.bin"] == bytes)
            #expect(try await bench.vault.list().isEmpty)
        }
    }

    @Test("a source that changed after it was planned, or between two runs, goes up as it is now, once")
    func sourceChanges() async throws {
        try await Bench.with(drive: MemoryDrive(sessionFrom: 100_000)) { bench in
            try Self.write(bench, ["x": Bench.bytes(10), "big": Bench.bytes(600_000)])
            let transfer = try await Self.plan(bench)
            let left = Countdown(1)
            bench.drive.failing { operation, subject in
                // The small file is there, but its reply is lost; the large one is cut off in its session.
                if operation == "created" { throw IntegrationError(.unauthorized, "Sign in again.") }
                if operation == "chunk", !left.take() { throw IntegrationError(.unauthorized, "Sign in again.") }
            }
            _ = try? await bench.files.upload(transfer.id, with: bench.connection, actor: "tester")
            bench.drive.healed()
            let now = ["x": Bench.bytes(20, seed: 3), "big": Bench.bytes(500_000, seed: 4)]
            try Self.write(bench, now)
            let counts = try await bench.files.upload(transfer.id, with: bench.connection, actor: "tester")
            #expect(counts.failed == 0)
            #expect(Self.remote(bench.drive) == ["in/x": now["x"], "in/big": now["big"]])
        }
    }

    @Test("a second upload leaves what is equal and replaces what is not; asked to add, it adds")
    func again() async throws {
        try await Bench.with { bench in
            try Self.write(bench, ["a": [1], "b": [2]])
            _ = try await bench.files.upload(Self.plan(bench).id, with: bench.connection, actor: "tester")
            try Self.write(bench, ["b": [3, 3], "c": [4]])
            let second = try await bench.files.upload(Self.plan(bench).id, with: bench.connection, actor: "tester")
            #expect(second.skipped == 2 && second.done == 2)
            #expect(Self.remote(bench.drive) == ["in/a": [1], "in/b": [3, 3], "in/c": [4]])
            let options = UploadOptions(existing: .add, contentsOnly: true)
            let third = try await bench.files.upload(
                Self.plan(bench, options).id, with: bench.connection, actor: "tester")
            #expect(third.done == 3)
            #expect(Self.remote(bench.drive)["a"] == [1] && Self.remote(bench.drive).count == 6)
        }
    }

    @Test("files that cannot be uploaded are named with their reason, and the others go on")
    func failures() async throws {
        try await Bench.with { bench in
            try Self.write(bench, ["a": [1], "b": [2], "c": [3]])
            try FileManager.default.createSymbolicLink(atPath: bench.folder.path("in/link"), withDestinationPath: "a")
            let transfer = try await Self.plan(bench)
            bench.drive.failing { operation, subject in
                if operation == "create", subject == "b" { throw IntegrationError(.forbidden, "Not here.") }
            }
            let counts = try await bench.files.upload(transfer.id, with: bench.connection, actor: "tester")
            #expect(counts.failed == 2 && counts.done == 3)
            let failed = try await bench.files.items(of: transfer.id, state: .failed)
            #expect(failed.compactMap(\.reason).contains("Not here."))
            bench.drive.healed()
            #expect(try await bench.files.retryFailed(transfer.id) == 2)
            #expect(try await bench.files.upload(transfer.id, with: bench.connection, actor: "tester").failed == 1)
        }
    }

    @Test(
        "what stops all stops at once, with its sentence, and the work waits",
        arguments: [IntegrationError.Code.unauthorized, .storageFull, .dailyLimit, .unavailable])
    func stopped(code: IntegrationError.Code) async throws {
        try await Bench.with { bench in
            try Self.write(bench, Dictionary(uniqueKeysWithValues: (0..<20).map { ("f\($0)", [UInt8($0)]) }))
            let transfer = try await Self.plan(bench)
            bench.drive.failing { operation, _ in
                if operation == "create" { throw IntegrationError(code, "One sentence.") }
            }
            await #expect(throws: IntegrationError(code, "")) {
                try await bench.files.upload(transfer.id, with: bench.connection, actor: "tester")
            }
            #expect(bench.drive.calls("create") <= 4 * bench.files.settings.attempts)
            #expect(try await bench.files.transfer(transfer.id).reason == "One sentence.")
            #expect(try await bench.files.counts(of: transfer.id).waiting == 20)
        }
    }

    @Test("a single file goes up by its own name, from a service without ids of its own too")
    func single() async throws {
        try await Bench.with(drive: MemoryDrive(givesIDs: false)) { bench in
            try Self.write(bench, ["x.sql.gz": [1, 2]])
            let transfer = try await bench.files.planUpload(
                "drive", source: bench.folder.path("in/x.sql.gz"), folder: "ROOT")
            _ = try await bench.files.upload(transfer.id, with: bench.connection, actor: "tester")
            let folder = try await Self.plan(bench)
            _ = try await bench.files.upload(folder.id, with: bench.connection, actor: "tester")
            #expect(Self.remote(bench.drive) == ["x.sql.gz": [1, 2], "in/x.sql.gz": [1, 2]])
        }
    }

    @Test("a source that is not there, or is relative, is refused in one sentence")
    func noSource() async throws {
        try await Bench.with { bench in
            await #expect(throws: FilesError(.notFound, "")) {
                try await bench.files.planUpload("drive", source: bench.folder.path("nothing"), folder: "ROOT")
            }
            await #expect(throws: FilesError(.invalid, "")) {
                try await bench.files.planUpload("drive", source: "x", folder: "ROOT")
            }
        }
    }
}
