// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import StewardCore
import StewardTestKit
import Testing

/// Every secret of a connection is looked for wherever one could slip out.
@Suite(.serialized) struct HiddenSecretsTests {
    @Test("no token, key, client secret or upload session reaches output, log, ledger, table or process list")
    func nowhere() async throws {
        try await SimulatedDrive.with(settings: ["writes-per-second=0", "chunk-size=262144"]) { drive in
            let big = drive.folder.path("big.bin")
            try Data(repeating: 7, count: 24 << 20).write(to: URL(filePath: big))
            let log = drive.folder.path("steward.log")
            // A slow line, so that the upload is under way when it is killed and its session is kept.
            try await drive.control(
                .post, "faults", ["kind": "delay", "milliseconds": 300, "path": "/upload/*", "skip": 3])
            let process = try KillableProcess(
                "steward", ["drive", "put", big, "--to", "/", "--json"],
                environment: ["STEWARD_DATA": drive.steward.data], output: log)
            try process.start()
            let processList = try await Self.watch(process, drive)
            try await drive.control(.delete, "faults")
            let signIn = try await drive.signIn(as: "person")
            let secrets = try Self.secrets(drive)
            for name in ["the service account's key", "the client secret", "an upload session", "a refresh token"] {
                #expect(secrets[name] != nil, "the canary \(name) is missing")
            }

            var places: [String: [UInt8]] = [
                "the process list": processList, "the output": Self.bytes(log), "the sign-in": signIn,
            ]
            try await drive.control(.post, "accounts/revoke", ["account": "user@example.com"])
            for command in Self.commands(drive) {
                let result = try await drive.steward.run(command)
                places["steward \(command.joined(separator: " "))"] = Array((result.out + result.err).utf8)
            }
            for path in FileManager.default.enumerator(atPath: drive.steward.data)?.compactMap({ $0 as? String }) ?? []
            where !path.hasPrefix("keys/") {
                places["the data folder's \(path)"] = Self.bytes(drive.steward.data + "/" + path)
            }
            for (place, bytes) in places {
                let text = Data(bytes)
                for (name, secret) in secrets {
                    #expect(text.range(of: Data(secret.utf8)) == nil, "\(name) stands in \(place)")
                }
            }
        }
    }

    /// Commands that show much, and some that fail.
    private static func commands(_ drive: SimulatedDrive) -> [[String]] {
        [
            ["connections", "list", "--json"], ["connections", "check", "robot", "--json"], ["doctor", "--json"],
            ["secrets", "list", "--json"], ["ledger", "show", "files:drive", "--json"], ["status", "--json"],
            ["drive", "ls", "1NoSuchFolder000000000000000000", "--json"], ["drive", "ls", "/", "--json"],
            ["integrations", "describe", "Google"], ["jobs", "list", "--json"],
            ["connect", "google", "--name", "other", "--set", "client=abc"],
        ]
    }

    /// Reads the process's command line while it works, and kills it when its upload is under way.
    private static func watch(_ process: KillableProcess, _ drive: SimulatedDrive) async throws -> [UInt8] {
        var seen: [UInt8] = []
        for _ in 0..<2_000 {
            seen += bytes("/proc/\(process.id)/cmdline")
            try await SystemClock().sleep(for: .milliseconds(5))
            if !sessions(drive).isEmpty { break }
        }
        try await SystemClock().sleep(for: .milliseconds(400))
        process.kill()
        return seen
    }

    /// What the simulator gave out: the service account's key, tokens, and the upload's session.
    private static func secrets(_ drive: SimulatedDrive) throws -> [String: String] {
        var found: [String: String] = [:]
        let account = try JSON(parsing: bytes(drive.folder.path("client/service_account.json")))
        let key = account["private_key"]?.string ?? ""
        found["the service account's key"] = key.split(separator: "\n").dropFirst().first.map(String.init)
        let client = try JSON(parsing: bytes(drive.folder.path("client/client_secret.json")))
        found["the client secret"] = client["installed"]?["client_secret"]?.string
        found["an upload session"] = sessions(drive).first
        found["a refresh token"] = tokens(try JSON(parsing: bytes(drive.folder.path("state/accounts.json")))).first
        // Access tokens and the addresses of upload sessions are known by how they begin.
        found["an access token"] = "ya29."
        found["the address of an upload session"] = "upload_id="
        return found
    }

    /// Texts of the simulator's own state that look like refresh tokens.
    private static func tokens(_ json: JSON) -> [String] {
        switch json {
        case .string(let text): text.hasPrefix("1//") ? [text] : []
        case .array(let elements): elements.flatMap(tokens)
        case .object(let members): members.flatMap { tokens($0.value) }
        default: []
        }
    }

    /// The ids of the upload sessions that are under way at the simulator.
    private static func sessions(_ drive: SimulatedDrive) -> [String] {
        let folder = drive.folder.path("state/drive/content")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(".json".count)) }
    }

    private static func bytes(_ path: String) -> [UInt8] {
        FileManager.default.contents(atPath: path).map { [UInt8]($0) } ?? []
    }
}
