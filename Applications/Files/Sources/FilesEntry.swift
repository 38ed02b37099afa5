// SPDX-License-Identifier: Apache-2.0

/// The kinds of entries that this application writes. Names are never reused; members are only added.
package enum FilesEntry {
    /// `{used, limit?, in_trash?, threshold, text}`: more than the threshold is used, and was not before.
    package static let quotaExceeded = "quota.exceeded"
    /// The same members: it is within the threshold again.
    package static let quotaRecovered = "quota.recovered"
    /// `{connection}`: everything in the trash was removed.
    package static let trashEmptied = "trash.emptied"
    /// `{transfer, file, name, path, folder, size?, md5?, sha256?}`: a file was stored.
    package static let uploaded = "file.uploaded"
    /// `{transfer, file, name, path, folder}`: a folder was made.
    package static let folderMade = "folder.made"
    /// `{plan, file, name, size?, media_type}`: a file was moved into the trash.
    package static let trashed = "file.trashed"
    /// The same members: a file was removed for good.
    package static let deleted = "file.deleted"
    /// `{recovery, policy, files: [{file, name, steps, target?, sha256?}]}`: files were brought to the end of their
    /// recovery.
    package static let recovered = "files.recovered"
    /// `{mirror, batch, files: [{file, item?, path, name, version, size, sha256, modified_at_ms?, fetched_at_ms}]}`:
    /// versions of files were fetched and are kept by their hash.
    package static let fetched = "files.fetched"
    /// `{mirror, generation, files: [{file, path}]}`: files that were there are listed no longer. What was fetched of
    /// them stays.
    package static let vanished = "files.vanished"
    /// `{mirror, folder, generation, expected, present, missing, changed, skipped, vanished, bytes}`: a look at the
    /// whole tree ended.
    package static let mirrored = "mirror.completed"
}
