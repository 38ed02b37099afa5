// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardJobs
import StewardTestKit
import Testing

@testable import Automation

@Suite("The purge of one file")
struct LogFileTests {
    /// 2025-11-22 10:00:00 UTC.
    private static let now = Date(timeIntervalSince1970: 1_763_805_600)

    private func purge(
        _ path: String, _ strategy: LogStrategy, isDryRun: Bool = false
    ) throws -> LogPurgeReport {
        try LogFile(path, strategy, zone: .utc, now: Self.now, isDryRun: isDryRun).purge()
    }

    private func text(_ folder: TemporaryFolder, _ name: String = "a.log") throws -> String {
        String(decoding: try folder.bytes(name), as: UTF8.self)
    }

    private let sample = """
        [2025-10-01 10:00:00.000 IST] [INFO] old
          a line that belongs to it
        [2025-10-23 10:00:00.000 India Standard Time] [INFO] 30 days and hours ago
        [2025-10-23 10:00:00.000 UTC] [INFO] 30 days ago
        [2025-13-23 10:00:00.000 UTC] [INFO] no such month
        [2025-11-22 09:00:00.000 Middle Earth Time] [INFO] new
        last without an end
        """

    @Test("takes out lines whose stamp is too old; lines without one stay, what cannot be read is counted")
    func retention() throws {
        let folder = try TemporaryFolder("logs")
        let path = try folder.write("a.log", Array(sample.utf8))
        let dry = try purge(path, .retention(days: 30), isDryRun: true)
        #expect(try text(folder) == sample)
        let report = try purge(path, .retention(days: 30))
        #expect((report.totalLines, report.purgedLines, report.retained, report.unparsableLines) == (7, 2, 5, 1))
        let kept = sample.split(separator: "\n").enumerated().filter { ![0, 2].contains($0.offset) }.map(\.element)
        #expect(try text(folder) == kept.joined(separator: "\n"))
        #expect(report.finalBytes == Int64(try folder.bytes("a.log").count))
        #expect((dry.purgedLines, dry.finalBytes, dry.isDryRun) == (2, report.finalBytes, true))
        #expect(dry.json["dry_run"] == true && dry.json["total_lines"] == 7 && dry.json["retained"] == 5)
        #expect(try purge(path, .retention(days: 30)).purgedLines == 0)
        #expect(try purge(path, .retention(days: 0)).purgedLines == 1)
    }

    @Test("keeps the newest whole lines that fit")
    func largest() throws {
        let folder = try TemporaryFolder("logs")
        for (bytes, kept) in [
            (100, "aaa\nbbb\r\nccc\n"), (13, "aaa\nbbb\r\nccc\n"), (12, "bbb\r\nccc\n"), (9, "bbb\r\nccc\n"),
            (8, "ccc\n"), (4, "ccc\n"), (3, ""), (0, ""),
        ] {
            let path = try folder.write("a.log", Array("aaa\nbbb\r\nccc\n".utf8))
            let report = try purge(path, .largest(bytes: Int64(bytes)))
            #expect(try text(folder) == kept, "\(bytes)")
            #expect(report.totalLines == 3 && report.finalBytes == Int64(kept.utf8.count))
        }
        let path = try folder.write("b.log", Array("aaa\nbbb".utf8))
        _ = try purge(path, .largest(bytes: 3))
        #expect(try text(folder, "b.log") == "bbb")
    }

    @Test("empties a file, always or when it is larger")
    func truncate() throws {
        let folder = try TemporaryFolder("logs")
        let path = try folder.write("a.log", [UInt8](repeating: 0x61, count: 1024))
        #expect(try purge(path, .truncateIfLarger(bytes: 1024)).purgedLines == 0)
        #expect(try purge(path, .nothing).purgedLines == 0)
        let report = try purge(path, .truncateIfLarger(bytes: 1023))
        #expect((report.totalLines, report.purgedLines, report.finalBytes) == (1, 1, 0))
        #expect(try folder.bytes("a.log").isEmpty)
        #expect(try purge(path, .truncate).totalLines == 0)
    }

    @Test("only the first of the given strategies is done")
    func first() throws {
        #expect(try LogStrategy(retentionDays: 3, maxSizeMB: 1, truncateLog: true) == .retention(days: 3))
        #expect(
            try LogStrategy(maxSizeMB: 1.5, truncateIfLarger: "1KB") == .largest(bytes: 1_572_864))
        #expect(try LogStrategy(truncateIfLarger: "500KB", truncateLog: true) == .truncateIfLarger(bytes: 512_000))
        #expect(try LogStrategy(truncateLog: true) == .truncate)
        #expect(try LogStrategy() == .nothing)
        #expect(throws: AutomationError(.invalid, "")) { try LogStrategy(retentionDays: -1) }
        #expect(throws: AutomationError(.invalid, "")) { try LogStrategy(maxSizeMB: -0.5) }
        #expect(throws: AutomationError(.invalid, "")) { try LogStrategy(truncateIfLarger: "-1KB") }
    }

    @Test(
        "sizes are read as people write them",
        arguments: [
            ("1024", 1024), ("500KB", 512_000), ("20 mb", 20_971_520), ("1GB", 1_073_741_824), ("0", 0), ("7B", 7),
        ])
    func sizes(written: String, bytes: Int64) throws { #expect(try ByteSize.parse(written) == bytes) }

    @Test("other sizes are refused", arguments: ["", "KB", "-1", "1.5MB", "1TB", "9999999999999GB", "1 000", "0x10"])
    func otherSizes(written: String) {
        #expect(throws: AutomationError(.invalid, "")) { try ByteSize.parse(written) }
    }

    @Test("the file stays the same file, and who appends goes on behind what stays")
    func sameFile() throws {
        let folder = try TemporaryFolder("logs")
        let path = try folder.write("a.log", Array(sample.utf8))
        #expect(chmod(path, 0o640) == 0)
        var before = stat()
        #expect(stat(path, &before) == 0)
        let appender = open(path, O_WRONLY | O_APPEND)
        defer { close(appender) }
        _ = try purge(path, .truncate)
        #expect(write(appender, "more\n", 5) == 5)
        #expect(try text(folder) == "more\n")
        var after = stat()
        #expect(stat(path, &after) == 0)
        #expect(before.st_ino == after.st_ino && before.st_mode == after.st_mode)
    }

    @Test("a link is refused, also on the way; so are what is missing and what is no file")
    func links() throws {
        let folder = try TemporaryFolder("logs")
        let path = try folder.write("in/a.log", Array(sample.utf8))
        #expect(symlink(path, folder.path("link.log")) == 0)
        #expect(symlink(folder.path("in"), folder.path("way")) == 0)
        for (name, code) in [
            ("link.log", AutomationError.Code.unsafePath), ("way/a.log", .unsafePath), ("none.log", .notFound),
            ("none/a.log", .notFound), ("in", .invalid), ("in/../in/a.log", .invalid),
        ] {
            let error = #expect(throws: AutomationError.self) { try purge(folder.path(name), .truncate) }
            #expect(error?.code == code, "\(name): \(error?.description ?? "")")
        }
        #expect(throws: AutomationError(.invalid, "")) { try purge("relative.log", .truncate) }
        #expect(mkfifo(folder.path("pipe.log"), 0o600) == 0)
        #expect(throws: AutomationError(.unsafePath, "")) {
            try purge(folder.path("pipe.log"), .truncate, isDryRun: true)
        }
        #expect(try text(folder, "in/a.log") == sample)
    }

    @Test("a second purge of the same file waits for another time")
    func locked() throws {
        let folder = try TemporaryFolder("logs")
        let path = try folder.write("a.log", Array(sample.utf8))
        let other = open(path, O_RDWR)
        defer { close(other) }
        #expect(flock(other, LOCK_EX) == 0)
        #expect(throws: AutomationError(.failed, "")) { try purge(path, .truncate) }
    }

    @Test("what stays is what a simple reading would keep, whatever the lines, also across pieces")
    func anyLines() throws {
        let folder = try TemporaryFolder("logs")
        var generator = SeededBytes(state: 11)
        for round in 0..<30 {
            var lines: [String] = []
            var total = 0
            while total < (round < 5 ? 700_000 : 3000) {
                let stamp = ["2020-01-01 00:00:00 old ", "[2025-11-22 09:00:00 UTC] new ", "no stamp ", ""]
                let length = generator.next() % 20 == 0 ? 400_000 >> (generator.next() % 12) : generator.next() % 90
                lines.append(
                    stamp[Int(generator.next() % 4)] + String(repeating: "x", count: Int(length))
                        + (generator.next() % 5 == 0 ? "\r" : ""))
                total += lines[lines.count - 1].utf8.count + 1
            }
            let ending = generator.next() % 2 == 0 ? "\n" : ""
            let path = try folder.write("a.log", Array((lines.joined(separator: "\n") + ending).utf8))
            let kept = lines.filter { !$0.hasPrefix("2020") }
            let lastStays = lines.last.map { !$0.hasPrefix("2020") } ?? false
            let report = try purge(path, .retention(days: 30))
            let whole = kept.map { $0 + "\n" }.joined()
            let isOpen = lastStays && ending.isEmpty && !whole.isEmpty
            let expected = String(decoding: whole.utf8.dropLast(isOpen ? 1 : 0), as: UTF8.self)
            let found = try text(folder)
            #expect(found == expected, "round \(round)")
            let count = lines.count - (ending.isEmpty && lines.last == "" ? 1 : 0)
            #expect(report.totalLines == Int64(count), "round \(round)")
        }
    }

    @Test("a process that is killed before the cut loses no line that stays")
    func killed() throws {
        let folder = try TemporaryFolder("logs")
        let lines = (0..<20_000).map { number in
            number % 7 == 3
                ? "2020-01-01 00:00:00 old \(number) ............" : "2025-11-22 09:00:00 new \(number) ..........."
        }
        let path = try folder.write("a.log", Array((lines.joined(separator: "\n") + "\n").utf8))
        let file = try OpenDescriptor(file: path, isWritten: true)
        let report = LogPurgeReport(path: path, isDryRun: false)
        var pass = LogPass(file, report, LogStamp(zone: .utc), Int64(Self.now.timeIntervalSince1970) - 86_400)
        // What was to be cut off is still there, and some lines are not written to their new place.
        try pass.dropOld()
        let news = Set(lines.filter { $0.contains("new") })
        #expect(news.isSubset(of: Set(try text(folder).split(separator: "\n").map(String.init))))
        _ = try purge(path, .retention(days: 1))
        let left = Set(try text(folder).split(separator: "\n").map(String.init))
        #expect(news.isSubset(of: left) && !left.contains { $0.hasPrefix("2020") })
    }
}
