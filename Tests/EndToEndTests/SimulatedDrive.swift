// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardProcess
import StewardTestKit

/// The simulator of Google as a process of its own, and the real program connected to it by a service account.
struct SimulatedDrive {
    let steward: StewardProgram
    let address: String
    let folder: TemporaryFolder
    private let transport = AsyncHTTPClientTransport()

    /// Starts the simulator, connects, and stops the simulator after `body`.
    static func with(
        simulator options: [String] = [], settings: [String] = [], _ body: (SimulatedDrive) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder("drive")
        defer { withExtendedLifetime(folder) {} }
        let output = folder.path("simulator.out")
        let own = String(ProcessInfo.processInfo.processIdentifier)
        let process = try KillableProcess(
            "steward-simulate",
            ["google", "--write-client", folder.path("client"), "--state", folder.path("state"), "--parent", own]
                + options,
            output: output)
        try process.start()
        defer { process.kill() }
        let address = try await address(in: output)
        let drive = SimulatedDrive(steward: try StewardProgram(), address: address, folder: folder)
        try await drive.connect(settings)
        try await body(drive)
    }

    static func address(in path: String) async throws -> String {
        for _ in 0..<600 {
            let text = FileManager.default.contents(atPath: path).map { [UInt8]($0) } ?? []
            if text.contains(0x0A), let found = try JSON(parsing: text)["address"]?.string { return found }
            try await SystemClock().sleep(for: .milliseconds(50))
        }
        throw IntegrationError(.unavailable, "The simulator did not start within 30 s.")
    }

    private func connect(_ settings: [String]) async throws {
        let addresses = ["accounts-address", "token-address", "keys-address"].flatMap { ["--set", "\($0)=\(address)"] }
        try await succeed(
            [
                "connect", "google", "--name", "robot", "--set-file",
                "service-account=\(folder.path("client"))/service_account.json",
            ]
                + addresses)
        let given = (["api-address=\(address)"] + settings).flatMap { ["--set", $0] }
        try await succeed(["connect", "google-drive", "--name", "drive", "--account", "robot"] + given)
    }

    /// Runs a command that must end with status 0, and gives what it printed.
    @discardableResult
    func succeed(_ arguments: [String]) async throws -> String {
        let result = try await steward.run(arguments)
        guard result.status == 0 else {
            throw IntegrationError(
                .unavailable, "steward \(arguments.joined(separator: " ")) ended with \(result.status): \(result.err)")
        }
        return result.out
    }

    /// A call to the simulator itself.
    @discardableResult
    func control(_ method: HTTPRequest.Method, _ path: String, _ body: JSON? = nil) async throws -> JSON {
        let authority = String(address.dropFirst("http://".count))
        let request = HTTPRequest(method: method, scheme: "http", authority: authority, path: "/_simulator/" + path)
        let bytes = try body?.canonicalBytes()
        let reply = try await transport.send(HTTPCall(request, body: bytes.map { HTTPBody($0) }))
        let text = try await reply.body.collect(upTo: 64 << 20)
        guard (200...299).contains(reply.response.status.code) else {
            throw IntegrationError(.unavailable, "\(path): \(String(decoding: text, as: UTF8.self))")
        }
        return text.isEmpty ? .null : try JSON(parsing: text)
    }

    /// What is in a folder of the drive, as `drive ls --json` has it.
    func list(_ path: String) async throws -> [JSON] {
        try JSON(parsing: Array(try await succeed(["drive", "ls", path, "--json"]).utf8)).array ?? []
    }

    /// Signs a person in through the browser's way, the simulator agreeing by itself; gives what was printed.
    func signIn(as name: String, scopes: [String] = ["drive.file"]) async throws -> [UInt8] {
        let log = folder.path("sign-in \(name).log")
        // What an earlier sign-in printed has an address of its own.
        try? FileManager.default.removeItem(atPath: log)
        let addresses = ["accounts-address", "token-address", "keys-address"].flatMap { ["--set", "\($0)=\(address)"] }
        let client = "client=\(folder.path("client"))/client_secret.json"
        let process = try KillableProcess(
            "steward",
            ["connect", "google", "--name", name, "--set-file", client] + scopes.flatMap { ["--scope", $0] }
                + addresses,
            environment: ["STEWARD_DATA": steward.data], output: log)
        try process.start()
        var visited = false
        for _ in 0..<1_200 {
            let text = String(decoding: FileManager.default.contents(atPath: log) ?? Data(), as: UTF8.self)
            let found = text.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("http") }
            if !visited, let found, text.contains("code_challenge_method") {
                visited = true
                try await visit(String(found))
            }
            if let status = process.ended() {
                guard status == 0 else {
                    throw IntegrationError(.unavailable, "The sign-in ended with \(status): \(text)")
                }
                return Array(text.utf8)
            }
            try await SystemClock().sleep(for: .milliseconds(50))
        }
        throw IntegrationError(.unavailable, "The sign-in did not end within a minute.")
    }

    /// Goes to an address and where it leads, as a browser does.
    private func visit(_ start: String) async throws {
        var next: String? = start
        for _ in 0..<5 {
            guard let place = next, let url = URL(string: place), let host = url.host() else { return }
            let query = url.query(percentEncoded: true).map { "?" + $0 } ?? ""
            let path = url.path(percentEncoded: true)
            let request = HTTPRequest(
                method: .get, scheme: "http", authority: "\(host):\(url.port ?? 80)",
                path: (path.isEmpty ? "/" : path) + query)
            let reply = try await transport.send(HTTPCall(request))
            _ = try await reply.body.collect(upTo: 1 << 20)
            next = reply.response.headerFields[.location]
        }
    }
}
