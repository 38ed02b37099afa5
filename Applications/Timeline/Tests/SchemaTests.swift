// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardStore
import StewardTestKit
import Testing

@testable import Timeline

@Suite("Schema and rights on PostgreSQL", .enabled(if: TimelineBench.hasPostGIS))
struct SchemaTests {
    /// A database made by the printed statements, with addresses of its administrator and of other roles.
    private func withSchema(_ body: (TimelineSchema, Secret, (String) -> Secret) async throws -> Void) async throws {
        try await TestDatabases.withPostgres { database, address in
            let name = address.reveal().split(separator: "dbname=").last.map(String.init) ?? ""
            var schema = TimelineSchema()
            schema.database = name
            schema.writer = "writer_of_\(name)"
            schema.backup = "back'up \"of\" \(name)"
            // Twice, as an administrator may.
            for _ in 0..<2 { try await TimelineBench.install(schema.statements, database) }
            let asked = schema
            try await body(asked, address) { role in
                let quoted = role.replacing("'", with: "\\'")
                return Secret(address.reveal().replacing("user=steward", with: "user='\(quoted)'"))
            }
            try await database.write { connection in
                for role in [asked.writer, asked.backup ?? ""] {
                    let quoted = "\"" + role.replacing("\"", with: "\"\"") + "\""
                    try connection.execute("DROP OWNED BY \(quoted)")
                    try connection.execute("DROP ROLE \(quoted)")
                }
            }
        }
    }

    @Test("the importing role imports, replaces and looks up, and can neither empty nor drop anything")
    func writer() async throws {
        try await withSchema { schema, _, address in
            let timeline = try await Timeline.connect(address(schema.writer), clock: FixedClock())
            var options = TimelineImportOptions()
            options.reprocess = true
            let first = try await timeline.take(Sample.export([Sample.path([("10:00:00", "1°, 1°")])]), options)
            let second = try await timeline.take(
                Sample.export([], signals: [Sample.signal("10:00:05", "1°, 1°")]), options)
            #expect(first.inserted == 1 && second.replaced == 1)
            for forbidden in [
                "TRUNCATE timeline.locations", "DROP TABLE timeline.control", "DELETE FROM timeline.control",
                "CREATE TABLE timeline.other (a int)", "CREATE TABLE public.other (a int)",
            ] {
                await #expect(throws: DatabaseError.self, "\(forbidden)") {
                    try await timeline.database.write { try $0.execute(forbidden) }
                }
            }
            await timeline.close()
        }
    }

    @Test("the role of backups reads everything, what comes later too, and writes nothing")
    func backup() async throws {
        try await withSchema { schema, administrator, address in
            let owner = try await PostgresDatabase.connect(administrator)
            try await TimelineBench.install(["CREATE TABLE timeline.later (a bigserial)"], owner)
            await owner.close()
            let role = try #require(schema.backup)
            let database = try await PostgresDatabase.connect(address(role))
            for allowed in [
                "SELECT * FROM timeline.locations", "SELECT * FROM timeline.control", "SELECT * FROM timeline.later",
                "SELECT last_value FROM timeline.locations_location_id_seq",
                "SELECT * FROM public.spatial_ref_sys LIMIT 1",
                "SELECT last_value FROM timeline.later_a_seq",
            ] { _ = try await database.read { try $0.query(allowed) } }
            for forbidden in [
                "INSERT INTO timeline.control VALUES ('x', now())", "UPDATE timeline.locations SET accuracy = 1",
                "DELETE FROM timeline.locations", "SELECT nextval('timeline.locations_location_id_seq')",
            ] {
                await #expect(throws: DatabaseError.self, "\(forbidden)") {
                    try await database.write { _ = try $0.query(forbidden) }
                }
            }
            await database.close()
        }
    }

    @Test("the table's owner vacuums it after an import")
    func vacuum() async throws {
        try await withSchema { _, administrator, _ in
            let timeline = try await Timeline.connect(administrator, clock: FixedClock())
            _ = try await timeline.take(Sample.export([Sample.path([("10:00:00", "1°, 1°")])]))
            let row = try await timeline.database.read { connection in
                try connection.first(
                    "SELECT reltuples AS rows FROM pg_class WHERE oid = 'timeline.locations'::regclass")
            }
            #expect(try row?.real("rows") == 1)
            await timeline.close()
        }
    }

    @Test("a database without the tables is told what to do")
    func empty() async throws {
        let address = try await TestDatabases.emptyPostgres()
        await #expect(throws: TimelineError(.database, "")) { try await Timeline.connect(address) }
    }

    @Test("two imports at once wait for each other")
    func together() async throws {
        try await withSchema { _, administrator, _ in
            let one = try await Timeline.connect(administrator, clock: FixedClock())
            let other = try await Timeline.connect(administrator, clock: FixedClock())
            let points = (10..<60).map { ("10:\($0):00", "\($0)°, 5°") }
            let text = Sample.export([Sample.path(points)])
            async let left = one.take(text)
            async let right = other.take(text)
            let outcomes = try await [left, right]
            #expect(outcomes.map(\.inserted).sorted() == [0, 50])
            await one.close()
            await other.close()
        }
    }

    @Test("a name that could end a statement early is none")
    func names() {
        #expect(TimelineSchema.isName("timeline_writer") && TimelineSchema.isName("o'brien \"x\""))
        for wrong in ["", "a$$b", "a\nb", "a\\", String(repeating: "x", count: 64)] {
            #expect(!TimelineSchema.isName(wrong))
        }
    }
}

@Suite("A timeline's file")
struct TimelineFileTests {
    @Test("it is its owner's alone, and opens again with what was in it")
    func file() async throws {
        let folder = try TemporaryFolder("timeline")
        let path = folder.path("timeline.sqlite")
        let timeline = try await Timeline.open(file: path, clock: FixedClock())
        _ = try await timeline.take(Sample.export([Sample.path([("10:00:00", "1°, 1°")])]))
        await timeline.close()
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let again = try await Timeline.open(file: path, clock: FixedClock())
        #expect(try await again.all().count == 1)
        await again.close()
        await #expect(throws: TimelineError(.storage, "")) { try await Timeline.open(file: "/nowhere/x.sqlite") }
    }
}
