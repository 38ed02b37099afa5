// SPDX-License-Identifier: Apache-2.0

extension DriveStorage {
    /// Makes a shared drive with its top folder; the viewer becomes its organizer.
    mutating func createDrive(named name: String, _ viewer: DriveViewer) -> SharedDrive {
        var id = DriveID.root(&generator)
        while entry(id) != nil { id = DriveID.root(&generator) }
        let drive = SharedDrive(id: id, name: name, createdTime: viewer.now)
        var root = DriveFile(
            id: id, name: name, mimeType: DriveFile.folderType, parent: nil, driveId: id, owner: "",
            createdTime: viewer.now, modifiedTime: viewer.now)
        root.details.permissions = [
            DrivePermission(
                id: DriveID.permission(for: viewer.account), type: "user", role: .organizer,
                emailAddress: viewer.account)
        ]
        put(drive)
        put(root)
        recordDrive(id, viewer)
        return drive
    }

    mutating func recordDrive(_ id: String, _ viewer: DriveViewer, isRemoved: Bool = false) {
        let audience = isRemoved ? entry(id).map(audience) : nil
        record(
            DriveChange(
                id: id, driveId: id, time: viewer.now, isDrive: true, isRemoved: isRemoved, audience: audience))
    }
}
