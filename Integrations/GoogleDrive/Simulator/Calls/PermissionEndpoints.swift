// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardSimulation

extension GoogleDriveSimulator {
    /// permissions.list, get, create, update, delete.
    var permissionEndpoints: [DriveEndpoint] {
        let all = "/drive/v3/files/{fileId}/permissions"
        let one = all + "/{permissionId}"
        return [
            DriveEndpoint("permissions.list", .get, all, example: "/drive/v3/files/root/permissions", cost: .list) {
                call throws(DriveError) in try Self.listPermissions(call)
            },
            DriveEndpoint("permissions.get", .get, one) { call throws(DriveError) in
                let found = try call.state.locked { storage throws(DriveError) in
                    let entry = try storage.allowed(.writer, call.fileId, call.viewer)
                    return storage.json(try storage.permission(call.permissionId, of: entry), of: entry)
                }
                return try call.reply(found, .permission, Self.standardPermission)
            },
            DriveEndpoint("permissions.create", .post, all) { call throws(DriveError) in
                let permission = try DrivePermission(creating: try call.body())
                return try call.change(permission: permission)
            },
            DriveEndpoint("permissions.update", .patch, one) { call throws(DriveError) in
                let body = try call.body()
                let known = try call.state.locked { storage throws(DriveError) in
                    let entry = try storage.allowed(.writer, call.fileId, call.viewer)
                    return try storage.permission(call.permissionId, of: entry)
                }
                return try call.change(permission: try known.updated(by: body, call))
            },
            DriveEndpoint("permissions.delete", .delete, one) { call throws(DriveError) in
                try call.state.locked { storage throws(DriveError) in
                    try storage.removePermission(call.permissionId, of: call.fileId, call.viewer)
                }
                return SimulatedReply(.noContent)
            },
        ]
    }

    static let standardPermission = FieldMask(["kind", "id", "type", "role"])

    private static func listPermissions(_ call: DriveCall) throws(DriveError) -> SimulatedReply {
        let size = try call.number("pageSize", in: 1...100, default: 100)
        let token = call.text("pageToken").map { PageToken($0) }
        if case .some(.none) = token { throw .invalid("pageToken") }
        let start = token??.place ?? 0
        let found = try call.state.locked { storage throws(DriveError) in
            let entry = try storage.allowed(.writer, call.fileId, call.viewer)
            return storage.permissions(of: entry).map { storage.json($0, of: entry) }
        }
        let end = min(start + size, found.count)
        var members: [JSON.Member] = [.init("kind", "drive#permissionList")]
        if end < found.count {
            members.append(.init("nextPageToken", .string(PageToken(place: end, list: 0, fingerprint: 2).text)))
        }
        members.append(.init("permissions", .array(Array(found[min(start, end)..<end]))))
        return try call.reply(
            .object(members), .permissionList,
            FieldMask(["kind", "nextPageToken"]).adding("permissions", standardPermission))
    }
}

extension DriveCall {
    var permissionId: String { request.parameters["permissionId"] ?? "" }

    /// Puts a permission on the file of the path; a known id is changed, never twice there.
    fileprivate func change(permission: DrivePermission) throws(DriveError) -> SimulatedReply {
        let transfers = try truth("transferOwnership")
        let json = try state.locked { storage throws(DriveError) in
            let entry = try storage.allowed(.writer, fileId, viewer)
            guard permission.role != .owner else {
                return try storage.transfer(entry, to: permission, isAsked: transfers, viewer)
            }
            var file = entry.file
            let isDrive = file.driveId != nil
            guard isDrive || permission.role <= .writer else {
                throw .invalid("permission.role", "The specified role is only valid for shared drives.")
            }
            file.details.permissions.removeAll { $0.id == permission.id }
            file.details.permissions.append(permission)
            file.details.sharedWithMeTime = now
            file.version += 1
            storage.put(file)
            storage.record(file, viewer)
            return storage.entry(file.id).map { storage.json(permission, of: $0) } ?? .null
        }
        return try reply(json, .permission, GoogleDriveSimulator.standardPermission)
    }
}

extension DriveStorage {
    /// A permission that holds for a file, its own or a folder's.
    func permission(_ id: String, of entry: DriveEntry) throws(DriveError) -> DrivePermission {
        guard let found = permissions(of: entry).first(where: { $0.id == id }) else {
            throw DriveError(
                404, "notFound", "Permission not found: \(id).", locationType: "parameter", location: "permissionId")
        }
        return found
    }

    mutating func removePermission(_ id: String, of fileId: String, _ viewer: DriveViewer) throws(DriveError) {
        let (entry, role) = try visible(fileId, viewer)
        let permission = try permission(id, of: entry)
        // Anybody may give up an own permission.
        guard role >= .writer || permission.emailAddress == viewer.account else {
            throw .insufficientPermissions(fileId)
        }
        guard permission.role != .owner, entry.file.details.permissions.contains(where: { $0.id == id }) else {
            throw DriveError(
                403, "cannotRemoveInheritedPermission", "This permission is inherited or the owner's and stays.")
        }
        let before = audience(of: entry)
        var file = entry.file
        file.details.permissions.removeAll { $0.id == id }
        file.version += 1
        put(file)
        guard let now = self.entry(file.id) else { return }
        let lost = Set(before).subtracting(audience(of: now))
        record(
            DriveChange(
                id: file.id, driveId: file.driveId, time: viewer.now, isDrive: false, isRemoved: false,
                audience: lost.isEmpty ? nil : lost.sorted()))
    }

    /// The old owner keeps writing.
    fileprivate mutating func transfer(
        _ entry: DriveEntry, to permission: DrivePermission, isAsked: Bool, _ viewer: DriveViewer
    ) throws(DriveError) -> JSON {
        guard isAsked else {
            throw DriveError(
                403, "forbidden",
                "The transferOwnership parameter must be enabled when the permission role is 'owner'.",
                locationType: "parameter", location: "transferOwnership")
        }
        guard entry.file.driveId == nil, entry.file.owner == viewer.account, let email = permission.emailAddress else {
            throw .insufficientPermissions(entry.file.id)
        }
        var file = entry.file
        let old = DriveID.permission(for: file.owner)
        file.details.permissions.removeAll { $0.id == permission.id || $0.id == old }
        file.details.permissions.append(
            DrivePermission(id: old, type: "user", role: .writer, emailAddress: file.owner))
        if accounts[email] == nil { put(DriveAccount(email)) }
        file.owner = email
        file.version += 1
        put(file)
        record(file, viewer)
        return self.entry(file.id).map { json(permission, of: $0) } ?? .null
    }
}

extension DrivePermission {
    /// A permission as a request describes it.
    /// - Throws: 400 for a type, role or address that is missing or wrong.
    fileprivate init(creating json: JSON) throws(DriveError) {
        guard let type = json["type"]?.string, ["user", "group", "domain", "anyone"].contains(type) else {
            throw .invalid("permission.type", "The permission type field is required.")
        }
        guard let role = json["role"]?.string.flatMap({ DriveRole(rawValue: $0) }) else {
            throw .invalid("permission.role", "The permission role field is required.")
        }
        let email = json["emailAddress"]?.string
        let domain = json["domain"]?.string
        let mayBeFound = json["allowFileDiscovery"]?.bool ?? false
        let id: String
        switch type {
        case "user", "group":
            guard let email, email.contains("@") else {
                throw .invalid(
                    "permission.emailAddress",
                    "The specified emailAddress is invalid or not applicable "
                        + "for the given permission type.")
            }
            id = DriveID.permission(for: email)
        case "domain":
            guard let domain, domain.contains(".") else {
                throw .invalid(
                    "permission.domain",
                    "The specified domain is invalid or not applicable for the given "
                        + "permission type.")
            }
            id = DriveID.permission(for: domain)
        default: id = mayBeFound ? "anyone" : "anyoneWithLink"
        }
        guard role <= .writer || ["user", "group"].contains(type) else {
            throw DriveFaults.error("invalidSharingRequest")
        }
        self.init(id: id, type: type, role: role, emailAddress: email, domain: domain)
        allowFileDiscovery = mayBeFound
        expirationTime = json["expirationTime"]?.string.flatMap(DriveTime.parse)
    }

    fileprivate func updated(by body: JSON, _ call: DriveCall) throws(DriveError) -> DrivePermission {
        var changed = self
        if let text = body["role"]?.string {
            guard let role = DriveRole(rawValue: text) else { throw .invalid("permission.role") }
            changed.role = role
        }
        if let text = body["expirationTime"]?.string { changed.expirationTime = DriveTime.parse(text) }
        if try call.truth("removeExpiration") { changed.expirationTime = nil }
        return changed
    }
}
