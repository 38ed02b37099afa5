// SPDX-License-Identifier: Apache-2.0
import StewardIntegration

@testable import PostgreSQL

/// Dumps as pg_dump 15.20 writes them, with what could be taken for something else.
enum DumpTexts {
    static let plain = #"""
        --
        -- PostgreSQL database dump
        --

        \restrict kqU4zaTOKEN

        -- Dumped from database version 15.20 (Debian 15.20-0+deb12u1)
        -- Dumped by pg_dump version 15.20 (Debian 15.20-0+deb12u1)

        SET client_encoding = 'UTF8';
        SET standard_conforming_strings = on;
        SELECT pg_catalog.set_config('search_path', '', false);

        --
        -- Name: postgis; Type: EXTENSION; Schema: -; Owner: -
        --

        CREATE EXTENSION IF NOT EXISTS postgis WITH SCHEMA public;
        CREATE EXTENSION IF NOT EXISTS "odd ""ext" WITH SCHEMA public;

        CREATE FUNCTION public.trap() RETURNS text
            LANGUAGE plpgsql
            AS $_$
        begin
          -- COPY public.never (a) FROM stdin;
          return 'it''s; $1 $$ \' || $1;
        end;
        $_$;

        ALTER FUNCTION public.trap() OWNER TO "Odd ""role";

        CREATE FUNCTION public.body(n integer) RETURNS integer
            LANGUAGE sql
            BEGIN ATOMIC
         INSERT INTO public.never VALUES (1);
         SELECT (CASE WHEN n > 0 THEN 1 ELSE 2 END);
        END;

        COMMENT ON FUNCTION public.body(integer) IS E'a \' \\; COPY public.never (a) FROM stdin;';
        CREATE RULE r AS ON INSERT TO public.never DO ALSO (INSERT INTO public.never VALUES (1); SELECT 2);
        ALTER TABLE public.orders OWNER TO shopkeeper;
        CREATE POLICY mine ON public.orders FOR SELECT TO reader, "second reader" USING ((id = 1));

        COPY public.orders (id, note) FROM stdin;
        1	CREATE EXTENSION IF NOT EXISTS never;
        2	\N
        3	--
        -- PostgreSQL database dump complete
        \\.
        .
        \.


        COPY "Odd ""schema"."Ta.ble" ("a b") FROM stdin;
        \.


        COPY public.none  FROM stdin;


        \.


        SELECT pg_catalog.setval('public.orders_id_seq', 3, true);

        REVOKE ALL ON TABLE public.orders FROM shopkeeper;
        GRANT SELECT,INSERT ON TABLE public.orders TO clerk WITH GRANT OPTION;
        GRANT SELECT ON TABLE public.orders TO PUBLIC;
        ALTER DEFAULT PRIVILEGES FOR ROLE giver IN SCHEMA public GRANT SELECT ON TABLES  TO taker;

        --
        -- PostgreSQL database dump complete
        --

        \unrestrict kqU4zaTOKEN


        """#

    static let plainContent = DumpContent(
        flaw: nil, database: nil,
        tables: [
            DumpedTable(schema: "public", name: "orders", rows: 6),
            DumpedTable(schema: "Odd \"schema", name: "Ta.ble", rows: 0),
            DumpedTable(schema: "public", name: "none", rows: 2),
        ],
        extensions: ["odd \"ext", "postgis"],
        roles: ["Odd \"role", "clerk", "giver", "reader", "second reader", "shopkeeper", "taker"])

    static let inserts = #"""
        --
        -- PostgreSQL database dump
        --

        SET standard_conforming_strings = on;
        INSERT INTO public.orders VALUES (1, 'a;(b', NULL);
        INSERT INTO public.orders VALUES (2, ')', (3));
        INSERT INTO public.orders VALUES
        	(3, '('),
        	(4, 'INSERT INTO public.orders VALUES (5);');
        INSERT INTO public.named (id, "no(te") VALUES (1, 'x');
        INSERT INTO public.named (id, "no(te") VALUES (2, 'x'), (3, 'y');
        INSERT INTO "a(b".c VALUES (1);
        INSERT INTO public.empty DEFAULT VALUES;

        --
        -- PostgreSQL database dump complete
        --

        """#

    static let insertedTables = [
        DumpedTable(schema: "public", name: "orders", rows: 4), DumpedTable(schema: "public", name: "named", rows: 3),
        DumpedTable(schema: "a(b", name: "c", rows: 1), DumpedTable(schema: "public", name: "empty", rows: 1),
    ]

    /// Feeds bytes in pieces of these sizes, over and over.
    static func read(_ bytes: some Collection<UInt8>, by reader: any DumpReading, sizes: [Int]) -> DumpContent {
        var reader = reader
        let bytes = Array(bytes)
        var offset = 0
        var turn = 0
        while offset < bytes.count {
            let size = min(max(1, sizes[turn % sizes.count]), bytes.count - offset)
            // A copy of exactly these bytes: reading past them would be noticed.
            Array(bytes[offset..<(offset + size)]).withUnsafeBytes { reader.take($0) }
            offset += size
            turn += 1
        }
        return reader.finish()
    }
}

/// Pseudo-random numbers from a fixed seed (SplitMix64).
struct Seeded: RandomNumberGenerator {
    var state: UInt64
    init(_ seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
