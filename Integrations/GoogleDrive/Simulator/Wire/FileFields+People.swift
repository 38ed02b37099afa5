// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension FileFields {
    func person(
        _ field: FileField, _ mask: FieldMask, _ entry: DriveEntry, _ storage: DriveStorage,
        _ writer: inout WireWriter
    ) {
        let file = entry.file
        switch field {
        case .owners:
            guard file.driveId == nil else { return }
            object(field, mask, .array([storage.user(file.owner, viewer)]), &writer)
        case .lastModifyingUser: object(field, mask, storage.user(file.lastModifyingUser, viewer), &writer)
        case .trashingUser:
            object(field, mask, file.details.trashingUser.map { storage.user($0, viewer) }, &writer)
        case .modifiedByMe: truth(field, file.lastModifyingUser == viewer.account, &writer)
        case .modifiedByMeTime: if file.lastModifyingUser == viewer.account { time(field, file.modifiedTime, &writer) }
        case .shared: truth(field, file.driveId != nil || storage.isShared(entry), &writer)
        case .permissions:
            guard file.driveId == nil, mayShare(entry, storage) else { return }
            let permissions = storage.permissions(of: entry).map { storage.json($0, of: entry) }
            object(field, mask, .array(permissions), &writer)
        case .permissionIds:
            guard mayShare(entry, storage) else { return }
            strings(field, storage.permissions(of: entry).map(\.id), &writer)
        case .capabilities:
            let role = storage.role(for: viewer, of: entry) ?? .reader
            let capabilities = FileCapabilities(file: file, role: role, isRoot: entry.isRoot)
            writer.key(field.rawValue)
            writer.begin()
            for name in FileCapabilities.names where mask[name] != nil {
                guard let value = capabilities.allows(name) else { continue }
                writer.key(name)
                writer.bool(value)
            }
            writer.end()
        default: break
        }
    }

    private func mayShare(_ entry: DriveEntry, _ storage: DriveStorage) -> Bool {
        (storage.role(for: viewer, of: entry) ?? .reader) >= .writer
    }
}

extension DriveStorage {
    /// A User resource.
    func user(_ email: String, _ viewer: DriveViewer) -> JSON {
        let account = accounts[email]
        return [
            "kind": "drive#user", "displayName": .string(account?.displayName ?? email),
            "me": .bool(email == viewer.account),
            "permissionId": .string(account?.permissionId ?? DriveID.permission(for: email)),
            "emailAddress": .string(email),
        ]
    }

    /// Whether anybody but the owner has a permission, its own or a folder's.
    func isShared(_ entry: DriveEntry) -> Bool {
        var next: DriveEntry? = entry
        while let current = next {
            if current.file.hasDetails, !current.file.details.permissions.isEmpty { return true }
            next = parent(of: current)
        }
        return false
    }

    /// The permissions that hold for a file: the owner's, its own, and those of the folders it is in.
    func permissions(of entry: DriveEntry) -> [DrivePermission] {
        var found: [String: DrivePermission] = [:]
        var order: [String] = []
        func add(_ permission: DrivePermission) {
            if let known = found[permission.id] {
                if known.role < permission.role { found[permission.id]?.role = permission.role }
            } else {
                found[permission.id] = permission
                order.append(permission.id)
            }
        }
        if entry.file.driveId == nil {
            let owner = entry.file.owner
            let id = accounts[owner]?.permissionId ?? DriveID.permission(for: owner)
            add(DrivePermission(id: id, type: "user", role: .owner, emailAddress: owner))
        }
        var next: DriveEntry? = entry
        while let current = next {
            for permission in current.file.details.permissions { add(permission) }
            next = parent(of: current)
        }
        return order.compactMap { found[$0] }
    }

    /// A Permission resource.
    func json(_ permission: DrivePermission, of entry: DriveEntry) -> JSON {
        var members: [JSON.Member] = [
            .init("kind", "drive#permission"), .init("id", .string(permission.id)),
            .init("type", .string(permission.type)), .init("role", .string(permission.role.rawValue)),
        ]
        if let email = permission.emailAddress {
            members.append(.init("emailAddress", .string(email)))
            members.append(.init("displayName", .string(accounts[email]?.displayName ?? email)))
            members.append(.init("deleted", false))
            members.append(.init("pendingOwner", false))
        }
        if let domain = permission.domain {
            members.append(.init("domain", .string(domain)))
            members.append(.init("displayName", .string(domain)))
        }
        if ["anyone", "domain"].contains(permission.type) {
            members.append(.init("allowFileDiscovery", .bool(permission.allowFileDiscovery)))
        }
        if let time = permission.expirationTime {
            members.append(.init("expirationTime", .string(DriveTime.text(time))))
        }
        if entry.file.driveId != nil {
            let isOwn = entry.file.details.permissions.contains { $0.id == permission.id }
            var detail: [JSON.Member] = [
                .init("permissionType", isOwn && !entry.isRoot ? "file" : "member"),
                .init("role", .string(permission.role.rawValue)), .init("inherited", .bool(!isOwn)),
            ]
            if !isOwn, let drive = entry.file.driveId { detail.append(.init("inheritedFrom", .string(drive))) }
            members.append(.init("permissionDetails", .array([.object(detail)])))
        }
        return .object(members)
    }
}
