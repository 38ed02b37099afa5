// SPDX-License-Identifier: Apache-2.0
import StewardStore
import StewardTestKit
import Testing

@Suite("Closing a database of SQLite")
struct SQLiteClosingTests {
    @Test("one that is closed right after a large write, while its log is being copied, ends in order")
    func whileCopying() async throws {
        let folder = try TemporaryFolder("store")
        for number in 0..<30 {
            let database = try await SQLiteDatabase.open(at: folder.path("\(number).sqlite"))
            try await database.write { connection in
                try connection.execute("CREATE TABLE parts (bytes BYTEA NOT NULL)")
                // More pages than the log keeps without being copied.
                let part = [UInt8](repeating: UInt8(number), count: 1 << 20)
                for _ in 0..<9 { try connection.execute("INSERT INTO parts (bytes) VALUES ($1)", [.bytes(part)]) }
            }
            await database.close()
            let again = try await SQLiteDatabase.open(at: folder.path("\(number).sqlite"))
            let count = try await again.read { try $0.first("SELECT COUNT(*) AS count FROM parts")?.integer("count") }
            #expect(count == 9)
            await again.close()
        }
    }
}
