// SPDX-License-Identifier: Apache-2.0
import Foundation
import GoogleDriveSimulator
import HTTPTypes
import StewardCore
import StewardSimulation
import Testing

@Suite("The simulated Drive's files")
struct SimulatorFileTests {
    @Test("an id that was generated makes one file: the second create is 409; another text is no id")
    func generatedIDs() async throws {
        let caller = try DriveCaller()
        let ids = await caller.get("files/generateIds", ["count": "3"])
        #expect(ids.json["space"]?.string == "drive")
        let id = try #require(ids.json["ids"]?.array?.first?.string)
        #expect(Set(ids.json["ids"]?.array?.compactMap(\.string) ?? []).count == 3)
        let body = #"{"id": "\#(id)", "name": "once"}"#
        #expect(await caller.send(.post, "files", body: body).id == id)
        let again = await caller.send(.post, "files", body: body)
        #expect(again.status == 409)
        #expect(again.reason == "fileIdInUse")
        for text in ["mine", String(id.dropLast()) + (id.hasSuffix("A") ? "B" : "A"), ""] {
            let answer = await caller.send(.post, "files", body: #"{"id": "\#(text)"}"#)
            #expect(answer.status == 400)
        }
        #expect(await caller.get("files/generateIds", ["count": "1001"]).status == 400)
    }

    @Test("a file made with metadata alone is empty, in the root, and called Untitled")
    func metadataOnly() async throws {
        let caller = try DriveCaller()
        let answer = await caller.send(.post, "files", ["fields": "name,size,parents,trashed,ownedByMe,md5Checksum"])
        let root = try #require(caller.state.account("user@example.com")).rootId
        #expect(
            answer.json == [
                "name": "Untitled", "trashed": false, "parents": [.string(root)], "ownedByMe": true,
                "md5Checksum": "d41d8cd98f00b204e9800998ecf8427e", "size": "0",
            ])
    }

    @Test("names are not unique and keep every character")
    func names() async throws {
        let caller = try DriveCaller()
        let names = ["same", "same", "a/b", "ก่อน\u{0E33}", "ก\u{0E4D}\u{0E32}", "line\nbreak", "quote\"\\", "😀"]
        for name in names { try caller.state.createFile(named: name, .bytes([])) }
        #expect(await caller.names("trashed=false") == names)
        try caller.state.createFile(named: "Été", .bytes([]))
        #expect(await caller.names("name = 'éTÉ'") == ["Été"])
        #expect(await caller.names("name = 'ete'") == [])
    }

    @Test("trash holds for everything below; only what was trashed itself says so; untrashing brings all back")
    func trash() async throws {
        let caller = try DriveCaller()
        let outer = try caller.state.createFile(named: "outer", type: DriveFile.folderType)
        let inner = try caller.state.createFile(named: "inner", type: DriveFile.folderType, in: outer.id)
        let file = try caller.state.createFile(named: "file", .bytes([1]), in: inner.id)
        let mask = ["fields": "trashed,explicitlyTrashed"]
        func flags(_ id: String) async -> JSON { await caller.get("files/\(id)", mask).json }
        let trashed = await caller.send(.patch, "files/\(outer.id)", mask, body: #"{"trashed": true}"#)
        #expect(trashed.json == ["trashed": true, "explicitlyTrashed": true])
        #expect(await flags(inner.id) == ["trashed": true, "explicitlyTrashed": false])
        #expect(await flags(file.id) == ["trashed": true, "explicitlyTrashed": false])
        #expect(await caller.names("trashed=true") == ["outer", "inner", "file"])
        #expect(await caller.names("") == ["outer", "inner", "file"])
        _ = await caller.send(.patch, "files/\(file.id)", body: #"{"trashed": true}"#)
        _ = await caller.send(.patch, "files/\(outer.id)", body: #"{"trashed": false}"#)
        #expect(await flags(inner.id) == ["trashed": false, "explicitlyTrashed": false])
        #expect(await flags(file.id) == ["trashed": true, "explicitlyTrashed": true])
        let used = await caller.get("about", ["fields": "storageQuota(usage,usageInDriveTrash)"])
        #expect(used.json == ["storageQuota": ["usage": "1", "usageInDriveTrash": "1"]])
    }

    @Test("emptying the trash removes what was trashed and everything below, and nothing else")
    func emptyTrash() async throws {
        let caller = try DriveCaller()
        let folder = try caller.state.createFile(named: "folder", type: DriveFile.folderType)
        try caller.state.createFile(named: "below", .bytes([1]), in: folder.id)
        try caller.state.createFile(named: "stays", .bytes([1]))
        let friend = try caller.state.createFile(DriveMetadata(name: "friend's"), as: "friend@example.com")
        for id in [folder.id, friend.id] { try caller.state.updateFile(id, DriveMetadata(trashed: true)) }
        let answer = await caller.send(.delete, "files/trash")
        #expect(answer.status == 204)
        #expect(answer.body.isEmpty)
        #expect(caller.state.files.map(\.name) == ["stays", "friend's"])
        #expect(await caller.send(.delete, "files/trash").status == 204)
    }

    @Test("deleting twice is 404 the second time; a folder takes everything with it")
    func delete() async throws {
        let caller = try DriveCaller()
        let folder = try caller.state.createFile(named: "folder", type: DriveFile.folderType)
        let below = try caller.state.createFile(named: "below", .bytes([1]), in: folder.id)
        #expect(await caller.send(.delete, "files/\(folder.id)").status == 204)
        for id in [folder.id, below.id] {
            let answer = await caller.send(.delete, "files/\(id)")
            #expect(answer.status == 404)
            #expect(answer.location == "fileId")
            #expect(answer.json["error"]?["message"]?.string == "File not found: \(id).")
        }
        #expect(await caller.send(.delete, "files/root").reason == "insufficientFilePermissions")
    }

    @Test("moves with addParents and removeParents; two parents, loops and moves into files are refused")
    func moves() async throws {
        let caller = try DriveCaller()
        let one = try caller.state.createFile(named: "one", type: DriveFile.folderType)
        let two = try caller.state.createFile(named: "two", type: DriveFile.folderType, in: one.id)
        let file = try caller.state.createFile(named: "file", .bytes([]), in: one.id)
        func move(_ id: String, _ parameters: [String: String]) async -> DriveAnswer {
            await caller.send(.patch, "files/\(id)", parameters.merging(["fields": "parents"]) { first, _ in first })
        }
        let moved = await move(file.id, ["addParents": two.id, "removeParents": one.id])
        #expect(moved.json == ["parents": [.string(two.id)]])
        #expect(caller.state.children(of: one.id) == [two.id])
        #expect(await move(file.id, ["addParents": one.id]).reason == "cannotAddParent")
        #expect(await move(one.id, ["addParents": two.id, "removeParents": "root"]).reason == "cyclicMove")
        #expect(await move(one.id, ["addParents": file.id, "removeParents": "root"]).reason == "parentNotAFolder")
        #expect(await move(file.id, ["addParents": "nothing", "removeParents": two.id]).status == 404)
        let written = await caller.send(.patch, "files/\(file.id)", body: #"{"parents": ["root"]}"#)
        #expect(written.reason == "fieldNotWritable")
        let root = try #require(caller.state.account("user@example.com")).rootId
        #expect(
            await move(file.id, ["addParents": "root", "removeParents": two.id]).json == ["parents": [.string(root)]])
    }

    @Test("copies content and properties, not folders")
    func copies() async throws {
        let caller = try DriveCaller()
        let folder = try caller.state.createFile(named: "folder", type: DriveFile.folderType)
        let file = try caller.state.createFile(named: "a.txt", .bytes(Array("hello".utf8)), in: folder.id)
        _ = await caller.send(.patch, "files/\(file.id)", body: #"{"properties": {"a": "1", "b": "2"}}"#)
        let mask = ["fields": "name,md5Checksum,parents,properties"]
        let copy = await caller.send(.post, "files/\(file.id)/copy", mask, body: #"{"properties": {"b": "3"}}"#)
        #expect(
            copy.json == [
                "name": "Copy of a.txt", "parents": [.string(folder.id)], "properties": ["a": "1", "b": "3"],
                "md5Checksum": "5d41402abc4b2a76b9719d911017c592",
            ])
        #expect(await caller.send(.post, "files/\(folder.id)/copy").reason == "cannotCopyFile")
    }

    @Test("properties are set, kept and cleared with null; too long a pair is refused")
    func properties() async throws {
        let caller = try DriveCaller()
        let file = try caller.state.createFile(named: "a", .bytes([]))
        func patch(_ body: String) async -> DriveAnswer {
            await caller.send(.patch, "files/\(file.id)", ["fields": "properties,appProperties"], body: body)
        }
        #expect(
            await patch(#"{"properties": {"a": "1", "b": "2"}, "appProperties": {"c": "3"}}"#).json
                == ["properties": ["a": "1", "b": "2"], "appProperties": ["c": "3"]])
        #expect(
            await patch(#"{"properties": {"a": null}}"#).json == [
                "properties": ["b": "2"], "appProperties": ["c": "3"],
            ])
        let long = String(repeating: "x", count: 124)
        #expect(await patch(#"{"properties": {"k": "\#(long)"}}"#).status == 403)
        let many = (0..<31).map { #""k\#($0)": "v""# }.joined(separator: ",")
        #expect(await patch("{\"properties\": {\(many)}}").status == 403)
        #expect(await patch("{").reason == "parseError")
        #expect(await patch("[]").status == 400)
        #expect(await patch(#"{"trashed": "yes"}"#).status == 400)
    }

    @Test("a shortcut names its target, whose key it hands on; its target cannot be changed")
    func shortcuts() async throws {
        let caller = try DriveCaller()
        let file = try caller.state.createFile(named: "a.txt", .bytes([1]), type: "text/plain")
        caller.state.change(file.id) { $0.details.resourceKey = "0-key" }
        let body =
            #"{"mimeType": "application/vnd.google-apps.shortcut", "shortcutDetails": {"targetId": "\#(file.id)"}}"#
        let shortcut = await caller.send(.post, "files", ["fields": "id,size,shortcutDetails"], body: body)
        #expect(
            shortcut.json["shortcutDetails"] == [
                "targetId": .string(file.id), "targetMimeType": "text/plain", "targetResourceKey": "0-key",
            ])
        #expect(shortcut.json["size"] == nil)
        let found = await caller.get("files", ["q": "shortcutDetails.targetId = '\(file.id)'", "fields": "files/id"])
        #expect(found.json == ["files": [["id": .string(shortcut.id)]]])
        let other = await caller.send(
            .patch, "files/\(shortcut.id)", body: #"{"shortcutDetails": {"targetId": "other"}}"#)
        #expect(other.reason == "fieldNotWritable")
        #expect(
            await caller.send(.post, "files", body: body.replacingOccurrences(of: file.id, with: "no")).status == 404)
    }

    @Test("new content keeps the old one as a revision, which can be pinned, read and deleted")
    func revisions() async throws {
        let caller = try DriveCaller()
        let file = try caller.state.createFile(named: "a", .bytes([1]))
        try caller.state.replaceContent(file.id, StoredContent(.bytes([1, 2])))
        let list = await caller.get("files/\(file.id)/revisions", ["fields": "revisions(id,size)"])
        let revisions = try #require(list.json["revisions"]?.array)
        #expect(revisions.map { $0["size"]?.string } == ["1", "2"])
        let old = try #require(revisions[0]["id"]?.string)
        let head = await caller.get("files/\(file.id)", ["fields": "headRevisionId,version,quotaBytesUsed"])
        #expect(head.json["headRevisionId"] == revisions[1]["id"])
        #expect(head.json["version"]?.string == "2")
        #expect(head.json["quotaBytesUsed"]?.string == "3")
        let path = "files/\(file.id)/revisions/\(old)"
        let pinned = await caller.send(.patch, path, ["fields": "keepForever"], body: #"{"keepForever": true}"#)
        #expect(pinned.json == ["keepForever": true])
        #expect(await caller.send(.delete, path).status == 204)
        #expect(await caller.get(path).status == 404)
        let last = try #require(revisions[1]["id"]?.string)
        #expect(await caller.send(.delete, "files/\(file.id)/revisions/\(last)").status == 403)
    }

    @Test("a time is kept as set; storage that is full is said with its reason")
    func timesAndSpace() async throws {
        let caller = try DriveCaller(accounts: [DriveAccount("user@example.com", storageLimit: 10)])
        let body = #"{"modifiedTime": "2001-02-03T04:05:06.789+07:00", "createdTime": "1969-12-31T23:59:59Z"}"#
        let made = await caller.send(.post, "files", ["fields": "modifiedTime,createdTime"], body: body)
        #expect(
            made.json == ["createdTime": "1969-12-31T23:59:59.000Z", "modifiedTime": "2001-02-02T21:05:06.789Z"])
        #expect(await caller.send(.post, "files", body: #"{"modifiedTime": "now"}"#).status == 400)
        let file = try caller.state.createFile(named: "big", .bytes(Array(repeating: 0, count: 8)))
        let copy = await caller.send(.post, "files/\(file.id)/copy")
        #expect(copy.status == 403)
        #expect(copy.reason == "storageQuotaExceeded")
    }
}
