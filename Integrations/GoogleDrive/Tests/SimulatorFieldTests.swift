// SPDX-License-Identifier: Apache-2.0
import GoogleDriveSimulator
import StewardCore
import Testing

@Suite("The simulated Drive's field masks")
struct SimulatorFieldTests {
    static let table: [(mask: String, keys: [String])] = [
        ("", ["kind", "id", "name", "mimeType"]),
        ("id", ["id"]),
        ("name,id", ["id", "name"]),
        ("id , name", ["id", "name"]),
        ("size,md5Checksum", ["md5Checksum", "size"]),
        ("owners", ["owners"]),
        ("sha256Checksum,sha1Checksum", ["sha1Checksum", "sha256Checksum"]),
        ("description", []),
    ]

    @Test("gives exactly the members asked for", arguments: table)
    func exact(_ row: (mask: String, keys: [String])) async throws {
        let caller = try DriveCaller()
        let file = try caller.state.createFile(named: "a.txt", .bytes(Array("hello".utf8)), type: "text/plain")
        let answer = await caller.get("files/\(file.id)", ["fields": row.mask])
        #expect(answer.status == 200)
        #expect(answer.keys == row.keys)
    }

    @Test("a slash is a pair of parentheses; a list's mask holds for its elements; a star is everything")
    func nested() async throws {
        let caller = try DriveCaller()
        let file = try caller.state.createFile(named: "a.txt", .bytes([1]), type: "text/plain")
        for mask in ["owners/emailAddress", "owners(emailAddress)", "owners(emailAddress,emailAddress)"] {
            let answer = await caller.get("files/\(file.id)", ["fields": mask])
            #expect(answer.json == ["owners": [["emailAddress": "user@example.com"]]])
        }
        let joined = await caller.get("files/\(file.id)", ["fields": "owners/me,owners/emailAddress"])
        #expect(joined.json == ["owners": [["me": true, "emailAddress": "user@example.com"]]])
        let list = await caller.get("files", ["fields": "files/id"])
        #expect(list.json == ["files": [["id": .string(file.id)]]])
        let star = await caller.get("files", ["fields": "files/*"])
        let all = await caller.get("files", ["fields": "*"])
        #expect(star.json["files"] == all.json["files"])
        #expect((all.json["files"]?.array?.first?.members?.count ?? 0) > 30)
        #expect(all.keys == ["kind", "incompleteSearch", "files"])
        let part = await caller.get("files/\(file.id)", ["fields": "capabilities(canTrash,canDownload)"])
        #expect(part.json == ["capabilities": ["canDownload": true, "canTrash": true]])
    }

    @Test(
        "refuses a member that there is not, and what is no mask",
        arguments: [
            "files(id,colour)", "nothing", "id(name)", "owners(name)", "files(id", "files)id", "files(", ",",
            "id,,name",
            "files//id", "owners/", "permissions(emailaddress)",
        ])
    func refuses(_ mask: String) async throws {
        let caller = try DriveCaller()
        for path in ["files", "files/root"] {
            let isFileMask = mask.hasPrefix("files")
            if isFileMask != (path == "files") { continue }
            let answer = await caller.get(path, ["fields": mask])
            #expect(answer.status == 400)
            #expect(answer.reason == "invalidParameter")
            #expect(answer.location == "fields")
        }
    }

    @Test("long numbers are text; the digests are the content's")
    func values() async throws {
        let caller = try DriveCaller()
        let file = try caller.state.createFile(named: "a.txt", .bytes(Array("hello".utf8)), type: "text/plain")
        let mask = "size,version,quotaBytesUsed,md5Checksum,sha1Checksum,sha256Checksum,createdTime"
        let answer = await caller.get("files/\(file.id)", ["fields": mask])
        #expect(
            answer.json == [
                "version": "1", "createdTime": "2026-02-08T10:00:00.000Z",
                "md5Checksum": "5d41402abc4b2a76b9719d911017c592",
                "sha1Checksum": "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d",
                "sha256Checksum": "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", "size": "5",
                "quotaBytesUsed": "5",
            ])
    }

    @Test("folders and shortcuts have neither size nor digests; a file from before 2018 has MD5 alone")
    func absent() async throws {
        let caller = try DriveCaller()
        let folder = try caller.state.createFile(named: "f", type: DriveFile.folderType)
        let mask = ["fields": "size,md5Checksum,sha1Checksum,sha256Checksum,headRevisionId"]
        #expect(await caller.get("files/\(folder.id)", mask).json == .object([]))
        let file = try caller.state.createFile(named: "old", .bytes([]))
        caller.state.change(file.id) { $0.details.hasOnlyMD5 = true }
        let old = await caller.get("files/\(file.id)", ["fields": "md5Checksum,sha1Checksum,sha256Checksum,size"])
        #expect(old.json == ["md5Checksum": "d41d8cd98f00b204e9800998ecf8427e", "size": "0"])
        let document = try caller.state.createFile(named: "d", type: "application/vnd.google-apps.document")
        let answer = await caller.get("files/\(document.id)", ["fields": "size,md5Checksum,exportLinks"])
        #expect(answer.keys == ["size", "exportLinks"])
        #expect(answer.json["exportLinks"]?["application/pdf"]?.string?.contains(document.id) == true)
    }

    @Test("about needs a mask; an answer is indented unless prettyPrint is false")
    func aboutAndForm() async throws {
        let caller = try DriveCaller()
        #expect(await caller.get("about").reason == "required")
        #expect(await caller.get("about", ["fields": ""]).status == 400)
        let about = await caller.get("about", ["fields": "user/emailAddress,storageQuota"])
        #expect(
            about.json == [
                "user": ["emailAddress": "user@example.com"],
                "storageQuota": [
                    "limit": "16106127360", "usage": "0", "usageInDrive": "0", "usageInDriveTrash": "0",
                ],
            ])
        let pretty = await caller.get("files/root", ["fields": "name"])
        #expect(pretty.text == "{\n  \"name\": \"My Drive\"\n}")
        let plain = await caller.get("files/root", ["fields": "name", "prettyPrint": "false"])
        #expect(plain.text == "{\"name\":\"My Drive\"}")
    }
}
