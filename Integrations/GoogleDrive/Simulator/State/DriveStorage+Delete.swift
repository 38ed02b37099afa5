// SPDX-License-Identifier: Apache-2.0

extension DriveStorage {
    /// Removes a file for good, and of a folder everything in it that the caller owns.
    mutating func delete(_ id: String, _ viewer: DriveViewer) throws(DriveError) {
        let (entry, role) = try visible(id, viewer)
        guard role >= (entry.file.driveId == nil ? .owner : .organizer), !entry.isRoot else {
            throw .insufficientPermissions(id)
        }
        deleteTree(entry, viewer)
    }

    /// Removes everything that the account trashed in My Drive, or that lies in a shared drive's trash. Gives how many
    /// files that were.
    @discardableResult
    mutating func emptyTrash(driveId: String?, _ viewer: DriveViewer) throws(DriveError) -> Int {
        if let driveId {
            guard try member(of: driveId, viewer).role >= .organizer else { throw .insufficientPermissions(driveId) }
        }
        let before = count
        for serial in slots.indices {
            guard let entry = slots[serial], entry.file.isExplicitlyTrashed, entry.file.driveId == driveId,
                driveId != nil || entry.file.owner == viewer.account
            else { continue }
            deleteTree(entry, viewer)
        }
        return before - count
    }

    mutating func deleteTree(_ entry: DriveEntry, _ viewer: DriveViewer) {
        for serial in children(of: entry.serial) {
            guard let child = slots[serial] else { continue }
            if child.file.driveId != nil || child.file.owner == entry.file.owner { deleteTree(child, viewer) }
        }
        recordGone(entry, for: audience(of: entry), viewer)
        drop(entry)
    }

    /// Everybody who could see a file.
    func audience(of entry: DriveEntry) -> [String] {
        var found: Set<String> = [entry.file.owner]
        for account in accounts.keys {
            let viewer = DriveViewer(account: account, supportsAllDrives: true, now: 0)
            if role(for: viewer, of: entry, countsLinks: false) != nil { found.insert(account) }
        }
        return found.sorted()
    }

    mutating func recordGone(_ entry: DriveEntry, for audience: [String], _ viewer: DriveViewer) {
        record(
            DriveChange(
                id: entry.file.id, driveId: entry.file.driveId, time: viewer.now, isDrive: false, isRemoved: true,
                audience: audience))
    }
}
