// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardSimulation

extension GoogleDriveSimulator {
    /// drives.list, get, create, update, delete, hide, unhide.
    var driveEndpoints: [DriveEndpoint] {
        let one = "/drive/v3/drives/{driveId}"
        return [
            DriveEndpoint("drives.list", .get, "/drive/v3/drives", example: "/drive/v3/drives", cost: .list) {
                call throws(DriveError) in try Self.listDrives(call)
            },
            DriveEndpoint("drives.get", .get, one) { call throws(DriveError) in
                let found = try call.state.locked { storage throws(DriveError) in
                    try storage.member(of: call.driveId, call.viewer)
                }
                return try call.reply(found.drive.json(found.role), .drive, Self.standardDrive)
            },
            DriveEndpoint("drives.create", .post, "/drive/v3/drives") { call throws(DriveError) in
                guard call.text("requestId") != nil else {
                    throw DriveError(
                        400, "required", "Required parameter: requestId", locationType: "parameter",
                        location: "requestId")
                }
                let name = try call.body()["name"]?.string ?? ""
                guard !name.isEmpty else { throw .badRequest("The name of a shared drive cannot be empty.") }
                let drive = call.state.locked { $0.createDrive(named: name, call.viewer) }
                return try call.reply(drive.json(.organizer), .drive, Self.standardDrive)
            },
            DriveEndpoint("drives.update", .patch, one) { call throws(DriveError) in
                let body = try call.body()
                return try call.changeDrive { drive in
                    if let name = body["name"]?.string { drive.name = name }
                    if let colour = body["colorRgb"]?.string { drive.colorRgb = colour }
                    for member in body["restrictions"]?.members ?? [] {
                        drive.restrictions[member.key] = member.value.bool
                    }
                }
            },
            DriveEndpoint("drives.hide", .post, one + "/hide") { call throws(DriveError) in
                try call.changeDrive(least: .reader) { $0.isHidden = true }
            },
            DriveEndpoint("drives.unhide", .post, one + "/unhide") { call throws(DriveError) in
                try call.changeDrive(least: .reader) { $0.isHidden = false }
            },
            DriveEndpoint("drives.delete", .delete, one) { call throws(DriveError) in
                try call.state.locked { storage throws(DriveError) in
                    try storage.deleteDrive(call.driveId, call.viewer)
                }
                return SimulatedReply(.noContent)
            },
        ]
    }

    static let standardDrive = FieldMask(["kind", "id", "name"])

    private static func listDrives(_ call: DriveCall) throws(DriveError) -> SimulatedReply {
        let size = try call.number("pageSize", in: 1...100, default: 10)
        let name = try driveName(call.text("q"))
        var start = 0
        if let text = call.text("pageToken") {
            guard let token = PageToken(text), token.fingerprint == 1,
                !call.simulator.faults.hits(.pageTokenRejected, call.name)
            else { throw .invalid("pageToken") }
            start = token.place
        }
        let found = call.state.locked { storage in
            storage.drives.values.sorted { ($0.name, $0.id) < ($1.name, $1.id) }.compactMap { drive in
                try? storage.member(of: drive.id, call.viewer)
            }.filter { name?($0.drive.name) ?? true }.map { $0.drive.json($0.role) }
        }
        let end = min(start + size, found.count)
        var members: [JSON.Member] = [.init("kind", "drive#driveList")]
        if end < found.count {
            members.append(.init("nextPageToken", .string(PageToken(place: end, list: 0, fingerprint: 1).text)))
        }
        members.append(.init("drives", .array(Array(found[min(start, end)..<end]))))
        return try call.reply(
            .object(members), .driveList, FieldMask(["kind", "nextPageToken"]).adding("drives", standardDrive))
    }

    /// `name = '…'` or `name contains '…'`, of the query terms for shared drives.
    private static func driveName(_ text: String?) throws(DriveError) -> ((String) -> Bool)? {
        guard let text else { return nil }
        guard case .text(.name, let sign, let value) = try QueryParser.parse(text) else { throw .invalid("q") }
        switch sign {
        case .equal: return { DriveQuery.equalIgnoringCase($0, value) }
        case .unequal: return { !DriveQuery.equalIgnoringCase($0, value) }
        case .contains: return { DriveQuery.hasWord($0, beginningWith: value) }
        }
    }
}

extension DriveCall {
    /// The shared drive of the path.
    var driveId: String { request.parameters["driveId"] ?? "" }

    /// The body as JSON; an empty object without one.
    func body() throws(DriveError) -> JSON {
        guard request.body.contains(where: { $0 > 0x20 }) else { return .object([]) }
        do {
            let json = try JSON(parsing: request.body)
            guard json.members != nil else { throw DriveError.parse }
            return json
        } catch { throw .parse }
    }

    fileprivate func changeDrive(
        least: DriveRole = .organizer, _ change: @Sendable (inout SharedDrive) -> Void
    ) throws(DriveError) -> SimulatedReply {
        let (drive, role) = try state.locked { storage throws(DriveError) in
            var (drive, role) = try storage.member(of: driveId, viewer)
            guard role >= least else { throw .insufficientPermissions(driveId) }
            change(&drive)
            storage.put(drive)
            if var root = storage.entry(drive.id)?.file, root.name != drive.name {
                root.name = drive.name
                storage.put(root)
            }
            storage.recordDrive(drive.id, viewer)
            return (drive, role)
        }
        return try reply(drive.json(role), .drive, GoogleDriveSimulator.standardDrive)
    }
}

extension DriveStorage {
    /// Removes a shared drive that holds nothing, not even in its trash.
    mutating func deleteDrive(_ id: String, _ viewer: DriveViewer) throws(DriveError) {
        guard try member(of: id, viewer).role >= .organizer, let root = entry(id) else {
            throw .insufficientPermissions(id)
        }
        guard children(of: root.serial).isEmpty else {
            throw DriveError(
                403, "cannotDeleteNonEmptyDrive", "A shared drive that contains items cannot be deleted.")
        }
        recordDrive(id, viewer, isRemoved: true)
        drop(root)
        dropDrive(id)
    }
}
