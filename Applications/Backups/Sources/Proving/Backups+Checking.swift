// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
package import StewardIntegration
import StewardStore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Backups {
    /// Compares a backup's file with what was written, without opening it. What differs is recorded like a failed
    /// proof; that it is the same is not, because it says little.
    /// - Throws: `BackupsError` with `notFound`, `held`, `denied`; `LedgerError`, `DatabaseError`.
    package func verifyFile(_ id: BackupID, in set: BackupSet, by actor: String) async throws -> ProofReport {
        let backup = try await present(id, in: set)
        let path = BackupFolder(path: set.folder).path(of: backup.file)
        let use = try BackupUse.reading(path)
        defer { withExtendedLifetime(use) {} }
        let begun = clock.now
        let isSame = try await ContentDigest.of(file: path).sha256 == backup.sha256
        let sentence = isSame ? "The file has the bytes that were written." : Self.otherBytes(path).description
        var report = ProofReport(backup: id)
        report.add(.init(.read, "file", isSame, sentence))
        report.milliseconds = max(0, clock.now.milliseconds - begun.milliseconds)
        if !isSame { try await record(report, of: backup, in: set, by: actor) }
        return report
    }

    /// What a set needs on this machine, each looked at: its settings, folder, programs and keys. Changes nothing.
    package func checks(of set: BackupSet) async -> [DatabaseCheck] {
        var checks = [settingsCheck(set), folderCheck(set)]
        if set.compression > 0 { checks.append(Self.programCheck("zstd", programs.zstd)) }
        if !set.encryption.isNone { checks.append(Self.programCheck("age", programs.age)) }
        if set.format == .directory { checks.append(Self.programCheck("tar", programs.tar)) }
        checks.append(await keyCheck(set))
        return checks
    }

    private func settingsCheck(_ set: BackupSet) -> DatabaseCheck {
        do { try set.check() } catch { return DatabaseCheck("set", .failing, error.description) }
        if let problem = set.retentionRule.problem { return DatabaseCheck("set", .failing, problem) }
        return DatabaseCheck("set", .ok, "The set “\(set.name)” keeps \(set.retentionRule.text).")
    }

    private func folderCheck(_ set: BackupSet) -> DatabaseCheck {
        guard DiskFile.isFolder(set.folder) else {
            var parent = DiskFile.parent(of: set.folder)
            while !DiskFile.isFolder(parent), parent != "/" { parent = DiskFile.parent(of: parent) }
            guard access(parent, W_OK) == 0 else {
                return DatabaseCheck(
                    "folder", .failing, "\(set.folder) is not there, and cannot be made.",
                    repair: "sudo install -d -m 0700 -o \"$USER\" '\(set.folder)'")
            }
            return DatabaseCheck("folder", .ok, "\(set.folder) is made by the first run.")
        }
        guard access(set.folder, W_OK | X_OK) == 0 else {
            return DatabaseCheck(
                "folder", .failing, "\(set.folder) may not be written.",
                repair: "sudo chown \"$USER\" '\(set.folder)'")
        }
        let free = (try? DiskFile.freeBytes(set.folder)).map { ByteText.text($0) } ?? "an unknown number of bytes"
        return DatabaseCheck("folder", .ok, "\(set.folder) has \(free) free.")
    }

    private static func programCheck(_ name: String, _ path: String) -> DatabaseCheck {
        access(path, X_OK) == 0
            ? DatabaseCheck(name, .ok, "\(path) is there.")
            : DatabaseCheck(name, .failing, "There is no \(path).", repair: "sudo apt install \(name)")
    }

    /// Whether what is encrypted can be opened on this machine.
    private func keyCheck(_ set: BackupSet) async -> DatabaseCheck {
        switch set.encryption {
        case .none:
            return DatabaseCheck(
                "encryption", .warning, "Who can read the folder can read the backups.",
                repair: "steward backup add \(set.name) --recipient age1…")
        case .passphrase(let name):
            let isKept = (try? await vault.secret(named: name)) != nil
            return isKept
                ? DatabaseCheck("encryption", .ok, "The passphrase is kept; keep another copy of it elsewhere.")
                : DatabaseCheck(
                    "encryption", .failing, "The passphrase “\(name)” is not kept here.",
                    repair: "steward backup add \(set.name) --passphrase")
        case .recipients(let keys):
            guard let identity = try? await identity(of: set) else {
                return DatabaseCheck(
                    "encryption", .warning,
                    "Backups are for \(keys.count) public keys, and cannot be proved here without a private one.",
                    repair: "steward backup add \(set.name) --identity-file FILE")
            }
            return access(identity, R_OK) == 0
                ? DatabaseCheck("encryption", .ok, "A private key is in \(identity).")
                : DatabaseCheck("encryption", .failing, "\(identity), with the private key, cannot be read.")
        }
    }
}
