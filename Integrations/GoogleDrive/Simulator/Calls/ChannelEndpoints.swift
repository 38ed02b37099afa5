// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardSimulation

extension GoogleDriveSimulator {
    /// changes.watch, files.watch, channels.stop: the replies only. The simulator calls no address, so nothing is ever
    /// delivered.
    var channelEndpoints: [DriveEndpoint] {
        [
            DriveEndpoint(
                "changes.watch", .post, "/drive/v3/changes/watch", scopes: DriveEndpoint.reading
            ) { call throws(DriveError) in
                guard call.text("pageToken") != nil else {
                    throw DriveError(
                        400, "required", "Required parameter: pageToken", locationType: "parameter",
                        location: "pageToken")
                }
                return try Self.watch(call, "changes")
            },
            DriveEndpoint(
                "files.watch", .post, "/drive/v3/files/{fileId}/watch", scopes: DriveEndpoint.reading
            ) { call throws(DriveError) in
                _ = try call.visibleFile()
                return try Self.watch(call, "files/\(call.fileId)")
            },
            DriveEndpoint(
                "channels.stop", .post, "/drive/v3/channels/stop", scopes: DriveEndpoint.reading
            ) { call throws(DriveError) in
                let body = try call.body()
                let id = body["id"]?.string ?? ""
                let isStopped = call.state.locked { storage in
                    guard let channel = storage.channels[id], channel.account == call.viewer.account,
                        channel.resourceId == body["resourceId"]?.string
                    else { return false }
                    storage.channels[id] = nil
                    return true
                }
                guard isStopped else {
                    throw DriveError(404, "notFound", "Channel '\(id)' not found for project.")
                }
                return SimulatedReply(.noContent)
            },
        ]
    }

    private static func watch(_ call: DriveCall, _ resource: String) throws(DriveError) -> SimulatedReply {
        let body = try call.body()
        guard let id = body["id"]?.string, !id.isEmpty else {
            throw DriveError(400, "required", "Required", locationType: "parameter", location: "entity.id")
        }
        guard body["type"]?.string == "web_hook" else {
            throw DriveError(400, "channelUnknown", "Unknown channel type", locationType: "parameter", location: "type")
        }
        guard let address = body["address"]?.string, address.hasPrefix("https://") else {
            throw DriveError(
                400, "push.webhookUrlNotHttps", "WebHook callback must be HTTPS: \(body["address"]?.string ?? "")")
        }
        let account = call.viewer.account
        let resourceId = try call.state.locked { storage throws(DriveError) in
            guard storage.channels[id] == nil else {
                throw DriveError(400, "channelIdNotUnique", "Channel id \(id) not unique")
            }
            let resourceId = DriveID.revision(of: resource + account, number: 1)
            storage.channels[id] = DriveChannel(id: id, resourceId: resourceId, account: account)
            return resourceId
        }
        let asked = body["expiration"]?.string.flatMap { Int64($0) } ?? body["expiration"]?.integer
        let lasting: Int64 = resource == "changes" ? 604_800_000 : 86_400_000
        let expiration = min(asked ?? call.now + 3_600_000, call.now + lasting)
        let uri = RequestOrigin(call.request).address(.api, "/drive/v3/\(resource)?alt=json")
        var members: [JSON.Member] = [
            .init("kind", "api#channel"), .init("id", .string(id)), .init("resourceId", .string(resourceId)),
            .init("resourceUri", .string(uri)), .init("expiration", .string(String(expiration))),
        ]
        if let token = body["token"]?.string { members.append(.init("token", .string(token))) }
        return try call.reply(.object(members), .channel)
    }
}
