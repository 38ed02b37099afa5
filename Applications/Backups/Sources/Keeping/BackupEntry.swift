// SPDX-License-Identifier: Apache-2.0

/// The kinds of entries of a backup set's book. Names are never reused; members are only added. `backup` is a
/// ``BackupID``; `by` is who asked for it.
package enum BackupEntry {
    /// `{set}`: the set was made or changed; the whole of it, as ``BackupSet/json``.
    package static let setChanged = "set.changed"
    /// ``Backup/record``, and `found: true` when the entry was lost and made again of the manifest.
    package static let made = "backup.made"
    /// ``Backup/record`` of an older program's file: its `file` is an absolute path.
    package static let adopted = "backup.adopted"
    /// `{run, database?, is_globals?, step, reason}`: no backup was made. `database` is missing when the whole run
    /// failed, or the roles and tablespaces (`is_globals: true`).
    package static let failed = "backup.failed"
    /// `{backup, connection, file_id, bytes, md5?, sha256?}`: a copy is off-site, and is the same.
    package static let stored = "backup.stored"
    /// `{backup, connection, reason}`: it could not be copied off-site. It is tried again at the next run.
    package static let storeFailed = "backup.store-failed"
    /// `{backup, connection, file_id, because}`: the copy off-site is removed. None is made there again.
    package static let copyRemoved = "backup.copy-removed"
    /// `{backup, seconds, server_version, tables, checks: […]}`: it was restored, and everything asked of it held.
    package static let proved = "backup.proved"
    /// `{backup, reason, step}`: it could not be restored, or something asked of it did not hold.
    package static let disproved = "backup.disproved"
    /// `{backup, by}`: it is kept until it is unpinned.
    package static let pinned = "backup.pinned"
    /// `{backup, by}`: it is no longer pinned.
    package static let unpinned = "backup.unpinned"
    /// `{backup, because}`: its file was removed.
    package static let removed = "backup.removed"
    /// `{backup}`: its file is gone, and Steward did not remove it.
    package static let missing = "backup.missing"
    /// `{backup, to, by}`: somebody restored it.
    package static let restored = "backup.restored"
}
