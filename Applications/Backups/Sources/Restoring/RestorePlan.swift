// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import StewardCore
package import StewardJobs

/// What is restored, and where to.
package struct RestorePlan: Sendable, Hashable {
    package let backup: Backup
    /// The database that is made.
    package let target: String
    /// The connection that it is restored through.
    package let connection: String
    /// Whether a database of that name is removed first.
    package let replaces: Bool

    /// - Parameters:
    ///   - target: a database that is not there yet; `nil` for the backup's with `_restored_` and the time of now.
    ///   - over: the database that may be replaced, its name typed by a person. It must be the target's name, or the
    ///     only one that was given.
    ///   - connection: the connection that it is restored through.
    /// - Throws: `BackupsError` with `invalid`.
    package init(
        _ backup: Backup, to target: String?, over: String?, through connection: String, now: Date, zone: LocalZone
    ) throws(BackupsError) {
        guard !backup.isGlobals else {
            throw BackupsError(
                .invalid, "“\(backup.id)” has roles and no database; name a database's backup.")
        }
        if let over, let target, over != target {
            throw BackupsError(
                .invalid, "--over “\(over)” is another name than --to “\(target)”; nothing was restored.")
        }
        let name = target ?? over ?? Self.name(backup.database, now, zone)
        guard (1...63).contains(name.utf8.count), !name.utf8.contains(0) else {
            throw BackupsError(.invalid, "“\(name)” cannot be a database's name: it has 1 to 63 bytes.")
        }
        self.backup = backup
        self.connection = connection
        self.target = name
        replaces = over != nil
    }

    /// `timeline_restored_2026_11_22_02_15_00`, shortened where it would be too long for a name.
    private static func name(_ database: String, _ now: Date, _ zone: LocalZone) -> String {
        let stamp = BackupName.stamp(now, in: zone).map { $0 == "-" ? "_" : String($0) }.joined()
        let end = "_restored_\(stamp)"
        var start = database[...]
        while start.utf8.count + end.utf8.count > 63 { start = start.dropLast() }
        return start + end
    }
}

/// What a restore did.
package struct RestoreReport: Sendable, Hashable {
    package let backup: BackupID
    package let target: String
    package let serverVersion: String
    package let milliseconds: Int64
    package let warnings: [String]

    package var json: JSON {
        [
            "backup": .string(backup.text), "to": .string(target), "server_version": .string(serverVersion),
            "seconds": JSON.number(Double(milliseconds) / 1000).canonical, "warnings": .texts(warnings),
        ]
    }
}
