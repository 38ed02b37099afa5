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
            var killer = Killer(drive, seed: 1)
            var round = 0
            while killer.kills < Self.kills {
                round += 1
                try await drive.control(.post, "drive/faults", Self.uploadFault(round))
                let target = "round \(round)"
                let folder = drive.folder.path(target)
                try FileManager.default.copyItem(atPath: drive.folder.path("src"), toPath: folder)
                try await killer.run(["drive", "put", folder, "--to", "/", "--quiet"], upTo: Self.kills) {
                    Int(try await drive.control(.get, "drive/state")["files"]?.integer ?? 0)
                }
                try await Self.check(drive, "/\(target)", files)
            }
            killer.report("uploads", rounds: round)
        }
    }

    @Test("downloads killed 100 times end with every file here, whole, and nothing beside them")
    func downloads() async throws {
        try await SimulatedDrive.with(settings: Self.settings) { drive in
            let files = try Self.makeFiles(drive.folder.path("src"))
            try await drive.succeed(["drive", "put", drive.folder.path("src"), "--to", "/", "--quiet"])
            try await Self.playFaults(drive)
            var killer = Killer(drive, seed: 2)
            var round = 0
            while killer.kills < Self.kills {
                round += 1
                let folder = drive.folder.path("out \(round)")
                try await killer.run(["drive", "get", "/src", "--to", folder, "--quiet"], upTo: Self.kills) {
                    Self.paths(in: folder).count
                }
                let found = try Self.digests(of: folder + "/src")
                let odd = Set(found.keys).union(files.keys).filter { found[$0] != files[$0] }
                    .map { "\($0): \(found[$0] ?? "missing"), wanted \(files[$0] ?? "nothing")" }
                #expect(odd.isEmpty, "round \(round): \(odd.count) files, such as \(odd.sorted().prefix(4))")
            }
            killer.report("downloads", rounds: round)
        }
    }

    @Test("recoveries killed 100 times end with every file here, whole, and none removed before that")
    func recoveries() async throws {
        try await SimulatedDrive.with(simulator: ["--no-auth"], settings: Self.settings) { drive in
            try await Self.playFaults(drive)
            var killer = Killer(drive, seed: 3)
            var round = 0
            while killer.kills < Self.kills {
                round += 1
                try await drive.control(
                    .post, "drive/generate",
                    ["files": 1200, "filesPerFolder": 100, "size": 20_000, "trashedPercent": 100])
                let before = try await Self.trashed(drive)
                #expect(before.count == 1200)
                let folder = drive.folder.path("out \(round)")
                let recover = [
                    "drive", "recover", "recover-and-download", "--download-dir", folder, "--yes", "--quiet",
                    "--post-restore-policy", "delete", "--max-rps", "0", "--process-batch-size", "40",
                    "--log-file", "", "--state-file", drive.folder.path("state \(round).json"), "--force",
                ]
                try await killer.run(recover, upTo: Self.kills) { Self.paths(in: folder).count }
                // Whatever was removed from the drive is here; it could not have been fetched afterwards.
                let found = try Self.digests(of: folder)
                let missing = Dictionary(grouping: before, by: \.self).filter { digest, files in
                    found.values.count { $0 == digest } < files.count
                }
                #expect(missing.isEmpty, "\(missing.count) are not here")
                let more = found.filter { place in !before.contains(place.value) }
                #expect(more.isEmpty && found.count == before.count, "\(found.count) files, \(more.keys.sorted())")
                #expect(try await Self.trashed(drive).isEmpty)
            }
            killer.report("recoveries", rounds: round)
        }
    }

    // MARK: Killing

    /// Starts commands and kills them at random moments.
    private struct Killer {
        private let drive: SimulatedDrive
        private var random: SeededGenerator
        private(set) var kills = 0
        /// Kills after which more was done than before them: they hit work in progress.
        private var hits = 0

        init(_ drive: SimulatedDrive, seed: UInt64) {
            self.drive = drive
            random = SeededGenerator(seed: seed)
        }

        /// Starts the command again and again, killing it at random moments until there were `most` kills, and lets it
        /// end by itself with 0.
        mutating func run(
            _ arguments: [String], upTo most: Int, progress: () async throws -> Int
        ) async throws {
            let log = drive.folder.path("steward.log")
            var failures = 0
            var reached = try await progress()
            while true {
                let process = try KillableProcess(
                    "steward", arguments, environment: ["STEWARD_DATA": drive.steward.data], output: log)
                try process.start()
                let life = kills < most ? Double(20 + random.below(60)) / 200 : .infinity
                let status = try await Self.wait(for: process, life: life)
                if status == 0 { return }
                if status == nil, process.kill() {
                    kills += 1
                    let now = try await progress()
                    if now != reached { hits += 1 }
                    reached = now
                } else {
                    failures += 1
                }
                guard failures < 30 else {
                    let text = FileManager.default.contents(atPath: log).map { String(decoding: $0, as: UTF8.self) }
                    throw IntegrationError(.unavailable, "steward keeps failing: \(text?.suffix(2000) ?? "")")
                }
            }
        }

        /// How a process ended before it had used so many seconds of processor time; `nil` when it did not. A busy
        /// machine makes it slower, and it is killed where it would have been on an idle one. One that only waits is
        /// killed after ten times as long by the clock.
        private static func wait(for process: KillableProcess, life: Double) async throws -> Int32? {
            let steps = life.isFinite ? Int(life * 2_000) : 24_000
            for _ in 0..<steps {
                try await SystemClock().sleep(for: .milliseconds(5))
                if let status = process.ended() { return status }
                if let used = process.processorTime, used >= life { return nil }
            }
            return nil
        }

        /// The kills must have hit work in progress, or the test shows nothing.
        func report(_ work: String, rounds: Int) {
            #expect(kills >= KilledTransfersTests.kills)
            #expect(hits >= 10)
            print("\(work): \(kills) kills, \(hits) of them in the middle of visible progress, \(rounds) rounds")
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

    private static func paths(in folder: String) -> [String] {
        FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    }

    private static func digests(of folder: String) throws -> [String: String] {
        var found: [String: String] = [:]
        for path in paths(in: folder) {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: folder + "/" + path, isDirectory: &isFolder),
                !isFolder.boolValue
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
