// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardProcess
import StewardTestKit
import Testing

@testable import StewardServer

/// Certificates made with openssl, each its own authority.
struct MadeCertificate {
    static let openssl = "/usr/bin/openssl"
    static let curl = "/usr/bin/curl"
    static var isPossible: Bool {
        [openssl, curl].allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }
    }

    let files: CertificateFiles

    /// Makes `name.pem` and `name.key` in a folder, for `steward.example`.
    init(_ folder: TemporaryFolder, _ name: String = "first", days: Int = 90, more: [String] = []) async throws {
        files = CertificateFiles(certificate: folder.path("\(name).pem"), key: folder.path("\(name).key"))
        let result = try await Self.run(
            Self.openssl,
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "\(days)",
                "-subj", "/CN=\(name)", "-addext", "subjectAltName=DNS:steward.example,DNS:*.steward.example",
                "-keyout", files.key, "-out", files.certificate,
            ] + more)
        try #require(result.isSuccess, "\(result.errorText)")
    }

    static func run(_ path: String, _ arguments: [String], input: Program.Input = .nothing) async throws
        -> ProgramResult
    {
        let program = Program(path, arguments, environment: ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent"])
        return try await program.run(input, limits: .init(time: .seconds(20)))
    }

    /// Asks a server on this machine as `steward.example`, trusting this certificate alone.
    func curl(_ port: Int, _ path: String, _ more: [String] = []) async throws -> ProgramResult {
        try await Self.run(
            Self.curl,
            [
                "--silent", "--show-error", "--max-time", "10", "--include", "--cacert", files.certificate, "--resolve",
                "steward.example:\(port):127.0.0.1", "https://steward.example:\(port)\(path)",
            ] + more)
    }

    /// Shakes hands and hangs up.
    static func handshake(_ port: Int, _ more: [String]) async throws -> ProgramResult {
        try await run(openssl, ["s_client", "-connect", "127.0.0.1:\(port)", "-servername", "steward.example"] + more)
    }

    /// Puts another certificate in the place of this one, as a renewal does.
    func replace(by other: MadeCertificate) throws {
        for (from, to) in [(other.files.certificate, files.certificate), (other.files.key, files.key)] {
            try FileManager.default.removeItem(atPath: to)
            try FileManager.default.copyItem(atPath: from, toPath: to)
        }
    }
}
