// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration
import StewardTestKit
import Testing

@testable import PostgreSQL

@Suite("Bad dumps are caught by their names", .enabled(if: PostgresServer.isInstalled), .timeLimit(.minutes(3)))
struct BadDumpTests {
    /// What restoring says; checks that nothing stays.
    private func message(_ bench: RestoreBench, _ bytes: [UInt8], _ format: DumpFormat) async throws -> String {
        let name = RestoreBench.name()
        let error = await failure { try await bench.restore(bytes, RestoreRequest(name, format)) }
        #expect(try await bench.left(name) == [])
        #expect(error?.code == .invalidRequest, "\(String(describing: error))")
        return error?.message ?? "it was restored"
    }

    private func change(_ bytes: [UInt8], _ old: String, _ new: String) -> [UInt8] {
        Array(String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: old, with: new).utf8)
    }

    @Test("a plain dump that is cut off, which psql alone takes for whole")
    func cutPlain() async throws {
        let bench = try await RestoreBench.make()
        let dump = try await bench.dump(.plain)
        let text = String(decoding: dump, as: UTF8.self)
        let rows = try #require(text.firstRange(of: "row 2000"))
        let inRows = Array(text[..<rows.lowerBound].utf8)
        #expect(try await message(bench, inRows, .plain).contains("cut off in the rows of public.plain"))
        #expect(try await message(bench, Array(dump.dropLast(120)), .plain).contains("cut off"))
        #expect(try await message(bench, [], .plain).contains("It is empty"))
        #expect(try await message(bench, Array("<html></html>".utf8), .plain).contains("does not begin as a dump"))
    }

    @Test("an archive that is cut off")
    func cutArchive() async throws {
        let bench = try await RestoreBench.make()
        let dump = try await bench.dump(.custom)
        for part in [dump.count / 10, dump.count / 2, dump.count - 1] {
            #expect(try await message(bench, Array(dump[..<part]), .custom).contains("cut off"), "\(part)")
        }
        #expect(try await message(bench, dump.dropFirst(1).map { $0 }, .custom).contains("no archive of pg_dump"))
        #expect(try await message(bench, try await bench.dump(.plain), .custom).contains("PGDMP"))
    }

    @Test("changed bits in statements, rows and lengths")
    func flipped() async throws {
        let bench = try await RestoreBench.make()
        let plain = try await bench.dump(.plain)
        let table = try await message(
            bench, change(plain, "CREATE TABLE public.child", "CREATE TABLD public.child"), .plain)
        #expect(table.contains("syntax error"))
        let row = try await message(bench, change(plain, "\n2500\t", "\n250x\t"), .plain)
        #expect(row.contains("COPY plain, line 2500"))
        let tabs = try await message(bench, change(plain, "\n2500\trow", "\n2500 row"), .plain)
        #expect(tabs.contains("damaged") && tabs.contains("COPY plain, line 2500"))
        let twice = try await message(bench, change(plain, "\n2500\t", "\n2501\t"), .plain)
        #expect(twice.contains("unique"))
        var custom = try await bench.dump(.custom)
        let rows = try #require(custom.firstRange(of: Array("1\trow 1".utf8)))
        // The length of the first piece of rows stands before it.
        custom[rows.lowerBound - 2] ^= 0x40
        #expect(try await message(bench, custom, .custom).contains("cut off"))
    }

    @Test("a missing extension, with its name", arguments: [DumpFormat.plain, .custom])
    func missingExtension(format: DumpFormat) async throws {
        let bench = try await RestoreBench.make()
        // Of the same length, so that an archive stays one.
        let dump = try await bench.dump(format)
        let changed = Self.replace(dump, "pg_trgm", "pg_none")
        let message = try await message(bench, changed, format)
        #expect(message.contains("needs the extension pg_none"))
        #expect(message.contains("install"))
    }

    @Test("a missing role, with its name", arguments: [DumpFormat.plain, .custom])
    func missingRole(format: DumpFormat) async throws {
        let bench = try await RestoreBench.make()
        let changed = Self.replace(try await bench.dump(format), "backup_user", "no_one_here")
        #expect(try await message(bench, changed, format).contains("names the role no_one_here"))
    }

    @Test("a dump of a newer server, with both versions")
    func newer() async throws {
        let bench = try await RestoreBench.make()
        let plain = try await bench.dump(.plain)
        let version = try #require(plain.firstRange(of: Array("database version 15.".utf8)))
        var newer = plain
        newer.replaceSubrange(version, with: Array("database version 99.".utf8))
        let name = RestoreBench.name()
        let summary = try await bench.restore(newer, RestoreRequest(name, .plain))
        #expect(summary.warnings.count == 1)
        #expect(summary.warnings.first?.contains("PostgreSQL 99.") == true)
        try await bench.connection.removeDatabase(name)
        let setting = change(newer, "SET statement_timeout = 0;", "SET transaction_timeout = 0;")
        let message = try await message(bench, setting, .plain)
        #expect(message.contains("transaction_timeout") && message.contains("PostgreSQL 99."))
        var archive = try await bench.dump(.custom)
        archive[6] = 99
        #expect(try await self.message(bench, archive, .custom).contains("1.99"))
    }

    @Test(
        "the wrong database: an archive says of which it is, and other tables are in it",
        arguments: [DumpFormat.plain, .custom])
    func wrongDatabase(format: DumpFormat) async throws {
        let bench = try await RestoreBench.make()
        let content = DumpTexts.read(
            try await bench.dump(format, of: "shop"), by: bench.connection.dumpReader(of: format), sizes: [65_536])
        #expect(content.flaw == nil)
        if format == .custom { #expect(content.database == "shop") }
        #expect(Set(content.tables ?? []).isDisjoint(with: RestoreBench.tables))
    }

    @Test("commands to psql and dumps that make their own database, before anything is done")
    func commands() async throws {
        let bench = try await RestoreBench.make()
        let dump = try await bench.dump(.plain)
        let mark = bench.folder.path("mark")
        let shell = change(dump, "SET row_security = off;", "SET row_security = off; \\! touch \(mark)")
        #expect(try await message(bench, shell, .plain).contains("\\! touch"))
        #expect(!FileManager.default.fileExists(atPath: mark))
        let elsewhere = change(dump, "SET row_security = off;", "\\connect postgres")
        #expect(try await message(bench, elsewhere, .plain).contains("\\connect postgres"))
        let own = change(dump, "SET row_security = off;", "CREATE DATABASE other;")
        #expect(try await message(bench, own, .plain).contains("without --create"))
        #expect(try await !bench.connection.hasDatabase("other"))
    }

    private static func replace(_ bytes: [UInt8], _ old: String, _ new: String) -> [UInt8] {
        precondition(old.utf8.count == new.utf8.count, "both have the same length")
        var bytes = bytes
        for range in bytes.ranges(of: Array(old.utf8)) { bytes.replaceSubrange(range, with: Array(new.utf8)) }
        return bytes
    }
}
