// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration
import StewardProcess
import StewardStore
import StewardTestKit
import Testing

@testable import Backups

extension Bench {
    /// The set of these tests, in a folder of its own.
    func set(_ databases: String..., change: (inout BackupSet) -> Void = { _ in }) -> BackupSet {
        var set = BackupSet(
            name: "nightly", connection: "local", databases: databases, folder: folder.path("set"), format: .plain,
            includesGlobals: false)
        change(&set)
        return set
    }

    @discardableResult
    func run(
        _ set: BackupSet, _ server: ScriptedDumping, store: MemoryStore = MemoryStore(), id: String = "r1"
    ) async throws -> BackupRun {
        let connections = ScriptedConnections(server: server, store: store)
        return try await backups.run(set, id: id, connections: connections, stores: connections, by: "test")
    }

    /// The paths of all that is in the set's folder but its lock, sorted.
    func files() -> [String] {
        let all = FileManager.default.enumerator(atPath: folder.path("set"))?.compactMap { $0 as? String } ?? []
        return all.filter { !DiskFile.isFolder(folder.path("set/" + $0)) && $0 != FolderLock.name }.sorted()
    }

    /// The dump inside a backup's file.
    func plain(_ backup: Backup, key: DecryptionKey = .none) async throws -> String {
        let path = BackupFolder(path: folder.path("set")).path(of: backup.file)
        return try await BackupReader().withDump(of: path, key: key) { descriptor in
            String(decoding: try await Self.all(of: descriptor), as: UTF8.self)
        }
    }

    static func all(of descriptor: Int32) async throws -> [UInt8] {
        try await offThread {
            var all: [UInt8] = []
            try ByteRoom().forEach(of: descriptor, named: "the dump") { all += $0 }
            return all
        }
    }

    /// A new key pair of age: the file with the private key, and the public key.
    func keyPair() async throws -> (identity: String, recipient: String) {
        let path = folder.path("key-\(UUID().uuidString).txt")
        try await Program("/usr/bin/age-keygen", ["-o", path]).run().checked()
        let recipient = try await Program("/usr/bin/age-keygen", ["-y", path]).run().checked().text
        return (path, recipient.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    /// A program of a test's own, as a shell script.
    func script(_ name: String, _ lines: String) throws -> String {
        let path = try folder.write(name, Array("#!/bin/sh\n\(lines)\n".utf8))
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
        return path
    }
}

/// Whether the programs that backups pass through are installed.
let hasPrograms = ["/usr/bin/zstd", "/usr/bin/age", "/usr/bin/age-keygen"].allSatisfy {
    FileManager.default.isExecutableFile(atPath: $0)
}
