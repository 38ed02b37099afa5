// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardStore

extension Doctor {
    func owner() -> Checkup {
        let name = "owner of the data folder"
        guard let owner = attributes(folder.path)[.ownerAccountID] as? Int else {
            return Checkup(name, .failing, "The folder \(folder.path) cannot be read.", repair: "Name another: --data.")
        }
        let user = Int(getuid())
        guard owner != user else { return Checkup(name, .ok, "It belongs to the user who asks.") }
        return Checkup(
            name, .warning,
            "It belongs to the user \(owner), but user \(user) asks; files made now may not be readable.",
            repair: "sudo -u '#\(owner)' steward doctor --data \(folder.path)")
    }

    /// Whether only the owner may use a file or folder.
    func rights(_ name: String, _ path: String) -> Checkup {
        guard let rights = attributes(path)[.posixPermissions] as? Int else {
            return Checkup(
                "rights of the \(name)", .failing, "The rights of \(path) cannot be read.", repair: "ls -ld \(path)")
        }
        let mode = String(rights & 0o7777, radix: 8)
        guard rights & 0o077 == 0 else {
            return Checkup(
                "rights of the \(name)", .failing, "Others may use \(path) (its mode is \(mode)).",
                repair: "chmod go-rwx \(path)")
        }
        return Checkup("rights of the \(name)", .ok, "Only the owner may use it (its mode is \(mode)).")
    }

    func secretsKey() -> Checkup {
        guard case .file(let path) = folder.secretsSource else {
            return Checkup("rights of the key of the secrets", .ok, "systemd hands the key over.")
        }
        return key("key of the secrets", path)
    }

    func key(_ name: String, _ path: String) -> Checkup {
        guard FileManager.default.fileExists(atPath: path) else {
            return Checkup("rights of the \(name)", .ok, "There is none yet; it is made when it is needed.")
        }
        return rights(name, path)
    }

    /// Bytes below which a warning is due, and below which writing soon fails.
    private static var lowDisk: Int64 { 1 << 30 }
    private static var emptyDisk: Int64 { 100 << 20 }

    func disk() -> Checkup {
        guard let disk = try? FileManager.default.attributesOfFileSystem(forPath: folder.path),
            let free = (disk[.systemFreeSize] as? NSNumber)?.int64Value,
            let size = (disk[.systemSize] as? NSNumber)?.int64Value, size > 0
        else {
            return Checkup(
                "free disk", .warning, "How much is free cannot be asked.", repair: "Look with: df \(folder.path)")
        }
        return Self.disk(free: free, size: size, path: folder.path)
    }

    static func disk(free: Int64, size: Int64, path: String) -> Checkup {
        let sentence = "\(free >> 20) MiB of \(size >> 20) MiB are free."
        let repair = "Make room on the disk of \(path), or move the folder to a larger one."
        if free < emptyDisk { return Checkup("free disk", .failing, sentence, repair: repair) }
        if free < lowDisk || free < size / 20 { return Checkup("free disk", .warning, sentence, repair: repair) }
        return Checkup("free disk", .ok, sentence)
    }

    func zones() -> Checkup {
        guard TimeZone(identifier: "Asia/Bangkok") != nil, TimeZone(identifier: "Europe/Amsterdam") != nil else {
            return Checkup(
                "time zone data", .failing, "The machine has no time zone data, so schedules cannot be computed.",
                repair: "apt-get install tzdata")
        }
        return Checkup("time zone data", .ok, "The machine has it.")
    }

    func mail() -> Checkup {
        do {
            guard try MailSettings(environment) != nil else {
                return Checkup("mail variables", .ok, "None is set, so nobody is told by mail.")
            }
            return Checkup("mail variables", .ok, "They are complete. No mail was sent.")
        } catch {
            return Checkup(
                "mail variables", .failing, error.message, repair: "Correct the environment of the service.")
        }
    }

    private func attributes(_ path: String) -> [FileAttributeKey: Any] {
        (try? FileManager.default.attributesOfItem(atPath: path)) ?? [:]
    }
}
