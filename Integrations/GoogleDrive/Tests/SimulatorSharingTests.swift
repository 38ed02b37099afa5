// SPDX-License-Identifier: Apache-2.0
import Foundation
import GoogleDriveSimulator
import HTTPTypes
import StewardCore
import Testing

@Suite("The simulated Drive's sharing, shared drives and changes")
struct SimulatorSharingTests {
    private let friend = "friend@example.com"

    @Test("a file is for its owner alone until it is shared; a role says what may be done")
    func roles() async throws {
        let caller = try DriveCaller()
        let file = try caller.state.createFile(named: "a", .bytes([1]))
        let other = caller.by(friend)
        #expect(await other.get("files/\(file.id)").status == 404)
        #expect(await other.names("trashed=false") == [])
        let body = #"{"type": "user", "role": "reader", "emailAddress": "friend@example.com"}"#
        let made = await caller.send(.post, "files/\(file.id)/permissions", ["fields": ""], body: body)
        #expect(made.keys == ["kind", "id", "type", "role"])
        #expect(await other.names("sharedWithMe = true") == ["a"])
        #expect(
            await other.send(.patch, "files/\(file.id)", body: #"{"name": "b"}"#).reason
                == "insufficientFilePermissions")
        let path = "files/\(file.id)/permissions/\(made.id)"
        #expect(await caller.send(.patch, path, body: #"{"role": "writer"}"#).json["role"]?.string == "writer")
        #expect(await other.send(.patch, "files/\(file.id)", body: #"{"name": "b"}"#).status == 200)
        #expect(await other.send(.patch, "files/\(file.id)", body: #"{"trashed": true}"#).status == 403)
        #expect(await other.send(.delete, "files/\(file.id)").status == 403)
        let shown = await other.get("files/\(file.id)", ["fields": "capabilities(canEdit,canTrash),shared,ownedByMe"])
        #expect(
            shown.json == ["shared": true, "ownedByMe": false, "capabilities": ["canEdit": true, "canTrash": false]])
        #expect(await caller.send(.delete, path).status == 204)
        #expect(await other.get("files/\(file.id)").status == 404)
    }

    @Test("what anyone with the link may do does not put a file in lists, and a resource key must come along")
    func links() async throws {
        let caller = try DriveCaller()
        let folder = try caller.state.createFile(named: "folder", type: DriveFile.folderType)
        let file = try caller.state.createFile(named: "a", .bytes([1]), in: folder.id)
        let body = #"{"type": "anyone", "role": "reader"}"#
        #expect(await caller.send(.post, "files/\(folder.id)/permissions", body: body).id == "anyoneWithLink")
        let other = caller.by(friend)
        #expect(await other.get("files/\(file.id)").status == 200)
        #expect(await other.names("trashed=false") == [])
        #expect(await other.names("'\(folder.id)' in parents") == ["a"])
        caller.state.change(file.id) { $0.details.resourceKey = "0-secret" }
        #expect(await other.get("files/\(file.id)").reason == "notFound")
        for (keys, status) in [
            ("\(file.id)/0-secret", 200), ("\(folder.id)/x, \(file.id)/0-secret", 200), ("\(file.id)/0-other", 404),
        ] {
            let fields = ["x-goog-drive-resource-keys": keys]
            #expect(await other.send(.get, "files/\(file.id)", fields: fields).status == status)
        }
        #expect(await caller.get("files/\(file.id)").status == 200)
    }

    @Test("ownership moves only when the request says so")
    func ownership() async throws {
        let caller = try DriveCaller()
        let file = try caller.state.createFile(named: "a", .bytes([1]))
        let body = #"{"type": "user", "role": "owner", "emailAddress": "friend@example.com"}"#
        let path = "files/\(file.id)/permissions"
        #expect(await caller.send(.post, path, body: body).status == 403)
        #expect(await caller.send(.post, path, ["transferOwnership": "true"], body: body).status == 200)
        #expect(caller.state.file(file.id)?.owner == friend)
        #expect(await caller.send(.patch, "files/\(file.id)", body: #"{"name": "b"}"#).status == 200)
        #expect(await caller.send(.delete, "files/\(file.id)").status == 403)
    }

    @Test("a shared drive is seen only with every parameter that asks for it")
    func sharedDrives() async throws {
        let caller = try DriveCaller()
        let made = await caller.send(.post, "drives", ["requestId": "1"], body: #"{"name": "Team"}"#)
        #expect(made.json["kind"]?.string == "drive#drive")
        let all = ["supportsAllDrives": "true"]
        let body = #"{"name": "plan", "parents": ["\#(made.id)"]}"#
        #expect(await caller.send(.post, "files", body: body).status == 404)
        let file = await caller.send(
            .post, "files", all.merging(["fields": "id,driveId,owners,ownedByMe"]) { a, _ in a }, body: body)
        #expect(file.json == ["id": .string(file.id), "driveId": .string(made.id)])
        #expect(await caller.get("files/\(file.id)").reason == "notFound")
        #expect(await caller.get("files/\(file.id)", all).status == 200)
        #expect(await caller.names("trashed=false") == [])
        let drive = ["corpora": "drive", "driveId": made.id, "includeItemsFromAllDrives": "true"]
        #expect(await caller.names("trashed=false", drive.merging(all) { a, _ in a }) == ["plan"])
        let every = ["corpora": "allDrives", "includeItemsFromAllDrives": "true"].merging(all) { a, _ in a }
        #expect(await caller.names("trashed=false", every) == ["plan"])
        let within = all.merging(["includeItemsFromAllDrives": "true"]) { a, _ in a }
        #expect(await caller.names("'\(made.id)' in parents", within) == ["plan"])
        for missing in drive.keys + ["supportsAllDrives"] {
            var parameters = drive.merging(all) { a, _ in a }
            parameters[missing] = nil
            #expect(await caller.get("files", parameters).status == 400)
        }
        let other = caller.by(friend)
        #expect(await other.get("files", drive.merging(all) { a, _ in a }).status == 404)
        #expect(await other.get("drives").json["drives"] == [])
        #expect(await caller.get("drives").json["drives"]?.array?.count == 1)
        #expect(await caller.send(.delete, "drives/\(made.id)").reason == "cannotDeleteNonEmptyDrive")
    }

    @Test("changes are told once each, removed ones too, and the last page alone begins the next look")
    func changes() async throws {
        let caller = try DriveCaller()
        let old = try caller.state.createFile(named: "old", .bytes([1]))
        let start = await caller.get("changes/startPageToken").json["startPageToken"]?.string ?? ""
        let nothing = await caller.get("changes", ["pageToken": start])
        #expect(nothing.json == ["kind": "drive#changeList", "newStartPageToken": .string(start), "changes": []])
        let new = try caller.state.createFile(named: "new", .bytes([1]))
        _ = await caller.send(.patch, "files/\(new.id)", body: #"{"name": "newer"}"#)
        try caller.state.createFile(DriveMetadata(name: "friend's"), as: friend)
        _ = await caller.send(.delete, "files/\(old.id)")
        let mask = "changes(fileId,removed,file/name),nextPageToken,newStartPageToken"
        let first = await caller.get("changes", ["pageToken": start, "pageSize": "1", "fields": mask])
        #expect(first.keys == ["nextPageToken", "changes"])
        #expect(first.json["changes"] == [["removed": false, "fileId": .string(new.id), "file": ["name": "newer"]]])
        let next = first.json["nextPageToken"]?.string ?? ""
        let second = await caller.get("changes", ["pageToken": next, "pageSize": "1", "fields": mask])
        #expect(second.json["changes"] == [["removed": true, "fileId": .string(old.id)]])
        #expect(second.keys == ["newStartPageToken", "changes"])
        let without = await caller.get(
            "changes", ["pageToken": start, "includeRemoved": "false", "fields": "changes/fileId"])
        #expect(without.json == ["changes": [["fileId": .string(new.id)]]])
        for token in ["", "0", "x", "999"] {
            #expect(await caller.get("changes", ["pageToken": token]).status == 400)
        }
    }

    @Test("a file that is shared no more is removed for the one who lost it")
    func unshared() async throws {
        let caller = try DriveCaller()
        let other = caller.by(friend)
        let file = try caller.state.createFile(named: "a", .bytes([1]))
        caller.state.share(
            file.id, with: DrivePermission(id: "1", type: "user", role: .reader, emailAddress: friend))
        let start = await other.get("changes/startPageToken").json["startPageToken"]?.string ?? ""
        #expect(await caller.send(.delete, "files/\(file.id)/permissions/1").status == 204)
        let told = await other.get("changes", ["pageToken": start, "fields": "changes(fileId,removed,file/id)"])
        #expect(told.json == ["changes": [["removed": true, "fileId": .string(file.id)]]])
    }

    @Test("a watch is answered with its shape, once, and can be stopped")
    func channels() async throws {
        let caller = try DriveCaller()
        let body = #"{"id": "c1", "type": "web_hook", "address": "https://example.com/hook", "token": "t"}"#
        let made = await caller.send(.post, "changes/watch", ["pageToken": "1"], body: body)
        #expect(made.json["kind"]?.string == "api#channel")
        #expect(made.json["expiration"]?.string == "1770548400000")
        #expect(await caller.send(.post, "changes/watch", ["pageToken": "1"], body: body).status == 400)
        let resource = made.json["resourceId"]?.string ?? ""
        let stop = #"{"id": "c1", "resourceId": "\#(resource)"}"#
        #expect(await caller.send(.post, "channels/stop", body: stop).status == 204)
        #expect(await caller.send(.post, "channels/stop", body: stop).status == 404)
        let plain = body.replacingOccurrences(of: "https", with: "http")
        #expect(await caller.send(.post, "files/root/watch", body: plain).status == 400)
    }
}
