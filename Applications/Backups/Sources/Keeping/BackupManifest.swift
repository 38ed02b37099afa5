// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardLedger

/// The file beside a backup's that says what it is, for people and for a machine that lost its ledger. It is complete:
/// a backup can be found, opened and checked with it alone.
package struct BackupManifest: Sendable, Hashable {
    package static let format = "steward-backup-1"
    package let set: String
    package let backup: Backup

    package init(set: String, backup: Backup) {
        self.set = set
        self.backup = backup
    }

    /// The name of a backup's manifest.
    package static func name(of file: String) -> String { file + ".json" }

    /// The file's bytes: JSON, one member a line.
    /// - Throws: `JSONError` for text that is no text.
    package func bytes() throws -> [UInt8] {
        var members: [JSON.Member] = [
            .init("format", .string(Self.format)), .init("set", .string(set)),
            .init("made_at", .string(backup.madeAt.formatted(.iso8601))),
            .init("book", .string(Backups.book(set).name)),
        ]
        for member in backup.record.members ?? [] {
            members.append(member.key == "format" ? .init("dump_format", member.value) : member)
        }
        var bytes = Array("{".utf8)
        for (place, member) in members.enumerated() {
            bytes += place == 0 ? Array("\n  ".utf8) : Array(",\n  ".utf8)
            bytes += try JSON.string(member.key).canonicalBytes() + Array(": ".utf8)
            bytes += try member.value.canonicalBytes()
        }
        return bytes + Array("\n}\n".utf8)
    }

    /// Reads ``bytes()``.
    /// - Throws: `BackupsError` with `damaged`.
    package init(_ bytes: [UInt8]) throws(BackupsError) {
        guard let json = try? JSON(parsing: bytes, limits: JSONLimits(bytes: 64 << 20)),
            json["format"]?.string == Self.format, let set = json["set"]?.string, let members = json.members
        else { throw BackupsError(.damaged, "It is no manifest of a backup (“\(Self.format)”).") }
        let record = members.compactMap { member -> JSON.Member? in
            switch member.key {
            case "format": nil
            case "dump_format": .init("format", member.value)
            default: member
            }
        }
        guard let backup = Backup(.object(record)) else {
            throw BackupsError(.damaged, "The manifest of a backup lacks something that every backup has.")
        }
        self.init(set: set, backup: backup)
    }
}
