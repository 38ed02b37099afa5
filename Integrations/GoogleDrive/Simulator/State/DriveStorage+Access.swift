// SPDX-License-Identifier: Apache-2.0

extension DriveStorage {
    /// The account's own name for its root folder, resolved.
    func resolved(_ id: String, for account: String) -> String {
        id == "root" ? accounts[account]?.rootId ?? id : id
    }

    /// What the viewer may do; `nil` when nothing, not even see it. Permissions of folders and of the shared drive hold
    /// for everything in them.
    ///
    /// - Parameter countsLinks: whether what anyone with the link may do counts, as it does in everything but lists.
    func role(for viewer: DriveViewer, of entry: DriveEntry, countsLinks: Bool = true) -> DriveRole? {
        guard viewer.reach.holds(entry) else { return nil }
        if entry.file.owner == viewer.account, entry.file.driveId == nil { return .owner }
        var best: DriveRole?
        var next: DriveEntry? = entry
        while let current = next {
            if current.file.hasDetails {
                for permission in current.file.details.permissions where permission.isFor(viewer.account) {
                    if let end = permission.expirationTime, end <= viewer.now { continue }
                    if permission.type == "anyone", !permission.allowFileDiscovery {
                        guard countsLinks, hasKey(viewer, entry.file) else { continue }
                    }
                    best = max(best ?? permission.role, permission.role)
                }
            }
            // Whoever owns a folder may write what others put in it.
            if current !== entry, current.file.driveId == nil, current.file.owner == viewer.account {
                best = max(best ?? .writer, .writer)
            }
            next = parent(of: current)
        }
        return best
    }

    private func hasKey(_ viewer: DriveViewer, _ file: DriveFile) -> Bool {
        guard let key = file.details.resourceKey else { return true }
        return viewer.resourceKeys[file.id] == key
    }

    /// A file that the viewer can see.
    /// - Throws: 404, which also is the answer to a missing resource key and a missing `supportsAllDrives`.
    func visible(_ id: String, _ viewer: DriveViewer) throws(DriveError) -> (entry: DriveEntry, role: DriveRole) {
        let resolved = resolved(id, for: viewer.account)
        if case .own(_, _, readsAll: true) = viewer.reach, let entry = entry(resolved), !viewer.reach.holds(entry) {
            var reader = viewer
            reader.reach = .all
            _ = try visible(id, reader)
            throw DriveFaults.error("appNotAuthorizedToFile")
        }
        guard let entry = entry(resolved), let role = role(for: viewer, of: entry),
            entry.file.driveId == nil || viewer.supportsAllDrives
        else { throw .notFound(id == "root" ? "." : id) }
        return (entry, role)
    }

    /// A file that the viewer can see and do this with.
    func allowed(_ least: DriveRole, _ id: String, _ viewer: DriveViewer) throws(DriveError) -> DriveEntry {
        let (entry, role) = try visible(id, viewer)
        guard role >= least else { throw .insufficientPermissions(id) }
        return entry
    }

    /// The shared drive, if the viewer is a member.
    func member(of id: String, _ viewer: DriveViewer) throws(DriveError) -> (drive: SharedDrive, role: DriveRole) {
        guard let drive = drives[id], let root = entry(id), let role = role(for: viewer, of: root, countsLinks: false)
        else {
            throw DriveError(
                404, "notFound", "Shared drive not found: \(id)", locationType: "parameter", location: "driveId")
        }
        return (drive, role)
    }

    /// The root's permissions, for a shared drive; else the file's own.
    func owner(of entry: DriveEntry) -> DriveAccount? { accounts[entry.file.owner] }
}
