// SPDX-License-Identifier: Apache-2.0
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import StewardCore
import StewardProcess
import StewardTestKit
import Testing

@testable import StewardServer

/// A server with a certificate, asked by curl and openssl over a socket.
@Suite(
    "The server over TLS", .timeLimit(.minutes(1)),
    .enabled(if: MadeCertificate.isPossible, "openssl or curl is not installed."))
struct TLSServerTests {
    private struct Served: Sendable {
        let port: Int
        let certificate: MadeCertificate
        let certificates: Certificates
        let folder: TemporaryFolder
    }

    private static func with(_ body: @escaping @Sendable (Served) async throws -> Void) async throws {
        let folder = try TemporaryFolder("tls")
        let made = try await MadeCertificate(folder)
        let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        let certificates = try Certificates(made.files, logger: logger)
        try await Installation.with(DataFolder(folder.path("data")), server: nil) { installation in
            let access = Access(installation: installation, cost: MadePeople.cost)
            _ = try await OwnerCookie.headers(installation)
            let server = try SiteServer(
                installation: installation, certificates: certificates, access: access, logger: logger)
            try await server.application().test(.live) { client in
                try await body(
                    Served(
                        port: try #require(client.port), certificate: made, certificates: certificates, folder: folder))
            }
        }
    }

    @Test("a browser gets pages under the certificate's name, with HSTS and cookies that need TLS")
    func pages() async throws {
        try await Self.with { served in
            let page = try await served.certificate.curl(served.port, "/sign-in")
            let text = page.text.lowercased()
            #expect(text.hasPrefix("http/1.1 200"), "\(page.text.prefix(300)) \(page.errorText)")
            #expect(text.contains("strict-transport-security: max-age=31536000"))
            let cookie = text.split(separator: "\r\n").first { $0.hasPrefix("set-cookie: __host-steward-form=") }
            #expect(cookie?.contains("secure") == true && cookie?.contains("httponly") == true)
            // Another name is not answered to.
            let other = try await served.certificate.curl(served.port, "/sign-in", ["--header", "Host: other.example"])
            #expect(other.text.hasPrefix("HTTP/1.1 421"))
        }
    }

    @Test("TLS 1.3 and 1.2 are spoken, with forward secrecy only; nothing older")
    func versions() async throws {
        try await Self.with { served in
            let new = try await MadeCertificate.handshake(served.port, ["-tls1_3"])
            #expect(new.isSuccess && new.text.contains("TLSv1.3, Cipher is TLS_"), "\(new.text.suffix(300))")
            let before = try await MadeCertificate.handshake(served.port, ["-tls1_2"])
            #expect(before.isSuccess && before.text.contains("Cipher is ECDHE-ECDSA-"))
            let old = try await MadeCertificate.handshake(
                served.port, ["-tls1_1", "-cipher", "DEFAULT@SECLEVEL=0"])
            #expect(!old.isSuccess && old.text.contains("Cipher is (NONE)"))
            for weak in ["ECDHE-ECDSA-AES128-SHA", "ECDHE-ECDSA-AES256-SHA384"] {
                let refused = try await MadeCertificate.handshake(
                    served.port, ["-tls1_2", "-cipher", "\(weak)@SECLEVEL=0"])
                #expect(!refused.isSuccess, "\(weak)")
            }
            let plain = try await MadeCertificate.run(
                MadeCertificate.curl, ["--silent", "--max-time", "5", "http://127.0.0.1:\(served.port)/healthz"])
            #expect(!plain.isSuccess)
        }
    }

    @Test("a renewed certificate is for new connections; one that is open goes on with its own")
    func renewal() async throws {
        try await Self.with { served in
            let (answers, sendAnswer) = AsyncStream.makeStream(of: String.self)
            let (pieces, sendPiece) = AsyncStream.makeStream(of: [UInt8].self)
            let request = "GET /healthz HTTP/1.1\r\nHost: steward.example\r\n"
            let open = Task {
                let iterator = PieceIterator(pieces)
                let program = Program(
                    MadeCertificate.openssl,
                    ["s_client", "-connect", "127.0.0.1:\(served.port)", "-servername", "steward.example"],
                    environment: ["PATH": "/usr/bin:/bin"])
                return try await program.run(
                    .stream(ByteStream { { await iterator.next() } }), limits: .init(time: .seconds(20))
                ) { sendAnswer.yield(String(decoding: $0, as: UTF8.self)) }
            }
            sendPiece.yield(Array("\(request)\r\n".utf8))
            var heard = ""
            var iterator = answers.makeAsyncIterator()
            while !heard.contains("200 OK"), let more = await iterator.next() { heard += more }
            #expect(heard.contains("subject=CN = first"))

            try served.certificate.replace(by: try await MadeCertificate(served.folder, "second"))
            served.certificates.reloadIfChanged()
            let new = try await MadeCertificate.handshake(served.port, [])
            #expect(new.text.contains("subject=CN = second"))

            heard = ""
            sendPiece.yield(Array("\(request)Connection: close\r\n\r\n".utf8))
            while !heard.contains("200 OK"), let more = await iterator.next() { heard += more }
            #expect(heard.contains("200 OK"))
            sendPiece.finish()
            _ = try await open.value
        }
    }

    @Test("with a certificate the server may listen where others reach it")
    func elsewhere() async throws {
        let folder = try TemporaryFolder("tls")
        let made = try await MadeCertificate(folder)
        let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        try await Installation.with(DataFolder(folder.path("data")), server: nil) { installation in
            #expect(throws: ServerError.self) {
                try SiteServer(installation: installation, host: "0.0.0.0", logger: logger)
            }
            let server = try SiteServer(
                installation: installation, host: "0.0.0.0", certificates: Certificates(made.files, logger: logger),
                logger: logger)
            #expect(server.site.reach.speaksTLS && server.site.reach.names == ["steward.example"])
        }
    }
}

/// Hands the pieces of a stream on, one at a time.
private actor PieceIterator {
    private var iterator: AsyncStream<[UInt8]>.AsyncIterator
    init(_ stream: AsyncStream<[UInt8]>) { iterator = stream.makeAsyncIterator() }
    func next() async -> [UInt8]? {
        var copy = iterator
        let piece = await copy.next(isolation: self)
        iterator = copy
        return piece
    }
}
