// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardSimulation

extension GoogleDriveSimulator {
    /// changes.getStartPageToken and changes.list.
    var changeEndpoints: [DriveEndpoint] {
        [
            DriveEndpoint(
                "changes.getStartPageToken", .get, "/drive/v3/changes/startPageToken",
                example: "/drive/v3/changes/startPageToken"
            ) { call throws(DriveError) in
                let token = try call.state.locked { storage throws(DriveError) in
                    if let id = call.text("driveId") { _ = try storage.member(of: id, call.viewer) }
                    return String(storage.changes.count + 1)
                }
                return try call.reply(
                    ["kind": "drive#startPageToken", "startPageToken": .string(token)], .startPageToken)
            },
            DriveEndpoint(
                "changes.list", .get, "/drive/v3/changes", example: "/drive/v3/changes?pageToken=1", cost: .list
            ) { call throws(DriveError) in try ChangeListing.reply(call) },
        ]
    }
}

/// `changes.list`. A file that changed several times is told of once, at its last change.
enum ChangeListing {
    static func reply(_ call: DriveCall) throws(DriveError) -> SimulatedReply {
        guard let text = call.text("pageToken") else {
            throw DriveError(
                400, "required", "Required parameter: pageToken", locationType: "parameter", location: "pageToken")
        }
        let isRejected = call.simulator.faults.hits(.pageTokenRejected, call.name)
        guard !isRejected, let start = Int(text), start >= 1 else { throw .invalid("pageToken") }
        let asked = try call.number("pageSize", in: 1...1000, default: 100)
        let size = min(asked, call.simulator.pageLimit(call.name) ?? asked)
        let wish = try Wish(call)
        let mask = try call.mask(.changeList, standard)
        return try call.state.locked { storage throws(DriveError) in
            if let id = wish.driveId { _ = try storage.member(of: id, call.viewer) }
            guard start <= storage.changes.count + 1 else { throw .invalid("pageToken") }
            var found: [Int] = []
            var index = start - 1
            while index < storage.changes.count, found.count < size {
                if wish.includes(index, storage) { found.append(index) }
                index += 1
            }
            return SimulatedReply.drive(write(found, next: index, wish, storage, mask, call))
        }
    }

    /// What a call wants to be told of.
    struct Wish: Sendable {
        let viewer: DriveViewer
        let driveId: String?
        let includesRemoved: Bool
        let includesDrives: Bool
        let isMyDriveOnly: Bool
        let spaces: [String]

        init(_ call: DriveCall) throws(DriveError) {
            viewer = call.viewer
            driveId = call.text("driveId")
            includesRemoved = try call.truth("includeRemoved", default: true)
            includesDrives = try call.truth("includeItemsFromAllDrives")
            isMyDriveOnly = try call.truth("restrictToMyDrive")
            spaces = (call.text("spaces") ?? "drive").split(separator: ",").map(String.init)
            if driveId != nil || includesDrives, !viewer.supportsAllDrives {
                throw .invalid(
                    "supportsAllDrives", "The supportsAllDrives parameter must be true to see shared drives.")
            }
        }

        func includes(_ index: Int, _ storage: DriveStorage) -> Bool {
            let change = storage.changes[index]
            if let driveId, change.driveId != driveId { return false }
            if change.driveId != nil, driveId == nil, !includesDrives || isMyDriveOnly { return false }
            guard let entry = seen(change, storage) else {
                return includesRemoved && change.audience?.contains(viewer.account) ?? false
            }
            if isMyDriveOnly, entry.file.owner != viewer.account { return false }
            guard spaces.contains(entry.file.details.isAppData ? "appDataFolder" : "drive") else { return false }
            return storage.isLatest(index)
        }

        /// The file or drive as it is now; `nil` when it is gone, or out of the viewer's sight.
        func seen(_ change: DriveChange, _ storage: DriveStorage) -> DriveEntry? {
            guard let entry = storage.entry(change.id),
                storage.role(for: viewer, of: entry, countsLinks: false) != nil
            else { return nil }
            return entry
        }
    }

    private static let standard = FieldMask(["kind", "nextPageToken", "newStartPageToken"]).adding(
        "changes",
        FieldMask(["kind", "type", "changeType", "time", "removed", "fileId", "driveId"])
            .adding("file", FileFields.standard).adding("drive", FieldMask(["kind", "id", "name"])))

    private static func write(
        _ found: [Int], next: Int, _ wish: Wish, _ storage: DriveStorage, _ mask: FieldMask, _ call: DriveCall
    ) -> [UInt8] {
        var writer = call.writer
        writer.begin()
        if mask["kind"] != nil { writer.member("kind", "drive#changeList") }
        let key = next < storage.changes.count ? "nextPageToken" : "newStartPageToken"
        if mask[key] != nil { writer.member(key, String(next + 1)) }
        if let changes = mask["changes"] {
            let fields = changes["file"].map { FileFields($0, call) }
            writer.key("changes")
            writer.begin("[")
            for index in found {
                writer.element()
                let change = storage.changes[index]
                write(change, wish.seen(change, storage), storage, changes, fields, wish.viewer, &writer)
            }
            writer.end("]")
        }
        writer.end()
        return writer.out
    }

    private static func write(
        _ change: DriveChange, _ entry: DriveEntry?, _ storage: DriveStorage, _ mask: FieldMask,
        _ fields: FileFields?, _ viewer: DriveViewer, _ writer: inout WireWriter
    ) {
        let kind = change.isDrive ? "drive" : "file"
        writer.begin()
        for (name, text) in [("kind", "drive#change"), ("type", kind), ("changeType", kind)] where mask[name] != nil {
            writer.member(name, text)
        }
        if mask["time"] != nil {
            writer.key("time")
            writer.time(change.time)
        }
        if mask["removed"] != nil {
            writer.key("removed")
            writer.bool(entry == nil)
        }
        if !change.isDrive, mask["fileId"] != nil { writer.member("fileId", change.id) }
        if change.isDrive, mask["driveId"] != nil { writer.member("driveId", change.id) }
        if let entry, !change.isDrive, let fields {
            writer.key("file")
            fields.write(entry, in: storage, to: &writer)
        }
        if change.isDrive, entry != nil, let drive = storage.drives[change.id], let mask = mask["drive"] {
            writer.key("drive")
            writer.value(mask.project(drive.json(storage.role(for: viewer, ofDrive: drive.id))))
        }
        writer.end()
    }
}
