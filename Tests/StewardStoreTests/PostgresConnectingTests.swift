// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardProcess
import StewardTestKit
import Testing

@testable import StewardStore

@Suite("Connecting to PostgreSQL", .timeLimit(.minutes(2)))
struct PostgresConnectingTests {
    static let openssl = "/usr/bin/openssl"
    static let canTestTLS = PostgresServer.isInstalled && FileManager.default.isExecutableFile(atPath: openssl)

    /// A server on TCP that wants TLS and a password, with a certificate of its own.
    private func secureServer(_ folder: TemporaryFolder) async throws -> PostgresServer {
        try await Program(
            Self.openssl,
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder.path("key.pem"),
                "-out", folder.path("cert.pem"),
            ]
        ).run().checked()
        let access = "local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n"
        let server = try await PostgresServer.start(
            port: LoopbackPort.free(),
            settings: ["ssl = on", "ssl_cert_file = 'cert.pem'", "ssl_key_file = 'key.pem'"],
            files: [
                "cert.pem": try folder.bytes("cert.pem"), "key.pem": try folder.bytes("key.pem"),
                "pg_hba.conf": Array(access.utf8),
            ])
        let local = try await PostgresDatabase.connect(server.address())
        try await local.write { _ = try $0.execute("ALTER ROLE steward PASSWORD 'correct horse'") }
        await local.close()
        return server
    }

    @Test(
        "TLS is used and the certificate checked, past a first host that is dead",
        .enabled(if: canTestTLS, "PostgreSQL or openssl is not installed"))
    func encrypted() async throws {
        let folder = try TemporaryFolder("tls")
        let server = try await secureServer(folder)
        let port = try #require(server.port)
        let common = "user=steward password='correct horse' dbname=postgres target_session_attrs=read-write"
        let hosts = "host=127.0.0.1,127.0.0.1 port=\(LoopbackPort.free()),\(port)"
        let database = try await PostgresDatabase.connect(
            Secret("\(hosts) \(common) sslmode=verify-full sslrootcert=\(folder.path("cert.pem"))"))
        let isEncrypted = try await database.read {
            try $0.first("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")?.integer("ssl")
        }
        #expect(isEncrypted == 1)
        await database.close()
        try folder.write("other.pem", [])
        for refused in ["sslmode=verify-full sslrootcert=\(folder.path("other.pem"))", "sslmode=disable"] {
            await #expect(throws: DatabaseError(.unavailable, "")) {
                try await PostgresDatabase.connect(Secret("host=127.0.0.1 port=\(port) \(common) \(refused)"))
            }
        }
        let error = await #expect(throws: DatabaseError(.unavailable, "")) {
            try await PostgresDatabase.connect(
                Secret("host=127.0.0.1 port=\(port) user=steward password=hunter2 dbname=postgres"))
        }
        #expect(error?.message.contains("password authentication failed") == true)
        #expect(error?.description.contains("hunter2") == false)
    }

    @Test("A host that accepts and then says nothing is passed over", .enabled(if: PostgresServer.isInstalled))
    func silentHost() async throws {
        let silent = LoopbackPort.silent()
        let server = try await PostgresServer.start(port: LoopbackPort.free())
        let port = try #require(server.port)
        var limits = PostgresDatabase.Configuration()
        limits.connectTimeout = .seconds(4)
        let database = try await PostgresDatabase.connect(
            Secret("host=127.0.0.1,127.0.0.1 port=\(silent.number),\(port) user=steward dbname=postgres"),
            configuration: limits)
        #expect(try await database.read { $0.engine } == .postgresql)
        await database.close()
        let error = await #expect(throws: DatabaseError(.unavailable, "")) {
            try await PostgresDatabase.connect(
                Secret("host=127.0.0.1 port=\(silent.number) user=steward dbname=postgres"), configuration: limits)
        }
        #expect(error?.message.contains("did not answer within 4.0 s") == true)
        withExtendedLifetime(silent) {}
    }

    @Test("Cancelling ends the connecting to a silent host in bounded time")
    func cancelConnecting() async throws {
        let silent = LoopbackPort.silent()
        var limits = PostgresDatabase.Configuration()
        limits.connectTimeout = .seconds(60)
        let patient = limits
        let task = Task {
            try await PostgresDatabase.connect(
                Secret("host=127.0.0.1 port=\(silent.number) user=a dbname=b"), configuration: patient)
        }
        await silent.visitor()
        let began = ContinuousClock.now
        task.cancel()
        await #expect(throws: DatabaseError(.interrupted, "")) { try await task.value }
        #expect(ContinuousClock.now - began < .seconds(15))
        withExtendedLifetime(silent) {}
    }

    @Test(
        "No part of a password is in an error, whatever is wrong with the connection string",
        arguments: [
            "host=127.0.0.1 port=1 user=a password=hunter2 dbname=b", "postgresql://a:hunter2@127.0.0.1:1/b",
            "password=hun ter2 host=x", "postgresql://a:hun%zzter2@h/b", "hunter2", "host=127.0.0.1 port=hunter2",
            "host=127.0.0.1 port=1 password='hunter2", "postgresql://a:b@127.0.0.1:hunter2/b",
            "postgresql://a:hun@ter2@127.0.0.1:1/b", "postgresql://a:hunter2/x@127.0.0.1:1/b",
            "host=127.0.0.1 port=1 user=a password=hunter2 sslmode=hunter2",
            "host=/nowhere/hunter2 password=hunter2 user=a", "password=hunter2 hunter2=1",
        ])
    func noPassword(string: String) async throws {
        let error = await #expect(throws: DatabaseError(.unavailable, "")) {
            try await PostgresDatabase.connect(Secret(string))
        }
        let text = error.map { "\($0) \($0.message)" } ?? ""
        #expect(!text.isEmpty)
        #expect(!text.contains("hunter2") && !text.contains("ter2"))
    }
}
