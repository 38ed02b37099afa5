// SPDX-License-Identifier: Apache-2.0
import StewardTestKit
import Testing

@testable import StewardStore

@Suite("Migrations on every engine")
struct MigrationTests {
    private let first = Migration("book-0001-pages", ["CREATE TABLE page (id BIGINT NOT NULL PRIMARY KEY)"])
    private let second = Migration(
        "book-0002-titles", ["ALTER TABLE page ADD COLUMN title TEXT", "INSERT INTO page (id, title) VALUES (1, 'a')"])
    private let other = Migration("shelf-0001-shelves", ["CREATE TABLE shelf (id BIGINT NOT NULL PRIMARY KEY)"])

    @Test("Each migration runs once, in order, however often the lists are given", arguments: TestDatabases.engines)
    func runsOnce(engine: DatabaseEngine) async throws {
        try await TestDatabases.with(engine) { database in
            try await database.migrate([first])
            try await database.migrate([other])
            try await database.migrate([first, second, other])
            try await database.migrate([first, second])
            let titles = try await database.read { try $0.query("SELECT title FROM page").map { try $0.text("title") } }
            #expect(titles == ["a"])
        }
    }

    @Test("A failing migration leaves nothing, not even the ones before it", arguments: TestDatabases.engines)
    func allOrNothing(engine: DatabaseEngine) async throws {
        try await TestDatabases.with(engine) { database in
            let broken = Migration("book-0002-broken", ["CREATE TABEL x"])
            await #expect(throws: DatabaseError(.statement, "")) { try await database.migrate([first, broken]) }
            try await database.migrate([first, second])
        }
    }

    @Test("An edited text, a newer database and a wrong order are refused by name", arguments: TestDatabases.engines)
    func refuses(engine: DatabaseEngine) async throws {
        try await TestDatabases.with(engine) { database in
            try await database.migrate([first, second])
            let edited = Migration(second.name, Array(second.statements.reversed()))
            let cases: [([Migration], String)] = [
                ([first, edited], second.name), ([first], second.name), ([first, first, second], first.name),
                ([Migration("book-0000-early", []), first, second], "book-0000-early"),
            ]
            for (list, name) in cases {
                let error = await #expect(throws: DatabaseError(.migration, "")) { try await database.migrate(list) }
                #expect(error?.message.contains(name) == true)
            }
        }
    }

    @Test("Several processes may migrate at once", arguments: TestDatabases.engines)
    func atOnce(engine: DatabaseEngine) async throws {
        try await TestDatabases.withNodes(engine, 4) { databases in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for database in databases { group.addTask { try await database.migrate([first, second, other]) } }
                try await group.waitForAll()
            }
            let count = try await databases[0].read {
                try $0.first("SELECT COUNT(*) AS n FROM page")?.integer("n")
            }
            #expect(count == 1)
        }
    }
}
