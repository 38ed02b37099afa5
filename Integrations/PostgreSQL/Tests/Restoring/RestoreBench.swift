// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration
import StewardTestKit

@testable import PostgreSQL

/// A database with what is hard to restore, and dumps of it.
struct RestoreBench {
    let bench: Bench
    let connection: PostgreSQL
    let folder: TemporaryFolder

    static let database = "mixed"

    static func make() async throws -> Self {
        let bench = try await Bench.shared()
        let made = Self(bench: bench, connection: try bench.owner(), folder: try TemporaryFolder("restore"))
        try await filling.value
        return made
    }

    /// Once for all tests of this process.
    private static let filling = Task {
        let bench = try await Bench.shared()
        try await bench.server.createDatabase(database)
        try await bench.run(
            #"""
            create role "Odd ""owner";
            create table plain (id serial primary key, note text);
            insert into plain (note) select 'row ' || n || E'\tä ก 🚗 \\. \n' from generate_series(1, 3000) n;
            create table child (id int references plain, made timestamptz default '2026-11-22 10:00+07');
            insert into child select n from generate_series(1, 10) n;
            create schema "Schema ก";
            create table "Schema ก"."t ""x""" (a jsonb, b bytea, c numeric[]);
            insert into "Schema ก"."t ""x""" values ('{"ก": [1]}', '\x00ff5c2e', '{1.5,null}');
            create view seen as select note from plain where id < 10;
            create materialized view kept as select count(*) from plain;
            create extension pg_trgm;
            create index on plain using gin (note gin_trgm_ops);
            create function trap() returns text language plpgsql as $$ begin
            -- COPY public.never (a) FROM stdin;
            return '\.'; end $$;
            alter table child owner to "Odd ""owner";
            grant select on plain to backup_user;
            select lo_from_bytea(4711, '\x0a5c2e0a');
            """#, in: database)
    }

    static let tables = [
        DumpedTable(schema: "Schema ก", name: "t \"x\"", rows: 1),
        DumpedTable(schema: "public", name: "child", rows: 10),
        DumpedTable(schema: "public", name: "plain", rows: 3000),
    ]

    /// The bytes of a dump.
    func dump(_ format: DumpFormat, of database: String = Self.database) async throws -> [UInt8] {
        let path = folder.path("dump-\(UUID().uuidString)")
        let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        defer { close(descriptor) }
        _ = try await connection.dump(DumpRequest(database, format), to: descriptor)
        return [UInt8](try Data(contentsOf: URL(filePath: path)))
    }

    /// A name that no other test uses.
    static func name() -> String { "r_\(UInt64.random(in: .min ... .max))" }

    @discardableResult
    func restore(
        _ bytes: [UInt8], _ request: RestoreRequest, into target: (any DatabaseRestoring)? = nil
    ) async throws -> RestoreSummary {
        let path = try folder.write("source-\(UUID().uuidString)", bytes)
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        return try await (target ?? connection).restore(request, from: .descriptor(descriptor))
    }

    /// Databases and roles whose names begin so.
    func left(_ name: String) async throws -> [String] {
        try await bench.run(
            "select datname from pg_database where datname like '\(name)%' union all "
                + "select rolname from pg_roles where rolname like '\(name)%';", in: "postgres"
        ).compactMap { $0.first ?? nil }
    }

    /// Everything of a database that a restore must bring back, as text.
    func facts(_ database: String, of target: any DatabaseRestoring) async throws -> [[String?]] {
        try await target.rows(
            of: #"""
                select 'plain', count(*), md5(string_agg(id || note, ',' order by id)) from plain
                union all select 'child', count(*), md5(string_agg(c::text, ',' order by id)) from child c
                union all select 'odd', count(*), md5(string_agg(t::text, ',')) from "Schema ก"."t ""x""" t
                union all select 'seen', count(*), max(note) from seen
                union all select 'kept', count, '' from kept
                union all select 'sequence', last_value, '' from plain_id_seq
                union all select 'object', loid::bigint, encode(data, 'hex') from pg_largeobject
                union all select 'owner', 0, tableowner::text from pg_tables where tablename = 'child'
                union all select 'trap', 0, trap()
                union all select 'extension', 0, extname::text from pg_extension where extname <> 'plpgsql'
                union all select 'encoding', encoding, '' from pg_database where datname = current_database()
                """#, in: database)
    }
}
