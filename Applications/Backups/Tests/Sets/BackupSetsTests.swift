// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardTestKit
import Testing

@testable import Backups

@Suite("Backup sets")
struct BackupSetsTests {
    @Test("A set is kept, changed and recorded; the same again is no change")
    func kept() async throws {
        try await Bench.with { bench in
            var set = bench.set("a")
            try await bench.backups.save(set, isNew: true, by: "ann")
            try await bench.backups.save(set, by: "ann")
            await #expect(throws: BackupsError(.exists, "")) {
                try await bench.backups.save(set, isNew: true, by: "ann")
            }
            set.compression = 19
            try await bench.backups.save(set, by: "bob")
            #expect(try await bench.backups.set("nightly") == set)
            #expect(try await bench.backups.sets().map(\.changedBy) == ["bob"])
            let kinds = try await bench.kinds()
            #expect(kinds == [BackupEntry.setChanged, BackupEntry.setChanged])
            #expect(try await bench.history().set?["compression"] == 19)
            #expect(try await bench.backups.removeSet("nightly", by: "ann"))
            let error = await #expect(throws: BackupsError.self) { try await bench.backups.set("nightly") }
            #expect(error?.code == .notFound)
        }
    }

    @Test("A wrong name is refused", arguments: ["", "A", "a b", "ä", String(repeating: "a", count: 41)])
    func names(_ name: String) {
        let set = BackupSet(name: name, connection: "c", databases: ["d"], folder: "/f")
        #expect(throws: BackupsError(.invalid, "")) { try set.check() }
    }

    @Test(
        "Public keys that age takes are taken",
        arguments: [
            "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p",
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB/mFVPSlGr8XUSr4BR3mF3WVGOPZQH3Aqw+ssL0Yi1c someone@host",
        ])
    func goodKeys(_ key: String) { #expect(Recipient.problem(of: key) == nil) }

    @Test(
        "Texts that are no public keys are refused, and private ones are not repeated",
        arguments: [
            "", "age1", "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8q",
            "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8",
            "AGE1QL3Z7HJY54PW3HYWW5AYYFG7ZQGVC7W3J2ELW8ZMRJ2KG5SFN9AQMCAC8P",
            "age1yubikey1q2w7u3vpya839jxxuq8g0sedh3d740d4xvn639sqhr95ejj8vu3hyfumptt",
            "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX", "ssh-ed25519",
            "ssh-ed25519 AAAA",
            "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIB/mFVPSlGr8XUSr4BR3mF3WVGOPZQH3Aqw+ssL0Yi1c", "ssh-dss AAAA", "hello",
        ])
    func wrongKeys(_ key: String) throws {
        let problem = try #require(Recipient.problem(of: key))
        #expect(problem.hasSuffix("."))
        #expect(!problem.contains("GFPYYSJZ"))
    }
}
