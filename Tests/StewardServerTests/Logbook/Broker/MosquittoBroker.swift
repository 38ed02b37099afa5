// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardProcess
import StewardTestKit
import Testing

/// A real MQTT broker of one test's own: on 127.0.0.1, with one user, gone when the value is.
final class MosquittoBroker {
    static let path = "/usr/sbin/mosquitto"
    /// Whether brokers can be started and listened to here.
    static let isInstalled =
        [path, "/usr/bin/mosquitto_sub", "/usr/bin/mosquitto_pub", "/usr/bin/mosquitto_passwd"]
        .allSatisfy(FileManager.default.isExecutableFile(atPath:))

    static let user = "anna"
    /// With what a shell or a file of options might stumble over.
    static let password = "a b\"c \\x#é"

    let port = LoopbackPort.free()
    private let folder: TemporaryFolder
    private var process: Process?

    init() async throws {
        folder = try TemporaryFolder("broker")
        let users = folder.path("users")
        try await Program("/usr/bin/mosquitto_passwd", ["-b", "-c", users, Self.user, Self.password]).run().checked()
        let lines = [
            "listener \(port) 127.0.0.1", "allow_anonymous false", "password_file \(users)", "user \(NSUserName())",
            "log_dest none",
        ]
        _ = try folder.write("broker.conf", Array((lines.joined(separator: "\n") + "\n").utf8))
        try await start()
    }

    deinit { kill() }

    /// Starts it, and returns when it answers.
    func start() async throws {
        let started = Process()
        started.executableURL = URL(fileURLWithPath: Self.path)
        started.arguments = ["-c", folder.path("broker.conf")]
        (started.standardOutput, started.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
        try started.run()
        process = started
        try await until("the broker answers") {
            try await client("mosquitto_sub", ["-E", "-t", "none"]).isSuccess
        }
    }

    /// Ends it as a power cut does.
    func kill() {
        guard let running = process, running.isRunning else { return }
        Foundation.kill(running.processIdentifier, SIGKILL)
        running.waitUntilExit()
        process = nil
    }

    /// Publishes a message as another program would.
    func publish(_ topic: String, _ payload: String, isKept: Bool = false) async throws {
        let kept = isKept ? ["-r"] : []
        try await client("mosquitto_pub", ["-q", "1", "-t", topic, "-m", payload] + kept).checked()
    }

    private func client(_ name: String, _ arguments: [String]) async throws -> ProgramResult {
        let login = ["-h", "127.0.0.1", "-p", "\(port)", "-u", Self.user, "-P", Self.password]
        return try await Program("/usr/bin/\(name)", login + arguments).run(limits: .init(time: .seconds(10)))
    }
}

/// Waits for another process to get so far; gives up after twenty seconds.
func until(_ what: String, _ condition: () async throws -> Bool) async throws {
    for _ in 0..<400 {
        if try await condition() { return }
        try await SystemClock().sleep(for: .milliseconds(50))
    }
    Issue.record("it did not come to this: \(what)")
}
