// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardProcess
import StewardTestKit
import Testing

/// The storage monitor, the clean-up of the root, and the credentials as older programs keep them.
@Suite struct DriveClassicTests {
    private static let settings = ["writes-per-second=0", "units-per-minute=0"]

    // MARK: Storage

    @Test("the storage monitor ends with 0 below its threshold, 3 above, 2 for a wrong one, 1 without an answer")
    func quota() async throws {
        let files = ["--no-auth", "--files", "20", "--size", "10000000"]
        try await SimulatedDrive.with(simulator: files, settings: Self.settings) { drive in
            func status(_ options: String..., says words: String = "") async throws -> Int {
                let result = try await drive.steward.run(["drive", "quota"] + options)
                #expect(words.isEmpty || (result.out + result.err).contains(words), "\(result)")
                return result.status
            }
            #expect(try await status("--threshold", "80", says: "190.73 MB / 15.00 GB (1.24%)") == 0)
            #expect(try await status("-t", "1.0", "--debug", says: "is above 1.00%") == 3)
            for wrong in ["0", "100", "-5", "abc"] { #expect(try await status("--threshold=\(wrong)") == 2) }
            let unlimited = "{\"storageQuota\": {\"usage\": \"5\", \"usageInDrive\": \"5\"}}"
            try await drive.control(
                .post, "faults",
                ["kind": "body", "text": .string(unlimited), "path": "/drive/v3/about", "count": 1])
            #expect(try await status("--threshold", "0.1", says: "5.00 Bytes") == 0)
            let reason: JSON = ["kind": "reason", "reason": "dailyLimitExceeded", "method": "about.get"]
            try await drive.control(.post, "drive/faults", reason)
            #expect(try await status(says: "used up; go on tomorrow") == 1)
        }
    }

    @Test("emptying the trash needs its option and a yes")
    func emptyTrash() async throws {
        let files = ["--no-auth", "--files", "6", "--folders", "1", "--trashed", "50", "--size", "100"]
        try await SimulatedDrive.with(simulator: files, settings: Self.settings) { drive in
            let before = try await drive.control(.get, "drive/state")["files"]?.integer
            #expect(try await drive.steward.run(["drive", "quota", "--empty-trash"]).status == 1)
            #expect(try await drive.control(.get, "drive/state")["files"]?.integer == before)
            try await drive.succeed(["drive", "quota", "--empty-trash", "--yes", "--quiet"])
            #expect(try await drive.control(.get, "drive/state")["files"]?.integer != before)
        }
    }

    // MARK: Clean-up

    @Test(
        "the clean-up lists only, then trashes with --run, removes with --permanent, and leaves folders and documents")
    func clean() async throws {
        try await SimulatedDrive.with(simulator: ["--no-auth"], settings: Self.settings) { drive in
            let service = DriveService(address: drive.address)
            for name in ["one", "two"] { try await service.file(name, name, in: "root") }
            _ = try await service.folder("folder", in: "root")
            _ = try await service.document("document", in: "root")
            func names() async throws -> [String] {
                try await drive.list("/").compactMap { $0["name"]?.string }.sorted()
            }
            func trash() async throws -> Int? {
                let plan = try await drive.succeed(["drive", "recover", "dry-run", "--json"])
                return try JSON(parsing: Array(plan.utf8))["files"]?.array?.count
            }
            for listing in [["drive", "clean"], ["drive", "clean", "--dry-run", "--yes"]] {
                let shown = try await drive.succeed(listing)
                #expect(shown.contains("one") && shown.contains("two"))
                #expect(try await names() == ["document", "folder", "one", "two"])
            }
            let asked = try await drive.steward.run(["drive", "clean", "--run"])
            #expect(asked.status == 1)
            #expect(asked.err.contains("Operation cancelled."))
            try await drive.succeed(["drive", "clean", "--run", "--yes", "--quiet"])
            #expect(try await names() == ["document", "folder"])
            #expect(try await trash() == 2)
            try await service.file("three", "three", in: "root")
            try await drive.succeed(["drive", "clean", "--run", "--permanent", "-y", "--quiet"])
            #expect(try await names() == ["document", "folder"])
            #expect(try await trash() == 2)
            try await drive.succeed(["drive", "clean", "--run", "--documents", "-y", "--quiet"])
            #expect(try await names() == ["folder"])
            #expect(try await drive.steward.run(["drive", "clean", "--run", "--dry-run"]).status == 2)
        }
    }

    @Test("what the service refuses to trash for want of rights is skipped and counted; other failures end with 1")
    func cleanRefused() async throws {
        try await SimulatedDrive.with(simulator: ["--no-auth"], settings: Self.settings) { drive in
            let service = DriveService(address: drive.address)
            let theirs = try await service.file("theirs", "theirs", in: "root")
            try await service.file("mine", "mine", in: "root")
            try await drive.control(
                .post, "drive/faults",
                [
                    "kind": "reason", "reason": "insufficientFilePermissions", "method": "files.update",
                    "fileId": .string(theirs),
                ])
            let counts = try JSON(
                parsing: Array(
                    try await drive.succeed(["drive", "clean", "--run", "--yes", "--json", "--quiet"]).utf8.split(
                        separator: 0x0A, omittingEmptySubsequences: false
                    ).drop { $0 != [0x7B] }.joined(separator: [0x0A])))
            #expect(counts["done"]?.integer == 1)
            #expect(counts["skipped"]?.integer == 1)
            #expect(counts["failed"]?.integer == 0)

            try await service.file("odd", "odd", in: "root")
            try await drive.control(.delete, "drive/faults")
            try await drive.control(
                .post, "drive/faults", ["kind": "reason", "reason": "invalid", "method": "files.update"])
            let failed = try await drive.steward.run(["drive", "clean", "--run", "--yes", "--quiet"])
            #expect(failed.status == 1)
            #expect(failed.err.contains("ERROR odd"))
        }
    }

    // MARK: Credentials

    /// A home as older programs leave it, for a real program that has no connection.
    private struct Home {
        let drive: SimulatedDrive
        var folder: String { drive.folder.path("home/.credentials") }
        var client: String { drive.folder.path("client/client_secret.json") }

        func run(
            _ arguments: [String], _ more: [String: String] = [:]
        ) async throws -> (status: Int, out: String, err: String) {
            let environment = [
                "STEWARD_DATA": drive.folder.path("fresh"), "USER": "tester", "PATH": "/usr/bin:/bin",
                "HOME": drive.folder.path("home"), "STEWARD_GOOGLE_API": drive.address,
            ]
            let program = Program(
                drive.steward.path, arguments, environment: environment.merging(more) { _, new in new })
            let result = try await program.run()
            guard case .exited(let status) = result.ending else { return (-1, "", result.errorText) }
            return (Int(status), String(decoding: result.output, as: UTF8.self), result.errorText)
        }

        /// Puts the client file there under a name.
        func place(_ name: String) throws {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try FileManager.default.copyItem(atPath: client, toPath: folder + "/" + name)
        }

        /// Writes the token file as Google's library for Python writes it: expired, with a refresh token.
        func writeToken(_ refresh: String, to path: String) throws {
            let client = try JSON(parsing: Array(Data(contentsOf: URL(filePath: client))))["installed"]
            let token: JSON = [
                "token": "ya29.old", "refresh_token": .string(refresh),
                "token_uri": .string(drive.address + "/token"), "client_id": client?["client_id"] ?? .null,
                "client_secret": client?["client_secret"] ?? .null,
                "scopes": ["https://www.googleapis.com/auth/drive"], "universe_domain": "googleapis.com",
                "account": "", "expiry": "2026-01-01T00:00:00.123456Z",
            ]
            try Data(token.canonicalBytes()).write(to: URL(filePath: path))
            chmod(path, 0o644)
        }

        /// A refresh token for everything, given to the client as a person's consent is.
        func refreshToken() async throws -> String {
            let transport = AsyncHTTPClientTransport()
            let client = try JSON(parsing: Array(Data(contentsOf: URL(filePath: client))))["installed"]
            let id = client?["client_id"]?.string ?? ""
            let authority = String(drive.address.dropFirst("http://".count))
            let back = "http%3A%2F%2F127.0.0.1%3A9%2F"
            let scope = "https%3A%2F%2Fwww.googleapis.com%2Fauth%2Fdrive"
            let consent = HTTPRequest(
                method: .get, scheme: "http", authority: authority,
                path: "/o/oauth2/v2/auth?response_type=code&client_id=\(id)&redirect_uri=\(back)&scope=\(scope)"
                    + "&access_type=offline&prompt=consent")
            let answer = try await transport.send(HTTPCall(consent))
            _ = try await answer.body.collect(upTo: 1 << 20)
            let location = answer.response.headerFields[.location] ?? ""
            let code = location.split(separator: "code=").last?.prefix { $0 != "&" } ?? ""
            var request = HTTPRequest(method: .post, scheme: "http", authority: authority, path: "/token")
            request.headerFields[.contentType] = "application/x-www-form-urlencoded"
            let secret = client?["client_secret"]?.string ?? ""
            let form =
                "grant_type=authorization_code&code=\(code)&client_id=\(id)&client_secret=\(secret)"
                + "&redirect_uri=\(back)"
            let reply = try await transport.send(HTTPCall(request, body: HTTPBody(Array(form.utf8))))
            let json = try JSON(parsing: try await reply.body.collect(upTo: 1 << 20))
            return try #require(json["refresh_token"]?.string)
        }
    }

    @Test("the client file and the token file of older programs are used; the token is refreshed and written back")
    func credentials() async throws {
        try await SimulatedDrive.with { drive in
            let home = Home(drive: drive)
            let refresh = try await home.refreshToken()
            try home.place("client_secret_1.json")
            let path = home.folder + "/drive_token.json"
            try home.writeToken(refresh, to: path)
            let file = try drive.folder.write("backup.txt", Array("backup".utf8))
            let put = try await home.run(["drive", "put", file, "--to", "/", "--quiet"])
            #expect(put.status == 0, "\(put.err)")
            let list = try await home.run(["drive", "ls"])
            #expect(list.out.contains("backup.txt"))
            let kept = try JSON(parsing: Array(Data(contentsOf: URL(filePath: path))))
            #expect(kept["refresh_token"]?.string == refresh)
            #expect(kept["token"]?.string != "ya29.old")
            #expect((kept["expiry"]?.string ?? "") > "2026-01-02")
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)

            // The variables count before the folder, those of the recovery before all for a recovery.
            let elsewhere = drive.folder.path("elsewhere.json")
            try home.writeToken(refresh, to: elsewhere)
            let variables = ["GDRIVE_CREDENTIALS_PATH": home.client, "GDRIVE_TOKEN_PATH": elsewhere]
            try FileManager.default.removeItem(atPath: home.folder)
            #expect(try await home.run(["drive", "quota"], variables).status == 0)
            let recovery = ["GDRT_CREDENTIALS_FILE": home.client, "GDRT_TOKEN_FILE": elsewhere]
            #expect(try await home.run(["drive", "recover", "dry-run"], recovery).status == 0)
            #expect(try await home.run(["drive", "quota"], recovery).status == 1)
        }
    }

    @Test("what is missing or ended among the old files is said with its remedy, and no browser is opened")
    func repairs() async throws {
        try await SimulatedDrive.with { drive in
            let home = Home(drive: drive)
            func fails(_ words: [String], _ more: [String: String] = [:]) async throws {
                let result = try await home.run(["drive", "ls"], more)
                #expect(result.status == 1)
                for word in words { #expect(result.err.contains(word), "\(result.err)") }
                // A warning may stand before the sentence.
                #expect(result.err.split(separator: "\n").count { !$0.hasPrefix("WARN ") } == 1)
            }
            try await fails(["client_secret_*.json", "GDRIVE_CREDENTIALS_PATH", "steward connect google"])
            try await fails(
                ["/nonexistent", "GDRIVE_CREDENTIALS_PATH", "client_secret_*.json"],
                ["GDRIVE_CREDENTIALS_PATH": "/nonexistent"])
            try home.place("client_secret_1.json")
            let command = "steward connect google --name google --set-file client=\(home.folder)/client_secret_1.json"
            try await fails([command, "steward connect google-drive."])
            try home.place("client_secret_2.json")
            try await fails(["client_secret_1.json, client_secret_2.json", "GDRIVE_CREDENTIALS_PATH"])
            try FileManager.default.removeItem(atPath: home.folder + "/client_secret_2.json")
            let token = home.folder + "/drive_token.json"
            try Data("{ no JSON".utf8).write(to: URL(filePath: token))
            try await fails(["WARN The token file \(token) cannot be read", command])
            try home.writeToken(try await home.refreshToken(), to: token)
            #expect(try await home.run(["drive", "ls"]).status == 0)
            try await drive.control(.post, "accounts/revoke", ["account": "user@example.com"])
            try await fails(["no longer accepts the sign-in", command, "steward connect google-drive."])
        }
    }
}
