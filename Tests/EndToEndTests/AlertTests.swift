// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardProcess
import StewardTestKit
import Testing

/// A storage above its threshold reaches people, through the real programs.
@Suite struct AlertTests {
    private static let secret = "canary-signing-71c3"
    private static let token = "canary-token-0d9e"

    /// A drive with 12 million bytes in it, which is more than 0.01 percent of what it may hold, and a receiver.
    private static func with(
        token: String = token, _ body: (SimulatedDrive, Receiver) async throws -> Void
    ) async throws {
        let simulator = ["--no-auth", "--files", "12", "--folders", "1", "--size", "1000000"]
        try await SimulatedDrive.with(simulator: simulator) { drive in
            try await Receiver.with(drive, ["--token", Self.token, "--signing-secret", secret]) { receiver in
                try await receiver.connect("ops", token: token, secret: secret)
                try await body(drive, receiver)
            }
        }
    }

    private static func quota(_ drive: SimulatedDrive, _ threshold: String) async throws -> (Int, JSON, String) {
        let result = try await drive.steward.run(["drive", "quota", "-t", threshold, "--json", "--connection", "drive"])
        return (result.status, try JSON(parsing: Array(result.out.utf8)), result.err)
    }

    @Test("a storage above its threshold is one signed POST and exit status 3; measured again it is no second one")
    func once() async throws {
        try await Self.with { drive, receiver in
            #expect(try await receiver.notices("check").count == 1)
            let before = try await receiver.count()
            let (status, shown, errors) = try await Self.quota(drive, "0.01")
            #expect(status == 3 && shown["told"] == ["ops"] && shown["not_told"] == [] && errors.isEmpty)
            // The receiver takes nothing that is not signed, and nothing of another form.
            let notice = try #require(try await receiver.notices("storage-above-threshold").first)
            #expect(notice["times"]?.integer == 1)
            let content = notice["notice"]
            #expect(content?["format"] == "steward-notice-1")
            #expect(content?["subject"] == "The storage of “drive” is above its threshold")
            #expect(content?["text"]?.string?.hasPrefix("The storage of “drive” is above 0.01%: ") == true)
            #expect(content?["key"]?.string?.hasPrefix("storage:drive:") == true)
            let (again, second, _) = try await Self.quota(drive, "0.01")
            #expect(again == 3 && second["told"] == [] && second["told_before"] == ["ops"])
            #expect(try await receiver.count() == before + 1)
            // Within limits, and above again: that is another crossing.
            #expect(try await Self.quota(drive, "99").0 == 0)
            #expect(try await receiver.count() == before + 1)
            #expect(try await Self.quota(drive, "0.01").1["told"] == ["ops"])
            #expect(try await receiver.notices("storage-above-threshold").count == 2)
        }
    }

    @Test("the job measures and tells like the command")
    func job() async throws {
        try await Self.with { drive, receiver in
            let payload = #"{"connection": "drive", "threshold": 0.01}"#
            for _ in 0..<2 { try await drive.succeed(["jobs", "run", "files.quota", "--here", "--payload", payload]) }
            let notices = try await receiver.notices("storage-above-threshold")
            #expect(notices.count == 1 && notices.first?["times"]?.integer == 1)
            #expect(try await Self.quota(drive, "0.01").1["told_before"] == ["ops"])
        }
    }

    @Test("a channel that fails is one warning; the others are told, the exit status stays, and no secret shows")
    func failing() async throws {
        try await Self.with { drive, receiver in
            let secretPath = "/hooks/canary-path-55aa?room=7"
            let broken = try drive.folder.write("address", Array((receiver.address + secretPath).utf8))
            let connected = try await drive.steward.run([
                "connect", "webhook", "--name", "broken", "--set-file", "address=\(broken)",
            ])
            #expect(connected.status == 3 && connected.out.contains("404"))
            let (status, shown, errors) = try await Self.quota(drive, "0.01")
            #expect(status == 3 && shown["told"] == ["ops"] && shown["not_told"] == ["broken"])
            #expect(errors.split(separator: "\n").count == 1 && errors.contains("“broken” was not told of it"))
            let all = errors + connected.out + connected.err + String(describing: shown)
            let list = try await drive.succeed(["connections", "list", "--json"])
            for hidden in ["canary-path-55aa", Self.secret, Self.token] {
                #expect(!all.contains(hidden) && !list.contains(hidden))
            }
            #expect(try await receiver.notices("storage-above-threshold").count == 1)
        }
    }

    @Test("a secret address on the command line is refused with the way to give it")
    func commandLine() async throws {
        let steward = try StewardProgram()
        let result = try await steward.run("connect", "webhook", "--set", "address=https://example.org/hook")
        #expect(result.status == 64 && result.err.contains("--set-file address="))
    }
}

/// The simulated receiver as a process of its own.
private struct Receiver {
    let drive: SimulatedDrive
    let address: String
    private let transport = AsyncHTTPClientTransport()

    static func with(
        _ drive: SimulatedDrive, _ options: [String], _ body: (Receiver) async throws -> Void
    ) async throws {
        let output = drive.folder.path("receiver.out")
        let own = String(ProcessInfo.processInfo.processIdentifier)
        let process = try KillableProcess(
            "steward-simulate", ["webhook", "--parent", own] + options, output: output)
        try process.start()
        defer { process.kill() }
        try await body(Receiver(drive: drive, address: try await SimulatedDrive.address(in: output)))
    }

    func connect(_ name: String, token: String, secret: String) async throws {
        let files = try [("address", address + "/hooks/ops?room=7"), ("token", token), ("signing-secret", secret)]
            .flatMap { key, value in
                ["--set-file", "\(key)=\(try drive.folder.write("\(name)-\(key)", Array((value + "\n").utf8)))"]
            }
        try await drive.succeed(["connect", "webhook", "--name", name] + files)
    }

    /// What was taken of this kind.
    func notices(_ kind: String) async throws -> [JSON] {
        (try await get("/_simulator/notices").array ?? []).filter { $0["notice"]?["kind"]?.string == kind }
    }

    /// How many requests came.
    func count() async throws -> Int64 { try await get("/_simulator/requests/count")["count"]?.integer ?? -1 }

    private func get(_ path: String) async throws -> JSON {
        let authority = String(address.dropFirst("http://".count))
        let request = HTTPRequest(method: .get, scheme: "http", authority: authority, path: path)
        return try JSON(parsing: try await transport.send(HTTPCall(request)).body.collect(upTo: 1 << 20))
    }
}
