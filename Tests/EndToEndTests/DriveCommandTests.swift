// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import HTTPTypes
import StewardCore
import StewardProcess
import StewardTestKit
import Testing

/// The command lines of older programs, with their options, files and exit statuses.
@Suite struct DriveCommandTests {
    private static let settings = ["writes-per-second=0", "units-per-minute=0"]
    /// A drive with 12 files in its trash, each of 1,000 bytes, in two folders.
    private static let trashed = [
        "--no-auth", "--files", "12", "--folders", "2", "--size", "1000", "--trashed", "100",
    ]

    private static func with(_ body: (Recovering) async throws -> Void) async throws {
        try await SimulatedDrive.with(simulator: trashed, settings: settings) { drive in
            try await body(Recovering(drive: drive))
        }
    }

    /// `steward drive recover` with a pace for tests.
    private struct Recovering {
        let drive: SimulatedDrive

        func path(_ name: String) -> String { drive.folder.path(name) }

        func run(
            _ command: String, _ options: [String], state: String = "state.json"
        ) async throws -> (status: Int, out: String, err: String) {
            try await drive.steward.run(
                ["drive", "recover", command, "--state-file", path(state)]
                    + (command == "dry-run" ? [] : ["--yes", "--max-rps", "0", "--log-file", path("run.log")])
                    + options + (command == "dry-run" ? [] : ["--quiet"]))
        }

        /// Must end with this status and words.
        func ends(
            _ status: Int, _ command: String, _ options: [String], state: String = "state.json", _ words: String...,
            place: SourceLocation = #_sourceLocation
        ) async throws {
            let result = try await run(command, options, state: state)
            #expect(result.status == status, "\(result.err)", sourceLocation: place)
            for word in words { #expect(result.err.contains(word), "\(result.err)", sourceLocation: place) }
        }

        /// Must succeed; gives the summary.
        func summary(_ command: String, _ options: [String], state: String = "state.json") async throws -> JSON {
            let result = try await run(command, options + ["--json"], state: state)
            guard result.status == 0 else { throw IntegrationError(.unavailable, result.err) }
            return try JSON(parsing: Array(result.out.utf8))
        }

        /// Starts a recovery as a process of its own.
        func startSlowly() throws -> KillableProcess {
            let process = try KillableProcess(
                "steward",
                [
                    "drive", "recover", "recover-and-download", "--yes", "--max-rps", "0", "--log-file", "",
                    "--download-dir", path("slow"), "--state-file", path("slow.json"), "--quiet",
                ], environment: ["STEWARD_DATA": drive.steward.data], output: path("slow.out"))
            try process.start()
            return process
        }

        /// What is in the trash, by id.
        func trash() async throws -> [String] {
            let plan = try await summary("dry-run", [], state: "none.json")
            return (plan["files"]?.array ?? []).compactMap { $0["id"]?.string }
        }
    }

    /// Keeps every download waiting, and starts a recovery that waits for one.
    private static func interrupted(
        _ body: (Recovering, KillableProcess) async throws -> Void
    ) async throws {
        try await with { recover in
            try await recover.drive.control(
                .post, "faults",
                ["kind": "delay", "milliseconds": 60_000, "path": "/drive/v3/files/*", "count": 1_000])
            let process = try recover.startSlowly()
            try await waitForDownload(recover.drive)
            try await body(recover, process)
        }
    }

    // MARK: Arguments

    @Test("wrong arguments of a recovery end with 2, in the order in which they were always checked")
    func arguments() async throws {
        try await Self.with { recover in
            let bare = try await recover.drive.steward.run(["drive", "recover"])
            #expect(bare.status == 2)
            #expect(bare.err.contains("dry-run"))
            let full = "recover-and-download"
            let folder = ["--download-dir", recover.path("out")]
            let wrong = [
                "--post-restore-policy", "foo", "--concurrency", "0", "--after-date", "soon", "--extensions", "a b",
            ]
            try await recover.ends(2, full, wrong, "“foo” is no policy", "METRIC {")
            try await recover.ends(2, full, ["--post-restore-policy", "trsh"] + folder, "trash")
            try await recover.ends(2, full, Array(wrong.dropFirst(2)), "--concurrency")
            try await recover.ends(2, full, Array(wrong.dropFirst(4)), "--download-dir")
            try await recover.ends(2, full, ["--download-dir", "/dev/null"], "/dev/null is not a folder")
            try await recover.ends(2, full, Array(wrong.dropFirst(4)) + folder, "--after-date", "soon")
            try await recover.ends(2, full, ["--extensions", "a b", "ok", "*"] + folder, "“a b”, “*”")
            try await recover.ends(2, full, ["--overwrite", "--skip-existing"] + folder, "--overwrite")
            try await recover.ends(2, full, ["--no-such-option"] + folder, "--no-such-option")
            try await recover.ends(2, "recover-only", ["--folder-id", "x"], "--folder-id")
            let list = try recover.drive.folder.write("list.csv", Array("file_id\n".utf8))
            let retry = ["--retry-failed-file", list] + folder
            for other in [["--failed-file", list], ["--fresh-run"], ["--file-ids", "a"], ["--folder-id", "a"]] {
                try await recover.ends(2, full, retry + other, "--retry-failed-file")
            }
            try await recover.ends(1, full, retry, "nothing to try again")
        }
    }

    @Test("ids are looked at before anything begins, each that is wrong with a sentence of its own")
    func ids() async throws {
        try await Self.with { recover in
            let good = try await recover.trash()[0]
            let missing = String(repeating: "a", count: 33)
            try await recover.ends(
                2, "recover-only", ["--file-ids", "short", missing, good], "short: not the form",
                "\(missing): not found")
            #expect(try await recover.trash().count == 12)
            #expect(try await recover.summary("recover-only", ["--file-ids", good])["recovered"]?.integer == 1)
            #expect(try await recover.trash().count == 11)
        }
    }

    // MARK: Runs

    @Test("the dry run changes nothing and prints the command that does what it showed")
    func dryRun() async throws {
        try await Self.with { recover in
            let folder = recover.path("it's here")
            let plan = try await recover.run("dry-run", ["--download-dir", folder, "--limit", "5"])
            #expect(plan.status == 0, "\(plan.err)")
            #expect(plan.out.contains("Found 5 files"))
            #expect(LocalTree.texts(in: folder).isEmpty)
            #expect(try await recover.trash().count == 12)
            let line = try #require(plan.out.split(separator: "\n").first { $0.contains("recover-and-download") })
            let command = line.split(separator: " ").dropFirst().joined(separator: " ")
            let shell = Program(
                "/bin/bash",
                ["-c", "\"$0\" \(command) --yes --max-rps 0 --log-file ''", recover.drive.steward.path],
                environment: ["STEWARD_DATA": recover.drive.steward.data, "PATH": "/usr/bin:/bin"])
            let result = try await shell.run()
            #expect(result.ending == .exited(0), "\(result.errorText)")
            #expect(LocalTree.texts(in: folder).count == 5)
        }
    }

    @Test("a run goes on by itself, and one of another scope is refused naming both")
    func scope() async throws {
        try await Self.with { recover in
            let options = [
                "--download-dir", recover.path("out"), "--limit", "4", "--post-restore-policy", "Keep-On-Drive",
            ]
            let first = try await recover.summary("recover-and-download", options)
            #expect(first["downloaded"]?.integer == 4)
            #expect(first["retained"]?.integer == 4)
            let second = try await recover.summary("recover-and-download", options)
            #expect(second["done_before"]?.integer == 4)
            #expect(second["downloaded"]?.integer == 4)
            #expect(LocalTree.texts(in: recover.path("out")).count == 8)
            try await recover.ends(
                2, "recover-only", [], "recover_and_download trash_query", "recover_only trash_query")
            #expect(try await recover.trash().count == 4)
            #expect(try await recover.summary("recover-only", ["--fresh-run"])["recovered"]?.integer == 4)
            let log = try String(decoding: recover.drive.folder.bytes("run.log"), as: UTF8.self)
            #expect(log.contains("Run complete: mode=recover_and_download found="))
        }
    }

    @Test("extensions, dates and every old option are taken, and the default puts files back into the trash")
    func options() async throws {
        try await Self.with { recover in
            let old = [
                "--burst", "3", "--process-batch-size", "5", "--concurrency", "2", "--no-emoji", "-vv",
                "--client-per-thread", "--http-pool-maxsize", "8", "--http-transport", "httplib2", "--strict-policy",
                "--rl-diagnostics", "--debug-parity", "--clear-id-cache", "--lock-timeout", "1", "--direct-download",
            ]
            let all = ["--download-dir", recover.path("out"), "--extensions", ".BIN", "--after-date", "2020-01-01"]
            let done = try await recover.summary("recover-and-download", all + old)
            #expect(done["downloaded"]?.integer == 12)
            #expect(done["trashed"]?.integer == 12)
            #expect(try await recover.trash().count == 12)
            for none in [["--extensions", "jpg", "png"], ["--after-date", "2999-01-01T00:00:00Z"]] {
                let state = "none \(none[0]).json"
                #expect(try await recover.summary("recover-only", none, state: state)["found"]?.integer == 0)
            }
        }
    }

    @Test("files that failed are on the list, and the list alone is tried again")
    func failedFiles() async throws {
        try await Self.with { recover in
            let list = recover.path("failed.csv")
            let all = ["--download-dir", recover.path("out"), "--failed-file", list]
            let id = try await recover.trash()[3]
            try await recover.drive.control(
                .post, "drive/faults",
                [
                    "kind": "reason", "reason": "cannotDownloadAbusiveFile", "method": "files.get.media",
                    "fileId": .string(id),
                ])
            try await recover.ends(1, "recover-and-download", all, "malware or abuse")
            let text = try String(decoding: recover.drive.folder.bytes("failed.csv"), as: UTF8.self)
            let lines = text.split(separator: "\n")
            #expect(lines.first == "source_folder_id,file_id,target_path")
            #expect(lines.dropFirst().count == 1)
            #expect(lines.last?.contains(",\(id),") == true)
            try await recover.drive.control(.delete, "drive/faults")
            let again = ["--download-dir", recover.path("out"), "--retry-failed-file", list]
            let done = try await recover.summary("recover-and-download", again, state: "again.json")
            #expect(done["found"]?.integer == 1)
            #expect(done["downloaded"]?.integer == 1)
            #expect(LocalTree.texts(in: recover.path("out")).count == 12)
        }
    }

    // MARK: State and lock

    @Test("state files of every version are taken over once; what is none is refused", arguments: 0...3)
    func oldState(version: Int64) async throws {
        try await Self.with { recover in
            let id = try await recover.trash()[0]
            let key = SHA256.hash(data: Array("||0".utf8)).prefix(8).map { byte in
                String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
            }.joined()
            var members: [JSON.Member] = [.init("total_found", 12), .init("unknown", "x")]
            if version > 0 { members.append(.init("schema_version", .integer(version))) }
            if version == 3 {
                let done: JSON = ["recovered": true, "downloaded": true, "post_restored": true]
                members.append(.init("processed_items", .object([.init(id, done)])))
                let scope: JSON = ["source": "trash_query", "command": "recover_only", "key": .string(key)]
                members.append(.init("scope", scope))
            } else {
                members.append(.init("processed_items", .array([.string(id)])))
            }
            try recover.drive.folder.write("old.json", JSON.object(members).canonicalBytes())
            let first = try await recover.summary("recover-only", [], state: "old.json")
            #expect(first["done_before"]?.integer == 1)
            #expect(first["recovered"]?.integer == 11)
            #expect(try await recover.trash() == [id])
            let second = try await recover.summary("recover-only", [], state: "old.json")
            #expect(second["done_before"]?.integer == 12)

            try recover.drive.folder.write("bad.json", Array("no JSON".utf8))
            try await recover.ends(2, "recover-only", [], state: "bad.json", "bad.json", "--fresh-run")
            try recover.drive.folder.write("new.json", Array("{\"schema_version\": 4}".utf8))
            try await recover.ends(2, "recover-only", [], state: "new.json", "schema_version")
        }
    }

    @Test("a second recovery ends with 2 naming the first; --force goes on; a killed one is in nobody's way")
    func lock() async throws {
        try await Self.interrupted { recover, first in
            try await recover.ends(2, "recover-only", [], "is held for recovery", "process \(first.id)")
            try await recover.ends(2, "recover-only", ["--lock-timeout", "1"], "is held for recovery")
            let empty = try await recover.drive.steward.run(["drive", "quota", "--empty-trash", "--yes"])
            #expect(empty.status == 2)
            #expect(empty.err.contains("is held for recovery"))
            let forced = try await recover.summary("recover-only", ["--force", "--limit", "1"], state: "forced.json")
            #expect(forced["errors"]?.integer == 0)
            first.kill()
            try await recover.drive.control(.delete, "faults")
            #expect(try await recover.summary("recover-only", [])["errors"]?.integer == 0)
        }
    }

    @Test("a recovery that is stopped says that its state is kept, ends with 1, and goes on with the same command")
    func stopped() async throws {
        try await Self.interrupted { recover, process in
            kill(process.id, SIGTERM)
            var status: Int32?
            for _ in 0..<1_000 where status == nil {
                try await SystemClock().sleep(for: .milliseconds(20))
                status = process.ended()
            }
            #expect(status == 1)
            let said = try String(decoding: recover.drive.folder.bytes("slow.out"), as: UTF8.self)
            #expect(said.contains("State saved for resume."))
            try await recover.drive.control(.delete, "faults")
            let options = ["--download-dir", recover.path("slow")]
            let done = try await recover.summary("recover-and-download", options, state: "slow.json")
            #expect(done["downloaded"]?.integer == 12)
            #expect(done["recovered"]?.integer == 0)
            #expect(LocalTree.texts(in: recover.path("slow")).count == 12)
        }
    }

    /// Returns when a download waits for its answer.
    private static func waitForDownload(_ drive: SimulatedDrive) async throws {
        for _ in 0..<1_000 {
            let left = try await drive.control(.get, "faults").array?.first?["count"]?.integer
            if let left, left < 1_000 { return }
            try await SystemClock().sleep(for: .milliseconds(20))
        }
        throw IntegrationError(.unavailable, "No download began within 20 s.")
    }
}
