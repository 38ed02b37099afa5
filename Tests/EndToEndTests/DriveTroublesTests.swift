// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import StewardCore
import StewardProcess
import StewardTestKit
import Testing

/// What goes wrong is said in one sentence with the repair, and after the repair the same command goes on.
@Suite struct DriveTroublesTests {
    private static let settings = [
        "writes-per-second=0", "units-per-minute=0", "chunk-size=262144", "single-request-limit=200000",
    ]

    /// A command that must fail with this status, in one sentence that has these words.
    private static func fails(
        _ drive: SimulatedDrive, _ command: [String], _ status: Int, _ words: [String],
        _ place: SourceLocation = #_sourceLocation
    ) async throws {
        let result = try await drive.steward.run(command + ["--quiet"])
        #expect(result.status == status, "\(result.err)", sourceLocation: place)
        #expect(result.err.split(separator: "\n").count == 1, "\(result.err)", sourceLocation: place)
        for word in words { #expect(result.err.contains(word), "\(result.err)", sourceLocation: place) }
    }

    /// A folder of files, the first large enough for several pieces.
    private static func makeFiles(_ drive: SimulatedDrive, _ name: String = "src") throws -> String {
        var random = SeededGenerator(seed: 5)
        let folder = drive.folder.path(name)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for number in 0..<6 {
            let bytes = (0..<(number == 0 ? 3_000_000 : 5_000)).map { _ in UInt8(random.below(256)) }
            try Data(bytes).write(to: URL(filePath: "\(folder)/file \(number).bin"))
        }
        return folder
    }

    // MARK: Accounts

    @Test("a revoked grant names the command that signs in again; after it the same upload goes on")
    func revoked() async throws {
        try await SimulatedDrive.with(settings: Self.settings) { drive in
            let scopes = ["drive.metadata.readonly", "drive.file"]
            _ = try await drive.signIn(as: "person", scopes: scopes)
            try await drive.succeed(
                ["connect", "google-drive", "--name", "mine", "--account", "person"]
                    + ["--set", "api-address=\(drive.address)"])
            let source = try Self.makeFiles(drive)
            let put = ["drive", "put", source, "--to", "/", "--connection", "mine"]
            try await drive.control(.post, "accounts/revoke", ["account": "user@example.com"])
            try await Self.fails(
                drive, put, 1, ["no longer accepts the sign-in", "sign in again: steward connect google --name person"])
            _ = try await drive.signIn(as: "person", scopes: scopes)
            try await drive.succeed(put + ["--quiet"])
            let names = try JSON(
                parsing: Array(
                    try await drive.succeed(["drive", "ls", "/src", "--connection", "mine", "--json"]).utf8))
            #expect(names.array?.count == 6)
        }
    }

    @Test("a wrong clock is named as the cause; after it was set the same upload goes on")
    func wrongClock() async throws {
        try await SimulatedDrive.with(settings: Self.settings) { drive in
            let source = try Self.makeFiles(drive)
            let put = ["drive", "put", source, "--to", "/"]
            try await drive.control(.post, "accounts/settings", ["clockSkewSeconds": 7200])
            try await drive.control(.post, "accounts/expire", ["what": "access"])
            try await Self.fails(drive, put, 1, ["because of its times", "clock of this machine"])
            try await drive.control(.post, "accounts/settings", ["clockSkewSeconds": 0])
            try await drive.succeed(put + ["--quiet"])
            #expect(try await drive.list("/src").count == 6)
        }
    }

    // MARK: Refusals

    /// What the service refuses, what is said, and whether it stops everything.
    private static let uploads: [(reason: String, words: String)] = [
        ("storageQuotaExceeded", "the account's storage is full; empty its trash or get more space."),
        ("dailyLimitExceeded", "the project's calls for today are used up; go on tomorrow."),
        ("teamDriveFileLimitExceeded", "can hold no more (teamDriveFileLimitExceeded); use another"),
        ("insufficientFilePermissions", "the account may not do this with it; ask its owner for more rights."),
    ]
    private static let downloads: [(reason: String, words: String)] = [
        ("downloadQuotaExceeded", "it was read too often lately; wait a day, or make a copy and read that."),
        ("cannotDownloadAbusiveFile", "Google takes it for malware or abuse; its owner can download it"),
        ("cannotDownloadFile", "its owner does not allow downloading or copying; ask the owner."),
        ("insufficientFilePermissions", "the account may not do this with it; ask its owner for more rights."),
        ("dailyLimitExceeded", "the project's calls for today are used up; go on tomorrow."),
    ]

    @Test("each refusal of the service has a sentence of its own; when it is over the same command goes on")
    func refusals() async throws {
        try await SimulatedDrive.with(settings: Self.settings) { drive in
            for (number, refusal) in Self.uploads.enumerated() {
                let file = try drive.folder.write("up \(number).txt", Array("content \(number)".utf8))
                let put = ["drive", "put", file, "--to", "/"]
                try await Self.refuse(drive, refusal.reason, "files.create")
                try await Self.fails(drive, put, 1, [refusal.words])
                try await drive.control(.delete, "drive/faults")
                try await drive.succeed(put + ["--quiet"])
            }
            #expect(try await drive.list("/").count == Self.uploads.count)
            for (number, refusal) in Self.downloads.enumerated() {
                let out = drive.folder.path("out \(number)")
                let get = ["drive", "get", "/up 0.txt", "--to", out]
                try await Self.refuse(drive, refusal.reason, "files.get.media")
                try await Self.fails(drive, get, 1, [refusal.words])
                #expect(LocalTree.texts(in: out).isEmpty, "\(refusal.reason) left something behind")
                try await drive.control(.delete, "drive/faults")
                try await drive.succeed(get + ["--quiet"])
                #expect(LocalTree.texts(in: out) == ["content 0"])
            }
        }
    }

    @Test("one file that is refused does not stop the others")
    func othersGoOn() async throws {
        try await SimulatedDrive.with(settings: Self.settings) { drive in
            let source = try Self.makeFiles(drive)
            try await drive.succeed(["drive", "put", source, "--to", "/", "--quiet"])
            let id = try await drive.list("/src").compactMap { $0["id"]?.string }[0]
            try await drive.control(
                .post, "drive/faults",
                [
                    "kind": "reason", "reason": "downloadQuotaExceeded", "method": "files.get.media",
                    "fileId": .string(id),
                ])
            let out = drive.folder.path("out")
            let get = ["drive", "get", "/src", "--to", out]
            try await Self.fails(drive, get, 1, ["it was read too often lately"])
            #expect(LocalTree.contents(of: out).keys.filter { $0.hasSuffix(".bin") }.count == 5)
            try await drive.control(.delete, "drive/faults")
            try await drive.succeed(get + ["--quiet"])
            #expect(LocalTree.contents(of: out).keys.filter { $0.hasSuffix(".bin") }.count == 6)
        }
    }

    private static func refuse(_ drive: SimulatedDrive, _ reason: String, _ method: JSON) async throws {
        try await drive.control(.post, "drive/faults", ["kind": "reason", "reason": .string(reason), "method": method])
    }

    // MARK: Disks

    @Test("a full disk is said before anything is written; with space the same commands go on", .enabled(if: canMount))
    func fullDisk() async throws {
        try await SimulatedDrive.with(settings: Self.settings) { drive in
            let source = try Self.makeFiles(drive)
            try await drive.succeed(["drive", "put", source, "--to", "/", "--quiet"])
            let disk = drive.folder.path("disk")
            try await Self.mounted(disk, "size=1M") {
                let commands = [
                    ["drive", "get", "/src", "--to", disk], ["drive", "get", "/src/file 0.bin", "--to", disk],
                    ["drive", "mirror", "/src", "--to", disk + "/mirror"],
                ]
                for command in commands {
                    try await Self.fails(drive, command, 1, [disk, "free", "free some space."])
                }
                try await Self.tool("/usr/bin/mount", ["-o", "remount,size=200M", disk])
                for command in commands { try await drive.succeed(command + ["--quiet"]) }
                #expect(LocalTree.contents(of: disk).keys.filter { $0.hasSuffix(".bin") }.count == 13)
            }
        }
    }

    @Test("a disk that fills up while a file is written leaves no half file; the same command goes on")
    func fillsUp() async throws {
        try await SimulatedDrive.with(settings: Self.settings) { drive in
            let source = try Self.makeFiles(drive)
            try await drive.succeed(["drive", "put", source, "--to", "/", "--quiet"])
            let out = drive.folder.path("out")
            let get = ["drive", "get", "/src/file 0.bin", "--to", out, "--quiet"]
            // No file may grow beyond 2.5 MB in this process: what a quota does to it.
            let limited = Program(
                "/bin/bash", ["-c", "ulimit -f 2500; exec \"$0\" \"$@\"", drive.steward.path] + get,
                environment: ["STEWARD_DATA": drive.steward.data, "USER": "tester", "PATH": "/usr/bin:/bin"])
            let result = try await limited.run()
            #expect(result.ending == .exited(1))
            #expect(result.errorText.contains(out))
            #expect(result.errorText.split(separator: "\n").count == 1)
            #expect(!FileManager.default.fileExists(atPath: out + "/file 0.bin"))
            try await drive.succeed(get)
            #expect(LocalTree.contents(of: out).keys.sorted() == ["file 0.bin"])
            #expect(FileManager.default.contentsEqual(atPath: out + "/file 0.bin", andPath: source + "/file 0.bin"))
        }
    }

    @Test("a folder that may not be written is named; the same commands go on elsewhere or later")
    func readOnly() async throws {
        try await SimulatedDrive.with(settings: Self.settings) { drive in
            let source = try Self.makeFiles(drive)
            try await drive.succeed(["drive", "put", source, "--to", "/", "--quiet"])
            let folder = drive.folder.path("locked")
            try await Self.locked(folder) { unlock in
                let commands = [
                    ["drive", "get", "/src", "--to", folder], ["drive", "get", "/src/file 0.bin", "--to", folder],
                    ["drive", "mirror", "/src", "--to", folder + "/mirror"],
                ]
                for command in commands { try await Self.fails(drive, command, 1, [folder]) }
                try await Self.fails(
                    drive,
                    ["drive", "recover", "recover-and-download", "--yes", "--download-dir", folder, "--log-file", ""],
                    2, [folder])
                try await unlock()
                for command in commands { try await drive.succeed(command + ["--quiet"]) }
                #expect(LocalTree.contents(of: folder).keys.filter { $0.hasSuffix(".bin") }.count == 13)
            }
        }
    }

    /// Whether file systems may be mounted here: as root, where the kernel lets it.
    private static let canMount: Bool = {
        guard geteuid() == 0, let folder = try? TemporaryFolder("mount") else { return false }
        guard mount("tmpfs", folder.path, "tmpfs", 0, "size=1M") == 0 else { return false }
        return umount(folder.path) == 0
    }()

    private static func mounted(_ path: String, _ options: String, _ body: () async throws -> Void) async throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try await tool("/usr/bin/mount", ["-t", "tmpfs", "-o", options, "tmpfs", path])
        do { try await body() } catch {
            try? await tool("/usr/bin/umount", [path])
            throw error
        }
        try await tool("/usr/bin/umount", [path])
    }

    /// A folder that cannot be written: for root, whom permissions do not bind, a read-only file system.
    private static func locked(
        _ path: String, _ body: (_ unlock: () async throws -> Void) async throws -> Void
    ) async throws {
        guard geteuid() == 0 else {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            chmod(path, 0o555)
            return try await body { chmod(path, 0o755) }
        }
        try #require(canMount, "root may mount nothing here, and no permission binds it")
        try await mounted(path, "ro,size=200M") {
            try await body { try await tool("/usr/bin/mount", ["-o", "remount,rw,size=200M", path]) }
        }
    }

    private static func tool(_ path: String, _ arguments: [String]) async throws {
        let result = try await Program(path, arguments).run()
        guard result.ending == .exited(0) else { throw IntegrationError(.unavailable, result.errorText) }
    }

    // MARK: Network

    @Test("a network that is gone for long is said; later the same commands go on where they were")
    func gone() async throws {
        try await SimulatedDrive.with(settings: Self.settings) { drive in
            let port = String(LoopbackPort.free())
            let away = "http://127.0.0.1:\(port)"
            var service = try await Self.service(drive, port, run: 1)
            try await drive.succeed(
                ["connect", "google-drive", "--name", "away", "--account", "robot", "--set", "api-address=\(away)"]
                    + Self.settings.flatMap { ["--set", $0] })
            let source = try Self.makeFiles(drive)
            let put = ["drive", "put", source, "--to", "/", "--connection", "away"]
            let recover = [
                "drive", "recover", "recover-only", "--yes", "--connection", "away", "--log-file", "",
                "--state-file", drive.folder.path("state.json"),
            ]
            let far = SimulatedDrive(steward: drive.steward, address: away, folder: drive.folder)
            try await far.control(.post, "faults", ["kind": "delay", "milliseconds": 300, "path": "/upload/*"])
            async let first: Void = Self.fails(
                drive, put, 5, ["cannot be reached", "Later, the same command goes on from here."])
            try await Self.waitForUpload(in: drive.folder.path("away/drive/content"))
            service.kill()
            async let second: Void = Self.fails(drive, recover, 1, ["cannot be reached"])
            _ = try await (first, second)
            service = try await Self.service(drive, port, run: 2)
            try await drive.succeed(put + ["--quiet"])
            try await drive.succeed(recover + ["--quiet"])
            let names = try JSON(
                parsing: Array(
                    try await drive.succeed(["drive", "ls", "/src", "--connection", "away", "--json"]).utf8))
            #expect(names.array?.count == 6)
            service.kill()
        }
    }

    /// Returns when the service keeps an upload that is under way.
    private static func waitForUpload(in folder: String) async throws {
        for _ in 0..<1_000 {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            if names.contains(where: { $0.hasSuffix(".json") }) { return }
            try await SystemClock().sleep(for: .milliseconds(20))
        }
        throw IntegrationError(.unavailable, "No upload began within 20 s.")
    }

    /// The service as a process of its own, with what it kept before.
    private static func service(_ drive: SimulatedDrive, _ port: String, run: Int) async throws -> KillableProcess {
        let log = drive.folder.path("away \(run).out")
        let process = try KillableProcess(
            "steward-simulate",
            [
                "google", "--no-auth", "--port", port, "--state", drive.folder.path("away"),
                "--parent", String(ProcessInfo.processInfo.processIdentifier),
            ], output: log)
        try process.start()
        for _ in 0..<600 where !(FileManager.default.contents(atPath: log) ?? Data()).contains(0x0A) {
            try await SystemClock().sleep(for: .milliseconds(50))
        }
        return process
    }
}
