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
    private let authority: MadeAuthority?

    /// - Parameter authority: who made its certificate; `nil` for a broker without TLS.
    init(_ authority: MadeAuthority? = nil) async throws {
        self.authority = authority
        folder = try TemporaryFolder("broker")
        let users = folder.path("users")
        try await Program("/usr/bin/mosquitto_passwd", ["-b", "-c", users, Self.user, Self.password]).run().checked()
        let protection =
            authority.map { ["certfile \($0.certificate)", "keyfile \($0.key)", "tls_version tlsv1.2"] } ?? []
        let lines =
            [
                "listener \(port) 127.0.0.1", "allow_anonymous false", "password_file \(users)", "user \(NSUserName())",
                "log_dest none",
            ] + protection
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
        let host = authority == nil ? "127.0.0.1" : MadeAuthority.host
        let login = ["-h", host, "-p", "\(port)", "-u", Self.user, "-P", Self.password]
        let protection = authority.map { ["--capath", $0.folder] } ?? []
        return try await Program("/usr/bin/\(name)", login + protection + arguments).run(
            limits: .init(time: .seconds(10)))
    }
}

/// An authority that made one certificate, for ``host``.
struct MadeAuthority {
    static let host = "localhost"
    /// The folder with the authority's own certificate, as programs look it up there.
    let folder: String
    /// What the authority made, and its key.
    let certificate: String
    let key: String

    init(_ parent: TemporaryFolder, _ name: String) async throws {
        folder = parent.path("\(name)-trusted")
        (certificate, key) = (parent.path("\(name).pem"), parent.path("\(name).key"))
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let root = "\(folder)/authority.pem"
        let rootKey = parent.path("\(name)-authority.key")
        let curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        try await Self.openssl(
            ["req", "-x509", "-days", "2", "-subj", "/CN=\(name) authority", "-keyout", rootKey, "-out", root] + curve)
        let asked = parent.path("\(name).csr")
        try await Self.openssl(["req", "-new", "-subj", "/CN=\(Self.host)", "-keyout", key, "-out", asked] + curve)
        let names = try parent.write("\(name).names", Array("subjectAltName=DNS:\(Self.host)\n".utf8))
        try await Self.openssl([
            "x509", "-req", "-in", asked, "-CA", root, "-CAkey", rootKey, "-CAcreateserial", "-days", "2", "-extfile",
            names, "-out", certificate,
        ])
        try await Self.openssl(["rehash", folder])
    }

    private static func openssl(_ arguments: [String]) async throws {
        try await MadeCertificate.run(MadeCertificate.openssl, arguments).checked()
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
