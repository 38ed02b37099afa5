// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import HTTPTypes
import StewardCore
import StewardProcess
import StewardTestKit
import Testing

/// The real program moves files to and from a service that plays faults, and is killed at random moments.
///
/// Not timed by an injected clock: what is shown is that nothing depends on where the process dies.
@Suite(.serialized) struct KilledTransfersTests {
    static let kills = 100
    private static let settings = [
        "writes-per-second=0", "units-per-minute=0", "chunk-size=262144", "single-request-limit=200000",
    ]

    @Test("uploads killed 100 times end with every file there once, whole")
    func uploads() async throws {
        try await SimulatedDrive.with(settings: Self.settings) { drive in
            let files = try Self.makeFiles(drive.folder.path("src"))
            try await Self.playFaults(drive)
            var random = SeededGenerator(seed: 1)
            var killed = 0
            var round = 0
            while killed < Self.kills {
                round += 1
                try await drive.control(.post, "drive/faults", Self.uploadFault(round))
                let target = "round \(round)"
                let folder = drive.folder.path(target)
                try FileManager.default.copyItem(atPath: drive.folder.path("src"), toPath: folder)
                killed += try await Self.killUntilDone(
                    drive, ["drive", "put", folder, "--to", "/", "--quiet"], &random, upTo: Self.kills - killed)
                try await Self.check(drive, "/\(target)", files)
            }
            #expect(killed == Self.kills)
        }
    }

    @Test("downloads killed 100 times end with every file here, whole, and nothing beside them")
    func downloads() async throws {
        try await SimulatedDrive.with(settings: Self.settings) { drive in
            let files = try Self.makeFiles(drive.folder.path("src"))
            try await drive.succeed(["drive", "put", drive.folder.path("src"), "--to", "/", "--quiet"])
            try await Self.playFaults(drive)
            var random = SeededGenerator(seed: 2)
            var killed = 0
            var round = 0
            while killed < Self.kills {
                round += 1
                let folder = drive.folder.path("out \(round)")
                killed += try await Self.killUntilDone(
                    drive, ["drive", "get", "/src", "--to", folder, "--quiet"], &random, upTo: Self.kills - killed)
                #expect(try Self.digests(of: folder + "/src") == files)
            }
            #expect(killed == Self.kills)
        }
    }

    @Test("recoveries killed 100 times end with every file here, whole, and none removed before that")
    func recoveries() async throws {
        try await SimulatedDrive.with(settings: Self.settings) { drive in
            try await Self.playFaults(drive)
            var random = SeededGenerator(seed: 3)
            var killed = 0
            var round = 0
            while killed < Self.kills {
                round += 1
                try await drive.control(
                    .post, "drive/generate",
                    ["files": 300, "filesPerFolder": 100, "size": 20_000, "trashedPercent": 100])
                let before = try await Self.trashed(drive)
                let folder = drive.folder.path("out \(round)")
                killed += try await Self.killUntilDone(
                    drive,
                    [
                        "drive", "recover", "recover-and-download", "--download-dir", folder, "--yes", "--quiet",
                        "--post-restore-policy", "delete", "--max-rps", "0", "--process-batch-size", "40",
                        "--log-file", "", "--state-file", drive.folder.path("state \(round).json"), "--force",
                    ], &random, upTo: Self.kills - killed)
                // Whatever was removed from the drive is here; it could not have been fetched afterwards.
                #expect(try Self.digests(of: folder).values.sorted() == before.sorted())
                #expect(try await Self.trashed(drive).isEmpty)
            }
            #expect(killed == Self.kills)
        }
    }

    // MARK: Killing

    /// Starts the command again and again, killing it at random moments, until it ends by itself with 0.
    /// - Returns: how often it was killed.
    private static func killUntilDone(
        _ drive: SimulatedDrive, _ arguments: [String], _ random: inout SeededGenerator, upTo most: Int
    ) async throws -> Int {
        let log = drive.folder.path("steward.log")
        var killed = 0
        var failures = 0
        while true {
            let process = try KillableProcess(
                "steward", arguments, environment: ["STEWARD_DATA": drive.steward.data], output: log)
            try process.start()
            let life = 30 + random.below(170)
            var status: Int32?
            for _ in 0..<(killed < most ? life / 5 : 24_000) {
                try await SystemClock().sleep(for: .milliseconds(5))
                status = process.ended()
                if status != nil { break }
            }
            if status == nil, process.kill() { killed += 1 }
            if status == 0 { return killed }
            if status != nil { failures += 1 }
            guard failures < 30 else {
                let text = FileManager.default.contents(atPath: log).map {
                    String(decoding: $0.suffix(2000), as: UTF8.self)
                }
                throw IntegrationError(.unavailable, "steward keeps failing: \(text ?? "")")
            }
        }
    }

    /// Faults that every round meets now and then.
    private static func playFaults(_ drive: SimulatedDrive) async throws {
        try await drive.control(
            .post, "faults",
            [
                ["kind": "status", "status": 503, "path": "/upload/*", "skip": 11, "count": 3],
                ["kind": "disconnect", "afterBytes": 9000, "path": "/drive/v3/files/*", "skip": 17, "count": 5],
                ["kind": "status", "status": 500, "path": "/drive/v3/*", "skip": 40, "count": 2],
            ])
        try await drive.control(
            .post, "drive/faults",
            ["kind": "reason", "reason": "userRateLimitExceeded", "method": "files.*", "skip": 30, "count": 4])
    }

    private static func uploadFault(_ round: Int) -> JSON {
        switch round % 3 {
        case 0: ["kind": "storedPrefix", "bytes": 100_000, "method": "upload.piece", "skip": 2, "count": 2]
        case 1: ["kind": "replyLost", "method": "upload.*", "skip": 9, "count": 3]
        default: ["kind": "uploadGone", "method": "upload.*", "skip": 6, "count": 1]
        }
    }

    // MARK: Checking

    /// Small files, an empty one, and large ones that need several pieces; gives their MD5 by path.
    private static func makeFiles(_ folder: String) throws -> [String: String] {
        var random = SeededGenerator(seed: 99)
        for number in 0..<44 {
            let size = number == 0 ? 0 : number < 40 ? 2_000 + random.below(20_000) : 900_000 + random.below(900_000)
            let path = "\(folder)/part \(number % 3)/file \(number).bin"
            try FileManager.default.createDirectory(
                at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
            var bytes = [UInt8](repeating: 0, count: size)
            for place in bytes.indices { bytes[place] = UInt8(random.below(256)) }
            try Data(bytes).write(to: URL(filePath: path))
        }
        return try digests(of: folder)
    }

    private static func digests(of folder: String) throws -> [String: String] {
        var found: [String: String] = [:]
        for path in FileManager.default.enumerator(atPath: folder)?.compactMap({ $0 as? String }) ?? [] {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: folder + "/" + path, isDirectory: &isFolder), !isFolder.boolValue
            else { continue }
            found[path] = md5(try Data(contentsOf: URL(filePath: folder + "/" + path)))
        }
        return found
    }

    private static func md5(_ data: Data) -> String {
        Insecure.MD5.hash(data: data).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    /// Every file is in the folder of the drive once, with its digest, and nothing else is.
    private static func check(_ drive: SimulatedDrive, _ folder: String, _ files: [String: String]) async throws {
        var found: [String: String] = [:]
        for part in try await drive.list(folder) {
            let name = part["name"]?.string ?? ""
            for file in try await drive.list("\(folder)/\(name)") {
                let path = "\(name)/\(file["name"]?.string ?? "")"
                #expect(found[path] == nil, "\(path) is there twice")
                found[path] = file["md5"]?.string ?? ""
            }
        }
        #expect(found == files)
    }

    /// The MD5 of everything in the trash.
    private static func trashed(_ drive: SimulatedDrive) async throws -> [String] {
        let plan = try JSON(
            parsing: Array(
                try await drive.succeed([
                    "drive", "recover", "dry-run", "--json", "--max-rps", "0", "--log-file", "",
                    "--state-file", drive.folder.path("none.json"),
                ]).utf8))
        return (plan["files"]?.array ?? []).compactMap { $0["md5"]?.string }
    }
}
