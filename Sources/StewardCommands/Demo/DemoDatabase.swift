// SPDX-License-Identifier: Apache-2.0

/// An invented database of the demonstration, which grows from day to day.
struct DemoDatabase {
    let name: String
    private let table: String
    private let columns: String
    /// How many rows a day has.
    private let rows: Int
    private let row: @Sendable (Int) -> String

    /// A shop's books, and where a phone was.
    static let all = [
        DemoDatabase(name: "bookkeeping", table: "invoices", columns: "id int, made date, amount numeric", rows: 400) {
            let day = $0 % 27 + 1
            return "\($0)\t2026-01-\(day < 10 ? "0" : "")\(day)\t\($0 * 7919 % 90_000).\($0 % 90 + 10)"
        },
        DemoDatabase(name: "timeline", table: "points", columns: "id int, lat float8, lng float8", rows: 1500) {
            "\($0)\t52.\($0 * 104_729 % 900_000 + 100_000)\t4.\($0 * 7919 % 900_000 + 100_000)"
        },
    ]

    /// The whole of it as SQL, as it is on a day.
    func dump(day: Int) -> String {
        let lines = (1...(rows * day)).map(row).joined(separator: "\n")
        return """
            --
            -- PostgreSQL database dump
            --

            SET client_encoding = 'UTF8';
            SET standard_conforming_strings = on;
            CREATE TABLE public.\(table) (\(columns));
            COPY public.\(table) FROM stdin;
            \(lines)
            \\.

            --
            -- PostgreSQL database dump complete
            --

            """
    }
}
