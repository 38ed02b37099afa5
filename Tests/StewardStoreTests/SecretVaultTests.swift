// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardTestKit
import Testing

@testable import StewardStore

@Suite("Secrets at rest")
struct SecretVaultTests {
    private let folder: TemporaryFolder
    private var keyFile: String { folder.path("vault.key") }

    init() throws { folder = try TemporaryFolder("vault") }

    private func vault(_ database: any Database) async throws -> SecretVault {
        try await database.migrate(SecretVault.migrations)
        return SecretVault(database: database, key: .file(keyFile))
    }

    @Test("A secret comes back, is not in the database, and needs the key", arguments: TestDatabases.engines)
    func roundTrip(engine: DatabaseEngine) async throws {
        try await TestDatabases.with(engine) { database in
            let vault = try await vault(database)
            #expect(try await vault.secret(named: "drive") == nil)
            try await vault.put(Secret("old"), named: "drive", by: "anna")
            try await vault.put(Secret("hunter2 รหัส"), named: "drive", by: "ben")
            #expect(try await vault.secret(named: "drive")?.reveal() == "hunter2 รหัส")
            #expect(try await vault.list().map(\.changedBy) == ["ben"])
            let rows = try await database.read { try $0.query("SELECT * FROM vault_secrets") }
            #expect(!"\(rows)".contains("hunter2"))
            let mode = try FileManager.default.attributesOfItem(atPath: keyFile)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            try FileManager.default.removeItem(atPath: keyFile)
            await #expect(throws: VaultError(.keyMissing, "")) { try await vault.secret(named: "drive") }
            await #expect(throws: VaultError(.keyMissing, "")) {
                try await vault.put(Secret("x"), named: "other", by: "anna")
            }
            try await vault.remove(named: "drive")
            #expect(try await vault.list().isEmpty)
        }
    }

    @Test("A secret that was copied to another name or changed does not open")
    func bound() async throws {
        try await TestDatabases.with(.sqlite) { database in
            let vault = try await vault(database)
            try await vault.put(Secret("a"), named: "one", by: "anna")
            try await vault.put(Secret("b"), named: "two", by: "anna")
            try await database.write { connection in
                let sealed = try connection.query("SELECT sealed FROM vault_secrets WHERE name = 'one'")[0].bytes(
                    "sealed")
                try connection.execute("UPDATE vault_secrets SET sealed = $1 WHERE name = 'two'", [.bytes(sealed)])
            }
            let error = await #expect(throws: VaultError(.damaged, "")) { try await vault.secret(named: "two") }
            #expect(error?.message.contains("two") == true)
            #expect(try await vault.secret(named: "one")?.reveal() == "a")
        }
    }

    @Test("A key file that others can read, or that is none, is refused with the repair")
    func exposed() async throws {
        try await TestDatabases.with(.sqlite) { database in
            let vault = try await vault(database)
            try await vault.put(Secret("a"), named: "one", by: "anna")
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: keyFile)
            let error = await #expect(throws: VaultError(.keyExposed, "")) { try await vault.secret(named: "one") }
            #expect(error?.message.contains("chmod 600 \(keyFile)") == true)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: keyFile)
            for text in ["", "steward-vault-1\n", "steward-vault-1\nabcd\n", "something else"] {
                try Data(text.utf8).write(to: URL(fileURLWithPath: keyFile))
                await #expect(throws: VaultError(.keyUnusable, "")) { try await vault.secret(named: "one") }
            }
        }
    }

    @Test("Rotation seals everything anew and forgets the old key", arguments: TestDatabases.engines)
    func rotates(engine: DatabaseEngine) async throws {
        try await TestDatabases.with(engine) { database in
            let vault = try await vault(database)
            for index in 0..<20 { try await vault.put(Secret("s\(index)"), named: "n\(index)", by: "anna") }
            let before = try folder.bytes("vault.key")
            #expect(try await vault.rotate() == 20)
            #expect(try folder.bytes("vault.key") != before)
            for index in 0..<20 { #expect(try await vault.secret(named: "n\(index)")?.reveal() == "s\(index)") }
            try Data(before).write(to: URL(fileURLWithPath: keyFile))
            await #expect(throws: VaultError(.keyMissing, "")) { try await vault.secret(named: "n0") }
        }
    }

    @Test(
        "A rotation that is cut off at any step loses nothing, and the next one completes it",
        arguments: [SecretVault.RotationStep.newKeyWritten, .secretsSealed, .oldKeyForgotten])
    func cutOff(at step: SecretVault.RotationStep) async throws {
        struct Crash: Error {}
        try await TestDatabases.with(.sqlite) { database in
            let vault = try await vault(database)
            try await vault.put(Secret("a"), named: "one", by: "anna")
            await #expect(throws: Crash.self) { try await vault.rotate { if $0 == step { throw Crash() } } }
            #expect(try await vault.secret(named: "one")?.reveal() == "a")
            try await vault.put(Secret("b"), named: "two", by: "anna")
            try await vault.rotate()
            #expect(try await vault.secret(named: "one")?.reveal() == "a")
            #expect(try await vault.secret(named: "two")?.reveal() == "b")
            let lines = try String(decoding: folder.bytes("vault.key"), as: UTF8.self).split(separator: "\n")
            #expect(lines.count == 2)
        }
    }

    @Test(
        "Secrets put while rotations run are never lost, and two rotations do not run at once",
        arguments: TestDatabases.engines)
    func beside(engine: DatabaseEngine) async throws {
        try await TestDatabases.withNodes(engine, 2) { databases in
            let vaults = [try await vault(databases[0]), try await vault(databases[1])]
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<30 {
                    group.addTask {
                        try await vaults[index % 2].put(Secret("s\(index)"), named: "n\(index)", by: "anna")
                    }
                    if index % 5 == 0 {
                        group.addTask {
                            do { try await vaults[1].rotate() } catch let error as VaultError where error.code == .busy
                            {}
                        }
                    }
                }
                try await group.waitForAll()
            }
            for index in 0..<30 { #expect(try await vaults[0].secret(named: "n\(index)")?.reveal() == "s\(index)") }
        }
    }

    @Test("A key handed in by systemd is read, and a second line in it takes over by a rotation")
    func credential() async throws {
        let name = "steward-vault-key"
        let lines = ["steward-vault-1", String(repeating: "ab", count: 32), String(repeating: "cd", count: 32)]
        func handOver(_ lines: [String]) throws {
            let path = try folder.write(name, Array(lines.joined(separator: "\n").utf8))
            try FileManager.default.setAttributes([.posixPermissions: 0o440], ofItemAtPath: path)
        }
        try await TestDatabases.with(.sqlite) { database in
            try await database.migrate(SecretVault.migrations)
            let vault = SecretVault(database: database, key: .credential(folder: folder.path, name: name))
            await #expect(throws: VaultError(.keyMissing, "")) {
                try await vault.put(Secret("a"), named: "x", by: "anna")
            }
            try handOver(Array(lines.prefix(2)))
            try await vault.put(Secret("a"), named: "x", by: "anna")
            try FileManager.default.removeItem(atPath: folder.path(name))
            try handOver(lines)
            #expect(try await vault.rotate() == 1)
            try FileManager.default.removeItem(atPath: folder.path(name))
            try handOver([lines[0], lines[2]])
            #expect(try await vault.secret(named: "x")?.reveal() == "a")
        }
    }
}
