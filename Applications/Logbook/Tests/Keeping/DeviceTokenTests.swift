// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardStore
import StewardTestKit
import Testing

@testable import Logbook

@Suite struct DeviceTokenTests {
    @Test func `a token is recognised by its beginning and its check`() {
        let token = DeviceTokenText.make().reveal()
        #expect(token.hasPrefix("stlog_"))
        #expect(DeviceTokenText.isOne(token))
        var letters = Array(token)
        letters[20] = letters[20] == "a" ? "b" : "a"
        #expect(!DeviceTokenText.isOne(String(letters)))
        #expect(!DeviceTokenText.isOne(token + "a"))
        #expect(!DeviceTokenText.isOne(""))
        #expect(!DeviceTokenText.isOne(String(repeating: "é", count: 30)))
    }

    @Test(arguments: TestDatabases.engines)
    func `a token works until it is revoked, and is kept as a hash only`(_ engine: DatabaseEngine) async throws {
        try await KeeperBench.with(engine) { bench in
            let (secret, token) = try await bench.logbook.makeToken(account: "anna", name: "  My   phone ")
            #expect(token.name == "My phone")
            #expect(try await bench.logbook.device(token: secret.reveal())?.id == token.id)
            let rows = try await bench.database.read { try $0.query("SELECT * FROM logbook_tokens") }
            #expect(!"\(rows.map(\.values))".contains(secret.reveal().dropFirst(6).prefix(20)))
            try await bench.logbook.revokeToken(token.id, account: "anna")
            #expect(try await bench.logbook.device(token: secret.reveal()) == nil)
            #expect(try await bench.logbook.tokens(of: "anna").map(\.revoked) == [bench.now])
        }
    }

    @Test(arguments: TestDatabases.engines)
    func `another node hears of a revoked token after a second`(_ engine: DatabaseEngine) async throws {
        try await KeeperBench.withNodes(engine) { one, other in
            let (secret, token) = try await one.logbook.makeToken(account: "anna", name: "Phone")
            #expect(try await other.logbook.device(token: secret.reveal())?.id == token.id)
            try await one.logbook.revokeToken(token.id, account: "anna")
            one.clock.advance(by: 1.1)
            #expect(try await other.logbook.device(token: secret.reveal()) == nil)
        }
    }

    @Test(arguments: TestDatabases.engines)
    func `nobody sees, ends or binds what is another's`(_ engine: DatabaseEngine) async throws {
        try await KeeperBench.with(engine) { bench in
            let token = try await bench.token("anna")
            let vehicle = try await bench.vehicle(of: "anna")
            #expect(try await bench.logbook.tokens(of: "boris").isEmpty)
            await #expect(throws: LogbookError(.notFound, "")) {
                try await bench.logbook.revokeToken(token.id, account: "boris")
            }
            await #expect(throws: LogbookError(.notFound, "")) {
                _ = try await bench.logbook.makeToken(account: "boris", vehicle: vehicle, name: "Phone")
            }
            #expect(try await bench.logbook.tokens(of: "anna").map(\.revoked) == [nil])
        }
    }

    @Test func `a use is written down once a minute`() async throws {
        try await KeeperBench.with(.sqlite) { bench in
            _ = try await bench.vehicle()
            let token = try await bench.token()
            let first = bench.now
            try await bench.record([.fix(bench.now)], from: token)
            #expect(try await bench.logbook.tokens(of: "anna").map(\.lastUsed) == [nil])
            try await bench.logbook.noteUses()
            bench.clock.advance(by: 30)
            try await bench.record([.fix(bench.now)], from: try #require(await bench.logbook.tokens(of: "anna").first))
            try await bench.logbook.noteUses()
            #expect(try await bench.logbook.tokens(of: "anna").map(\.lastUsed) == [first])
        }
    }

    @Test(arguments: ["", " ", "a\nb", String(repeating: "x", count: 65)])
    func `a name that cannot be shown is refused`(_ name: String) async throws {
        try await KeeperBench.with(.sqlite) { bench in
            await #expect(throws: LogbookError(.invalid, "")) {
                _ = try await bench.logbook.makeToken(account: "anna", name: name)
            }
        }
    }
}
