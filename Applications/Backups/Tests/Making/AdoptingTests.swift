// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration
import StewardJobs
import StewardProcess
import StewardTestKit
import Testing

@testable import Backups

@Suite("Adopting older programs' dumps", .enabled(if: hasPrograms))
struct AdoptingTests {
    private func adopt(_ bench: Bench, isDryRun: Bool = false) async throws -> AdoptionReport {
        try await bench.backups.adopt(
            bench.folder.path("old"), into: bench.set("a"), zone: try LocalZone("Europe/Amsterdam"),
            dumping: ScriptedDumping.with("a"), isDryRun: isDryRun, by: "test")
    }

    @Test("Whole dumps of every pattern are adopted where they lie, with the time of their names")
    func patterns() async throws {
        try await Bench.with { bench in
            let text = { (mark: String) in Array((mark + "\n" + ScriptedDumping.end).utf8) }
            try bench.folder.write("old/gnucash/gnucash_2025-11-21.sql", text("1"))
            try bench.folder.write("old/gnucash/gnucash_2025-11-21_02-00-00.sql", text("2"))
            try bench.folder.write("old/timeline_data_backup_2025-07-01_02-15-00.backup", text("3"))
            try bench.folder.write("old/x_2025-11-23_02-15-00.sql", text("4"))
            try await Program("/usr/bin/gzip", [bench.folder.path("old/x_2025-11-23_02-15-00.sql")]).run().checked()
            try bench.folder.write("old/y_2025-11-24_02-15-00.sql", text("5"))
            let zstd = Program("/usr/bin/zstd", ["-q", "--rm", bench.folder.path("old/y_2025-11-24_02-15-00.sql")])
            try await zstd.run().checked()
            try bench.folder.write("old/my_backup_2025-11-25_00-00-00.backup", text("-- of my_backup"))
            try bench.folder.write("old/readme.txt", text("6"))
            let before = try contents(bench.folder.path("old"))
            let dry = try await adopt(bench, isDryRun: true)
            #expect(dry.adopted.count == 6 && dry.refused == [] && dry.others == 1)
            #expect(try await bench.kinds() == [])
            let report = try await adopt(bench)
            #expect(report.adopted.map(\.id) == dry.adopted.map(\.id))
            let history = try await bench.history()
            #expect(history.databases == ["gnucash", "my_backup", "timeline_data", "x", "y"])
            #expect(
                history.present("gnucash").map { $0.madeAt.formatted(.iso8601) }
                    == ["2025-11-20T23:00:00Z", "2025-11-21T01:00:00Z"])
            let timeline = try #require(history.present("timeline_data").first)
            #expect(timeline.madeAt.formatted(.iso8601) == "2025-07-01T00:15:00Z")
            #expect(timeline.isAdopted && timeline.file.hasPrefix("/") && timeline.format == .custom)
            #expect(try await bench.plain(try #require(history.present("x").first)).hasPrefix("4"))
            #expect(try await bench.plain(try #require(history.present("y").first)).hasPrefix("5"))
            #expect(try contents(bench.folder.path("old")) == before)
            let again = try await adopt(bench)
            #expect(again.adopted.isEmpty && again.known.count == 6)
        }
    }

    @Test("What is not whole, not clear or not readable is told and not adopted")
    func refused() async throws {
        try await Bench.with { bench in
            let whole = Array(("row\n" + ScriptedDumping.end).utf8)
            try bench.folder.write("old/a_2025-11-21.sql", Array("row\nrow".utf8))
            try bench.folder.write("old/b_2025-11-21.sql", [])
            try bench.folder.write("old/c_2025-11-21.sql.partial", whole)
            try bench.folder.write("old/d.sql", whole)
            try bench.folder.write("old/e_2025-02-30.sql", whole)
            try bench.folder.write("old/f_2025-11-21.sql.age", whole)
            try bench.folder.write("old/g_2025-11-21.sql", Array("-- of other\n".utf8) + whole)
            try bench.folder.write("old/h_2025-11-21.sql.gz", whole)
            let report = try await adopt(bench)
            #expect(report.adopted.isEmpty)
            #expect(report.refused.count == 8)
            #expect(report.refused.first?.reason == "The dump has no end; it was cut off.")
            #expect(report.refused.last?.reason.contains("gzip ended with status 1") == true)
            #expect(try await bench.kinds() == [])
        }
    }

    @Test("A date alone is completed by the file's time of the same day")
    func dateAlone() throws {
        let zone = try LocalZone("Europe/Amsterdam")
        let name = try #require(OldName(stem: "a_b_2025-11-21"))
        #expect(name.database == "a_b" && name.second == nil)
        let sameDay = Int64(1_763_690_400)  // 2025-11-21 03:00 in Amsterdam
        #expect(name.date(in: zone, changed: sameDay).timeIntervalSince1970 == 1_763_690_400)
        #expect(name.date(in: zone, changed: sameDay + 86_400).formatted(.iso8601) == "2025-11-20T23:00:00Z")
        for wrong in ["", "a", "2025-11-21", "_2025-11-21", "a_2025-13-21", "a_2025-11-21_25-00-00", "a_20251121"] {
            #expect(OldName(stem: wrong) == nil)
        }
    }

    private func contents(_ folder: String) throws -> [String: [String]] {
        var found: [String: [String]] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            let facts = try FileManager.default.attributesOfItem(atPath: folder + "/" + name)
            found[name] = [
                "\(facts[.modificationDate] ?? "")", "\(facts[.size] ?? "")", "\(facts[.posixPermissions] ?? "")",
            ]
        }
        return found
    }
}
