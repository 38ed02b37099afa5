// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Backups
import Foundation
import StewardCore
import StewardIntegration
import StewardJobs
import StewardProcess
import StewardServer
import StewardTestKit
import Testing

@testable import StewardCommands

@Suite("Commands of backups", .serialized)
struct BackupCommandTests {
    @Test("a time is an instant, or what the wall shows in the set's zone")
    func times() throws {
        func seconds(_ text: String, _ zone: String = "UTC") throws -> Double {
            try BackupChoice.instant(text, LocalZone(zone)).timeIntervalSince1970
        }
        #expect(try seconds("2026-11-22T02:00:00Z") == 1_795_312_800)
        #expect(try seconds("2026-11-22T09:00:00+07:00") == 1_795_312_800)
        #expect(try seconds("2026-11-22 02:00") == 1_795_312_800)
        #expect(try seconds("2026-11-22 09:00:00", "Asia/Bangkok") == 1_795_312_800)
        // A day alone is its end: the newest backup of that day is meant.
        #expect(try seconds("2026-11-21") == 1_795_312_800 - 7201)
        for wrong in ["yesterday", "2026-11-22 25:00", "2026-13-01", "2026-11-22 02:00 x", ""] {
            #expect(throws: CommandError.self) { try seconds(wrong) }
        }
    }

    @Test("ways of encryption and choices of a backup exclude each other")
    func exclusive() {
        for wrong in [["--recipient", "age1x", "--no-encryption"], ["--passphrase", "--passphrase-file", "x"]] {
            #expect(throws: (any Error).self) { try BackupEncryptionFields.parse(wrong) }
        }
    }

    @Test(
        "a server is connected, looked at, backed up, listed, proved, restored and pruned",
        .enabled(if: PostgresServer.isInstalled && BackupRig.hasPrograms))
    func wholeWay() async throws {
        let rig = try await BackupRig()
        try await rig.run(BackupAddCommand.self, rig.add + ["--newest", "public.orders.made_at=1h"])
        try await rig.run(BackupDoctorCommand.self)
        try await rig.run(BackupRunCommand.self, ["nightly", "--no-proof"])
        let made = try await rig.history().present(rig.database)
        let backup = try #require(made.first)
        #expect(made.count == 1 && backup.file.hasSuffix(".backup.zst.age"))
        #expect(backup.tables?.contains { $0.name == "orders" && $0.rows == 1000 } == true)
        let bytes = try rig.folder.bytes("backups/\(backup.file)")
        #expect(bytes.starts(with: Array("age-encryption.org/v1\n".utf8)))
        try await rig.run(BackupListCommand.self)
        try await rig.run(BackupListCommand.self, ["--all"])
        try await rig.run(BackupVerifyCommand.self, ["--hash-only"])
        try await rig.run(BackupVerifyCommand.self, ["nightly"])
        let proved = try #require(try await rig.history()[backup.id])
        #expect(proved.provedAt != nil)

        try await rig.run(
            BackupRestoreCommand.self, [rig.database, "--to", "again_\(rig.database)", "--without-owners"])
        #expect(try await rig.ask("SELECT count(*) FROM orders", in: "again_\(rig.database)") == "1000")
        let refused = await #expect(throws: BackupsError.self) {
            try await rig.run(BackupRestoreCommand.self, ["--to", "again_\(rig.database)"])
        }
        #expect(refused?.code == .exists)

        let unknown = await #expect(throws: CommandError.self) { try await rig.run(BackupPinCommand.self, ["other"]) }
        #expect(unknown?.status == .notFound)
        try await rig.run(BackupPinCommand.self, [backup.id.text])
        try await rig.run(BackupPruneCommand.self, ["--dry-run", "--kept"])
        try await rig.run(BackupUnpinCommand.self, [backup.id.text])
        try await rig.run(BackupPruneCommand.self, ["--yes"])
        #expect(try await rig.history().present(rig.database).count == 1)
        try await rig.run(BackupSetsCommand.self)
        try await rig.run(BackupRemoveSetCommand.self, ["nightly", "--yes"])
        let gone = await #expect(throws: CommandError.self) { try await rig.run(BackupRunCommand.self) }
        #expect(gone?.status == .notFound)
    }

    @Test(
        "a backup that lost a table's rows, or a check that does not hold, ends in exit status 3",
        .enabled(if: PostgresServer.isInstalled && BackupRig.hasPrograms))
    func disproved() async throws {
        let rig = try await BackupRig()
        try await rig.run(BackupAddCommand.self, rig.add + ["--check", "SELECT count(*) FROM orders => >= 2000"])
        try await rig.run(BackupRunCommand.self, ["--no-proof"])
        await #expect(throws: ExitCode(3)) { try await rig.run(BackupVerifyCommand.self) }
        let id = try #require(try await rig.history().present(rig.database).first).id
        #expect(try await rig.history()[id]?.lastProof?.step == "questions")
        // One changed byte in the middle of the file.
        let path = "backups/" + (try #require(try await rig.history()[id]?.file))
        var bytes = try rig.folder.bytes(path)
        bytes[bytes.count / 2] ^= 1
        try rig.folder.write(path, bytes)
        await #expect(throws: ExitCode(3)) { try await rig.run(BackupVerifyCommand.self, [id.text]) }
        #expect(try await rig.history()[id]?.lastProof?.step == "read")
    }

    @Test(
        "a table that vanished since the backup before is told by the list",
        .enabled(if: PostgresServer.isInstalled && BackupRig.hasPrograms))
    func vanished() async throws {
        let rig = try await BackupRig()
        try await rig.run(BackupAddCommand.self, rig.addPlain)
        try await rig.run(BackupRunCommand.self, ["--no-proof"])
        try await rig.ask("DROP TABLE orders", in: rig.database)
        try await rig.run(BackupRunCommand.self, ["--no-proof"])
        try await rig.run(BackupVerifyCommand.self)
        let history = try await rig.history()
        let state = ProofState(rig.database, in: history, rule: ProofRule(), now: SystemClock().now)
        let told = BackupListCommand.attention(nil, state, history.present(rig.database))
        #expect(told?.hasPrefix("The last proof warns: A table with rows in ") == true, "\(told ?? "")")
        #expect(told?.hasSuffix("is not there any more: public.orders.") == true, "\(told ?? "")")
    }

    @Test("how long copies are kept is given for a set that has some, and stays when nothing is given")
    func copyRule() throws {
        var set = BackupSet(name: "nightly", connection: "db", databases: ["a"], folder: "/backups")
        let days = try BackupCopyFields.parse(["--offsite-keep-days", "365", "--offsite-append-only"])
        #expect(throws: CommandError.self) { try days.change(&set) }
        set.offsite = OffsitePlace(connection: "drive", folder: "f")
        try days.change(&set)
        #expect(set.offsite?.retention?.days == 365 && set.offsite?.isAppendOnly == true)
        try BackupCopyFields.parse([]).change(&set)
        try BackupSetFields.parse(["--offsite", "drive"]).change(&set)
        #expect(set.offsite?.retention?.days == 365 && set.offsite?.folder == "f")
        try BackupCopyFields.parse(["--offsite-keep-as-here", "--no-offsite-append-only"]).change(&set)
        #expect(set.offsite?.retention == nil && set.offsite?.isAppendOnly == false)
        #expect(throws: CommandError.self) {
            try BackupCopyFields.parse(["--offsite-keep-days", "0"]).change(&set)
        }
    }

    @Test(
        "a folder of an older program's dumps is adopted, and the passphrase is no argument",
        .enabled(if: PostgresServer.isInstalled && BackupRig.hasPrograms))
    func adopted() async throws {
        let rig = try await BackupRig()
        let secret = try rig.folder.write("secret", Array("correct horse battery\n".utf8))
        try await rig.run(
            BackupAddCommand.self, rig.addPlain + ["--passphrase-file", secret])
        try await rig.run(BackupRunCommand.self)
        let own = try #require(try await rig.history().present(rig.database).first)
        #expect(own.provedAt != nil && own.encryption == .passphrase(secret: Backups.passphraseName("nightly")))
        try await rig.dump(to: "old/\(rig.database)_backup_2026-01-02_03-04-05.backup")
        try rig.folder.write("old/\(rig.database)_backup_2026-01-03_03-04-05.backup", Array("PGDMP torn".utf8))
        await #expect(throws: ExitCode(3)) { try await rig.run(BackupAdoptCommand.self, [rig.folder.path("old")]) }
        let old = try await rig.history().present(rig.database).filter(\.isAdopted)
        #expect(old.count == 1)
        try await rig.run(BackupVerifyCommand.self, [try #require(old.first).id.text])
        #expect(try await rig.history()[try #require(old.first).id]?.provedAt != nil)
    }
}
