// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardTestKit
import Testing

@testable import Automation

@Suite("The purge of a folder")
struct FolderPurgeTests {
    private static let now = Date(timeIntervalSince1970: 1_763_805_600)

    /// A folder with files: name, bytes, days since they were changed.
    private func folder(_ files: [(String, Int, Double)]) throws -> TemporaryFolder {
        let folder = try TemporaryFolder("purge")
        for (name, bytes, days) in files { try put(name, bytes, days, folder) }
        return folder
    }

    private func put(_ name: String, _ bytes: Int, _ days: Double, _ folder: TemporaryFolder) throws {
        let path = try folder.write("logs/" + name, [UInt8](repeating: 0x61, count: bytes))
        try FileManager.default.setAttributes(
            [.modificationDate: Self.now.addingTimeInterval(-days * 86_400)], ofItemAtPath: path)
    }

    private func purge(
        _ folder: TemporaryFolder, isDryRun: Bool = false, _ change: (inout FolderRule) -> Void = { _ in },
        before: (String) -> Void = { _ in }
    ) throws -> FolderPurgeReport {
        var rule = FolderRule.logs(folder.path("logs"))
        change(&rule)
        return try FolderPurge(rule, now: Self.now, isDryRun: isDryRun).purge(before: before)
    }

    private func names(_ folder: TemporaryFolder) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path("logs")).sorted()
    }

    @Test("removes what is older than 30 days, and of the rest the oldest above the size")
    func ageAndSize() throws {
        let folder = try folder([
            ("a.log", 10, 31), ("b.log", 10, 30.5), ("c.log", 30, 29.9), ("d.log", 30, 5), ("e.log", 30, 1),
            ("f.txt", 999, 400), ("sub/g.log", 10, 400),
        ])
        let dry = try purge(folder, isDryRun: true) { $0.totalBytes = 60 }
        #expect(try names(folder).count == 8)
        let report = try purge(folder) { $0.totalBytes = 60 }
        #expect(report.removed.map(\.path) == ["a.log", "b.log", "c.log"])
        #expect(report.removed.map(\.reason) == [.age, .age, .size])
        #expect(dry.removed == report.removed && dry.isDryRun)
        #expect((report.examined, report.freedBytes, report.isStillAbove) == (5, 50, false))
        #expect(try names(folder) == ["d.log", "e.log", "f.txt", "sub", "sub/g.log"])
        #expect(try purge(folder) { $0.totalBytes = 60 }.removed.isEmpty)
    }

    @Test("the count is kept to as well, and the newest file stays")
    func count() throws {
        let folder = try folder([("a.log", 10, 3), ("b.log", 10, 2), ("c.log", 10, 1)])
        let report = try purge(folder) { ($0.days, $0.totalBytes, $0.count) = (nil, nil, 2) }
        #expect(report.removed.map(\.path) == ["a.log"] && report.removed.map(\.reason) == [.count])
        let last = try purge(folder) { ($0.days, $0.totalBytes, $0.count) = (nil, 5, 0) }
        #expect(last.removed.map(\.path) == ["b.log"])
        #expect(last.isStillAbove)
        #expect(try names(folder) == ["c.log"])
        #expect(try purge(folder) { $0.days = 0 }.removed.map(\.path) == ["c.log"])
    }

    @Test("folders below belong to it only when that is said")
    func recursive() throws {
        let folder = try folder([("sub/deep/a.log", 1, 40), ("b.log", 1, 40)])
        #expect(try purge(folder).removed.map(\.path) == ["b.log"])
        #expect(try purge(folder) { $0.isRecursive = true }.removed.map(\.path) == ["sub/deep/a.log"])
    }

    @Test("server logs of PostgreSQL go after 90 days, rotated ones too")
    func postgreSQL() throws {
        let folder = try folder([
            ("postgresql-15-main.log", 1, 1), ("postgresql-15-main.log.2.gz", 1, 91),
            ("postgresql-2025-08-01_000000.log", 1, 90.1), ("postgresql-2025-08-02.log", 1, 89.9), ("other.log", 1, 99),
        ])
        let rule = FolderRule.postgreSQL(folder.path("logs"))
        let report = try FolderPurge(rule, now: Self.now, isDryRun: false).purge()
        #expect(
            report.removed.map(\.path) == ["postgresql-15-main.log.2.gz", "postgresql-2025-08-01_000000.log"])
    }

    @Test("links are neither followed nor removed, and what they lead to stays")
    func links() throws {
        let folder = try folder([("old.log", 1, 40)])
        let outside = try folder.write("outside/secret.log", [1, 2, 3])
        let past = [FileAttributeKey.modificationDate: Self.now.addingTimeInterval(-99 * 86_400)]
        try FileManager.default.setAttributes(past, ofItemAtPath: outside)
        #expect(symlink(outside, folder.path("logs/link.log")) == 0)
        #expect(symlink(folder.path("outside"), folder.path("logs/way")) == 0)
        #expect(symlink(folder.path("logs"), folder.path("alias")) == 0)
        #expect(mkfifo(folder.path("logs/pipe.log"), 0o600) == 0)
        let report = try purge(folder) { $0.isRecursive = true }
        #expect(report.removed.map(\.path) == ["old.log"] && report.failed.isEmpty)
        #expect(try folder.bytes("outside/secret.log") == [1, 2, 3])
        #expect(throws: AutomationError(.unsafePath, "")) {
            try FolderPurge(.logs(folder.path("alias")), now: Self.now, isDryRun: false).purge()
        }
        #expect(throws: AutomationError(.notFound, "")) {
            try FolderPurge(.logs(folder.path("none")), now: Self.now, isDryRun: false).purge()
        }
    }

    @Test("a folder that becomes a link while it is looked at leads nowhere")
    func race() throws {
        let folder = try folder([("sub/a.log", 1, 40), ("sub/b.log", 1, 41)])
        let outside = try folder.write("outside/a.log", [1, 2, 3])
        let past = [FileAttributeKey.modificationDate: Self.now.addingTimeInterval(-40 * 86_400)]
        try FileManager.default.setAttributes(past, ofItemAtPath: outside)
        var swapped = false
        let report = try purge(folder) {
            $0.isRecursive = true
        } before: { _ in
            guard !swapped else { return }
            swapped = true
            _ = rename(folder.path("logs/sub"), folder.path("moved"))
            _ = symlink(folder.path("outside"), folder.path("logs/sub"))
        }
        #expect(swapped && report.removed.isEmpty)
        #expect(report.failed.map(\.path) == ["sub/b.log", "sub/a.log"])
        #expect(try folder.bytes("outside/a.log") == [1, 2, 3])
        #expect(try folder.bytes("moved/a.log").count == 1)
    }

    @Test("a file that was replaced or written meanwhile stays")
    func replaced() throws {
        let folder = try folder([("a.log", 1, 42), ("b.log", 1, 41), ("c.log", 1, 40)])
        let report = try purge(folder) { _ in
        } before: { path in
            switch path {
            case "a.log":
                _ = rename(folder.path("logs/a.log"), folder.path("logs/a.log.1"))
                _ = try? folder.write("logs/a.log", [9])
            case "b.log":
                if let file = FileHandle(forWritingAtPath: folder.path("logs/b.log")) {
                    _ = try? file.seekToEnd()
                    file.write(Data([1]))
                }
            default: _ = unlink(folder.path("logs/c.log"))
            }
        }
        #expect(report.removed.isEmpty && report.failed.isEmpty)
        #expect(report.skipped == ["a.log", "b.log", "c.log"])
        #expect(try names(folder) == ["a.log", "a.log.1", "b.log"])
    }

    @Test("names are matched as people expect, in time that does not explode")
    func patterns() {
        for (name, pattern, isMatch) in [
            ("a.log", "*.log", true), (".log", "*.log", true), ("a.log.1", "*.log", false), ("a.log.1", "*.log*", true),
            ("a.log", "?.log", true), ("ab.log", "?.log", false), ("", "*", true), ("", "?", false), ("x", "", false),
            ("abc", "a*c", true), ("abcb", "a*c", false), ("[a].log", "[a].log", true),
            (String(repeating: "a", count: 200), String(repeating: "*a", count: 60) + "b", false),
        ] {
            #expect(NamePattern.matches(Array(name.utf8), Array(pattern.utf8)) == isMatch, "\(name) \(pattern)")
        }
    }
}
