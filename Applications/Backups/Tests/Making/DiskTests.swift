// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardProcess
import StewardTestKit
import Testing

@testable import Backups

/// Disks of a mebibyte in memory, which only root may mount.
private let canMount: Bool = {
    guard getuid() == 0, let folder = try? TemporaryFolder("mount") else { return false }
    defer { umount(folder.path) }
    return mount("tmpfs", folder.path, "tmpfs", 0, "size=64k") == 0
}()

@Suite("Disks that are full or read-only", .enabled(if: hasPrograms && canMount))
struct DiskTests {
    private func withDisk(_ bench: Bench, _ body: (String) async throws -> Void) async throws {
        let folder = bench.folder.path("set")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try #require(mount("tmpfs", folder, "tmpfs", 0, "size=1m") == 0)
        defer { umount2(folder, Int32(MNT_DETACH)) }
        try await body(folder)
    }

    @Test("A disk that fills up fails the database, leaves what was there, and has its room again")
    func full() async throws {
        try await Bench.with { bench in
            var bench = bench
            bench.backups.freeBytes = { _ in .max }
            try await withDisk(bench) { folder in
                let set = bench.set("a", "b") { $0.compression = 0 }
                let server = ScriptedDumping.with("a", "b")
                let first = try await bench.run(set, server)
                let before = bench.files()
                let free = try DiskFile.freeBytes(folder)
                server.set("a", .init(ScriptedDumping.text("a", rows: 300_000)))
                bench.clock.advance(.seconds(60))
                let run = try await bench.run(set, server, id: "r2")
                #expect(first.isSuccess && run.made.map(\.database) == ["b"])
                let failure = try #require(run.failures.first)
                #expect(failure.step == .write && failure.reason.contains("is full; free some space."))
                #expect(Set(bench.files()).subtracting(before).allSatisfy { $0.hasPrefix("b/") })
                #expect(try DiskFile.freeBytes(folder) > free - 20_000)
                let history = try await bench.history()
                #expect(history.present("a").map(\.id) == first.made.filter { $0.database == "a" }.map(\.id))
            }
        }
    }

    @Test("A folder on a read-only disk is told, and the backups in it stay known")
    func readOnly() async throws {
        try await Bench.with { bench in
            var bench = bench
            bench.backups.freeBytes = { _ in .max }
            try await withDisk(bench) { folder in
                let set = bench.set("a")
                let first = try await bench.run(set, .with("a"))
                #expect(first.isSuccess)
                try #require(mount("tmpfs", folder, "tmpfs", UInt(MS_REMOUNT | MS_RDONLY), "size=1m") == 0)
                let run = try await bench.run(set, .with("a"), id: "r2")
                #expect(run.failures.first?.reason.contains("read-only") == true)
                #expect(try await bench.history().present("a").count == 1)
            }
        }
    }
}
